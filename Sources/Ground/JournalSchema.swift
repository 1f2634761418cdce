public import SQL

public enum JournalSchema {
  public static let migrations: [Migration] = [
    Migration(
      "journal.1.entry",
      [
        """
        CREATE TABLE journal_entry (
          id BIGINT PRIMARY KEY,
          at BIGINT NOT NULL,
          verb TEXT NOT NULL,
          subject TEXT NOT NULL,
          subject_id BIGINT NOT NULL,
          place BIGINT,
          account_id BIGINT,
          person_id BIGINT,
          acting_post_id BIGINT,
          request TEXT NOT NULL,
          before TEXT NOT NULL,
          after TEXT NOT NULL,
          digest BYTEA NOT NULL,
          block BIGINT)
        """,
        "CREATE INDEX journal_entry_subject ON journal_entry (subject, subject_id, id)",
        // The sealer's queue, and the order in which a block's entries are its leaves.
        "CREATE INDEX journal_entry_unsealed ON journal_entry (id) WHERE block IS NULL",
        "CREATE INDEX journal_entry_block ON journal_entry (block, id) WHERE block IS NOT NULL",
      ]),
    Migration(
      "journal.2.block",
      [
        """
        CREATE TABLE journal_block (
          seq BIGINT PRIMARY KEY,
          first_entry BIGINT NOT NULL,
          last_entry BIGINT NOT NULL,
          entries BIGINT NOT NULL,
          previous BYTEA NOT NULL,
          root BYTEA NOT NULL,
          head BYTEA NOT NULL,
          sealed_at BIGINT NOT NULL)
        """
      ]),
  ]
}
