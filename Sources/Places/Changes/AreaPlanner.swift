public import Ground

/// Works a plan out. Pure: it knows the outlook, the levels of the city and the day, and nothing else.
public struct AreaPlanner {
  let outlook: AreaOutlook
  let levels: [CityProfile.Level]
  let day: CivilDay
  /// Metres within which corners of neighbours are one.
  let tolerance: Double
  private let makeID: () -> AreaID
  /// What has been decided so far; an empty state is an area that ends.
  private(set) var drafts: [AreaID: AreaState?] = [:]
  private var order: [AreaID] = []
  var successors: [AreaID: AreaID] = [:]
  var origins: [AreaID: AreaID] = [:]
  var homes: [BuildingID: AreaID] = [:]
  var outlines: [AreaID: Polygon?] = [:]
  /// Areas whose land has changed and whose outline has not.
  var misfits: Set<AreaID> = []
  /// Areas that the plan leans on without changing them.
  var leaningOn: Set<AreaID> = []

  public init(outlook: AreaOutlook, levels: [CityProfile.Level], day: CivilDay, tolerance: Double = 1, makeID: @escaping () -> AreaID) {
    self.outlook = outlook
    self.tolerance = tolerance
    self.levels = levels
    self.day = day
    self.makeID = makeID
  }

  /// - Throws: ``Refusal`` `.invalid`, its fields those of the form: day, code, name, parent, into, successor, buildings, outlines.
  public static func plan(
    _ command: AreaCommand, on day: CivilDay, in outlook: AreaOutlook, levels: [CityProfile.Level], tolerance: Double = 1,
    makeID: @escaping () -> AreaID
  ) throws -> AreaPlan {
    var planner = AreaPlanner(outlook: outlook, levels: levels, day: day, tolerance: tolerance, makeID: makeID)
    let subject = try planner.carryOut(command)
    planner.fitAbove()
    return try planner.checked(command.kind, subject)
  }

  private mutating func carryOut(_ command: AreaCommand) throws -> AreaID {
    switch command {
    case .create(let parent, let code, let name): return try create(below: parent, code: code, name: name, origin: nil)
    case .rename(let area, let name): return try rename(area, name)
    case .recode(let codes): return try recode(codes)
    case .move(let area, let parent, let code): return try move(area, to: parent, code: code)
    case .split(let area, let parts): return try split(area, parts)
    case .cut(let area, let stays, let parts): return try cut(area, stays: stays, parts)
    case .merge(let areas, let target): return try merge(areas, into: target)
    case .retire(let area, let successor): return try retire(area, successor)
    case .redraw(let outlines): return try redraw(outlines)
    case .assign(let buildings, let grid): return try assign(buildings, to: grid)
    }
  }

  // MARK: What is decided so far

  func state(_ id: AreaID) -> AreaState? {
    if let draft = drafts[id] { return draft }
    return outlook.state(id)
  }

  /// - Throws: when there is no such area, or it has ended.
  func standing(_ id: AreaID, _ field: String) throws -> AreaState {
    guard let state = state(id) else { throw AreaPlanner.problem(field, "gone") }
    return state
  }

  mutating func set(_ id: AreaID, _ state: AreaState?) {
    if drafts[id] == nil { order.append(id) }
    drafts[id] = .some(state)
  }

  func grid(of building: BuildingID) -> AreaID? { homes[building] ?? outlook.buildings[building]?.grid }

  func levelIndex(_ level: String) -> Int { levels.firstIndex { $0.id == level } ?? 0 }

  var lowest: String { levels.last?.id ?? "" }

  /// What lies directly below an area now.
  func children(of id: AreaID) -> [AreaID] {
    let old = outlook.children(of: id).filter { state($0)?.parent == id }
    return old + order.filter { drafts[$0]??.parent == id && outlook.state($0)?.parent != id }
  }

  // MARK: Codes

  /// The given code, else the one that keeps the old number, else the next number that nobody ever had.
  /// - Throws: when it does not fit or is taken.
  func code(_ wanted: String?, below parent: AreaState, keeping old: String? = nil, for area: AreaID) throws -> String {
    if let wanted {
      try fit(wanted, below: parent)
      guard isFree(wanted, for: area) else { throw AreaPlanner.problem("code", "code_taken", ["code": wanted]) }
      return wanted
    }
    let index = levelIndex(parent.level) + 1
    guard index < levels.count else { throw AreaPlanner.problem("parent", "level") }
    let width = levels[index].digits - levels[index - 1].digits
    if let old, case let kept = parent.code + old.suffix(width), isFree(kept, for: area) { return kept }
    let pattern = AreaCode(levels: levels)
    var most = 0
    for child in children(ofCode: parent) { most = max(most, Int(child.suffix(width)) ?? 0) }
    for number in Array(most + 1..<most + 200) + Array(1..<max(2, most)) {
      guard let next = pattern.below(parent.code, number: number) else { continue }
      if isFree(next, for: area) { return next }
    }
    throw AreaPlanner.problem("code", "no_code")
  }

  private func children(ofCode parent: AreaState) -> [String] {
    var out: [String] = []
    for (_, entry) in outlook.entries {
      if let code = entry.state?.code, code.hasPrefix(parent.code), code.utf8.count > parent.code.utf8.count { out.append(code) }
    }
    for case let draft? in drafts.values where draft.code.hasPrefix(parent.code) && draft.code != parent.code { out.append(draft.code) }
    let digits = levels[levelIndex(parent.level) + 1].digits
    return out.filter { $0.utf8.count == digits }
  }

  private func fit(_ code: String, below parent: AreaState) throws {
    let index = levelIndex(parent.level) + 1
    guard index < levels.count else { throw AreaPlanner.problem("parent", "level") }
    let digits = levels[index].digits
    guard code.utf8.count == digits, code.utf8.allSatisfy({ (0x30...0x39).contains($0) }), code.hasPrefix(parent.code),
      Int(code.dropFirst(parent.code.utf8.count)) != 0
    else { throw AreaPlanner.problem("code", "code_shape", ["digits": "\(digits)", "parent": parent.code]) }
  }

  private func isFree(_ code: String, for area: AreaID) -> Bool {
    for (id, draft) in drafts where id != area && draft?.code == code { return false }
    for claim in outlook.claims[code] ?? [] where claim.area != area {
      // Whoever has another code from this day on gives the old one up.
      if claim.until == nil, let draft = drafts[claim.area], let next = draft, next.code != code { continue }
      guard let until = claim.until, until <= day else { return false }
    }
    return true
  }

  /// Gives an area another code; what lies below follows.
  mutating func renumber(_ id: AreaID, _ code: String) {
    guard var own = state(id) else { return }
    let old = own.code
    for child in children(of: id) {
      guard let below = state(child)?.code else { continue }
      renumber(child, code + below.dropFirst(old.utf8.count))
    }
    own.code = code
    set(id, own)
  }

  mutating func fresh() -> AreaID { makeID() }

  static func problem(_ field: String, _ word: String, _ arguments: [String: String] = [:]) -> Refusal {
    Refusal.invalid([FieldProblem(field, "area_change.problem.\(word)", arguments)])
  }
}
