import Foundation
import Ground
import Places
import Web

@testable import lianzhi

/// A list that can be narrowed to an area as it was on a day.
struct WatchedList: Sendable {
  private let route: Route
  private let profile: CityProfile
  /// Of a list of areas, which come and go: those that have this.
  private let measure: String?

  /// Matters have histories of their own; the others are watched by the tests of their rooms.
  private static let elsewhere: Set<String> = ["listMatters", "listFilings", "listDueFilings", "listAudience", "listGridOverlaps"]

  /// Found in the URL table, so that a new one is watched from its first day on.
  static func all(of house: House) -> [WatchedList] {
    let wanted: Set<String> = Set(Within.fields.map(\.name))
    let routes: [Route] = house.routes.filter { $0.isList && !elsewhere.contains($0.name) && wanted.isSubset(of: $0.query.map(\.name)) }
    return routes.flatMap { route in
      let measures: [String?] = route.name == "listCoverage" ? ["post-grid_leader", "body-party_grid"] : [nil]
      return measures.map { WatchedList(route: route, profile: house.profile, measure: $0) }
    }
  }

  var name: String { ([route.name] + (measure.map { [$0] } ?? [])).joined(separator: " ") }
  var isOfAreas: Bool { measure != nil || route.name == "listUncoveredAreas" }

  /// Which rows the list of an area shows.
  /// - Parameter day: of the structure; nil: today's.
  func rows(_ area: AreaID, on day: CivilDay?, by caller: Caller, at now: Moment) async throws -> Set<Int64> {
    var query: [String: [String]] = ["area": [area.description]]
    if let day { query["structure"] = [day.description] }
    if measure != nil { query["covered"] = ["yes"] }
    let visit = Visit(
      requestID: "test", route: route, face: .json, target: route.path, caller: caller, now: now, words: profile.words("zh-CN"),
      pathValues: FieldValues(values: measure.map { ["measure": [$0]] } ?? firstChoices), query: FieldValues(values: query), limit: 200)
    let reply: Reply = try await route.handle(visit)
    guard case .json(let bytes) = reply.body, reply.nextCursor == nil else { throw Missing() }
    let items: [[String: Any]] = try unwrap(try JSONSerialization.jsonObject(with: Data(bytes)) as? [[String: Any]])
    return Set(try items.map { item in try unwrap(Self.keys.lazy.compactMap { item[$0] as? String }.first.flatMap { Int64($0) }) })
  }

  /// What a row is known by, the first that it has.
  private static let keys: [String] = ["id", "organisation", "estate", "area"]

  /// Of registers, the first.
  private var firstChoices: [String: [String]] {
    var out: [String: [String]] = [:]
    for field in route.pathFields { if case .choice(let names) = field.kind { out[field.name] = Array(names.prefix(1)) } }
    return out
  }
}
