import Ground
import Markup

extension StaffPages {
  /// What the natural next step is, in this order of wish; a matter that lies in a handler's hands is not dispatched again by default.
  func primary(_ view: MatterView) -> MatterAct? {
    let possible: [MatterAct] = view.acts.map(\.act)
    let wished: [MatterAct] = [.grantMoreTime, .accept, .answer, .verify, .close]
    if view.matter.waitingFor == .desk, possible.contains(.dispatch) { return .dispatch }
    return wished.first(where: possible.contains)
  }

  /// Every act that is possible now: the natural next one open, the others behind their names.
  func acts(_ view: MatterView, _ tokens: () -> FormTokens, _ refusal: RefusedAct?) -> HTML {
    guard !view.acts.isEmpty else { return .empty }
    let first: MatterAct? = primary(view)
    var out: HTML = .empty
    for move in view.acts where move.act == first { out += primarySheet(move, view, tokens, refusal) }
    for move in view.acts where move.act != first && move.act != .dispatch { out += other(move, view, tokens, refusal) }
    if view.acts.contains(where: { $0.act == .dispatch }) { out += otherHandler(view, tokens, refusal, isPrimary: first == .dispatch) }
    return "<div class=\"stack no-print\" id=\"acts\">\(out)</div>"
  }

  private func primarySheet(_ move: Workflow.Move, _ view: MatterView, _ tokens: () -> FormTokens, _ refusal: RefusedAct?) -> HTML {
    if move.act == .dispatch { return catalogueSheet(view, tokens, refusal) }
    let sheet: Sheet = Sheet(move.act.resource, words("matter.act.\(move.act.rawValue)"), note: asking(move.act, view), isForScreen: true) {
      form(move, view, tokens, refusal, isPrimary: true)
    }
    return "\(sheet)"
  }

  private func other(_ move: Workflow.Move, _ view: MatterView, _ tokens: () -> FormTokens, _ refusal: RefusedAct?) -> HTML {
    let isRefused: Bool = refusal?.act == move.act
    return
      "\(Disclosure(words("matter.act.\(move.act.rawValue)"), isOpen: isRefused) { "<div id=\"\(move.act.resource)\">\(form(move, view, tokens, refusal, isPrimary: false))</div>" })"
  }

  /// How much time was asked for.
  private func asking(_ act: MatterAct, _ view: MatterView) -> String? {
    guard act == .grantMoreTime, let minutes = view.matter.askedMinutes else { return nil }
    return words("matter.asked_time", ["amount": words.length(minutes, view.matter.deadline.clock, on: calendar)])
  }

  private func form(
    _ move: Workflow.Move, _ view: MatterView, _ tokens: () -> FormTokens, _ refusal: RefusedAct?, isPrimary: Bool
  ) -> HTML {
    let act: MatterAct = move.act
    let fields: ActFields = ActFields(pages: self, move: move, refusal: refusal)
    let takesFiles: Bool = act == .answer || act == .recordWork
    return Form.post(to: "\(path(view.matter.id))/\(act.resource)", tokens(), takesFiles: takesFiles) {
      "\(fields.all)\(Acts([Button(words("matter.do.\(act.rawValue)"), isPrimary ? .primary : .ordinary)]))"
    }
  }

  /// What was wrong, above everything else: each line leads to its field.
  func refused(_ refusal: RefusedAct?) -> HTML {
    guard let refusal else { return .empty }
    let prefix: String = refusal.act.resource
    let sentence: Link = Link(words(refusal.refusal.word, refusal.refusal.arguments), to: "#acts")
    let problems: [Link] = refusal.refusal.fields.map { Link(words.problem($0, in: refusal.act), to: "#\(prefix)-\($0.field)") }
    let title: String = words("matter.form.not_done", ["act": words("matter.act.\(refusal.act.rawValue)")])
    return "\(ErrorSummary(title, problems.isEmpty ? [sentence] : problems))"
  }
}

extension Words {
  /// What is missing, named: 请写为什么要延期。 rather than 这里需要填写。
  fileprivate func problem(_ problem: FieldProblem, in act: MatterAct) -> String {
    let named: String = problem.field == "note" ? "matter.problem.note.\(act.rawValue)" : "matter.problem.\(problem.field)"
    return problem.word == "field.missing" && has(named) ? self(named) : self(problem.word, problem.arguments)
  }
}

/// The fields of an act's form, with what came and what was wrong with it.
struct ActFields {
  let pages: StaffPages
  let move: Workflow.Move
  let refusal: RefusedAct?

  private var words: Words { pages.words }
  private var act: MatterAct { move.act }

  func value(_ name: String) -> String { refusal?.act == act ? refusal?.values[name] ?? "" : "" }

  func problem(_ name: String) -> String? {
    guard let refusal, refusal.act == act else { return nil }
    return refusal.refusal.fields.first { $0.field == name }.map { words.problem($0, in: act) }
  }

  var all: HTML {
    switch act {
    case .accept: .empty
    case .askMoreTime: "\(days)\(note)"
    case .join: "\(number)\(note)"
    case .answer, .recordWork: "\(note)\(photo)"
    default: "\(note)"
    }
  }

  var note: Field {
    let isNeeded: Bool = move.needsReason || act == .answer
    return Field(
      "note", label: words("matter.note.\(act.rawValue)"), note: isNeeded ? nil : words("form.optional"), help: help, error: problem("note"),
      isRequired: move.needsReason, isBroad: true, prefix: act.resource, .area(value("note"), rows: act == .answer ? 4 : 2, most: 2000))
  }

  private var help: String? {
    let key: String = "matter.note.\(act.rawValue).help"
    return words.has(key) ? words(key) : nil
  }

  private var days: Field {
    Field(
      "days", label: words("matter.days"), help: words("matter.days.help"), error: problem("days"), isRequired: true, prefix: act.resource,
      .line(value("days"), .number, most: 2))
  }

  private var number: Field {
    Field(
      "number", label: words("matter.join.number"), help: words("matter.join.number.help"), error: problem("number"), isRequired: true,
      prefix: act.resource, .line(value("number"), most: 20))
  }

  private var photo: Field {
    Field(
      "photo", label: words("matter.photo"), note: move.needsEvidence ? nil : words("form.optional"), help: words("matter.photo.help"),
      error: problem("photo"), isRequired: move.needsEvidence, isBroad: true, prefix: act.resource,
      .photos(PhotoPicker(most: 4, words: PhotoPicker.Words { words($0) })))
  }
}
