import SQL

/// Posts as seats: terms, those who stand in, and what people are found by.
enum PostSeatSchema {
  static let migrations: [Migration] = [
    // `successor_id` takes what is in a retired post's hands; `settled` says that it has been handed over.
    Migration(
      "posts.1.seat",
      [
        "ALTER TABLE post ADD COLUMN name TEXT", "ALTER TABLE post ADD COLUMN successor_id BIGINT",
        "ALTER TABLE post ADD COLUMN settled BIGINT NOT NULL DEFAULT 0", "ALTER TABLE post_holding ADD COLUMN term_until BIGINT",
        "CREATE INDEX post_unsettled ON post (valid_until) WHERE valid_until IS NOT NULL AND settled = 0",
        "CREATE INDEX post_holding_term ON post_holding (term_until) WHERE term_until IS NOT NULL",
        // Alternates, and those who act for a post for a while.
        """
        CREATE TABLE post_stand_in (
          id BIGINT PRIMARY KEY, post_id BIGINT NOT NULL REFERENCES post (id), person_id BIGINT NOT NULL REFERENCES person (id),
          kind TEXT NOT NULL, valid_from BIGINT NOT NULL, valid_until BIGINT, CHECK (valid_until IS NULL OR valid_until > valid_from),
          CHECK (kind <> 'acting' OR valid_until IS NOT NULL))
        """,
        "CREATE INDEX post_stand_in_post ON post_stand_in (post_id, valid_from)",
        "CREATE INDEX post_stand_in_person ON post_stand_in (person_id)",
      ]),
    // `name_mark`: some bits of a keyed digest of the name (ADR 0022). `place`: where the person was entered, for those who hold no post.
    Migration(
      "posts.2.person_mark",
      [
        "ALTER TABLE person ADD COLUMN name_mark BIGINT", "ALTER TABLE person ADD COLUMN place BIGINT",
        "CREATE INDEX person_name_mark ON person (name_mark)", "CREATE INDEX person_place ON person (place) WHERE place IS NOT NULL",
      ]),
    // Who holds a post on a day, and which terms run out, from the index alone.
    Migration(
      "posts.3.standing",
      [
        "CREATE INDEX post_holding_post ON post_holding (post_id, valid_from, valid_until)",
        "CREATE INDEX post_holding_until ON post_holding (valid_until) WHERE valid_until IS NOT NULL",
        "CREATE INDEX post_standing ON post (place, id, valid_from, valid_until, type)",
      ]),
    // In which order the alternates are asked; those of one number in the order in which they came.
    Migration("posts.4.alternates", ["ALTER TABLE post_stand_in ADD COLUMN position BIGINT NOT NULL DEFAULT 0"]),
  ]
}
