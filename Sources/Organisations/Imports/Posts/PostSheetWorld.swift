import Ground
import Places
import SQL

/// What a sheet of posts is held against: everything at the places it names. It changes along with the rows that are read,
/// so that a later row meets what an earlier one has made.
struct PostSheetWorld: Sendable {
  /// A post with everybody who has to do with it.
  struct State: Sendable {
    var post: Post
    var tenures: [Tenure] = []
    var alternates: [StandIn] = []
    var standIns: [StandIn] = []
    var isNew: Bool = false

    /// Who has held the post, whoever holds it last first.
    var people: [PersonID] { tenures.sorted { $0.validFrom > $1.validFrom }.map(\.person) }
  }

  struct Key: Hashable, Sendable {
    let type: String
    let area: AreaID
    let building: BuildingID?
    let unit: Int?
    let organisation: OrganisationID?
  }

  struct House: Sendable {
    let id: BuildingID
    let name: String
    let units: Int
  }

  struct Body: Sendable {
    let id: OrganisationID
    let area: AreaID
    let place: Place
  }

  let tree: AreaTree
  private let byCode: [String: AreaID]
  private let former: FormerCodes
  private let byName: [String: [AreaID]]
  var houses: [AreaID: [House]] = [:]
  var bodies: [String: [Body]] = [:]
  private(set) var states: [State] = []
  private var positions: [PostID: Int] = [:]
  private var keys: [Key: [Int]] = [:]
  private(set) var people: [PersonID: Person] = [:]
  private var meant: [PersonID: Person] = [:]
  private var byNameAndPhone: [String: PersonID] = [:]

  init(on today: CivilDay, in session: any Session) throws {
    let records = AreaRecords()
    tree = try records.tree(in: session)
    former = try records.formerCodes(on: today, in: session)
    byCode = Dictionary(tree.areas.map { ($0.code, $0.id) }, uniquingKeysWith: { first, _ in first })
    byName = Dictionary(grouping: tree.areas, by: \.name).mapValues { $0.map(\.id) }
  }

  // MARK: Areas

  /// The area that has a code today; else the only one to which a former code leads.
  func area(code: String) -> Area? { (byCode[code] ?? former.area(code)).flatMap { tree[$0] } }

  /// The areas that a path means, such as the district's name, a slash, and the community's: the last name is the area's own, the
  /// others stand above it in this order.
  func areas(path: String) -> [Area] {
    let names: [String] = path.split { "/\\>\u{FF0F}\u{FF1E}".contains($0) }.map { ImportRow.tidy(String($0)) }.filter { !$0.isEmpty }
    guard let last = names.last else { return [] }
    let found: [Area] = (byName[last] ?? []).compactMap { tree[$0] }
    guard names.count > 1 else { return found }
    return found.filter { area in
      var wanted: ArraySlice<String> = names.dropLast()[...]
      for above in tree.chain(of: area.id).dropLast().reversed() where above.name == wanted.last { wanted = wanted.dropLast() }
      return wanted.isEmpty
    }
  }

  // MARK: Posts

  func position(of post: PostID) -> Int? { positions[post] }

  func positions(_ key: Key) -> [Int] { keys[key] ?? [] }

  @discardableResult
  mutating func add(_ state: State) -> Int {
    let position: Int = states.count
    states.append(state)
    positions[state.post.id] = position
    let post: Post = state.post
    let key = Key(type: post.type, area: post.area, building: post.building, unit: post.unit, organisation: post.organisation)
    keys[key, default: []].append(position)
    return position
  }

  mutating func change(_ position: Int, _ body: (inout State) -> Void) { body(&states[position]) }

  // MARK: People

  func person(name: String, phone: String) -> PersonID? { byNameAndPhone[PostSheetWorld.mark(name, phone)] }

  mutating func add(_ person: Person) {
    people[person.id] = person
    if let phone = person.phone {
      let mark: String = PostSheetWorld.mark(person.name, phone)
      // Of two the older one is meant, always.
      byNameAndPhone[mark] = byNameAndPhone[mark].map { min($0, person.id) } ?? person.id
    }
  }

  /// Somebody outside the caller's reach can be meant by name and telephone together, but not by number.
  mutating func addMeant(_ person: Person) {
    guard people[person.id] == nil else { return }
    meant[person.id] = person
    guard let phone = person.phone else { return }
    let mark: String = PostSheetWorld.mark(person.name, phone)
    if byNameAndPhone[mark] == nil { byNameAndPhone[mark] = person.id }
  }

  /// Whoever a row may name.
  func anybody(_ id: PersonID) -> Person? { people[id] ?? meant[id] }

  private static func mark(_ name: String, _ phone: String) -> String { "\(name)\u{1}\(phone)" }
}
