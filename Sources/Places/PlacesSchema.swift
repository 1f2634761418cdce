public import SQL

/// The tables of the areas, buildings and codes. Days are days since 1970-01-01, coordinates WGS-84 degrees.
public enum PlacesSchema {
  public static let migrations: [Migration] = foundation + EstateSchema.migrations + VenueSchema.migrations

  private static let foundation: [Migration] = [
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
    Migration("places.3.span", spans),
    Migration("places.4.change", changes),
    GridsSchema.households,
    GridsSchema.kinds,
    GridsSchema.duties,
  ]

  // What was, is and will be. The rows of `area` and `building` are only the shortcut for today: they are rolled forward when a
  // planned change comes due. The spans of one area, or of one building, neither overlap nor, while it exists, leave a gap.
  private static let spans: [Query] = [
    """
    CREATE TABLE area_span (
      area_id BIGINT NOT NULL REFERENCES area (id),
      code TEXT NOT NULL,
      level TEXT NOT NULL,
      name TEXT NOT NULL,
      parent_id BIGINT,
      place BIGINT NOT NULL,
      place_last BIGINT NOT NULL,
      valid_from BIGINT,
      valid_until BIGINT,
      change_id BIGINT,
      CHECK (valid_from IS NULL OR valid_until IS NULL OR valid_from < valid_until)
    )
    """,
    "CREATE UNIQUE INDEX area_span_last ON area_span (area_id) WHERE valid_until IS NULL",
    "CREATE INDEX area_span_area ON area_span (area_id, valid_from)",
    "CREATE INDEX area_span_place ON area_span (place, area_id)",
    "CREATE INDEX area_span_code ON area_span (code)",
    """
    INSERT INTO area_span (area_id, code, level, name, parent_id, place, place_last, valid_from, valid_until)
    SELECT id, code, level, name, parent_id, place, place_last, valid_from, valid_until FROM area
    """,
    """
    CREATE TABLE building_span (
      building_id BIGINT NOT NULL REFERENCES building (id),
      area_id BIGINT NOT NULL REFERENCES area (id),
      valid_from BIGINT,
      valid_until BIGINT,
      change_id BIGINT,
      CHECK (valid_from IS NULL OR valid_until IS NULL OR valid_from < valid_until)
    )
    """,
    "CREATE UNIQUE INDEX building_span_last ON building_span (building_id) WHERE valid_until IS NULL",
    "CREATE INDEX building_span_building ON building_span (building_id, valid_from)",
    "CREATE INDEX building_span_area ON building_span (area_id, building_id)",
    """
    INSERT INTO building_span (building_id, area_id, valid_from, valid_until)
    SELECT id, area_id, valid_from, valid_until FROM building
    """,
    // What an area was cut from or put together of: before its first day, what stands in it counts there.
    "ALTER TABLE area ADD COLUMN origin_id BIGINT",
    // Where what stood in a retired area went.
    "ALTER TABLE area ADD COLUMN successor_id BIGINT",
    // One row, raised with every change of a span, so that a structure kept in memory knows when it is old.
    "CREATE TABLE structure_revision (id BIGINT PRIMARY KEY, revision BIGINT NOT NULL)",
    "INSERT INTO structure_revision (id, revision) VALUES (1, 0)",
  ]

  private static let changes: [Query] = [
    // `plan` is the whole plan as JSON: what each area, building and outline was and what it becomes. `enacted_at` is empty while
    // the day lies ahead.
    """
    CREATE TABLE area_change (
      id BIGINT PRIMARY KEY,
      kind TEXT NOT NULL,
      area_id BIGINT NOT NULL REFERENCES area (id),
      day BIGINT NOT NULL,
      made_at BIGINT NOT NULL,
      person_id BIGINT,
      post_id BIGINT,
      reason TEXT,
      plan TEXT NOT NULL,
      enacted_at BIGINT,
      reverses_id BIGINT REFERENCES area_change (id),
      reversed_by_id BIGINT,
      version BIGINT NOT NULL DEFAULT 1
    )
    """,
    "CREATE INDEX area_change_due ON area_change (day, id) WHERE enacted_at IS NULL",
    // The areas that a change concerns, for their histories.
    """
    CREATE TABLE area_change_area (
      area_id BIGINT NOT NULL REFERENCES area (id),
      change_id BIGINT NOT NULL REFERENCES area_change (id),
      PRIMARY KEY (area_id, change_id)
    )
    """,
    // Which row of which table a change took from one area to another, so that a reversal can take the same rows back.
    """
    CREATE TABLE area_move (
      change_id BIGINT NOT NULL REFERENCES area_change (id),
      subject TEXT NOT NULL,
      row_id BIGINT NOT NULL,
      from_id BIGINT NOT NULL,
      to_id BIGINT NOT NULL,
      PRIMARY KEY (change_id, subject, row_id)
    )
    """,
  ]
}
