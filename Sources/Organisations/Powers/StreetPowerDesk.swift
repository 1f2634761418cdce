public import Ground
import Places
public import SQL

/// Giving powers down, ending them, and recording each use.
extension BodyDesk {
  public func grantPower(
    _ kind: String, title: String, to areaID: AreaID, giver: String?, basis: String?, from day: CivilDay, by caller: Caller,
    in session: any Session
  ) throws -> StreetPower {
    let area: Area = try keptArea(areaID, from: day, by: caller, in: session)
    guard profile.organisationRules.powers.contains(kind) else { throw BodyProblem.kind.refusal }
    let power = StreetPower(
      id: ids.next(), kind: kind, title: title, area: areaID, range: area.range, giver: giver, basis: basis, validFrom: day)
    try StreetPowerRecords().insert(power, in: session)
    try note("street_power.granted", power, ["kind": kind, "from": day.description], by: caller, in: session)
    return power
  }

  /// The day is the first on which it no longer holds.
  public func endPower(
    _ id: StreetPowerID, on day: CivilDay, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> StreetPower {
    var power: StreetPower = try kept(StreetPowerRecords().power(id, in: session), expecting: version, by: caller)
    guard day > power.validFrom, power.validUntil.map({ day < $0 }) ?? true else { throw BodyProblem.day.refusal }
    power.validUntil = day
    let saved: StreetPower = try StreetPowerRecords().update(power, in: session)
    try note("street_power.ended", saved, ["until": day.description], by: caller, in: session)
    return saved
  }

  /// Writes down that the power was used. It must have been there on the day, and the day must not lie ahead.
  public func exercisePower(
    _ id: StreetPowerID, text: String, result: String?, on day: CivilDay, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> StreetPower {
    let power: StreetPower = try kept(StreetPowerRecords().power(id, in: session), expecting: version, by: caller)
    guard power.holds(on: day), day <= today else { throw BodyProblem.day.refusal }
    let exercise = PowerExercise(id: ids.next(), power: id, day: day, text: text, result: result)
    try StreetPowerRecords().insert(exercise, in: session)
    let saved: StreetPower = try StreetPowerRecords().update(power, in: session)
    try note("street_power.exercised", saved, ["exercise": exercise.id.description, "day": day.description], by: caller, in: session)
    return saved
  }
}
