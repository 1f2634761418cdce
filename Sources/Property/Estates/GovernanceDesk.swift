import Ground
import Organisations
import Places
import SQL

/// Reads for the pages about who governs estates.
struct GovernanceDesk: Sendable {
  let profile: CityProfile
  let people: PersonRecords
  private let entries: PropertyEntryRecords = PropertyEntryRecords()
  private let bodies: BodyRecords = BodyRecords()

  init(profile: CityProfile, people: PersonRecords) {
    self.profile = profile
    self.people = people
  }

  private var records: GovernanceRecords { GovernanceRecords(profile: profile) }

  /// Entries of one estate that its page shows.
  private static let shown: Int = 200

  /// - Throws: ``Refusal/absent``.
  func view(_ id: EstateID, on day: CivilDay, to caller: Caller, words: Words, in session: any Session) throws -> Governance {
    let policy: Policy = caller.policy(for: .propertyRead)
    let estate: Estate = try EstateRecords().reachable(id, by: policy, on: day, in: session)
    let bindings: [BodyBinding] = try bodies.bindings(to: id, in: session)
    let standing: [Governance.Standing] = try self.standing(bindings, words: words, in: session)
    let now: [Governance.Standing] = standing.filter { $0.binding?.holds(on: day) ?? false }
    let lines: [PropertyLine] = try PropertyViews(words: words).lines(
      try entries.all(about: .estate(id), policy: policy, limit: Self.shown, in: session), in: session)
    return Governance(
      estate: estate, area: try AreaRecords().names([estate.area], in: session)[estate.area] ?? "", day: day,
      parties: try parties(estate, now, on: day, words: words, in: session),
      others: standing.filter { !($0.binding?.holds(on: day) ?? true) }, modes: try EstateRecords().modes(of: id, in: session),
      joined: try joined(with: estate, now, on: day, in: session),
      cross: try cross(at: [estate], on: day, to: caller, words: words, in: session)[id] ?? [], registers: registers(lines))
  }

  private func standing(_ bindings: [BodyBinding], words: Words, in session: any Session) throws -> [Governance.Standing] {
    let found: [OrganisationID: Organisation] = try OrganisationRecords().find(Set(bindings.map(\.organisation)), in: session)
    return bindings.compactMap { binding in
      found[binding.organisation].map {
        .init(body: $0.id, name: $0.name(words), kind: $0.kind, binding: binding, version: $0.version)
      }
    }
  }

  /// What bodies are called and what they are, to choose from.
  func told(_ ids: [OrganisationID], words: Words, in session: any Session) throws -> [OrganisationID: (name: String, kind: String)] {
    try OrganisationRecords().find(Set(ids), in: session).mapValues { ($0.name(words), $0.kind) }
  }

  private func parties(
    _ estate: Estate, _ now: [Governance.Standing], on day: CivilDay, words: Words, in session: any Session
  ) throws -> [Governance.Party] {
    let wantsCompany: Bool = profile.housing.modes.first { $0.id == estate.mode }?.hasCompany ?? false
    return try profile.property.parties.map { party in
      let there: [Governance.Standing] =
        party.stands == .estate
        ? now.filter { party.kinds.contains($0.kind) } : try atHome(party, estate, on: day, words: words, in: session)
      return Governance.Party(
        party: party, bodies: there, entries: try entered(party, now, on: day, words: words, in: session),
        isWanted: !party.isOptional && (!party.needsCompany || wantsCompany))
    }
  }

  private func atHome(
    _ party: CityProfile.PropertyParty, _ estate: Estate, on day: CivilDay, words: Words, in session: any Session
  ) throws -> [Governance.Standing] {
    let ids: [OrganisationID] = try records.atHome(party.kinds, in: estate.area, on: day, in: session)
    let found: [OrganisationID: Organisation] = try OrganisationRecords().find(Set(ids), in: session)
    return ids.compactMap { id in
      found[id].map { .init(body: id, name: $0.name(words), kind: $0.kind, binding: nil, version: $0.version) }
    }
  }

  /// What a party's register says of the bodies that stand here.
  private func entered(
    _ party: CityProfile.PropertyParty, _ now: [Governance.Standing], on day: CivilDay, words: Words, in session: any Session
  ) throws -> [PropertyLine] {
    guard let register = party.register else { return [] }
    let found: [PropertyEntry] = try now.flatMap { standing in
      try entries.lasting(register, of: .body(standing.body), beyond: day, in: session).filter { $0.holds(on: day) }
    }
    return try PropertyViews(words: words).lines(found, in: session)
  }

  /// The other estates to which a body of an optional party is bound as well: 合零为整.
  private func joined(
    with estate: Estate, _ now: [Governance.Standing], on day: CivilDay, in session: any Session
  ) throws -> [Estate] {
    let kinds: Set<String> = Set(profile.property.parties.filter(\.isOptional).flatMap(\.kinds))
    let ids: [EstateID] = try now.filter { kinds.contains($0.kind) }.flatMap { union in
      try bodies.bindings(of: union.body, in: session).filter { $0.holds(on: day) }.compactMap(\.estate)
    }
    return try EstateRecords().find(Set(ids).subtracting([estate.id]), on: day, in: session).values.sorted { $0.id < $1.id }
  }

  private func registers(_ lines: [PropertyLine]) -> [Governance.Register] {
    profile.property.registers.filter { $0.subject == .estate }.map { register in
      Governance.Register(register: register, lines: lines.filter { $0.entry.register == register.id })
    }
  }

  // MARK: Cross-appointments

  func cross(
    at estates: [Estate], on day: CivilDay, to caller: Caller, words: Words, in session: any Session
  ) throws -> [EstateID: [Governance.Cross]] {
    let found: [EstateID: [CrossSeat]] = try CrossRecords().seats(profile.property.cross, at: estates.map(\.id), on: day, in: session)
    let policy: Policy = caller.policy(for: .peopleRead)
    let open: Set<EstateID> = Set(estates.filter { policy.allows(place: $0.place) }.map(\.id))
    let seats: [CrossSeat] = found.values.flatMap { $0 }
    let names: [PersonID: String] = try people.names(Set(seats.filter { open.contains($0.estate) }.map(\.person)), in: session)
    let bodies: [OrganisationID: String] = try OrganisationRecords().names(Set(seats.map(\.body)), words: words, in: session)
    return found.mapValues { seats in seats.map { Governance.Cross(seat: $0, name: names[$0.person], body: bodies[$0.body] ?? "") } }
  }

  // MARK: Lists

  func rows(_ estates: [Estate], on day: CivilDay, to caller: Caller, words: Words, in session: any Session) throws -> [GovernanceRow] {
    let standing: [EstateID: [OrganisationID]] = try records.standing(at: estates.map(\.id), on: day, in: session)
    let names: [OrganisationID: String] = try OrganisationRecords().names(Set(standing.values.flatMap { $0 }), words: words, in: session)
    let areas: [AreaID: String] = try AreaRecords().names(Set(estates.map(\.area)), in: session)
    let cross: [EstateID: [Governance.Cross]] = try cross(at: estates, on: day, to: caller, words: words, in: session)
    return estates.map { estate in
      GovernanceRow(
        estate: estate, area: areas[estate.area] ?? "", bodies: (standing[estate.id] ?? []).map { ($0, names[$0] ?? "") },
        cross: cross[estate.id] ?? [])
    }
  }
}
