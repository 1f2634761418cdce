public import Ground
import Places
public import SQL

/// Which body stands at which estate, from when until when.
extension BodyDesk {
  /// Lets a body stand at an estate from a day on. Of each kind one stands there at a time.
  /// - Throws: ``Refusal`` `.invalid` on `estate` or `from`.
  public func bind(
    _ id: OrganisationID, to estateID: EstateID, from day: CivilDay, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Organisation {
    let before: Organisation = try target(id, expecting: version, by: caller, in: session)
    let policy: Policy = caller.policy(for: .organisationManage)
    guard let estate = try EstateRecords().find(estateID, on: day, in: session), policy.allows(place: estate.place),
      estate.validFrom.map({ $0 <= day }) ?? true, estate.validUntil.map({ day < $0 }) ?? true,
      profile.property.estateKinds.contains(before.kind)
    else { throw BodyProblem.estate.refusal }
    guard before.validFrom <= day, before.validUntil.map({ day < $0 }) ?? true else { throw BodyProblem.day.refusal }
    let binding = BodyBinding(
      id: ids.next(), organisation: id, area: estate.area, range: PlaceRange(estate.place, estate.place), estate: estateID, validFrom: day,
      validUntil: BodyDesk.earlier(before.validUntil, estate.validUntil))
    try bodies.hold(estateID, in: session)
    if try bodies.stands(kind: before.kind, at: estateID, during: binding, in: session) { throw BodyProblem.estateTaken.refusal }
    try bodies.insert(binding, in: session)
    let saved: Organisation = try bodies.save(before, in: session)
    try note("organisation.bound", saved, after: ["estate": estateID.description, "from": day.description], by: caller, in: session)
    return saved
  }
}

extension BodyRecords {
  /// On PostgreSQL others who bind to the same estate wait until this is done, and then see it.
  fileprivate func hold(_ estate: EstateID, in session: any Session) throws {
    try session.run("UPDATE estate SET version = version WHERE id = \(estate)")
  }

  /// Whether a body of a kind stands at an estate on some day of a binding.
  fileprivate func stands(kind: String, at estate: EstateID, during binding: BodyBinding, in session: any Session) throws -> Bool {
    let until: Query = binding.validUntil.map { "b.valid_from < \($0)" } ?? "1 = 1"
    return try session.first(
      """
      SELECT 1 FROM organisation_area b JOIN organisation o ON o.id = b.organisation_id
      WHERE b.estate_id = \(estate) AND o.kind = \(kind) AND \(until) AND (b.valid_until IS NULL OR b.valid_until > \(binding.validFrom)) LIMIT 1
      """) != nil
  }
}
