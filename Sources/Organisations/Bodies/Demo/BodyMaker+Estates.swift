import Ground
import Places

/// Who stands at the estates of a demo city: companies, owners' committees, residents' own bodies, unions of small estates.
extension BodyMaker {
  /// - Parameter companies: one of each community works at its estates that have a company.
  mutating func makeEstateBodies(_ estates: [Estate], companies: [Organisation]) {
    let byArea: [AreaID: Organisation] = Dictionary(
      companies.filter { $0.kind == "property_company" }.map { ($0.area, $0) }, uniquingKeysWith: { first, _ in first })
    let branches: [AreaID: Organisation] = Dictionary(
      finished.organisations.filter { $0.kind == "party_branch_property" }.map { ($0.area, $0) }, uniquingKeysWith: { first, _ in first })
    let withCommittee: Int = wanted("owners_committee", of: estates.count)
    var own: Int = wanted("self_management_body", of: estates.count)
    var directed: Set<OrganisationID> = []
    for (index, estate) in estates.enumerated() {
      let isManaged: Bool = profile.housing.modes.first { $0.id == estate.mode }?.hasCompany ?? false
      if isManaged, let company = byArea[estate.area] {
        bind(company, to: estate)
        if directed.insert(company.id).inserted { direct(company) }
      }
      if isManaged, let branch = branches[estate.area], index.isMultiple(of: 2) { bind(branch, to: estate) }
      // So many of so many, evenly spread.
      if (index + 1) * withCommittee / estates.count > index * withCommittee / estates.count {
        set(up: "owners_committee", at: estate)
      } else if !isManaged, own > 0 {
        set(up: "self_management_body", at: estate)
        own -= 1
      }
    }
    unite(estates.filter { $0.mode == "community_custody" })
  }

  /// How many bodies of a kind a city reports, for as many estates as there are here: what its registers of that kind have.
  private func wanted(_ kind: String, of estates: Int) -> Int {
    let registers: [String] = profile.property.registers.filter { $0.kinds == [kind] }.map(\.id)
    return profile.property.demo.filter { registers.contains($0.register) }.map { $0.count(of: estates) }.reduce(0, +)
  }

  private mutating func set(up kind: String, at estate: Estate) {
    let level: String = profile.organisationKind(kind)?.levels.first ?? ""
    let area = Area(id: estate.area, code: "", level: level, name: "", parent: nil, range: PlaceRange(estate.place, estate.place))
    let name: String = BodyNaming(words: words).name(kind, area: estate.name)
    if let body = make(kind, at: area, below: nil, name: name) { bind(body, to: estate) }
  }

  private mutating func bind(_ body: Organisation, to estate: Estate) {
    finished.bindings.append(
      BodyBinding(
        id: ids.next(), organisation: body.id, area: estate.area, range: PlaceRange(estate.place, estate.place), estate: estate.id,
        validFrom: max(since, body.validFrom)))
  }

  /// Whoever watches over the quality of a company's service: one seat, to be held by somebody of the residents' committee.
  private mutating func direct(_ company: Organisation) {
    guard profile.postType("quality_director") != nil else { return }
    finished.posts.append(
      Post(id: ids.next(), type: "quality_director", area: company.area, range: company.range, organisation: company.id, validFrom: since))
  }

  /// Two small estates of one community are managed as one (合零为整).
  private mutating func unite(_ small: [Estate]) {
    for pair in Dictionary(grouping: small, by: \.area).values.sorted(by: { $0[0].id < $1[0].id }) where pair.count > 1 {
      set(up: "estate_union", at: pair[0])
      if let union = finished.organisations.last, union.kind == "estate_union" { bind(union, to: pair[1]) }
    }
  }

  /// In two of three owners' committees, and as quality director of as many companies, sits somebody of the community's residents' committee
  /// (双向进入、交叉任职).
  mutating func crossAppoint() {
    let kinds: [OrganisationID: String] = Dictionary(finished.organisations.map { ($0.id, $0.kind) }, uniquingKeysWith: { first, _ in first })
    var residents: [AreaID: Post] = [:]
    var seats: [Post] = []
    for post in finished.posts {
      switch post.organisation.flatMap({ kinds[$0] }) {
      case "residents_committee" where post.type == "body_deputy_chair": residents[post.area] = post
      case "owners_committee" where post.type == "body_chair": seats.append(post)
      case nil where post.type == "quality_director": seats.append(post)
      default: break
      }
    }
    for (index, seat) in seats.enumerated() where index % 3 != 2 {
      guard let home = residents[seat.area] else { continue }
      let person: PersonID = finished.tenures.first { $0.post == home.id }?.person ?? people.someone()
      let began: CivilDay = today.adding(days: -300)
      if !finished.tenures.contains(where: { $0.post == home.id }) {
        finished.tenures.append(Tenure(post: home.id, person: person, validFrom: began.adding(days: -200)))
      }
      finished.tenures.append(Tenure(post: seat.id, person: person, validFrom: began))
    }
  }
}
