public import SQL

public enum CareersSchema {
  public static let migrations: [Migration] = [
    Migration(
      "careers.1.entry",
      [
        """
        CREATE TABLE career_entry (
          id BIGINT PRIMARY KEY, register TEXT NOT NULL, item TEXT NOT NULL, person_id BIGINT NOT NULL REFERENCES person (id),
          partner_id BIGINT REFERENCES person (id), organisation_id BIGINT REFERENCES organisation (id), area_id BIGINT NOT NULL,
          place BIGINT NOT NULL, valid_from BIGINT NOT NULL, valid_until BIGINT, ending TEXT, hours BIGINT, plan TEXT, evaluation TEXT,
          version BIGINT NOT NULL DEFAULT 1, CHECK (valid_until IS NULL OR valid_until > valid_from), CHECK (partner_id <> person_id))
        """,
        "CREATE INDEX career_entry_register ON career_entry (register, place, id)",
        "CREATE INDEX career_entry_item ON career_entry (register, item, valid_from)",
        "CREATE INDEX career_entry_person ON career_entry (person_id, register)",
        "CREATE INDEX career_entry_partner ON career_entry (partner_id) WHERE partner_id IS NOT NULL",
      ]),
    // The filing (备案) of whoever holds a post, from the subdistrict to the county's organisation department.
    Migration(
      "careers.2.filing",
      [
        """
        CREATE TABLE career_filing (
          id BIGINT PRIMARY KEY, post_id BIGINT NOT NULL REFERENCES post (id), person_id BIGINT NOT NULL REFERENCES person (id),
          area_id BIGINT NOT NULL, place BIGINT NOT NULL, state TEXT NOT NULL, submitted_on BIGINT NOT NULL,
          submitted_by BIGINT REFERENCES person (id), decided_on BIGINT, decided_by BIGINT REFERENCES person (id), reason TEXT, number TEXT,
          version BIGINT NOT NULL DEFAULT 1, UNIQUE (post_id, person_id))
        """,
        "CREATE INDEX career_filing_state ON career_filing (state, place, id)",
        """
        CREATE TABLE career_filing_step (
          id BIGINT PRIMARY KEY, filing_id BIGINT NOT NULL REFERENCES career_filing (id), at BIGINT NOT NULL, act TEXT NOT NULL,
          person_id BIGINT, post_id BIGINT, reason TEXT, note TEXT)
        """,
        "CREATE INDEX career_filing_step_filing ON career_filing_step (filing_id, id)",
      ]),
    // One person's line of a register is found by the person: by item and day, a city's courses took six seconds to count.
    Migration(
      "careers.3.person",
      [
        "DROP INDEX career_entry_item", "DROP INDEX career_entry_person",
        "CREATE INDEX career_entry_person ON career_entry (person_id, register, item, valid_from)",
      ]),
  ]
}
