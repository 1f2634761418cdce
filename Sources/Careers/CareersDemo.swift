public import Ground
public import Organisations
public import SQL

/// Entries and filings of a demo city, made from its posts: the same posts give the same registers.
public struct CareersDemo: Sendable {
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

  private struct Holder {
    let post: Post
    let tenure: Tenure
  }

  private var today: CivilDay { profile.calendar.localDay(now) }

  /// Writes them; meant for `Database.load`.
  /// - Returns: how many entries and filings.
  @discardableResult
  public func save(_ staff: DemoStaff, in session: any Session) throws -> Int {
    let holders: [String: [Holder]] = holders(staff)
    let entries: [CareerEntry] = profile.careers.registers.flatMap { self.entries($0, holders) }
    let records = CareerEntryRecords()
    for entry in entries { try records.insert(entry, in: session) }
    let filings: [Filing] = filings(holders)
    for filing in filings { try save(filing, in: session) }
    return entries.count + filings.count
  }

  /// Who holds posts of areas today, by post type; chiefs of buildings and stairwells are too many to keep careers of.
  private func holders(_ staff: DemoStaff) -> [String: [Holder]] {
    var tenures: [PostID: Tenure] = [:]
    for tenure in staff.tenures where tenure.holds(on: today) { tenures[tenure.post] = tenure }
    var out: [String: [Holder]] = [:]
    for post in staff.posts where post.building == nil && post.organisation == nil {
      if let tenure = tenures[post.id] { out[post.type, default: []].append(Holder(post: post, tenure: tenure)) }
    }
    return out
  }

  // MARK: Entries

  /// Which post types a register's people come from: a course's audience, else those who work in communities and grids.
  private func entries(_ register: CityProfile.CareerRegister, _ holders: [String: [Holder]]) -> [CareerEntry] {
    if register.items.contains(where: { !$0.audience.isEmpty }) {
      return register.items.flatMap { item in
        item.audience.flatMap { holders[$0] ?? [] }.enumerated().filter { $0.offset % 10 < 7 }.map { course(register, item, $0.element, $0.offset) }
      }
    }
    let workers: [Holder] = workers(holders)
    if register.fields.contains(.partner) { return pairs(register, workers) }
    if register.isSingle {
      return workers.enumerated().map { entry(register, register.items[($0.offset * 7 + 1) % register.items.count], $0.element, days: 200) }
    }
    if register.items.contains(where: { $0.group != nil }) { return skills(register, workers) }
    // Rare ones: pools, delegates, career events.
    return workers.enumerated().filter { $0.offset % 9 == 4 }.map { pick in
      entry(register, register.items[pick.offset / 9 % register.items.count], pick.element, days: 30 + pick.offset % 300)
    }
  }

  private func workers(_ holders: [String: [Holder]]) -> [Holder] {
    let level: String = profile.levels.last?.id ?? ""
    let above: String = profile.levelAbove(level)?.id ?? ""
    var seen: Set<PersonID> = []
    return profile.postTypes.filter { $0.level == level || $0.level == above }.flatMap { holders[$0.id] ?? [] }.filter {
      seen.insert($0.tenure.person).inserted
    }
  }

  private func entry(_ register: CityProfile.CareerRegister, _ item: CityProfile.CareerItem, _ holder: Holder, days: Int) -> CareerEntry {
    CareerEntry(
      id: ids.next(), register: register.id, item: item.id, person: holder.tenure.person, area: holder.post.area, place: holder.post.place,
      validFrom: today.adding(days: -days), plan: register.fields.contains(.plan) ? words("careers.demo.plan") : nil)
  }

  private func course(_ register: CityProfile.CareerRegister, _ item: CityProfile.CareerItem, _ holder: Holder, _ index: Int) -> CareerEntry {
    // Early in January the year is too young for courses.
    let days: Int = min(index % 60, today.daysSince1970 - CivilDay(year: today.parts.year, month: 1, day: 1).daysSince1970)
    var made: CareerEntry = entry(register, item, holder, days: days)
    made.hours = register.fields.contains(.hours) ? 8 + index % 5 * 8 : nil
    return made
  }

  /// Every third worker is guided by the one before, of the same area or the next.
  private func pairs(_ register: CityProfile.CareerRegister, _ workers: [Holder]) -> [CareerEntry] {
    workers.indices.filter { $0 % 12 == 5 }.map { index in
      var made: CareerEntry = entry(register, register.items[index % register.items.count], workers[index], days: 120)
      made.partner = workers[index - 1].tenure.person
      made.validUntil = today.adding(days: 245)
      return made
    }
  }

  /// Half are all-round, two thirds have a speciality.
  private func skills(_ register: CityProfile.CareerRegister, _ workers: [Holder]) -> [CareerEntry] {
    let groups: [String] = register.items.compactMap(\.group)
    let first: [CityProfile.CareerItem] = register.items.filter { $0.group == groups.first }
    let rest: [CityProfile.CareerItem] = register.items.filter { $0.group != groups.first }
    return workers.enumerated().flatMap { index, worker in
      var items: [CityProfile.CareerItem] = index.isMultiple(of: 2) ? Array(first.prefix(1)) : []
      if index % 3 != 0, !rest.isEmpty { items.append(rest[index % rest.count]) }
      return items.map { entry(register, $0, worker, days: 100 + index % 500) }
    }
  }

  // MARK: Filings

  private func filings(_ holders: [String: [Holder]]) -> [Filing] {
    guard let rules = profile.careers.filing else { return [] }
    let states: [Filing.State?] = [.filed, .underReview, .submitted, .filed, nil, .returned]
    return rules.posts.flatMap { holders[$0] ?? [] }.enumerated().compactMap { index, holder in
      states[index % states.count].map { filing(holder, $0, index, rules) }
    }
  }

  private func filing(_ holder: Holder, _ state: Filing.State, _ index: Int, _ rules: CityProfile.CareerFiling) -> Filing {
    let isDecided: Bool = state == .filed || state == .returned
    return Filing(
      id: ids.next(), post: holder.post.id, person: holder.tenure.person, area: holder.post.area, place: holder.post.place, state: state,
      submittedOn: today.adding(days: -12), submittedBy: nil, decidedOn: isDecided ? today.adding(days: -3) : nil, decidedBy: nil,
      reason: state == .returned ? rules.returns.first : nil, number: state == .filed ? "\(today.parts.year)-\(index + 1)" : nil, version: 1)
  }

  private func save(_ filing: Filing, in session: any Session) throws {
    let records = FilingRecords()
    try records.insert(filing, in: session)
    let acts: [Filing.State: [String]] = [
      .submitted: [], .underReview: ["review"], .filed: ["review", "approval"], .returned: ["review", "return"],
    ]
    for (index, act) in (["submission"] + (acts[filing.state] ?? [])).enumerated() {
      let at: Moment = now.adding(seconds: Int64(index * 4 - 12) * 86_400)
      let step = Filing.Step(at: at, act: act, person: nil, reason: act == "return" ? filing.reason : nil, note: nil)
      try records.insert(step, of: filing.id, id: ids.next(), post: nil, in: session)
    }
  }
}
