import Ground
import Places

/// Puts the bodies of a demo city together, one family after the other.
struct BodyMaker {
  let profile: CityProfile
  let stock: BodyStock
  let ids: IdentifierMaker
  let today: CivilDay
  var people: DemoPeople
  let words: Words
  let since: CivilDay = CivilDay(year: 2021, month: 7, day: 1)
  var finished: DemoBodies = DemoBodies()
  /// The body of the chain that stands at an area.
  private var chain: [AreaID: Organisation] = [:]
  private var codes: Int = 0

  init(profile: CityProfile, stock: BodyStock, ids: IdentifierMaker, today: CivilDay, people: DemoPeople) {
    self.profile = profile
    self.stock = stock
    self.ids = ids
    self.today = today
    self.people = people
    words = profile.words(profile.locales.first ?? "")
  }

  // MARK: Making one

  @discardableResult
  mutating func make(
    _ kindID: String, at area: Area, below parent: Organisation?, name: String? = nil, level: String? = nil, field: String? = nil,
    coded: String? = nil
  ) -> Organisation? {
    guard let kind = profile.organisationKind(kindID), kind.stands(at: area.level) else { return nil }
    let body = Organisation(
      id: ids.next(), kind: kindID, name: name ?? BodyNaming(words: words).name(kindID, area: area.name), parent: parent?.id,
      field: field ?? kind.field,
      unitLevel: level, creditCode: coded.map { code($0, area) }, area: area.id, range: area.range, validFrom: since)
    finished.organisations.append(body)
    for seat in kind.seats {
      for _ in 0..<seat.count {
        finished.posts.append(
          Post(id: ids.next(), type: seat.post, area: area.id, range: area.range, organisation: body.id, validFrom: since))
      }
    }
    return body
  }

  /// A made-up code whose check characters are right: nobody's number, the division's own register.
  private mutating func code(_ register: String, _ area: Area) -> String {
    codes += 1
    let division: String = String((area.code + "000000").prefix(6))
    let serial: String = String(String(codes + 10_000_000).suffix(7))
    return CreditCode.made(register: register + division, organisation: "M" + serial)?.text ?? ""
  }

  // MARK: The chain

  mutating func makeChain(_ places: DemoPlaces) {
    let houses: [AreaID: [Building]] = Dictionary(grouping: places.buildings, by: \.area)
    var communities: Int = 0
    var grids: Int = 0
    for area in places.tree.areas {
      let parent: Organisation? = area.parent.flatMap { chain[$0] }
      switch area.level {
      case "city": chain[area.id] = make("party_committee_city", at: area, below: nil)
      case "district": chain[area.id] = make("party_committee_district", at: area, below: parent)
      case "subdistrict":
        chain[area.id] = make("party_working_committee", at: area, below: parent)
        make("subdistrict_office", at: area, below: nil, coded: "11")
      case "community":
        chain[area.id] = make(BodyMaker.communityKind(communities), at: area, below: parent)
        make("residents_committee", at: area, below: nil, coded: "55")
        communities += 1
      case "grid":
        grids += 1
        makeGrid(area, in: area.parent.flatMap { places.tree[$0]?.name } ?? "", number: grids, below: parent, houses[area.id] ?? [])
      default: break
      }
    }
    makeOnline(places.tree)
  }

  /// Six in ten communities have a committee, three a general branch, one a branch.
  private static func communityKind(_ number: Int) -> String {
    switch number % 10 {
    case 0...5: "party_committee_community"
    case 6...8: "general_branch_community"
    default: "party_branch_community"
    }
  }

  /// So many of so many grids, evenly spread, have a branch or a group.
  private mutating func makeGrid(_ area: Area, in community: String, number: Int, below parent: Organisation?, _ buildings: [Building]) {
    let (part, whole) = BodiesDemo.gridsWithParty
    guard let parent, number * part / whole > (number - 1) * part / whole else { return }
    let isBranch: Bool = parent.kind != "party_branch_community" && number % 3 != 0
    let home: String = words("place.area_address", ["upper": community, "area": area.name])
    let long: String = BodyNaming(words: words).name(isBranch ? "party_branch_grid" : "party_group_grid", area: home)
    chain[area.id] = make(isBranch ? "party_branch_grid" : "party_group_grid", at: area, below: parent, name: long)
    guard asksForBuildings, let grid = chain[area.id] else { return }
    for building in buildings where building.id.raw % 3 != 0 { makeGroup(building, at: area, below: grid) }
  }

  /// Whether the city's chain goes down to the buildings' own groups.
  private var asksForBuildings: Bool { profile.organisationRules.links.contains { $0.kinds.contains("party_group_building") } }

  private mutating func makeGroup(_ building: Building, at area: Area, below grid: Organisation) {
    let name: String = BodyNaming(words: words).name("party_group_building", area: building.name)
    guard let group = make("party_group_building", at: area, below: grid, name: name) else { return }
    finished.bindings.append(
      BodyBinding(
        id: ids.next(), organisation: group.id, area: area.id, range: PlaceRange(building.place, building.place), building: building.id,
        validFrom: since))
  }

  /// Branches and groups of members on the move, where the city has such.
  private mutating func makeOnline(_ tree: AreaTree) {
    for area in tree.at(level: "subdistrict") { make("party_branch_online", at: area, below: chain[area.id]) }
  }

  // MARK: Units and social organisations

  mutating func makeUnits(_ tree: AreaTree) {
    for area in tree.at(level: "city") { makeUnits(at: area) { $0 == "city_level" } }
    for area in tree.at(level: "district").prefix(12) { makeUnits(at: area) { $0 != "city_level" } }
  }

  private mutating func makeUnits(at area: Area, _ isHere: (String?) -> Bool) {
    let committee: Organisation? = chain[area.id]
    let lines: [BodyStock.Line] = (stock.lines("unit") + stock.lines("social")).filter { isHere($0.level) }
    for (index, line) in lines.enumerated() {
      let name: String = words("organisations.name_of_area", ["area": area.name, "name": line.text])
      let register: String = line.part == "social" ? "51" : line.kind == "department" || line.kind == "vertical_office" ? "11" : "91"
      guard let unit = make(line.kind, at: area, below: nil, name: name, level: line.level, coded: register) else { continue }
      if index % 4 == 3, let last = finished.organisations.indices.last { spoil(last) }
      let branch: String = BodyNaming(words: words).name("party_branch_unit", area: unit.name ?? "")
      make("party_branch_unit", at: area, below: committee, name: branch, field: unit.field)
    }
  }

  /// One code of a city is wrong, so that one sees the warning; the others of these are left out, so that one sees what is missing.
  private mutating func spoil(_ index: Int) {
    guard let code = finished.organisations[index].creditCode, let last = code.last else { return }
    let isFirst: Bool = !finished.organisations[..<index].contains { $0.creditCode.map { !CreditCode($0).warnings.isEmpty } ?? false }
    finished.organisations[index].creditCode = isFirst ? code.dropLast() + (last == "7" ? "8" : "7") : nil
  }

  // MARK: Commissions

  mutating func makeCommissions(_ tree: AreaTree, _ departments: [Organisation]) {
    let areas: [Area] = tree.at(level: "city") + tree.at(level: "district")
    // The last district has none yet: the completeness page shows it.
    for area in areas.dropLast(areas.count > 2 ? 1 : 0) {
      let units: [Organisation] = (departments + finished.organisations).filter { $0.area == area.id && $0.kind == "department" }
      makeCommission(area, units)
    }
    for area in tree.at(level: "city") + tree.at(level: "district").prefix(2) {
      make("party_committee_property_sector", at: area, below: chain[area.id])
    }
  }

  private mutating func makeCommission(_ area: Area, _ units: [Organisation]) {
    guard let line = stock.lines("governing").first else { return }
    let name: String = words("organisations.name_of_area", ["area": area.name, "name": line.text])
    guard let body = make(line.kind, at: area, below: chain[area.id], name: name) else { return }
    say(stock.duties(of: line.kind), for: body)
    admit(units, to: body)
    let officeName: String = BodyNaming(words: words).name("commission_office", area: name)
    if let office = make("commission_office", at: area, below: body, name: officeName) { say(stock.duties(of: "commission_office"), for: office) }
    for (index, group) in stock.lines("group").enumerated() {
      let groupName: String = words("organisations.name_of_area", ["area": area.name, "name": group.text])
      guard let made = make(group.kind, at: area, below: body, name: groupName) else { continue }
      let turned: [Organisation] = Array(units.dropFirst(index % max(1, units.count)) + units.prefix(index % max(1, units.count)))
      admit(Array(turned.prefix(3)), to: made, leads: true)
      say(stock.duties(of: "task_group"), for: made)
    }
  }

  private mutating func admit(_ units: [Organisation], to body: Organisation, leads: Bool = false) {
    for (index, unit) in units.enumerated() {
      let part: BodyMember.Part = leads && index == 0 ? .lead : .member
      finished.members.append(BodyMember(id: ids.next(), body: body.id, member: unit.id, part: part, validFrom: since))
      guard leads else { continue }
      say(stock.duties(of: part.rawValue), for: body, member: unit)
    }
  }

  private mutating func say(_ texts: [String], for body: Organisation, member: Organisation? = nil) {
    for text in texts {
      let id: DutyID = ids.next()
      let position: Int = finished.duties.count { $0.organisation == body.id } + 1
      finished.duties.append(
        Duty(id: id, thread: id, organisation: body.id, member: member?.id, position: position, text: text, validFrom: since))
    }
  }

  // MARK: Property companies' Party organisations

  mutating func makePropertyParty(_ organisations: [Organisation]) {
    for (index, company) in organisations.filter({ $0.kind == "property_company" }).enumerated() where index.isMultiple(of: 2) {
      guard let parent = chain[company.area], profile.organisationKind("party_branch_property")?.parents.contains(parent.kind) == true else {
        continue
      }
      let area = Area(id: company.area, code: "", level: "community", name: "", parent: nil, range: company.range)
      make(
        "party_branch_property", at: area, below: parent, name: BodyNaming(words: words).name("party_branch_property", area: company.name ?? ""))
    }
  }

  // MARK: The territorial duty list

  /// Every district has the same list to begin with.
  mutating func makeTerritorial(_ tree: AreaTree) {
    for area in tree.at(level: "district") {
      for (index, line) in stock.lines("territorial").enumerated() {
        let cells: [String] = line.text.split(separator: "|", omittingEmptySubsequences: false).map { String($0) }
        guard cells.count == 3, profile.category(line.kind) != nil, let lead = line.level.flatMap({ DutyHolder($0) }) else { continue }
        let supports: [DutyHolder] = cells[1].split(separator: ";").compactMap { DutyHolder(String($0)) }
        finished.territorial.append(
          TerritorialDuty(
            id: ids.next(), title: cells[0], category: line.kind, area: area.id, range: area.range, lead: lead, supports: supports,
            basis: cells[2], position: index + 1, validFrom: since))
      }
    }
  }

  mutating func makeLevelDuties() {
    for (index, line) in stock.lines("level").enumerated() where line.kind == BodyDesk.departments || profile.level(line.kind) != nil {
      let id: DutyID = ids.next()
      finished.duties.append(
        Duty(id: id, thread: id, organisation: nil, level: line.kind, position: index + 1, text: line.text, validFrom: since))
    }
  }

  /// The demo's own subdistrict has what the city gives down.
  mutating func makePowers(_ tree: AreaTree) {
    guard let area = tree.areas.first(where: { $0.code == profile.demo.subdistrict }) else { return }
    for line in stock.lines("power") where profile.organisationRules.powers.contains(line.kind) {
      finished.powers.append(
        StreetPower(id: ids.next(), kind: line.kind, title: line.text, area: area.id, range: area.range, validFrom: since))
    }
  }

  // MARK: Seats

  /// Nine in ten seats are held.
  mutating func fillSeats() {
    crossAppoint()
    let held: Set<PostID> = Set(finished.tenures.map(\.post))
    for post in finished.posts where !held.contains(post.id) {
      guard Int.random(in: 0..<100, using: &people.generator) >= 10 else { continue }
      let began: CivilDay = today.adding(days: -Int.random(in: 30...900, using: &people.generator))
      finished.tenures.append(Tenure(post: post.id, person: people.someone(), validFrom: began))
    }
    finished.people = people.people
  }
}
