import SQL

/// The chain of bodies, what they are bound to, their members and duties. Days are days since 1970-01-01; `valid_until` is the first
/// day on which a row no longer holds.
enum BodiesSchema {
  static let migrations: [Migration] = [
    Migration(
      "organisations.bodies.1.chain",
      [
        "ALTER TABLE organisation ADD COLUMN parent_id BIGINT REFERENCES organisation (id)",
        "ALTER TABLE organisation ADD COLUMN short_name TEXT",
        "ALTER TABLE organisation ADD COLUMN field TEXT",
        "ALTER TABLE organisation ADD COLUMN unit_level TEXT",
        "ALTER TABLE organisation ADD COLUMN credit_code TEXT",
        // The body that took its place when it was dissolved.
        "ALTER TABLE organisation ADD COLUMN successor_id BIGINT REFERENCES organisation (id)",
        "CREATE INDEX organisation_parent ON organisation (parent_id) WHERE parent_id IS NOT NULL",
        "CREATE INDEX organisation_area_kind ON organisation (area_id, kind)",
        "CREATE INDEX organisation_kind_place ON organisation (kind, place, id)",
        // Kind, name and parent with their dates. The organisation's own row is the shortcut for today.
        """
        CREATE TABLE organisation_span (
          organisation_id BIGINT NOT NULL REFERENCES organisation (id), valid_from BIGINT NOT NULL, valid_until BIGINT, kind TEXT NOT NULL,
          name TEXT, short_name TEXT, parent_id BIGINT REFERENCES organisation (id), PRIMARY KEY (organisation_id, valid_from),
          CHECK (valid_until IS NULL OR valid_until > valid_from))
        """,
        "CREATE INDEX organisation_span_parent ON organisation_span (parent_id) WHERE parent_id IS NOT NULL",
        """
        INSERT INTO organisation_span (organisation_id, valid_from, kind, name)
        SELECT id, valid_from, kind, name FROM organisation
        """,
        // Beside the area where it stands: the areas it is responsible for, or its building or estate.
        """
        CREATE TABLE organisation_area (
          id BIGINT PRIMARY KEY, organisation_id BIGINT NOT NULL REFERENCES organisation (id), area_id BIGINT NOT NULL, place BIGINT NOT NULL,
          place_last BIGINT NOT NULL, building_id BIGINT, estate_id BIGINT, valid_from BIGINT NOT NULL, valid_until BIGINT,
          CHECK (place <= place_last), CHECK (valid_until IS NULL OR valid_until > valid_from))
        """,
        "CREATE INDEX organisation_area_organisation ON organisation_area (organisation_id)",
        "CREATE INDEX organisation_area_area ON organisation_area (area_id)",
        "CREATE INDEX organisation_area_building ON organisation_area (building_id) WHERE building_id IS NOT NULL",
        "CREATE INDEX organisation_area_place ON organisation_area (place, id)",
      ]),
    Migration(
      "organisations.bodies.2.duties",
      [
        // The lead unit and the members of a commission or a task group.
        """
        CREATE TABLE organisation_member (
          id BIGINT PRIMARY KEY, body_id BIGINT NOT NULL REFERENCES organisation (id), member_id BIGINT NOT NULL REFERENCES organisation (id),
          part TEXT NOT NULL, valid_from BIGINT NOT NULL, valid_until BIGINT, version BIGINT NOT NULL DEFAULT 1,
          CHECK (body_id <> member_id), CHECK (valid_until IS NULL OR valid_until > valid_from))
        """,
        "CREATE INDEX organisation_member_body ON organisation_member (body_id)",
        "CREATE INDEX organisation_member_member ON organisation_member (member_id)",
        // Versions of one statement share a thread. It is of a body, of a member in that body, or of a level of the city.
        """
        CREATE TABLE duty (
          id BIGINT PRIMARY KEY, thread BIGINT NOT NULL, organisation_id BIGINT REFERENCES organisation (id),
          member_id BIGINT REFERENCES organisation (id), level TEXT, position BIGINT NOT NULL, text TEXT NOT NULL, basis TEXT,
          valid_from BIGINT NOT NULL, valid_until BIGINT, version BIGINT NOT NULL DEFAULT 1,
          CHECK ((organisation_id IS NULL) <> (level IS NULL)), CHECK (valid_until IS NULL OR valid_until > valid_from))
        """,
        "CREATE INDEX duty_organisation ON duty (organisation_id, position) WHERE organisation_id IS NOT NULL",
        "CREATE INDEX duty_thread ON duty (thread, valid_from)",
        // Who leads and who supports in a class of matters within an area: 属地管理事项主体责任和配合责任清单.
        """
        CREATE TABLE territorial_duty (
          id BIGINT PRIMARY KEY, title TEXT NOT NULL, category TEXT, area_id BIGINT NOT NULL, place BIGINT NOT NULL, place_last BIGINT NOT NULL,
          lead TEXT NOT NULL, basis TEXT, position BIGINT NOT NULL, valid_from BIGINT NOT NULL, valid_until BIGINT,
          version BIGINT NOT NULL DEFAULT 1, CHECK (place <= place_last), CHECK (valid_until IS NULL OR valid_until > valid_from))
        """,
        "CREATE INDEX territorial_duty_place ON territorial_duty (place, id)",
        "CREATE INDEX territorial_duty_category ON territorial_duty (category, place) WHERE category IS NOT NULL",
        """
        CREATE TABLE territorial_support (
          duty_id BIGINT NOT NULL REFERENCES territorial_duty (id), position BIGINT NOT NULL, holder TEXT NOT NULL,
          PRIMARY KEY (duty_id, position))
        """,
      ]),
    Migration("organisations.bodies.3.kinds", ["CREATE INDEX organisation_span_kind ON organisation_span (kind, organisation_id)"]),
    Migration(
      "organisations.bodies.4.powers",
      [
        // What is given down to an area, and each time it was used.
        """
        CREATE TABLE street_power (
          id BIGINT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, area_id BIGINT NOT NULL, place BIGINT NOT NULL,
          place_last BIGINT NOT NULL, giver TEXT, basis TEXT, valid_from BIGINT NOT NULL, valid_until BIGINT,
          version BIGINT NOT NULL DEFAULT 1, CHECK (place <= place_last), CHECK (valid_until IS NULL OR valid_until > valid_from))
        """,
        "CREATE INDEX street_power_place ON street_power (place, id)",
        """
        CREATE TABLE power_exercise (
          id BIGINT PRIMARY KEY, power_id BIGINT NOT NULL REFERENCES street_power (id), day BIGINT NOT NULL, text TEXT NOT NULL, result TEXT)
        """,
        "CREATE INDEX power_exercise_power ON power_exercise (power_id, day)",
      ]),
    // `settled`: what an ended body had has been handed on. It is 0 only while an end lies ahead.
    Migration(
      "organisations.bodies.5.endings",
      [
        "ALTER TABLE organisation ADD COLUMN settled BIGINT NOT NULL DEFAULT 1",
        "CREATE INDEX organisation_unsettled ON organisation (valid_until) WHERE settled = 0",
      ]),
    Migration(
      "organisations.bodies.6.estates",
      ["CREATE INDEX organisation_area_estate ON organisation_area (estate_id, valid_from) WHERE estate_id IS NOT NULL"]),
  ]
}
