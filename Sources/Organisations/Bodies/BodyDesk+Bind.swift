public import Ground
import Places
public import SQL

/// Binding a body to more than its own area.
extension BodyDesk {
  /// Makes a body answer for another area, or for a building in it, from a day on.
  public func bind(
    _ id: OrganisationID, to areaID: AreaID, building: BuildingID?, from day: CivilDay, expecting version: Int64?, by caller: Caller,
    in session: any Session
  ) throws -> Organisation {
    let before: Organisation = try target(id, expecting: version, by: caller, in: session)
    let policy: Policy = caller.policy(for: .organisationManage)
    guard let area = try AreaRecords().find(areaID, in: session), policy.allows(place: area.place) else { throw BodyProblem.area.refusal }
    guard before.validFrom <= day, before.validUntil.map({ day < $0 }) ?? true else { throw BodyProblem.day.refusal }
    try AreaRecords().checkBeginning(on: day, in: area, today: today, session: session)
    var range: PlaceRange = area.range
    if let building {
      guard let found = try BuildingRecords().find(building, in: session), area.range.contains(found.place) else {
        throw BodyProblem.building.refusal
      }
      range = PlaceRange(found.place, found.place)
    }
    let known: [BodyBinding] = try bodies.bindings(of: id, in: session)
    if known.contains(where: { $0.area == areaID && $0.building == building && ($0.validUntil.map { $0 > day } ?? true) }) {
      throw BodyProblem.binding.refusal
    }
    let binding = BodyBinding(
      id: ids.next(), organisation: id, area: areaID, range: range, building: building, validFrom: day)
    try bodies.insert(binding, in: session)
    let saved: Organisation = try bodies.save(before, in: session)
    try note("organisation.bound", saved, after: ["area": areaID.description, "from": day.description], by: caller, in: session)
    return saved
  }

  /// Ends a binding; the day is the first on which it no longer holds.
  public func unbind(
    _ id: OrganisationID, _ binding: OrganisationBindingID, on day: CivilDay, expecting version: Int64?, by caller: Caller,
    in session: any Session
  ) throws -> Organisation {
    let before: Organisation = try target(id, expecting: version, by: caller, in: session)
    guard try bodies.endBinding(binding, of: id, on: day, in: session) else { throw Refusal.absent }
    let saved: Organisation = try bodies.save(before, in: session)
    try note("organisation.unbound", saved, after: ["binding": binding.description, "until": day.description], by: caller, in: session)
    return saved
  }
}
