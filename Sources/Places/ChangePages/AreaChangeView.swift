import Ground
import SQL
import Web

/// What the form of a change offers to choose from.
struct AreaChangeForm: Sendable {
  struct House: Sendable {
    let id: BuildingID
    let name: String
    /// With which its name begins: 12 of 12 号楼.
    var number: Int64? { Int64(name.prefix { $0.isASCII && $0.isNumber }) }
  }

  /// Buildings of one lane or estate in one grid.
  struct Street: Sendable {
    let grid: String
    let name: String
    var houses: [House]
  }

  let area: Area
  let chain: [Area]
  var kind: AreaPlan.Kind
  var today: CivilDay
  var children: [Area] = []
  var streets: [Street] = []
  /// Where there are too many for a list.
  var choice: BuildingChoice?
  /// Areas that it can go into or below.
  var targets: [(id: AreaID, name: String)] = []
  var values: [String: [String]] = [:]
  var problems: [FieldProblem] = []
  /// How many changes of the area had come about when the form was opened.
  var known: Int
  /// The changes that have come about since, of a form that was stale; empty when something else about the area is new.
  var news: [AreaChange]?

  func value(_ name: String) -> String { values[name]?.first ?? "" }
  func several(_ name: String) -> Set<String> { Set(values[name] ?? []) }

  func problem(_ name: String, _ words: Words) -> String? { problems.first { $0.field == name }.map { words($0.word, $0.arguments) } }
}

/// One change with the names of what it is about.
struct AreaChangeView: Sendable {
  let change: AreaChange
  let subject: Area
  let chain: [Area]
  let names: [AreaID: String]
}

/// Loads what the pages of changes show.
struct AreaChangeViewer: Sendable {
  let profile: CityProfile
  let desk: AreaChangeDesk
  let words: Words
  let caller: Caller

  private var areas: AreaRecords { AreaRecords() }

  /// - Throws: ``Refusal/absent``.
  /// - Parameter values: what has been filled in so far.
  func form(_ id: AreaID, _ kind: AreaPlan.Kind, _ values: FieldValues = FieldValues(), in session: any Session) throws -> AreaChangeForm {
    let policy = caller.policy(for: .areaManage)
    let area = try areas.reachable(id, by: policy, in: session)
    var form = AreaChangeForm(
      area: area, chain: try areas.chain(to: id, in: session), kind: kind, today: desk.today,
      known: try values.integer("known").map { Int($0) } ?? AreaChangeRecords().countEnacted(of: id, in: session))
    switch kind {
    case .split:
      form.children = try areas.children(of: id, in: session)
      form.streets = try streets(within: area.range, in: session)
    case .assign:
      let community = form.chain.dropLast().last?.range ?? area.range
      form.streets = try streets(within: community, besides: id, in: session)
    case .merge, .retire: form.targets = try targets(area.level, besides: id, policy, around: form.chain, in: session)
    case .move:
      guard let index = profile.levels.firstIndex(where: { $0.id == area.level }), index > 0 else { break }
      form.targets = try targets(profile.levels[index - 1].id, besides: area.parent, policy, around: form.chain, in: session)
    default: break
    }
    form.values = values.values
    if form.streets.reduce(0, { $0 + $1.houses.count }) > BuildingChoice.most { form.choice = BuildingChoice(form.streets, values) }
    return form
  }

  /// A form that was stale: what has come about since it was opened is told, and known from now on.
  func renew(_ form: inout AreaChangeForm, in session: any Session) throws {
    let now: Int = try AreaChangeRecords().countEnacted(of: form.area.id, in: session)
    let new: Int = min(now - form.known, AreaChangeViewer.mostNews)
    form.news = new > 0 ? try AreaChangeRecords().enacted(of: form.area.id, limit: new, in: session) : []
    form.known = now
  }

  /// More are behind the link to all of its history.
  private static let mostNews: Int = 10

  private func streets(within range: PlaceRange, besides grid: AreaID? = nil, in session: any Session) throws -> [AreaChangeForm.Street] {
    let buildings = try BuildingRecords().within(range, in: session).filter { $0.area != grid }
    // Beyond one community grids of one name are told apart by theirs.
    let names = try areas.titles(Set(buildings.map(\.area)), lowest: profile.levels.last?.id ?? "", words: words, in: session)
    let estates = try EstateRecords().names(Set(buildings.compactMap(\.estate)), in: session)
    var out: [AreaChangeForm.Street] = []
    var known: [String: Int] = [:]
    for building in buildings {
      let (street, number) = AreaChangeViewer.parted(building, estate: building.estate.flatMap { estates[$0] })
      let grid = names[building.area] ?? ""
      let house = AreaChangeForm.House(id: building.id, name: number)
      let made = AreaChangeForm.Street(grid: grid, name: street, houses: [house])
      if let index = known[made.key] {
        out[index].houses.append(house)
      } else {
        known[made.key] = out.count
        out.append(made)
      }
    }
    return out
  }

  /// 松江路 12 号楼 -> 松江路, 12 号楼.
  private static func parted(_ building: Building, estate: String?) -> (street: String, number: String) {
    guard let digit = building.name.firstIndex(where: \.isNumber), digit != building.name.startIndex else {
      return (estate ?? "", building.name)
    }
    var street = String(building.name[..<digit])
    while street.last == " " { street.removeLast() }
    return (estate ?? street, String(building.name[digit...]))
  }

  /// The nearest first: those below the same area, then the rest in the caller's reach.
  private func targets(
    _ level: String, besides id: AreaID?, _ policy: Policy, around chain: [Area], in session: any Session
  ) throws -> [(id: AreaID, name: String)] {
    let around = chain.dropLast(2).last ?? chain.first
    let found = try areas.list(AreaFilter(level: level), of: policy, limit: 4_000, in: session).filter { $0.id != id }
    let near = found.filter { around?.range.contains($0.range) ?? true }
    let titles = try areas.titles(
      Set(near.prefix(400).map(\.id)), lowest: profile.levels.last?.id ?? "", words: words, in: session)
    return near.prefix(400).map { (id: $0.id, name: titles[$0.id] ?? $0.name) }
  }

  /// - Throws: ``Refusal/absent``.
  func change(_ id: AreaChangeID, in session: any Session) throws -> AreaChangeView {
    let change = try desk.visible(id, to: caller, in: session)
    guard let subject = try areas.find(change.plan.subject, in: session) else { throw Refusal.absent }
    var ids: Set<AreaID> = change.plan.areas
    for step in change.plan.steps { ids.formUnion([step.before?.parent, step.after?.parent, step.successor].compactMap { $0 }) }
    let names = try areas.titles(ids, lowest: profile.levels.last?.id ?? "", words: words, in: session)
    return AreaChangeView(change: change, subject: subject, chain: try areas.chain(to: subject.id, in: session), names: names)
  }
}
