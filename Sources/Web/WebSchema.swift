public import SQL

public enum WebSchema {
  public static let migrations: [Migration] = [
    Migration(
      "web.1.session",
      [
        """
        CREATE TABLE web_session (
          digest BYTEA PRIMARY KEY, account_id BIGINT NOT NULL, created_at BIGINT NOT NULL, seen_at BIGINT NOT NULL,
          ends_at BIGINT NOT NULL)
        """,
        "CREATE INDEX web_session_account ON web_session (account_id)",
        "CREATE INDEX web_session_seen ON web_session (seen_at)",
      ]),
    // answer_sealed is NULL while the first request with the key is at work, in the one transaction that sees it so.
    Migration(
      "web.2.answer",
      [
        """
        CREATE TABLE web_answer (
          scope TEXT NOT NULL, request_key TEXT NOT NULL, fingerprint BYTEA NOT NULL, created_at BIGINT NOT NULL,
          answer_sealed BYTEA, PRIMARY KEY (scope, request_key))
        """,
        "CREATE INDEX web_answer_created ON web_answer (created_at)",
      ]),
  ]
}
