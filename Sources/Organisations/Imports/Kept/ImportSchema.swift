import SQL

enum ImportSchema {
  static let migrations: [Migration] = [
    // What was uploaded waits, sealed, for its confirmation; then it goes. `state` is checked, done.
    Migration(
      "imports.1.sheet",
      [
        """
        CREATE TABLE sheet_import (
          id BIGINT PRIMARY KEY, subject TEXT NOT NULL, account_id BIGINT NOT NULL, created_at BIGINT NOT NULL, ends_at BIGINT NOT NULL,
          state TEXT NOT NULL, report_sealed BYTEA NOT NULL, sheet_sealed BYTEA, sheet_digest TEXT NOT NULL, version BIGINT NOT NULL DEFAULT 1)
        """,
        "CREATE INDEX sheet_import_account ON sheet_import (account_id, subject, id)",
        "CREATE INDEX sheet_import_end ON sheet_import (ends_at)",
        // One import of a subject at a time: whoever applies one holds its row.
        "CREATE TABLE sheet_import_turn (subject TEXT PRIMARY KEY, turn BIGINT NOT NULL)",
      ])
  ]
}
