import Ground
import Places
import SQL

/// The figures of the overview, each counted by the condition of the list it opens to.
struct PropertyOverviewRecords: Sendable {
  let profile: CityProfile
  let policy: Policy
  let within: Within?
  let structures: StructureKeeper
  let day: CivilDay

  func overview(in session: any Session) throws -> PropertyOverview {
    PropertyOverview(
      within: within, estates: try count(in: session),
      kinds: try profile.property.estateKinds.map { kind in
        .init(kind: kind, count: try count(in: session) { $0.kind = kind })
      },
      missing: try profile.property.parties.filter { !$0.isOptional }.map { party in (party.id, try count(in: session) { $0.missing = party.id }) },
      crossed: try count(in: session) { $0.hasCross = true }, nobody: try count(in: session) { $0.isNobody = true },
      modes: try profile.housing.modes.map { mode in (mode.id, try count(in: session) { $0.estates.mode = mode.id }) },
      flags: try profile.housing.flags.map { flag in (flag.id, try count(in: session) { $0.estates.flag = flag.id }) },
      registers: try profile.property.registers.filter { !$0.isPeriod }.map { try register($0, in: session) },
      years: try years(in: session), below: try below(in: session))
  }

  /// Estates of the area, narrowed.
  private func count(in session: any Session, _ narrow: (inout GovernanceFilter) -> Void = { _ in }) throws -> Int {
    var filter = GovernanceFilter()
    filter.estates.within = within
    narrow(&filter)
    return try GovernanceRecords(profile: profile).count(filter, of: policy, on: day, in: session)
  }

  // MARK: Registers

  private func register(_ register: CityProfile.PropertyRegister, in session: any Session) throws -> PropertyOverview.Register {
    let lines: [PropertyOverview.Line] = try session.rows(
      "SELECT e.item, e.level, COUNT(*) FROM property_entry e WHERE \(condition(register)) GROUP BY e.item, e.level ORDER BY e.item, e.level"
    ) { PropertyOverview.Line(item: try $0.at(0), level: try $0.at(1), count: try $0.at(2)) }
    return PropertyOverview.Register(
      register: register, lines: sorted(lines, register),
      complete: register.checks.isEmpty ? nil : try count(register, in: session) { $0.isComplete = true },
      expected: register.expects == nil ? nil : try count(register, in: session) { $0.isExpectedThere = true },
      people: register.fields.contains(.members) ? try people(register, in: session) : nil)
  }

  /// In the profile's order.
  private func sorted(_ lines: [PropertyOverview.Line], _ register: CityProfile.PropertyRegister) -> [PropertyOverview.Line] {
    func rank(_ line: PropertyOverview.Line) -> Int {
      let item: Int = register.items.firstIndex(of: line.item) ?? register.items.count
      let level: Int = line.level.flatMap { register.levels.firstIndex(of: $0) } ?? 0
      return item * 100 + level
    }
    return lines.sorted { rank($0) < rank($1) }
  }

  private func condition(
    _ register: CityProfile.PropertyRegister, _ narrow: (inout PropertyFilter) -> Void = { _ in }
  ) -> Query {
    var filter = PropertyFilter(register)
    filter.within = within
    narrow(&filter)
    return filter.condition(policy, on: day)
  }

  private func count(
    _ register: CityProfile.PropertyRegister, in session: any Session, _ narrow: (inout PropertyFilter) -> Void
  ) throws -> Int {
    try session.value("SELECT COUNT(*) FROM property_entry e WHERE \(condition(register, narrow))")
  }

  private func people(_ register: CityProfile.PropertyRegister, in session: any Session) throws -> PropertyOverview.People? {
    let half: Int = try count(register, in: session) { $0.isHalfParty = true }
    return try session.first(
      """
      SELECT CAST(COALESCE(SUM(e.members), 0) AS BIGINT), CAST(COALESCE(SUM(e.party_members), 0) AS BIGINT) FROM property_entry e
      WHERE \(condition(register))
      """
    ) { PropertyOverview.People(all: try $0.at(0), party: try $0.at(1), half: half) }
  }

  // MARK: Fees

  /// Year by year; a city has few first days of periods, so their sums are added up here.
  private func years(in session: any Session) throws -> [PropertyOverview.Year] {
    var out: [PropertyOverview.Year] = []
    for register in profile.property.registers where register.fields.contains(.fees) {
      let days: [(CivilDay, Int, Int64, Int64)] = try session.rows(
        """
        SELECT e.valid_from, COUNT(*), CAST(SUM(e.due) AS BIGINT), CAST(SUM(e.collected) AS BIGINT) FROM property_entry e
        WHERE \(condition(register) { $0.state = .all }) GROUP BY e.valid_from ORDER BY e.valid_from
        """
      ) { (try $0.at(0), try $0.at(1), try $0.at(2), try $0.at(3)) }
      for (day, count, due, collected) in days {
        let year: Int = day.parts.year
        let last: PropertyOverview.Year? = out.last { $0.register == register.id && $0.year == year }
        out.removeAll { $0.register == register.id && $0.year == year }
        out.append(
          .init(
            register: register.id, year: year, count: count + (last?.count ?? 0), due: due + (last?.due ?? 0),
            collected: collected + (last?.collected ?? 0)))
      }
    }
    return out
  }

  // MARK: Areas below

  private func below(in session: any Session) throws -> [PropertyOverview.Below] {
    guard let within else { return [] }
    guard let structure = within.structure else { return try below(within.area, in: session) }
    let children: [Area] = try structures.structure(on: structure, in: session).tree.children(of: within.area)
    return try children.compactMap { child in
      let there = PropertyOverviewRecords(
        profile: profile, policy: policy, within: try structures.within(child.id, on: structure, in: session), structures: structures, day: day)
      return try there.line(child, in: session)
    }
  }

  /// The same figures one by one, for an area of another day; nil where no estate stands.
  private func line(_ area: Area, in session: any Session) throws -> PropertyOverview.Below? {
    let estates: Int = try count(in: session)
    guard estates > 0 else { return nil }
    return PropertyOverview.Below(
      area: area.id, name: area.name, estates: estates,
      kinds: try profile.property.estateKinds.map { kind in try count(in: session) { $0.kind = kind } },
      crossed: try count(in: session) { $0.hasCross = true }, nobody: try count(in: session) { $0.isNobody = true })
  }

  private func below(_ area: AreaID, in session: any Session) throws -> [PropertyOverview.Below] {
    let gap = EstateGap(profile: profile, day: day)
    let kinds: [String] = profile.property.estateKinds
    let sums: [Query] = (kinds.map { gap.stands([$0]) } + [gap.isCrossed, "NOT \(gap.stands(kinds))"]).map {
      "SUM(CASE WHEN \($0) THEN 1 ELSE 0 END)"
    }
    return try session.rows(
      """
      SELECT c.id, c.name, COUNT(*), \(Query.joined(sums, by: ", "))
      FROM area c JOIN estate e ON e.place BETWEEN c.place AND c.place_last
      WHERE c.parent_id = \(area) AND c.valid_until IS NULL AND \(DatedRows.holding("e", on: day)) AND \(policy.filter(place: "e.place"))
      GROUP BY c.id, c.name, c.place ORDER BY c.place, c.id
      """
    ) { row in
      PropertyOverview.Below(
        area: try row.at(0), name: try row.at(1), estates: try row.at(2), kinds: try kinds.indices.map { try row.at(3 + $0) },
        crossed: try row.at(3 + kinds.count), nobody: try row.at(4 + kinds.count))
    }
  }
}
