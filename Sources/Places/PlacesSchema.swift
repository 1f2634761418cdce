public import SQL

/// The tables of the areas, buildings and codes. Days are days since 1970-01-01, coordinates WGS-84 degrees.
public enum PlacesSchema {
  public static let migrations: [Migration] = [
    Migration(
      "places.1.area",
      [
        """
        CREATE TABLE area (
          id BIGINT PRIMARY KEY,
          code TEXT NOT NULL,
          level TEXT NOT NULL,
          name TEXT NOT NULL,
          parent_id BIGINT REFERENCES area (id),
          place BIGINT NOT NULL,
          place_last BIGINT NOT NULL,
          valid_from BIGINT,
          valid_until BIGINT,
          version BIGINT NOT NULL DEFAULT 1
        )
        """,
        // A code may serve another area after its own has ended.
        "CREATE UNIQUE INDEX area_code ON area (code) WHERE valid_until IS NULL",
        "CREATE INDEX area_place ON area (place, id)",
        "CREATE INDEX area_level ON area (level, place, id)",
        "CREATE INDEX area_parent ON area (parent_id, place)",
        // Apart from the area, because most look-ups of an area do without its outline.
        """
        CREATE TABLE area_boundary (
          area_id BIGINT NOT NULL REFERENCES area (id),
          geometry TEXT NOT NULL,
          valid_from BIGINT,
          valid_until BIGINT
        )
        """,
        "CREATE UNIQUE INDEX area_boundary_area ON area_boundary (area_id) WHERE valid_until IS NULL",
        // One row, raised with every change of a boundary, so that an index kept in memory knows when it is old.
        "CREATE TABLE boundary_revision (id BIGINT PRIMARY KEY, revision BIGINT NOT NULL)",
        "INSERT INTO boundary_revision (id, revision) VALUES (1, 0)",
      ]),
    Migration(
      "places.2.building",
      [
        """
        CREATE TABLE building (
          id BIGINT PRIMARY KEY,
          area_id BIGINT NOT NULL REFERENCES area (id),
          place BIGINT NOT NULL,
          name TEXT NOT NULL,
          estate TEXT,
          units BIGINT NOT NULL CHECK (units >= 1),
          longitude DOUBLE PRECISION NOT NULL,
          latitude DOUBLE PRECISION NOT NULL,
          valid_from BIGINT,
          valid_until BIGINT,
          version BIGINT NOT NULL DEFAULT 1
        )
        """,
        "CREATE INDEX building_place ON building (place, id)",
        """
        CREATE TABLE door_code (
          id BIGINT PRIMARY KEY,
          code TEXT NOT NULL,
          kind TEXT NOT NULL,
          area_id BIGINT NOT NULL REFERENCES area (id),
          place BIGINT NOT NULL,
          building_id BIGINT REFERENCES building (id),
          unit BIGINT,
          valid_from BIGINT,
          valid_until BIGINT
        )
        """,
        // Not partial: a printed code is never given to another door.
        "CREATE UNIQUE INDEX door_code_code ON door_code (code)",
        "CREATE INDEX door_code_place ON door_code (place, id)",
      ]),
  ]
}
