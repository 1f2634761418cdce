import Ground
import Organisations
import Places
import SQL

/// Founds an alliance around an area, with chairs, members and a schedule that began over a year ago.
struct AllianceDemoBodies: Sendable {
  let profile: CityProfile
  let desk: AllianceDesk
  let hands: AllianceDemoHands
  let caller: Caller

  private var words: Words { profile.words(profile.locales.first ?? "") }

  func found(_ kind: CityProfile.AllianceRules.Kind, _ area: Area, in session: any Session) throws {
    let since: CivilDay = Quarter(hands.today.adding(days: -500)).first
    let name: String = words("alliances.demo.name", ["area": area.name, "kind": suffix(kind, area)])
    let founding = AllianceDesk.Founding(kind: kind.id, name: name, area: area.id, since: since)
    var alliance: Alliance = try desk.found(founding, by: caller, in: session)
    if let chair = hands.person(at: area.id, profile.alliances.visitor) {
      try desk.seat(chair, .standing, member: nil, in: &alliance, from: since, by: caller, session)
    }
    for (rank, unit) in hands.around(area, count: 7).enumerated() {
      try admit(unit, rank: rank, to: &alliance, since: since, in: session)
    }
    try group(alliance, area, since: since, in: session)
    try desk.remake(alliance, changing: since, in: session)
    try desk.charters.insert(charter(alliance, dated: since), in: session)
    _ = try desk.records.save(alliance, in: session)
  }

  /// The kind's word, without the level that ends the area's name already.
  private func suffix(_ kind: CityProfile.AllianceRules.Kind, _ area: Area) -> String {
    let word: String = words("organisation_kind.\(kind.id)")
    let level: String = words("level.\(kind.level)")
    return area.name.hasSuffix(level) && word.hasPrefix(level) ? String(word.dropFirst(level.count)) : word
  }

  /// A working group under the alliance (小组 + 联盟).
  private func group(_ alliance: Alliance, _ area: Area, since: CivilDay, in session: any Session) throws {
    guard let kind = profile.groupKind(under: alliance.kind) else { return }
    let group = Organisation(
      id: desk.ids.next(), kind: kind, name: words("alliances.demo.group", ["area": area.name]), parent: alliance.id, area: area.id,
      range: area.range, validFrom: since)
    try OrganisationRecords().insert(group, in: session)
  }

  /// The first three take turns.
  private func admit(_ unit: Organisation, rank: Int, to alliance: inout Alliance, since: CivilDay, in session: any Session) throws {
    let member = AllianceMember(id: desk.ids.next(), alliance: alliance.id, organisation: unit.id, type: type(unit), validFrom: since)
    try desk.members.insert(member, in: session)
    guard let person = hands.person(of: unit.id) else { return }
    try desk.seat(person, .member, member: member.id, in: &alliance, from: since, by: caller, session)
    if rank < 3 { try desk.seat(person, .rotating, member: member.id, in: &alliance, from: since, by: caller, session) }
  }

  /// The type of member that sounds like the kind of organisation, else the first.
  private func type(_ unit: Organisation) -> String {
    let guesses: [String: String] = [
      "department": "organ", "public_unit": "institution", "utility": "state_owned", "property_company": "property", "social_organisation": "social",
    ]
    let types: [String] = profile.alliances.memberTypes
    return guesses[unit.kind].flatMap { types.contains($0) ? $0 : nil } ?? types.first ?? ""
  }

  private func charter(_ alliance: Alliance, dated day: CivilDay) -> AllianceCharter {
    var principles: [String: String] = [:]
    for id in profile.alliances.principles { principles[id] = words("alliances.demo.principle.\(id)") }
    var mechanisms: [String: String] = [:]
    for id in profile.alliances.mechanisms { mechanisms[id] = words("alliances.demo.mechanism.\(id)") }
    let known: ([String: String]) -> [String: String] = { texts in texts.filter { !$0.value.hasPrefix("alliances.demo.") } }
    return AllianceCharter(id: desk.ids.next(), alliance: alliance.id, dated: day, principles: known(principles), mechanisms: known(mechanisms))
  }
}
