public import SQL

public enum OrganisationsSchema {
  public static let migrations: [Migration] =
    [
      // Personal data in a table of its own, sealed.
      Migration(
        "organisations.1.person",
        [
          """
          CREATE TABLE person (
            id BIGINT PRIMARY KEY, name_sealed BYTEA NOT NULL, phone_sealed BYTEA, version BIGINT NOT NULL DEFAULT 1)
          """
        ]),
      // place and place_last repeat the area's range, so that a scope and an ancestor look-up need no join.
      Migration(
        "organisations.2.organisation",
        [
          """
          CREATE TABLE organisation (
            id BIGINT PRIMARY KEY, kind TEXT NOT NULL, profile_key TEXT, name TEXT, area_id BIGINT NOT NULL, place BIGINT NOT NULL,
            place_last BIGINT NOT NULL, valid_from BIGINT NOT NULL, valid_until BIGINT, version BIGINT NOT NULL DEFAULT 1,
            CHECK (place <= place_last), CHECK (profile_key IS NOT NULL OR name IS NOT NULL))
          """,
          "CREATE INDEX organisation_place ON organisation (place, id)",
          "CREATE INDEX organisation_profile_key ON organisation (profile_key, place)",
        ]),
      Migration(
        "organisations.3.post",
        [
          """
          CREATE TABLE post (
            id BIGINT PRIMARY KEY, type TEXT NOT NULL, area_id BIGINT NOT NULL, place BIGINT NOT NULL, place_last BIGINT NOT NULL,
            building_id BIGINT, unit BIGINT, organisation_id BIGINT REFERENCES organisation (id), valid_from BIGINT NOT NULL,
            valid_until BIGINT, version BIGINT NOT NULL DEFAULT 1, CHECK (place <= place_last))
          """,
          "CREATE INDEX post_place ON post (place, id)",
          "CREATE INDEX post_type ON post (type, place, id)",
          "CREATE INDEX post_organisation ON post (organisation_id) WHERE organisation_id IS NOT NULL",
        ]),
      Migration(
        "organisations.4.post_holding",
        [
          """
          CREATE TABLE post_holding (
            post_id BIGINT NOT NULL REFERENCES post (id), person_id BIGINT NOT NULL REFERENCES person (id), valid_from BIGINT NOT NULL,
            valid_until BIGINT, PRIMARY KEY (post_id, person_id, valid_from), CHECK (valid_until IS NULL OR valid_until > valid_from))
          """,
          "CREATE INDEX post_holding_person ON post_holding (person_id)",
        ]),
      Migration(
        "organisations.5.account",
        [
          """
          CREATE TABLE account (
            id BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE, person_id BIGINT NOT NULL REFERENCES person (id), hash TEXT NOT NULL,
            created BIGINT NOT NULL, disabled BIGINT NOT NULL DEFAULT 0, version BIGINT NOT NULL DEFAULT 1)
          """,
          "CREATE INDEX account_person ON account (person_id)",
          // Failures are counted for every name that is tried, known or not: so a lockout does not tell which names exist.
          // The name itself is not kept, only its digest.
          """
          CREATE TABLE sign_in_count (
            name_digest TEXT PRIMARY KEY, failed BIGINT NOT NULL, last_failed BIGINT NOT NULL, locked_until BIGINT NOT NULL)
          """,
          "CREATE INDEX sign_in_count_age ON sign_in_count (last_failed)",
        ]),
    ] + BodiesSchema.migrations + AccessSchema.migrations + PostSeatSchema.migrations + DoorSchema.migrations + ImportSchema.migrations
}
