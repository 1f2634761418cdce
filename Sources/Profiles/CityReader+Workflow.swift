import Ground

extension CityReader {
  func readWorkflow(_ fields: Fields, into draft: inout CityDraft) {
    draft.initial = fields.text("initial").map { Placed($0, fields.position("initial")) }
    draft.stages = fields.items("stages").compactMap(stage)
    draft.states = fields.items("states").compactMap(state)
    draft.moves = fields.items("moves").compactMap(move)
    fields.close()
  }

  private func stage(_ fields: Fields) -> Placed<Workflow.Stage>? {
    defer { fields.close() }
    return fields.id().map { Placed(.init(id: $0), fields.position) }
  }

  private func state(_ fields: Fields) -> Placed<Workflow.State>? {
    defer { fields.close() }
    let waitingFor: Workflow.WaitingFor? = fields.choice("waiting_for", Workflow.WaitingFor.self)
    let shape: Workflow.Shape? = fields.choice("shape", Workflow.Shape.self)
    let runs: Bool = fields.flag("clock_runs")
    let open: Bool = fields.flag("open")
    guard let id = fields.id(), let stage = fields.text("stage"), let waitingFor, let shape else { return nil }
    let state: Workflow.State = .init(id: id, stage: stage, waitingFor: waitingFor, shape: shape, clockRuns: runs, isOpen: open)
    return Placed(state, fields.position)
  }

  private func move(_ fields: Fields) -> Placed<Workflow.Move>? {
    defer { fields.close() }
    _ = fields.textIfPresent("id")
    let act: MatterAct? = fields.choice("act", MatterAct.self)
    let from: [String] = fields.texts("from").map(\.value)
    let to: String? = fields.textIfPresent("to")
    let reason: Bool = fields.flag("needs_reason")
    let evidence: Bool = fields.flag("needs_evidence")
    guard let by = fields.text("by"), let act else { return nil }
    let permission: Permission? = Permission(rawValue: by)
    if permission == nil, by != "requester" {
      complaints.add(fields.position("by"), "'\(by)' is neither a permission nor 'requester'")
    }
    let move: Workflow.Move = .init(
      act: act, from: from, to: to, permission: permission, needsReason: reason, needsEvidence: evidence)
    return Placed(move, fields.position)
  }
}
