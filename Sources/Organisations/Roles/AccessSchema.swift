import SQL

/// Roles as they are edited, and second factors.
enum AccessSchema {
  static let migrations: [Migration] = [
    // Edits of the roles, laid over the profile. One row counts them, so that a caller is read with the roles in one query.
    Migration(
      "access.1.roles",
      [
        """
        CREATE TABLE role_change (
          id BIGINT PRIMARY KEY, edition BIGINT NOT NULL UNIQUE, subject TEXT NOT NULL, subject_key TEXT NOT NULL, added TEXT NOT NULL,
          removed TEXT NOT NULL, valid_from BIGINT NOT NULL, made_at BIGINT NOT NULL, made_by BIGINT, reason TEXT NOT NULL, reverses BIGINT)
        """,
        "CREATE INDEX role_change_subject ON role_change (subject, subject_key, edition)",
        "CREATE UNIQUE INDEX role_change_reverses ON role_change (reverses) WHERE reverses IS NOT NULL",
        "CREATE TABLE role_book (id BIGINT PRIMARY KEY, edition BIGINT NOT NULL, revision BIGINT NOT NULL)",
        "INSERT INTO role_book (id, edition, revision) VALUES (1, 0, 0)",
      ]),
    // The secret is sealed; of recovery codes only a keyed digest is kept. `used_step` is the newest 30 seconds whose code was taken.
    Migration(
      "access.2.second_factor",
      [
        "ALTER TABLE account ADD COLUMN temporary BIGINT NOT NULL DEFAULT 0",
        """
        CREATE TABLE second_factor (
          account_id BIGINT PRIMARY KEY, secret_sealed BYTEA NOT NULL, begun BIGINT NOT NULL, confirmed BIGINT, used_step BIGINT NOT NULL,
          version BIGINT NOT NULL DEFAULT 1)
        """,
        """
        CREATE TABLE recovery_code (
          account_id BIGINT NOT NULL, digest BYTEA NOT NULL, used BIGINT, PRIMARY KEY (account_id, digest))
        """,
      ]),
  ]
}
