public import SQL

/// The tables of matters. Only ever appended to.
public enum MatterSchema {
  public static let migrations: [Migration] = [
    Migration("matters.1.matter", matter),
    Migration("matters.2.report", report),
    Migration("matters.3.event", event),
    Migration("matters.4.counters", counters),
    Migration("matters.5.figures", figures),
    Migration(
      "matters.posts.1.handover",
      [
        "ALTER TABLE matter_event ADD COLUMN before_person_id BIGINT", "ALTER TABLE matter_event ADD COLUMN after_person_id BIGINT",
        "ALTER TABLE matter_event ADD COLUMN day BIGINT",
      ]),
    Migration("matters.6.stay", stays),
    Migration("matters.7.day_sum", daySums),
  ]

  private static let matter: [Query] = [
    """
    CREATE TABLE matter (
      id BIGINT PRIMARY KEY,
      number TEXT NOT NULL UNIQUE,
      place BIGINT NOT NULL,
      district BIGINT NOT NULL,
      area_id BIGINT NOT NULL,
      building_id BIGINT,
      address TEXT NOT NULL,
      longitude DOUBLE PRECISION,
      latitude DOUBLE PRECISION,
      category TEXT NOT NULL,
      title TEXT NOT NULL,
      body TEXT NOT NULL,
      source TEXT NOT NULL,
      state TEXT NOT NULL,
      waiting_for TEXT NOT NULL,
      is_open BIGINT NOT NULL CHECK (is_open IN (0, 1)),
      desk_level TEXT NOT NULL,
      handler_post_id BIGINT,
      handler_organisation_id BIGINT,
      clock TEXT NOT NULL,
      budget_minutes BIGINT NOT NULL CHECK (budget_minutes > 0),
      consumed_minutes BIGINT NOT NULL,
      running_since BIGINT,
      due_at BIGINT NOT NULL,
      asked_minutes BIGINT,
      reported_at BIGINT NOT NULL,
      dispatched_at BIGINT,
      accepted_at BIGINT,
      answered_at BIGINT,
      resolved_at BIGINT,
      closed_at BIGINT,
      confirmed BIGINT,
      rating BIGINT CHECK (rating BETWEEN 1 AND 5),
      rated_at BIGINT,
      reopened BIGINT NOT NULL,
      reports BIGINT NOT NULL,
      joined_to BIGINT REFERENCES matter (id),
      version BIGINT NOT NULL
    )
    """,
    // Open matters are few: two small indexes serve every queue. Which one depends on how much of the city the scope
    // covers (see MatterQueue).
    "CREATE INDEX matter_open_by_due ON matter (due_at, id, place) WHERE is_open = 1",
    "CREATE INDEX matter_open_by_place ON matter (place, due_at) WHERE is_open = 1",
    "CREATE INDEX matter_by_time ON matter (reported_at, id)",
    "CREATE INDEX matter_by_place ON matter (place, reported_at)",
    "CREATE INDEX matter_answered ON matter (answered_at, place) WHERE answered_at IS NOT NULL",
    "CREATE INDEX matter_rated ON matter (rated_at, place) WHERE rated_at IS NOT NULL",
    "CREATE INDEX matter_open_post ON matter (handler_post_id, due_at) WHERE is_open = 1",
    "CREATE INDEX matter_open_organisation ON matter (handler_organisation_id, due_at) WHERE is_open = 1",
    "CREATE INDEX matter_building ON matter (building_id, reported_at) WHERE is_open = 1",
  ]

  private static let report: [Query] = [
    """
    CREATE TABLE matter_report (
      id BIGINT PRIMARY KEY,
      matter_id BIGINT NOT NULL REFERENCES matter (id),
      number TEXT NOT NULL UNIQUE,
      body TEXT NOT NULL,
      at BIGINT NOT NULL,
      rating BIGINT CHECK (rating BETWEEN 1 AND 5),
      solved BIGINT,
      comment TEXT,
      rated_at BIGINT
    )
    """,
    "CREATE INDEX matter_report_matter ON matter_report (matter_id)",
    // Personal data stand apart, sealed; deleting them is deleting a row.
    """
    CREATE TABLE matter_contact (
      report_id BIGINT PRIMARY KEY REFERENCES matter_report (id),
      matter_id BIGINT NOT NULL REFERENCES matter (id),
      district BIGINT NOT NULL,
      sealed BYTEA NOT NULL,
      delete_after BIGINT
    )
    """,
    "CREATE INDEX matter_contact_matter ON matter_contact (matter_id)",
    "CREATE INDEX matter_contact_delete ON matter_contact (delete_after) WHERE delete_after IS NOT NULL",
  ]

  private static let event: [Query] = [
    """
    CREATE TABLE matter_event (
      id BIGINT PRIMARY KEY,
      matter_id BIGINT NOT NULL REFERENCES matter (id),
      at BIGINT NOT NULL,
      kind TEXT NOT NULL,
      person_id BIGINT,
      post_id BIGINT,
      target_post_id BIGINT,
      target_organisation_id BIGINT,
      note TEXT,
      due_before BIGINT,
      due_after BIGINT
    )
    """,
    "CREATE INDEX matter_event_matter ON matter_event (matter_id, id)",
    """
    CREATE TABLE matter_photo (
      id BIGINT PRIMARY KEY,
      matter_id BIGINT NOT NULL REFERENCES matter (id),
      event_id BIGINT NOT NULL,
      kind TEXT NOT NULL,
      digest TEXT NOT NULL,
      width BIGINT NOT NULL,
      height BIGINT NOT NULL,
      at BIGINT NOT NULL
    )
    """,
    "CREATE INDEX matter_photo_matter ON matter_photo (matter_id, id)",
  ]

  /// The counters of days by subdistrict (see MatterDaySums).
  private static let daySums: [Query] = [
    """
    CREATE TABLE matter_day_sum (
      place BIGINT NOT NULL,
      day BIGINT NOT NULL,
      answered BIGINT NOT NULL,
      rated BIGINT NOT NULL,
      satisfied BIGINT NOT NULL,
      PRIMARY KEY (place, day)
    )
    """,
    """
    INSERT INTO matter_day_sum (place, day, answered, rated, satisfied)
    SELECT place / 1000000 * 1000000, day, CAST(sum(answered) AS BIGINT), CAST(sum(rated) AS BIGINT), CAST(sum(satisfied) AS BIGINT)
    FROM matter_day_count GROUP BY 1, 2
    """,
    "CREATE INDEX matter_day_sum_day ON matter_day_sum (day, place)",
  ]

  private static let counters: [Query] = [
    """
    CREATE TABLE matter_open_count (
      place BIGINT PRIMARY KEY,
      matters BIGINT NOT NULL
    )
    """,
    // One row for each leaf and local day, in days since 1970-01-01.
    """
    CREATE TABLE matter_day_count (
      place BIGINT NOT NULL,
      day BIGINT NOT NULL,
      answered BIGINT NOT NULL,
      rated BIGINT NOT NULL,
      satisfied BIGINT NOT NULL,
      PRIMARY KEY (place, day)
    )
    """,
    "CREATE INDEX matter_day_count_day ON matter_day_count (day, place)",
  ]

  // Figures over a whole city within milliseconds: every count that a page shows finds all it asks for in a small index, and
  // what is closed is what there is without what is open.
  private static let figures: [Query] = [
    "ALTER TABLE matter_open_count ADD COLUMN all_matters BIGINT NOT NULL DEFAULT 0",
    """
    INSERT INTO matter_open_count (place, matters, all_matters) SELECT place, 0, count(*) FROM matter WHERE 1 = 1 GROUP BY place
    ON CONFLICT (place) DO UPDATE SET all_matters = excluded.all_matters
    """,
    "DROP INDEX matter_open_by_due",
    "DROP INDEX matter_open_by_place",
    "CREATE INDEX matter_open_by_due ON matter (due_at, id, place, running_since, waiting_for, is_open) WHERE is_open = 1",
    "CREATE INDEX matter_open_by_place ON matter (place, due_at, running_since, waiting_for, is_open) WHERE is_open = 1",
    // What lies at a desk is in nobody's hands: a new matter need not touch these.
    "DROP INDEX matter_open_post",
    "DROP INDEX matter_open_organisation",
    "CREATE INDEX matter_post ON matter (handler_post_id, is_open, due_at) WHERE handler_post_id IS NOT NULL",
    "CREATE INDEX matter_organisation ON matter (handler_organisation_id, is_open, due_at) WHERE handler_organisation_id IS NOT NULL",
    "DROP INDEX matter_rated",
    "CREATE INDEX matter_rated ON matter (rated_at, place, rating) WHERE rated_at IS NOT NULL",
    // A tile adds up a month of days for every leaf: only those on which something was rated, or answered.
    "DROP INDEX matter_day_count_day",
    "CREATE INDEX matter_day_answered ON matter_day_count (day, place, answered) WHERE answered > 0",
    "CREATE INDEX matter_day_rated ON matter_day_count (day, place, rated, satisfied) WHERE rated > 0",
  ]

  // Where an open matter stood before the areas changed. What has never moved has no row: it stands where it always stood. So a
  // report costs nothing, and where a matter stood on a day is exact. `place` follows the area's number, as everywhere.
  private static let stays: [Query] = [
    """
    CREATE TABLE matter_stay (
      matter_id BIGINT NOT NULL REFERENCES matter (id),
      area_id BIGINT NOT NULL,
      place BIGINT NOT NULL,
      valid_from BIGINT,
      valid_until BIGINT NOT NULL,
      change_id BIGINT NOT NULL,
      CHECK (valid_from IS NULL OR valid_from < valid_until)
    )
    """,
    "CREATE INDEX matter_stay_matter ON matter_stay (matter_id, valid_until)",
    "CREATE INDEX matter_stay_place ON matter_stay (place, valid_until)",
  ]
}
