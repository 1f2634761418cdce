import Ground
import Places
import SQL

/// Finds the areas that cells name, within somebody's reach.
struct AreaLookup {
  let tree: AreaTree
  let policy: Policy
  private let world: PostSheetWorld

  init(on today: CivilDay, _ policy: Policy, in session: any Session) throws {
    self.policy = policy
    world = try PostSheetWorld(on: today, in: session)
    tree = world.tree
  }

  /// The area of a row, by its code, of today or of former days, or by names from the top down. Absent and out of reach look alike.
  func area(_ row: ImportRow, code: String, path: String) throws(ImportProblem) -> Area {
    var found: [Area] = []
    let column: String = row.text(code) != nil || row.text(path) == nil ? code : path
    if let text = row.text(code) {
      found = world.area(code: text).map { [$0] } ?? []
    } else if let text = row.text(path) {
      found = world.areas(path: text)
    } else {
      throw ImportProblem(row: row.number, code, "imports.problem.missing")
    }
    found = found.filter { policy.allows(place: $0.place) }
    if found.count > 1 { throw ImportProblem(row: row.number, column, "imports.posts.problem.areas", ["count": "\(found.count)"]) }
    guard let area = found.first else { throw ImportProblem(row: row.number, column, "imports.posts.problem.area") }
    return area
  }

  /// From the top down, without the city, with slashes between.
  func path(_ id: AreaID) -> String { tree.chain(of: id).dropFirst().map(\.name).joined(separator: "/") }
}

/// Words of the city for ids of the profile, in every language.
struct WordLookup {
  private let ids: [String: String]

  init(_ all: [String], _ prefix: String, _ profile: CityProfile) {
    var ids: [String: String] = [:]
    for locale in profile.locales {
      let words: Words = profile.words(locale)
      for id in all where ids[words("\(prefix).\(id)")] == nil { ids[words("\(prefix).\(id)")] = id }
    }
    for id in all { ids[id] = id }
    self.ids = ids
  }

  func id(of text: String) -> String? { ids[text] }

  /// The id that a cell means; nil when the cell is empty.
  func id(_ row: ImportRow, _ column: String) throws(ImportProblem) -> String? {
    guard let text = row.text(column) else { return nil }
    if let id = ids[text] { return id }
    throw ImportProblem(row: row.number, column, "imports.problem.choice", ["value": text])
  }
}
