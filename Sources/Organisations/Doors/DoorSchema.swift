import SQL

/// What makes finding the posts of a door a look-up.
enum DoorSchema {
  static let migrations: [Migration] = [
    Migration(
      "organisations.doors.1.post",
      [
        "CREATE INDEX post_area ON post (area_id)", "CREATE INDEX post_building ON post (building_id) WHERE building_id IS NOT NULL",
        "CREATE INDEX area_move_row ON area_move (subject, row_id)", "CREATE INDEX area_move_from ON area_move (subject, from_id)",
      ])
  ]
}
