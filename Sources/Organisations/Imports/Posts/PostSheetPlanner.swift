import Foundation
import Ground
import Places

/// Holds the rows of a sheet against what is there. All that it needs is in the world; only of posts with power over others it asks the desk.
struct PostSheetPlanner {
  typealias Column = PostSheetColumns

  let rules: PostSheetRules
  var gate: PostSheetGate
  let caller: Caller
  let policy: Policy
  /// Today on the city's calendar: the first day of whoever comes without one.
  let day: CivilDay
  let ids: IdentifierMaker
  var world: PostSheetWorld
  private(set) var plan: ImportPlan<PostSheetChange> = ImportPlan()
  /// Which row said what of a person, so that two rows cannot say two things.
  var said: [PersonID: (row: Int, name: String, phone: String?)] = [:]
  var maskedBefore: [PersonID: String] = [:]
  /// The types of posts that earlier rows gave to each.
  var given: [PersonID: Set<String>] = [:]

  init(rules: PostSheetRules, gate: PostSheetGate, caller: Caller, day: CivilDay, ids: IdentifierMaker, world: PostSheetWorld) {
    self.rules = rules
    self.gate = gate
    self.caller = caller
    self.day = day
    self.ids = ids
    self.world = world
    policy = caller.policy(for: .peopleManage)
  }

  mutating func read(_ rows: [ImportRow]) {
    for row in rows { take(row) }
    for index in plan.changes.indices { plan.changes[index].change.post = world.states[plan.changes[index].change.state].post }
  }

  private mutating func take(_ row: ImportRow) {
    plan.rows += 1
    var wrong: [ImportProblem] = row.problems(Column.all, open: rules.open)
    let home: Home? = home(of: row, &wrong)
    for column in [Column.phone, Column.alternatePhone] { checkPhone(row, column, &wrong) }
    guard wrong.isEmpty, let home else { return plan.problems.append(contentsOf: wrong) }
    // What a wrong row has done to the world is taken back.
    let before: PostSheetWorld.State? = home.position.map { world.states[$0] }
    do {
      if let made = try change(row, home) { plan.changes.append(made) }
    } catch {
      if let position = home.position, let before { world.change(position) { $0 = before } }
      plan.problems.append(error)
    }
  }

  private func checkPhone(_ row: ImportRow, _ column: String, _ wrong: inout [ImportProblem]) {
    guard let phone = row.text(column), !phone.contains("*"), rules.phone(phone) == nil else { return }
    wrong.append(ImportProblem(row: row.number, column, "imports.posts.problem.phone", ["digits": "\(rules.phoneDigits)"]))
  }

  // MARK: One row

  private mutating func change(_ row: ImportRow, _ home: Home) throws(ImportProblem) -> (PostSheetChange, ImportLine)? {
    var steps: [PostSheetChange.Step] = []
    let position: Int = try found(home, row, &steps)
    try hold(row, position, &steps)
    try replace(row, position, &steps)
    try retire(row, position, &steps)
    if steps.isEmpty { return nil }
    let post: Post = world.states[position].post
    if let why = gate.objection(changing: post) { throw ImportProblem(row: row.number, Column.type, why) }
    if let why = gate.objection(leaving: world.states[position]) { throw ImportProblem(row: row.number, Column.type, why) }
    let acting: PostID? = caller.acting(.peopleManage, place: post.place, organisation: post.organisation, post: post.id)?.post
    let change = PostSheetChange(state: position, post: post, steps: steps, acting: acting)
    return (change, ImportLine(row: row.number, kind: PostSheetPlanner.kind(steps), subject: subject(post), steps: texts(steps)))
  }

  /// The post of the row; a new one is made in the world.
  private mutating func found(_ home: Home, _ row: ImportRow, _ steps: inout [PostSheetChange.Step]) throws(ImportProblem) -> Int {
    switch home {
    case .known(let position): return position
    case .new(let draft):
      steps.append(.establish)
      let start: CivilDay = min(row.day(Column.from) ?? day, day)
      if let wrong = world.tree[draft.key.area]?.problem(beginning: start, Column.from) {
        throw ImportProblem(row: row.number, wrong.field, wrong.word, wrong.arguments)
      }
      let post = Post(
        id: ids.next(), type: draft.key.type, area: draft.key.area, range: draft.range, building: draft.key.building, unit: draft.key.unit,
        organisation: draft.key.organisation, name: draft.seat, validFrom: start)
      return world.add(PostSheetWorld.State(post: post, isNew: true))
    }
  }

  private mutating func retire(_ row: ImportRow, _ position: Int, _ steps: inout [PostSheetChange.Step]) throws(ImportProblem) {
    guard let last = row.day(Column.postLastDay) else { return }
    let until: CivilDay = last.adding(days: 1)
    let post: Post = world.states[position].post
    if post.validUntil == until { return }
    guard until > post.validFrom else {
      throw ImportProblem(row: row.number, Column.postLastDay, "posts.problem.end_before_start", ["from": post.validFrom.description])
    }
    let state: PostSheetWorld.State = world.states[position]
    let rules = PostRules(post: post, holders: .many, tenures: state.tenures, standIns: state.standIns + state.alternates)
    if let came = rules.lastBegun(from: until, before: day) {
      throw ImportProblem(row: row.number, Column.postLastDay, "posts.problem.came_since", ["from": came.description])
    }
    steps.append(.retire(until))
    world.change(position) { state in
      state.post.validUntil = until
      state.tenures = state.tenures.filter { $0.validFrom < until }.map { tenure in
        var cut: Tenure = tenure
        cut.validUntil = min(tenure.validUntil ?? until, until)
        return cut
      }
    }
  }

  private static func kind(_ steps: [PostSheetChange.Step]) -> ImportLine.Kind {
    var isAdded = false
    var isEnded = false
    for step in steps {
      switch step {
      case .establish: return .added
      case .appoint: isAdded = true
      case .retire: isEnded = true
      case .correct(let before, let after): if before.validUntil == nil, after.validUntil != nil { isEnded = true }
      case .succeed: return .changed
      default: continue
      }
    }
    return isAdded ? .added : isEnded ? .ended : .changed
  }
}
