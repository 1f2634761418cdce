import SQL

/// The tables of grids' kinds, duties and leftover layers, and what the plan check counts. Days are days since 1970-01-01.
enum GridsSchema {
  static let households: Migration = Migration(
    "places.grids.1.households", ["ALTER TABLE building ADD COLUMN households BIGINT CHECK (households >= 0)"])

  static let kinds: Migration = Migration(
    "places.grids.2.kind",
    [
      """
      CREATE TABLE grid_kind (
        id BIGINT PRIMARY KEY,
        area_id BIGINT NOT NULL REFERENCES area (id),
        kind TEXT NOT NULL,
        valid_from BIGINT,
        valid_until BIGINT
      )
      """,
      "CREATE INDEX grid_kind_area ON grid_kind (area_id)",
      // One open span to a grid.
      "CREATE UNIQUE INDEX grid_kind_open ON grid_kind (area_id) WHERE valid_until IS NULL",
    ])

  static let duties: Migration = Migration(
    "places.grids.3.duty",
    [
      """
      CREATE TABLE grid_duty (
        id BIGINT PRIMARY KEY,
        area_id BIGINT NOT NULL REFERENCES area (id),
        duty TEXT NOT NULL,
        valid_from BIGINT,
        valid_until BIGINT
      )
      """,
      "CREATE INDEX grid_duty_area ON grid_duty (area_id, duty)",
      "CREATE UNIQUE INDEX grid_duty_open ON grid_duty (area_id, duty) WHERE valid_until IS NULL",
      // A grid of a duty's own old system, over the unified grids of a community.
      """
      CREATE TABLE grid_layer (
        id BIGINT PRIMARY KEY,
        duty TEXT NOT NULL,
        area_id BIGINT NOT NULL REFERENCES area (id),
        place BIGINT NOT NULL,
        code TEXT NOT NULL,
        name TEXT NOT NULL,
        geometry TEXT NOT NULL,
        valid_from BIGINT,
        valid_until BIGINT
      )
      """,
      "CREATE INDEX grid_layer_place ON grid_layer (place, duty, id)",
    ])
}
