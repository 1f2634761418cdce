import Ground
import SQL
import Testkit

@testable import Matters
@testable import Places

/// A town that somebody looks at every evening, writing down what lies in what and where each matter stands. It never asks about the
/// past, so what it says of a past day owes nothing to spans or stays.
struct WatchedTown: Sendable {
  struct Evening: Sendable {
    let day: CivilDay
    /// Each area that there is, with the one above it.
    var tree: [AreaID: AreaID?] = [:]
    var homes: [MatterID: AreaID] = [:]
  }

  let place: ChangingTown
  private(set) var evenings: [Evening] = []
  /// What a new area was cut from, or the area above it.
  private var births: [AreaID: AreaID] = [:]
  private var first: [MatterID: AreaID] = [:]
  private(set) var kinds: Set<String> = []
  private(set) var swept: Int = 0

  init(_ place: ChangingTown) { self.place = place }

  // MARK: Days

  mutating func live(days: Int, _ generator: inout DemoGenerator) async throws {
    try await look()
    for _ in 0..<days {
      place.town.clock.advance(seconds: 86_400)
      swept += try await place.town.database.write { [place] in try place.changes.enactDue(in: $0) }
      for _ in 0..<Int.random(in: 1...2, using: &generator) { try await place.report(&generator) }
      try await meet()
      if Bool.random(using: &generator) { try await place.close(&generator) }
      for _ in 0..<Int.random(in: 1...2, using: &generator) { try await change(&generator) }
      try await look()
    }
  }

  private mutating func change(_ generator: inout DemoGenerator) async throws {
    let day = place.changes.today.adding(days: max(0, Int.random(in: -3...4, using: &generator)))
    let dice = generator
    for _ in 0..<64 { _ = generator.next() }
    let decided: AreaChange? = try await place.town.database.write { [place] session in
      var dice = dice
      do {
        return try session.attempt { try place.decide(on: day, &dice, in: session) }
      } catch is Refusal {
        return nil
      }
    }
    guard let decided else { return }
    kinds.insert(decided.plan.kind.rawValue)
    for step in decided.plan.steps where step.isNew && births[step.area] == nil { births[step.area] = step.origin ?? step.after?.parent }
  }

  /// Where each new matter came in.
  private mutating func meet() async throws {
    for (matter, area) in try await place.homes() where first[matter] == nil { first[matter] = area }
  }

  private mutating func look() async throws {
    var evening = Evening(day: place.changes.today, homes: try await place.homes())
    evening.tree = try await place.town.database.read { [place] session in
      var tree: [AreaID: AreaID?] = [:]
      try session.each(
        "SELECT id, parent_id FROM area WHERE valid_until IS NULL AND place BETWEEN \(place.city.first) AND \(place.city.last)"
      ) { tree[try $0.at(0)] = try $0.at(1, as: AreaID?.self) }
      return tree
    }
    evenings.append(evening)
  }

  // MARK: What was seen

  /// The matters of today that count in an area on the structure of a day: where they stood that evening, or, if they came later, in the
  /// area in which the ground they came in on lay.
  func matters(in area: AreaID, on evening: Evening) -> Set<MatterID> {
    Set(first.compactMap { matter, came in lies(evening.homes[matter] ?? came, in: area, evening) ? matter : nil })
  }

  private func lies(_ area: AreaID, in wanted: AreaID, _ evening: Evening) -> Bool {
    var next: AreaID? = area
    for _ in 0..<32 {
      guard let current = next else { return false }
      if current == wanted { return true }
      if let above = evening.tree[current] { next = above } else { next = before(current, evening) }
    }
    return false
  }

  /// Of an area that was not there that evening: what it last lay in, or what it was to be cut from.
  private func before(_ area: AreaID, _ evening: Evening) -> AreaID? {
    let earlier = evenings.last { $0.day < evening.day && $0.tree[area] != nil }
    return earlier?.tree[area].flatMap { $0 } ?? births[area]
  }
}
