import Ground
import SQL

/// Ends that lie ahead are written down, and can be taken back until they have been carried out.
extension PlaceDesk {
  static var ends: PlannedEndRecords<Thing.Noun> { PlannedEndRecords(noun: "\(noun)") }
  var ends: PlannedEndRecords<Thing.Noun> { Self.ends }

  /// - Throws: ``Refusal`` `.conflict` when its end is planned already.
  func checkUnplanned(_ id: Identifier<Thing.Noun>, unit: Int? = nil, in session: any Session) throws {
    if try ends.find(id, unit: unit, in: session) != nil { throw Refusal(.conflict, "places.refusal.end_planned") }
  }

  /// - Throws: ``Refusal`` `.conflict` when no end is planned.
  func takeBack(_ id: Identifier<Thing.Noun>, unit: Int? = nil, in session: any Session) throws -> PlannedEnd<Thing.Noun> {
    guard let planned = try ends.find(id, unit: unit, in: session) else { throw Refusal(.conflict, "places.refusal.not_planned") }
    try ends.delete(id, unit: unit, in: session)
    return planned
  }

  /// Carries out what is due. Where something stands against an end, it is tried again the next day.
  /// - Parameter carryOut: returns whether it could be done.
  /// - Returns: how many were due.
  func settle(
    in session: any Session, _ carryOut: (PlannedEnd<Thing.Noun>, Caller) throws -> Bool
  ) throws -> Int {
    let due = try ends.due(on: today, in: session)
    for end in due where try !isDone(end, in: session, carryOut) { try ends.putOff(end, to: today.adding(days: 1), in: session) }
    return due.count
  }

  /// What was refused half-way is undone.
  private func isDone(
    _ end: PlannedEnd<Thing.Noun>, in session: any Session, _ carryOut: (PlannedEnd<Thing.Noun>, Caller) throws -> Bool
  ) throws -> Bool {
    do {
      return try session.attempt { try carryOut(end, .system(request: "ends")) }
    } catch is Refusal {
      return false
    }
  }
}
