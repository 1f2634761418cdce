public import SQL

public enum PropertySchema {
  public static let migrations: [Migration] = [
    Migration(
      "property.1.entry",
      [
        // Amounts are in fen. An entry is about an estate, a body, or else the area itself.
        """
        CREATE TABLE property_entry (
          id BIGINT PRIMARY KEY, register TEXT NOT NULL, item TEXT NOT NULL, estate_id BIGINT REFERENCES estate (id),
          organisation_id BIGINT REFERENCES organisation (id), area_id BIGINT NOT NULL, place BIGINT NOT NULL, valid_from BIGINT NOT NULL,
          valid_until BIGINT, ending TEXT, level TEXT, partner_id BIGINT REFERENCES organisation (id), number TEXT, note TEXT, score BIGINT,
          due BIGINT, collected BIGINT, members BIGINT, party_members BIGINT, version BIGINT NOT NULL DEFAULT 1,
          CHECK (estate_id IS NULL OR organisation_id IS NULL), CHECK (valid_until IS NULL OR valid_until > valid_from),
          CHECK (collected <= due), CHECK (party_members <= members))
        """,
        "CREATE INDEX property_entry_register ON property_entry (register, place, id)",
        "CREATE INDEX property_entry_estate ON property_entry (estate_id, register) WHERE estate_id IS NOT NULL",
        "CREATE INDEX property_entry_organisation ON property_entry (organisation_id, register) WHERE organisation_id IS NOT NULL",
        "CREATE INDEX property_entry_partner ON property_entry (partner_id) WHERE partner_id IS NOT NULL",
        // A point of a checklist that is met has no count; an asset has one, and how many of them work.
        """
        CREATE TABLE property_point (
          entry_id BIGINT NOT NULL REFERENCES property_entry (id), point TEXT NOT NULL, count BIGINT, working BIGINT,
          PRIMARY KEY (entry_id, point), CHECK (working <= count))
        """,
      ])
  ]
}
