public import Ground
public import Organisations
public import Places
public import SQL

/// The registers of a demo city, made from its estates and bodies: the same city gives the same registers.
public struct PropertyDemo: Sendable {
  private let profile: CityProfile
  private let ids: IdentifierMaker
  private let now: Moment
  private let words: Words

  public init(profile: CityProfile, ids: IdentifierMaker, now: Moment) {
    self.profile = profile
    self.ids = ids
    self.now = now
    words = profile.words(profile.locales.first ?? "")
  }

  private var today: CivilDay { profile.calendar.localDay(now) }

  /// Writes them; meant for `Database.load`.
  /// - Returns: how many entries.
  @discardableResult
  public func save(_ places: DemoPlaces, _ staff: DemoStaff, _ bodies: DemoBodies, in session: any Session) throws -> Int {
    let all: [PropertyEntry] =
      profile.property.registers.flatMap { entries($0, places, staff, bodies) } + contracts(places, bodies)
    let records = PropertyEntryRecords()
    for entry in all { try records.insert(entry, in: session) }
    return all.count
  }

  private struct Subject {
    let subject: PropertySubject
    let area: AreaID
    let place: Place
  }

  private func subjects(
    _ register: CityProfile.PropertyRegister, _ places: DemoPlaces, _ staff: DemoStaff, _ bodies: DemoBodies
  ) -> [Subject] {
    switch register.subject {
    case .estate: places.estates.map { Subject(subject: .estate($0.id), area: $0.area, place: $0.place) }
    case .body:
      (staff.organisations + bodies.organisations).filter { register.kinds.contains($0.kind) }.map {
        Subject(subject: .body($0.id), area: $0.area, place: $0.place)
      }
    case .area: places.tree.at(level: communities).map { Subject(subject: .area($0.id), area: $0.id, place: $0.place) }
    }
  }

  /// The level just above the lowest.
  private var communities: String { profile.levels.last.flatMap { profile.levelAbove($0.id) }?.id ?? "" }

  // MARK: Registers

  private func entries(
    _ register: CityProfile.PropertyRegister, _ places: DemoPlaces, _ staff: DemoStaff, _ bodies: DemoBodies
  ) -> [PropertyEntry] {
    let subjects: [Subject] = subjects(register, places, staff, bodies)
    if register.fields.contains(.fees) { return subjects.enumerated().flatMap { fees(register, $1, $0) } }
    if !register.assets.isEmpty || register.fields.contains(.score) {
      return subjects.enumerated().filter { $0.offset % 3 != 1 }.map { surveyed(register, $1, $0) }
    }
    // Bodies of estates were set up for so many of the estates.
    let isOfEstates: Bool = register.kinds.contains { profile.organisationKind($0)?.bound == .estate }
    var rest: [Subject] = subjects
    var out: [PropertyEntry] = []
    for target in profile.property.demo where target.register == register.id {
      let count: Int = min(target.count(of: isOfEstates ? places.estates.count : subjects.count), rest.count)
      // What is single is spread over different subjects, item after item; else evenly over all.
      let chosen: [Subject] =
        register.isSingle
        ? Array(rest.prefix(count)) : subjects.indices.filter { ($0 + 1) * count / subjects.count > $0 * count / subjects.count }.map { subjects[$0] }
      if register.isSingle { rest.removeFirst(count) }
      out += chosen.enumerated().map { reported(register, target, $1, out.count + $0) }
    }
    return out
  }

  private func entry(_ register: CityProfile.PropertyRegister, _ item: String, _ subject: Subject, days: Int) -> PropertyEntry {
    PropertyEntry(
      id: ids.next(), register: register.id, item: item, subject: subject.subject, area: subject.area, place: subject.place,
      validFrom: today.adding(days: -days))
  }

  private func reported(
    _ register: CityProfile.PropertyRegister, _ target: CityProfile.PropertyTarget, _ subject: Subject, _ index: Int
  ) -> PropertyEntry {
    var made: PropertyEntry = entry(register, target.item, subject, days: 60 + index * 13 % 600)
    made.facts.level = target.level
    if register.fields.contains(.until) { made.validUntil = made.validFrom.adding(days: 1826) }
    if register.fields.contains(.members) {
      let all: Int = 5 + index % 2 * 2
      made.facts.members = .init(all: all, party: index % 4 == 3 ? all / 2 - 1 : all / 2 + 1)
    }
    // Of the bodies, one in five still lacks the last points.
    made.facts.checks = Set(register.subject == .body && index % 5 == 4 ? Array(register.checks.dropLast(2)) : register.checks)
    return made
  }

  /// Inspections have a score, surveys and renovations assets.
  private func surveyed(_ register: CityProfile.PropertyRegister, _ subject: Subject, _ index: Int) -> PropertyEntry {
    var made: PropertyEntry = entry(register, register.items[index % register.items.count], subject, days: 20 + index * 7 % 300)
    if register.fields.contains(.score) { made.facts.score = 72 + index * 5 % 27 }
    made.facts.assets = register.assets.prefix(2 + index % 3).enumerated().map { order, id in
      let count: Int = 6 + (index * 3 + order * 5) % 30
      return .init(id: id, count: count, working: max(0, count - (index + order) % 4))
    }
    return made
  }

  /// Three years: about 70 % of what was due at first, about 97 % by now (吉林市绿地·筑石红社区).
  private func fees(_ register: CityProfile.PropertyRegister, _ subject: Subject, _ index: Int) -> [PropertyEntry] {
    guard index % 4 != 3 else { return [] }
    return [(2, 700), (1, 860), (0, 970)].map { ago, permille in
      let year: Int = today.parts.year - ago
      let due: Int64 = Int64(120_000 + index * 7_919 % 480_000) * 100
      let rate: Int64 = Int64(min(1000, permille + (index * 11) % 21 - 10))
      var facts = PropertyEntry.Facts()
      facts.fees = .init(due: due, collected: due * rate / 1000)
      return PropertyEntry(
        id: ids.next(), register: register.id, item: register.items[0], subject: subject.subject, area: subject.area, place: subject.place,
        validFrom: CivilDay(year: year, month: 1, day: 1), validUntil: CivilDay(year: year + 1, month: 1, day: 1), facts: facts)
    }
  }

  /// Every company that stands at an estate has a contract there.
  private func contracts(_ places: DemoPlaces, _ bodies: DemoBodies) -> [PropertyEntry] {
    let estates: [EstateID: Estate] = Dictionary(places.estates.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let own: Set<OrganisationID> = Set(bodies.organisations.map(\.id))
    return profile.property.registers.filter { $0.subject == .estate && $0.partners == ["property_company"] }.flatMap { register in
      bodies.bindings.filter { !own.contains($0.organisation) }.enumerated().compactMap { index, binding in
        guard let estate = binding.estate.flatMap({ estates[$0] }) else { return nil }
        let subject = Subject(subject: .estate(estate.id), area: estate.area, place: estate.place)
        var made: PropertyEntry = entry(register, register.items[index % register.items.count], subject, days: 200 + index % 400)
        made.facts.partner = binding.organisation
        made.validUntil = made.validFrom.adding(days: 1096)
        return made
      }
    }
  }
}
