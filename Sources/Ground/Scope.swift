public import SQL

/// Where something is, as one number; the subtree of an area is a range of them.
///
/// The number is the 15-digit area code (city 4, district 6, subdistrict 9, community 12, grid 15 digits), padded with
/// zeros on the right: a subtree is a contiguous range, so a scope is a handful of `BETWEEN`s that an index answers.
public struct Place: Hashable, Comparable, Sendable, Bindable {
  public let number: Int64

  public init(_ number: Int64) { self.number = number }

  public static func < (left: Self, right: Self) -> Bool { left.number < right.number }

  public var bound: Value { .int(number) }
  public static func unbound(_ value: Value) throws -> Self { Self(try Int64.unbound(value)) }
}

/// The places of an area and all below it, both ends included.
public struct PlaceRange: Hashable, Sendable {
  public let first: Place
  public let last: Place

  public init(_ first: Place, _ last: Place) {
    self.first = first
    self.last = last
  }

  /// The subtree of an area code of 2 to 15 digits: `220202001` is 220202001000000 … 220202001999999.
  public init?(code: String) {
    guard (2...15).contains(code.count), code.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int64(code) else { return nil }
    var width: Int64 = 1
    for _ in code.count..<15 { width *= 10 }
    self.init(Place(number * width), Place(number * width + width - 1))
  }

  public func contains(_ place: Place) -> Bool { first <= place && place <= last }
  public func contains(_ other: PlaceRange) -> Bool { first <= other.first && other.last <= last }
}

/// Who may see or do something: the same value answers for one row and becomes the filter of every list and count.
public struct Policy: Sendable, Hashable {
  /// Everything within these subtrees,
  public var ranges: [PlaceRange]
  /// whatever is in the hands of these organisations,
  public var organisations: [OrganisationID]
  /// and whatever is in the hands of these posts.
  public var posts: [PostID]

  public init(ranges: [PlaceRange] = [], organisations: [OrganisationID] = [], posts: [PostID] = []) {
    self.ranges = Policy.outermost(ranges)
    self.organisations = Array(Set(organisations)).sorted()
    self.posts = Array(Set(posts)).sorted()
  }

  /// Whatever any of these allows.
  init(allOf policies: [Policy]) {
    self.init(ranges: policies.flatMap(\.ranges), organisations: policies.flatMap(\.organisations), posts: policies.flatMap(\.posts))
  }

  public static let nothing: Policy = Policy()

  public var isNothing: Bool { ranges.isEmpty && organisations.isEmpty && posts.isEmpty }

  /// The point check.
  public func allows(place: Place, organisation: OrganisationID? = nil, post: PostID? = nil) -> Bool {
    if ranges.contains(where: { $0.contains(place) }) { return true }
    if let organisation, organisations.contains(organisation) { return true }
    if let post, posts.contains(post) { return true }
    return false
  }

  /// The same policy as a SQL condition.
  /// - Parameters: the columns of the row that carry its place, its organisation and its post; where a row has no such
  ///   column, pass nil and that arm matches nothing, as `allows` does without the argument.
  public func filter(place: Query, organisation: Query? = nil, post: Query? = nil) -> Query {
    var arms: [Query] = ranges.map { "\(place) BETWEEN \($0.first) AND \($0.last)" }
    if let organisation, !organisations.isEmpty { arms.append("\(organisation) IN (\(list: organisations))") }
    if let post, !posts.isEmpty { arms.append("\(post) IN (\(list: posts))") }
    if arms.isEmpty { return "1 = 0" }
    return "(\(Query.joined(arms, by: " OR ")))"
  }

  /// Ranges without those that lie within another.
  private static func outermost(_ ranges: [PlaceRange]) -> [PlaceRange] {
    let sorted = ranges.sorted { ($0.first, $1.last) < ($1.first, $0.last) }
    var out: [PlaceRange] = []
    for range in sorted where !(out.last?.contains(range) ?? false) { out.append(range) }
    return out
  }
}
