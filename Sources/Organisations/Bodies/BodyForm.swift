import Ground
import Places
import SQL

/// A form of bodies as it is shown: what it offers, what was typed, and what was wrong with it.
struct BodyForm: Sendable {
  let kind: CityProfile.OrganisationKind
  let area: Area
  let areaName: String
  let parents: [Organisation]
  let buildings: [Building]
  var values: [String: String]
  var refusal: Refusal?
}

/// The page on which a body is changed: the body and what each form offers.
struct BodyEdit: Sendable {
  struct Refused: Sendable {
    let act: BodyAct
    /// Which row's form it was, where each row has one.
    let part: String?
    let refusal: Refusal
    let values: [String: String]
  }

  let view: OrganisationView
  let today: CivilDay
  let parents: [Organisation]
  let kinds: [CityProfile.OrganisationKind]
  let buildings: [Building]
  /// Of its area, for a body that stands at estates.
  let estates: [Estate]
  let units: [Organisation]
  let refused: Refused?
}

/// What the forms of bodies offer.
struct BodyForms: Sendable {
  let desk: BodyDesk
  let views: OrganisationDesk
  let caller: Caller
  let words: Words
  let now: Moment

  private var profile: CityProfile { desk.profile }

  /// An area named by its code or its id, if the caller manages organisations there.
  func area(_ text: String?, in session: any Session) throws -> Area? {
    guard let text else { return nil }
    let areas = AreaRecords()
    let found: Area? = try areas.meant(by: text, on: desk.today, in: session) ?? AreaID(text).flatMap { try areas.find($0, in: session) }
    return found.flatMap { caller.policy(for: .organisationManage).allows(place: $0.place) ? $0 : nil }
  }

  func new(kind: CityProfile.OrganisationKind, area: Area, values: [String: String], refusal: Refusal?, in session: any Session) throws -> BodyForm {
    let lowest: String = profile.levels.last?.id ?? ""
    let name: String = try AreaRecords().titles([area.id], lowest: lowest, words: words, in: session)[area.id] ?? area.name
    return BodyForm(
      kind: kind, area: area, areaName: name, parents: try parents(kind, area.place, in: session),
      buildings: kind.bound == .building ? try BuildingRecords().within(area.range, in: session) : [], values: values, refusal: refusal)
  }

  /// - Throws: ``Refusal/absent`` when the caller may not change the body.
  func edit(_ id: OrganisationID, refused: BodyEdit.Refused?, in session: any Session) throws -> BodyEdit {
    let view: OrganisationView = try views.view(id, to: caller, on: nil, at: now, words: words, in: session)
    guard view.mayManage else { throw Refusal.absent }
    let it: Organisation = view.organisation
    let kind: CityProfile.OrganisationKind? = profile.organisationKind(it.kind)
    let level: String = try session.value("SELECT level FROM area WHERE id = \(it.area)")
    let family: [CityProfile.OrganisationKind] = profile.organisationKinds.filter { $0.family == kind?.family && $0.stands(at: level) }
    return BodyEdit(
      view: view, today: desk.today, parents: try kind.map { try parents($0, it.place, in: session) }?.filter { $0.id != id } ?? [],
      kinds: family, buildings: kind?.bound == .building ? try BuildingRecords().within(it.range, in: session) : [],
      estates: profile.property.estateKinds.contains(it.kind) ? try estates(it, in: session) : [],
      units: kind?.family == .commission ? try units(it, in: session) : [], refused: refused)
  }

  private func parents(_ kind: CityProfile.OrganisationKind, _ place: Place, in session: any Session) throws -> [Organisation] {
    guard !kind.parents.isEmpty else { return [] }
    let policy: Policy = caller.policy(for: .organisationManage)
    return try desk.bodies.candidates(kinds: kind.parents, containing: place, ancestry: desk.ancestry, on: desk.today, in: session)
      .filter { policy.allows(place: $0.place, organisation: $0.id) }
  }

  /// Those who can sit in a commission: departments, units and companies of the same area.
  private func units(_ body: Organisation, in session: any Session) throws -> [Organisation] {
    let families: Set<CityProfile.OrganisationKind.Family> = [.government, .unit, .property, .social, .party]
    let kinds: [String] = profile.organisationKinds.filter { families.contains($0.family) }.map(\.id)
    return try session.rows(
      """
      SELECT \(BodyRecords.datedColumns) FROM \(BodyRecords.dated(on: desk.today))
      WHERE o.area_id = \(body.area) AND o.id <> \(body.id) AND s.kind IN (\(list: kinds)) ORDER BY s.kind, o.id LIMIT 300
      """, OrganisationRecords.organisation)
  }

  private func estates(_ body: Organisation, in session: any Session) throws -> [Estate] {
    guard let area = try AreaRecords().find(body.area, in: session) else { return [] }
    return try EstateRecords().list(
      EstateFilter(within: Within(area)), of: caller.policy(for: .organisationManage), on: desk.today, limit: 300, in: session)
  }

  /// Living bodies of the same family nearby: in the same area, or below the same body.
  func successors(_ body: Organisation, in session: any Session) throws -> [Organisation] {
    guard let kind = profile.organisationKind(body.kind) else { return [] }
    let kinds: [String] = profile.organisationKinds.filter { $0.family == kind.family }.map(\.id)
    return try session.rows(
      """
      SELECT \(BodyRecords.datedColumns) FROM \(BodyRecords.dated(on: desk.today))
      WHERE (o.area_id = \(body.area) OR s.parent_id = \(body.parent)) AND o.id <> \(body.id) AND s.kind IN (\(list: kinds))
        AND o.valid_until IS NULL ORDER BY o.id LIMIT 200
      """, OrganisationRecords.organisation)
  }
}
