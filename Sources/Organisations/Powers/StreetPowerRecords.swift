public import Ground
import Places
public import SQL

public struct StreetPowerRecords: Sendable {
  private static let columns: Query =
    "w.id, w.kind, w.title, w.area_id, w.place, w.place_last, w.giver, w.basis, w.valid_from, w.valid_until, w.version"

  public init() {}

  public func insert(_ power: StreetPower, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO street_power (id, kind, title, area_id, place, place_last, giver, basis, valid_from, valid_until, version)
      VALUES (\(power.id), \(power.kind), \(power.title), \(power.area), \(power.range.first), \(power.range.last), \(power.giver),
        \(power.basis), \(power.validFrom), \(power.validUntil), \(power.version))
      """)
  }

  /// Ends a power, or only raises its version.
  /// - Throws: ``Refusal`` `.stale` when another was quicker.
  func update(_ power: StreetPower, in session: any Session) throws -> StreetPower {
    let changed: Int = try session.run(
      """
      UPDATE street_power SET valid_until = \(power.validUntil), version = version + 1
      WHERE id = \(power.id) AND version = \(power.version)
      """)
    guard changed == 1 else { throw Refusal(.stale) }
    var out: StreetPower = power
    out.version += 1
    return out
  }

  public func insert(_ exercise: PowerExercise, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO power_exercise (id, power_id, day, text, result)
      VALUES (\(exercise.id), \(exercise.power), \(exercise.day), \(exercise.text), \(exercise.result))
      """)
  }

  public func power(_ id: StreetPowerID, in session: any Session) throws -> StreetPower? {
    try session.first("SELECT \(StreetPowerRecords.columns) FROM street_power w WHERE w.id = \(id)", StreetPowerRecords.power)
  }

  func list(
    _ policy: Policy, kind: String?, within: Within?, on day: CivilDay, after cursor: RowCursor?, limit: Int, in session: any Session
  ) throws -> [StreetPower] {
    var conditions: [Query] = [policy.filter(place: "w.place"), Validity.condition("w", on: day)]
    if let kind { conditions.append("w.kind = \(kind)") }
    if let within { conditions.append(within.condition("w", .streetPowers)) }
    if let cursor { conditions.append(cursor.condition("w")) }
    return try session.rows(
      """
      SELECT \(StreetPowerRecords.columns) FROM street_power w WHERE \(Query.joined(conditions, by: " AND "))
      ORDER BY w.place, w.id LIMIT \(limit)
      """, StreetPowerRecords.power)
  }

  /// How often each was used.
  func uses(of ids: [StreetPowerID], in session: any Session) throws -> [StreetPowerID: Int] {
    guard !ids.isEmpty else { return [:] }
    var out: [StreetPowerID: Int] = [:]
    try session.each("SELECT power_id, COUNT(*) FROM power_exercise WHERE power_id IN (\(list: ids)) GROUP BY power_id") { row in
      out[try row.at(0)] = try row.at(1, as: Int.self)
    }
    return out
  }

  /// The latest first.
  public func exercises(of id: StreetPowerID, limit: Int, in session: any Session) throws -> [PowerExercise] {
    try session.rows(
      "SELECT id, power_id, day, text, result FROM power_exercise WHERE power_id = \(id) ORDER BY day DESC, id DESC LIMIT \(limit)"
    ) { row in
      var reader = row.reader()
      return PowerExercise(
        id: try reader.next(), power: try reader.next(), day: try reader.next(), text: try reader.next(), result: try reader.next())
    }
  }

  private static func power(_ row: Row) throws -> StreetPower {
    var reader = row.reader()
    return StreetPower(
      id: try reader.next(), kind: try reader.next(), title: try reader.next(), area: try reader.next(), range: try reader.range(),
      giver: try reader.next(), basis: try reader.next(), validFrom: try reader.next(), validUntil: try reader.next(),
      version: try reader.next())
  }
}
