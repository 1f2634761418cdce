import Ground

extension PostSheetPlanner {
  /// Who holds the post by this row, and from when to when.
  mutating func hold(_ row: ImportRow, _ position: Int, _ steps: inout [PostSheetChange.Step]) throws(ImportProblem) {
    guard let name = row.text(Column.name) else { return try checkVacant(row) }
    let person: PersonID = try person(
      row, named: name, phone: Column.phone, ref: row.text(Column.personRef), among: world.states[position].people, &steps,
      nameColumn: Column.name)
    let state: PostSheetWorld.State = world.states[position]
    let own: [Tenure] = state.tenures.filter { $0.person == person }
    let step: PostSheetChange.Step? = try own.isEmpty ? taking(row, position, person) : corrected(row, position, own)
    if let step { steps.append(step) }
  }

  /// Dates without a name say nothing of anybody.
  private func checkVacant(_ row: ImportRow) throws(ImportProblem) {
    let column: String? = [Column.phone, Column.personRef, Column.from, Column.lastDay, Column.termLastDay].first { row.text($0) != nil }
    if column != nil { throw ImportProblem(row: row.number, Column.name, "imports.posts.problem.needs_name") }
  }

  private mutating func corrected(_ row: ImportRow, _ position: Int, _ own: [Tenure]) throws(ImportProblem) -> PostSheetChange.Step? {
    let from: CivilDay? = row.day(Column.from)
    guard let before = meant(own, from, row) else { return try taking(row, position, own[0].person) }
    let after = Tenure(
      post: before.post, person: before.person, validFrom: from ?? before.validFrom, validUntil: until(row, Column.lastDay, before.validUntil),
      termUntil: until(row, Column.termLastDay, before.termUntil))
    if after == before { return nil }
    if after.validFrom != before.validFrom || after.validUntil == nil && before.validUntil != nil {
      try checkGift(row, world.states[position].post, before.person, from: after.validFrom, until: after.validUntil)
    }
    startEarlier(position, after.validFrom)
    try check(row, position, after, without: before)
    world.change(position) { state in state.tenures = state.tenures.map { $0 == before ? after : $0 } }
    return .correct(before, after)
  }

  /// Which of somebody's times at a post a row means: the one with its first day; else the one it lies upon; without a first day the
  /// present or the last.
  private func meant(_ own: [Tenure], _ from: CivilDay?, _ row: ImportRow) -> Tenure? {
    guard let from else { return own.first { $0.holds(on: day) } ?? own.max { $0.validFrom < $1.validFrom } }
    if let exact = own.first(where: { $0.validFrom == from }) { return exact }
    guard let first = own.first else { return nil }
    let row = Tenure(post: first.post, person: first.person, validFrom: from, validUntil: until(row, Column.lastDay, nil))
    return own.first { $0.overlaps(row) }
  }

  private mutating func taking(_ row: ImportRow, _ position: Int, _ person: PersonID) throws(ImportProblem) -> PostSheetChange.Step {
    let state: PostSheetWorld.State = world.states[position]
    let from: CivilDay = row.day(Column.from) ?? max(day, state.post.validFrom)
    let new = Tenure(
      post: state.post.id, person: person, validFrom: from, validUntil: until(row, Column.lastDay, state.post.validUntil),
      termUntil: until(row, Column.termLastDay, rules.term(state.post.type, from)))
    try checkGift(row, state.post, person, from: from, until: new.validUntil)
    startEarlier(position, from)
    // Whoever sits there without an end makes room: that is a succession.
    let sitting: Tenure? = rules.holders(state.post.type) == .one ? state.tenures.first { $0.overlaps(new) && $0.validFrom < from } : nil
    guard let sitting, sitting.validUntil == nil || sitting.validUntil == state.post.validUntil else {
      try check(row, position, new, without: nil)
      world.change(position) { $0.tenures.append(new) }
      return .appoint(new)
    }
    var ended: Tenure = sitting
    ended.validUntil = from
    world.change(position) { state in state.tenures = state.tenures.map { $0 == sitting ? ended : $0 } }
    try check(row, position, new, without: nil)
    world.change(position) { $0.tenures.append(new) }
    return .succeed(sitting, new)
  }

  /// A post made by this sheet is as old as its first holder.
  private mutating func startEarlier(_ position: Int, _ from: CivilDay) {
    let post: Post = world.states[position].post
    guard world.states[position].isNew, from < post.validFrom else { return }
    world.change(position) { state in
      state.post = Post(
        id: post.id, type: post.type, area: post.area, range: post.range, building: post.building, unit: post.unit,
        organisation: post.organisation, name: post.name, validFrom: from, validUntil: post.validUntil, version: post.version)
    }
  }

  private func check(_ row: ImportRow, _ position: Int, _ new: Tenure, without old: Tenure?) throws(ImportProblem) {
    let state: PostSheetWorld.State = world.states[position]
    let others: [Tenure] = state.tenures.filter { $0 != old }
    let found = PostRules(post: state.post, holders: rules.holders(state.post.type), tenures: others, standIns: []).problems(of: new)
    guard let first = found.first else { return }
    throw ImportProblem(row: row.number, first.field == "person" ? Column.name : first.field, first.word, first.arguments)
  }

  /// The first day after the last one that a cell names; an empty cell leaves what is, the word for "open" takes it away.
  func until(_ row: ImportRow, _ column: String, _ now: CivilDay?) -> CivilDay? {
    if let last = row.day(column) { return last.adding(days: 1) }
    return row.text(column) == nil ? now : nil
  }

  // MARK: Alternates

  /// The alternate by this row; whoever was it until now is it no longer.
  mutating func replace(_ row: ImportRow, _ position: Int, _ steps: inout [PostSheetChange.Step]) throws(ImportProblem) {
    guard let name = row.text(Column.alternate), world.states[position].post.validUntil.map({ $0 > day }) ?? true else { return }
    let current: [StandIn] = world.states[position].alternates.filter { $0.validUntil.map { $0 > day } ?? true }
    let person: PersonID = try person(
      row, named: name, phone: Column.alternatePhone, ref: nil, among: current.map(\.person) + world.states[position].people, &steps,
      nameColumn: Column.alternate)
    if current.contains(where: { $0.person == person }) { return }
    let post: Post = world.states[position].post
    let new = StandIn(
      id: ids.next(), post: post.id, person: person, kind: .alternate, validFrom: max(day, post.validFrom), validUntil: post.validUntil)
    try checkGift(row, post, person, from: new.validFrom, until: new.validUntil, column: Column.alternate)
    let rules = PostRules(post: post, holders: .many, tenures: world.states[position].tenures, standIns: [])
    if let wrong = rules.problems(of: new).first { throw ImportProblem(row: row.number, Column.alternate, wrong.word, wrong.arguments) }
    steps += current.map { .endAlternate($0, day) }
    steps.append(.alternate(new))
    world.change(position) { $0.alternates = [new] }
  }
}
