public import Ground
public import SQL

/// Something that is in the hands of posts, such as open matters. What follows a post changes with it, in the same transaction.
public protocol PostFollower: Sendable {
  /// What is in a post's hands now: shown before somebody takes over or the post goes.
  func load(of post: PostID, in session: any Session) throws -> [PostLoad]

  /// Others hold the post from a day on. What is in its hands stays there.
  func succeeded(_ succession: PostSuccession, by caller: Caller, in session: any Session) throws

  /// The post is no longer: everything in its hands goes to the successor, or back to where it came from.
  /// - Throws: ``Refusal`` `.conflict` when something needs a successor and there is none, unless `isForced`.
  func retired(_ retirement: PostRetirement, by caller: Caller, in session: any Session) throws
}

/// So many of something are in a post's hands.
public struct PostLoad: Sendable, Hashable {
  /// The key of a counted word: `matter.post_load`.
  public let word: String
  public let count: Int
  /// Where one sees exactly these.
  public let href: String?

  public init(word: String, count: Int, href: String?) {
    self.word = word
    self.count = count
    self.href = href
  }
}

public struct PostSuccession: Sendable, Hashable {
  public let post: PostID
  public let place: Place
  /// Who held it until then; nil when it was vacant.
  public let before: PersonID?
  public let after: PersonID
  /// The first day of who comes.
  public let from: CivilDay
  /// The post under which the caller acts.
  public let acting: PostID?

  public init(post: PostID, place: Place, before: PersonID?, after: PersonID, from: CivilDay, acting: PostID?) {
    self.post = post
    self.place = place
    self.before = before
    self.after = after
    self.from = from
    self.acting = acting
  }
}

public struct PostRetirement: Sendable, Hashable {
  public let post: PostID
  /// The post that takes over; nil: back to the desk.
  public let successor: PostID?
  public let acting: PostID?
  /// Nobody is there to be asked: the day has come for what was decided earlier.
  public let isForced: Bool

  public init(post: PostID, successor: PostID?, acting: PostID?, isForced: Bool) {
    self.post = post
    self.successor = successor
    self.acting = acting
    self.isForced = isForced
  }
}
