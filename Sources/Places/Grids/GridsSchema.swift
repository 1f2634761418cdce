import SQL

/// The tables of grids' kinds, duties and leftover layers, and what the plan check counts.
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
}
