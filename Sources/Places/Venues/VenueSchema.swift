import SQL

enum VenueSchema {
  static let migrations: [Migration] = [
    Migration(
      "places.venue.1.venue",
      [
        // What a venue offers and lends is only ever read as a whole: lines of text. Its functions are looked for, so they are rows.
        """
        CREATE TABLE venue (
          id BIGINT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, area_id BIGINT NOT NULL REFERENCES area (id), place BIGINT NOT NULL,
          address TEXT NOT NULL, longitude DOUBLE PRECISION NOT NULL, latitude DOUBLE PRECISION NOT NULL, phone TEXT, services TEXT NOT NULL,
          loans TEXT NOT NULL, weekly TEXT NOT NULL, follows_calendar BIGINT NOT NULL, exceptions TEXT NOT NULL, valid_from BIGINT,
          valid_until BIGINT, version BIGINT NOT NULL DEFAULT 1)
        """,
        "CREATE INDEX venue_place ON venue (place, id)",
        "CREATE TABLE venue_function (venue_id BIGINT NOT NULL REFERENCES venue (id), function TEXT NOT NULL, PRIMARY KEY (venue_id, function))",
      ])
  ]
}
