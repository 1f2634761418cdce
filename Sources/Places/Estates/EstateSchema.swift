import SQL

enum EstateSchema {
  static let migrations: [Migration] = [
    Migration(
      "places.estate.1.estate",
      [
        """
        CREATE TABLE estate (
          id BIGINT PRIMARY KEY, name TEXT NOT NULL, area_id BIGINT NOT NULL REFERENCES area (id), place BIGINT NOT NULL, mode TEXT,
          households BIGINT, valid_from BIGINT, valid_until BIGINT, version BIGINT NOT NULL DEFAULT 1)
        """,
        "CREATE INDEX estate_place ON estate (place, id)",
        "CREATE UNIQUE INDEX estate_name ON estate (area_id, name) WHERE valid_until IS NULL",
        "CREATE TABLE estate_flag (estate_id BIGINT NOT NULL REFERENCES estate (id), flag TEXT NOT NULL, PRIMARY KEY (estate_id, flag))",
        """
        CREATE TABLE estate_mode (
          estate_id BIGINT NOT NULL REFERENCES estate (id), mode TEXT NOT NULL, valid_from BIGINT NOT NULL, valid_until BIGINT,
          PRIMARY KEY (estate_id, valid_from), CHECK (valid_until IS NULL OR valid_until > valid_from))
        """,
        "ALTER TABLE building ADD COLUMN estate_id BIGINT REFERENCES estate (id)",
        "CREATE INDEX building_estate ON building (estate_id) WHERE estate_id IS NOT NULL",
      ] + fromNames),
    Migration(
      "places.estate.2.unit",
      [
        // Without a key of its own: a unit is its building's nth, and has been it always or from a day on.
        """
        CREATE TABLE building_unit (
          building_id BIGINT NOT NULL REFERENCES building (id), number BIGINT NOT NULL CHECK (number >= 1), households BIGINT,
          valid_from BIGINT, valid_until BIGINT)
        """,
        "CREATE UNIQUE INDEX building_unit_number ON building_unit (building_id, number) WHERE valid_until IS NULL",
        "CREATE INDEX building_unit_building ON building_unit (building_id)",
        fromCounts,
      ]),
    // How an estate is managed is read from its dated rows alone.
    Migration("places.estate.3.mode", ["ALTER TABLE estate DROP COLUMN mode"]),
    // What a building was called before; whoever looks for it by that finds it.
    Migration("places.estate.4.address", ["ALTER TABLE building ADD COLUMN former_name TEXT"]),
    // Communities that merge may each have an estate of that name. Whoever gives a name is still asked for one of its own.
    Migration(
      "places.estate.5.name",
      ["DROP INDEX estate_name", "CREATE INDEX estate_name ON estate (area_id, name) WHERE valid_until IS NULL"]),
    // Ends that lie ahead: of estates, of buildings, and of their units; a unit 0 is the whole.
    Migration(
      "places.estate.6.planned_end",
      [
        """
        CREATE TABLE planned_end (
          noun TEXT NOT NULL, row_id BIGINT NOT NULL, unit BIGINT NOT NULL, day BIGINT NOT NULL, heir_id BIGINT, put_off_from BIGINT,
          PRIMARY KEY (noun, row_id, unit))
        """
      ]),
  ]

  /// The estates whose names were written on buildings become rows of their own, one for each name in a community.
  private static let fromNames: [Query] = [
    """
    INSERT INTO estate (id, name, area_id, place)
    SELECT MIN(b.id), b.estate, c.id, c.place FROM building b JOIN area g ON g.id = b.area_id JOIN area c ON c.id = COALESCE(g.parent_id, g.id)
    WHERE b.estate IS NOT NULL AND b.estate <> '' GROUP BY b.estate, c.id, c.place
    """,
    """
    UPDATE building SET estate_id = (
      SELECT e.id FROM estate e JOIN area g ON e.area_id = COALESCE(g.parent_id, g.id) WHERE g.id = building.area_id AND e.name = building.estate)
    WHERE estate IS NOT NULL AND estate <> ''
    """,
    "ALTER TABLE building DROP COLUMN estate",
  ]

  /// Gives every building without units as many as its count says.
  static let fromCounts: Query = """
    INSERT INTO building_unit (building_id, number, valid_from, valid_until)
    SELECT b.id, n.number, b.valid_from, b.valid_until
    FROM building b JOIN (
      WITH RECURSIVE up_to (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM up_to WHERE number < 200) SELECT number FROM up_to
    ) n ON n.number <= b.units
    WHERE NOT EXISTS (SELECT 1 FROM building_unit u WHERE u.building_id = b.id)
    """
}
