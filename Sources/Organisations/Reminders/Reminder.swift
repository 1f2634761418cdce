public import Ground
public import SQL

/// What somebody should not forget: a sentence with a number, the first few rows, and the way to all of them.
public struct Reminder: Sendable, Hashable {
  public struct Row: Sendable, Hashable {
    public let title: String
    public let href: String
    /// Until when, or how late, in words.
    public let time: String
    public let isLate: Bool

    public init(_ title: String, to href: String, time: String, isLate: Bool) {
      self.title = title
      self.href = href
      self.time = time
      self.isLate = isLate
    }
  }

  /// The anchor on a page.
  public let id: String
  /// With the number of all rows.
  public let title: String
  public let count: Int
  public let rows: [Row]
  /// Where all of them are.
  public let href: String

  public init(id: String, title: String, count: Int, rows: [Row], href: String) {
    self.id = id
    self.title = title
    self.count = count
    self.rows = rows
    self.href = href
  }
}

/// A room that has something to remind people of on their page of today.
public protocol Reminding: Sendable {
  /// What this caller is responsible for and should see to; nothing that has nothing.
  func reminders(for caller: Caller, at now: Moment, words: Words, in session: any Session) throws -> [Reminder]
}
