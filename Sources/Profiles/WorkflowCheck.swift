import Ground

/// Whether a matter can live its whole life in the table of moves.
struct WorkflowCheck {
  let draft: CityDraft
  let complaints: Complaints

  func run() {
    checkNames()
    checkPaths()
    checkOneMovePerAct()
  }

  private var stateIDs: Set<String> { Set(draft.states.map(\.value.id)) }

  private func checkNames() {
    let stages: Set<String> = Set(draft.stages.map(\.value.id))
    for state in draft.states where !stages.contains(state.value.stage) {
      complaints.add(state.position, "the state '\(state.value.id)' has the stage '\(state.value.stage)', which does not exist")
    }
    for move in draft.moves {
      if move.value.from.isEmpty { complaints.add(move.position, "the move '\(move.value.act.rawValue)' comes from no state") }
      for id in move.value.from where !stateIDs.contains(id) {
        complaints.add(move.position, "the move '\(move.value.act.rawValue)' comes from the state '\(id)', which does not exist")
      }
      if let to = move.value.to, !stateIDs.contains(to) {
        complaints.add(move.position, "the move '\(move.value.act.rawValue)' leads to the state '\(to)', which does not exist")
      }
    }
    if let initial = draft.initial, !stateIDs.contains(initial.value) {
      complaints.add(initial.position, "the first state '\(initial.value)' does not exist")
    }
  }

  private func checkPaths() {
    guard let initial = draft.initial, stateIDs.contains(initial.value) else { return }
    let reached: Set<String> = closure(of: [initial.value]) { move in (move.from, move.to.map { [$0] } ?? []) }
    let closed: [String] = draft.states.filter { !$0.value.isOpen }.map(\.value.id)
    let finishing: Set<String> = closure(of: closed) { move in (move.to.map { [$0] } ?? [], move.from) }
    for state in draft.states {
      if !reached.contains(state.value.id) { complaints.add(state.position, "no move leads to the state '\(state.value.id)'") }
      if !finishing.contains(state.value.id) {
        complaints.add(state.position, "from the state '\(state.value.id)' a matter can never be closed")
      }
    }
  }

  /// All states that steps lead to, these included.
  private func closure(of first: [String], step: (Workflow.Move) -> (from: [String], to: [String])) -> Set<String> {
    var reached: Set<String> = Set(first)
    var grew: Bool = true
    while grew {
      grew = false
      for move in draft.moves {
        let (from, to) = step(move.value)
        guard !reached.isDisjoint(with: from) else { continue }
        for id in to where reached.insert(id).inserted { grew = true }
      }
    }
    return reached
  }

  /// An act must not lead to two places from one state.
  private func checkOneMovePerAct() {
    var seen: Set<String> = []
    for move in draft.moves {
      for id in move.value.from where !seen.insert("\(move.value.act.rawValue) \(id)").inserted {
        complaints.add(move.position, "the act '\(move.value.act.rawValue)' is possible twice from the state '\(id)'")
      }
    }
  }
}
