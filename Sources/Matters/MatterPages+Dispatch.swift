import Ground
import Markup
import Organisations

extension StaffPages {
  /// Whom the catalogue names: one button that says what it does.
  func catalogueSheet(_ view: MatterView, _ tokens: () -> FormTokens, _ refusal: RefusedAct?) -> HTML {
    guard let owner = catalogueOwner(view) else { return chooserSheet(view, tokens, refusal) }
    let category: String = categoryName(view.matter.category)
    let isListed: Bool = view.advice?.lead != nil
    let note: String = words(isListed ? "matter.territorial" : "matter.catalogue", ["category": category, "owner": owner.word])
    let sheet: Sheet = Sheet(MatterAct.dispatch.resource, words("matter.act.dispatch"), note: note, isForScreen: true) {
      let isThis: Bool = refusal?.act == .dispatch && refusal?.values["handler"] == owner.value
      let fields: ActFields? = dispatchFields(view, isThis ? refusal : nil)
      return Form.post(to: "\(path(view.matter.id))/\(MatterAct.dispatch.resource)", tokens()) {
        """
        \(advice(view))\(Form.hidden("handler", owner.value))\(fields?.note)\
        \(Acts([Button(words("matter.do.dispatch_to", ["owner": owner.short]), .primary)]))
        """
      }
    }
    return "\(sheet)"
  }

  /// Why the lead is offered first, and who must help: the line of the territorial duty list.
  private func advice(_ view: MatterView) -> HTML {
    guard let advice = view.advice else { return .empty }
    let supports: String = advice.supportNames.joined(separator: words("organisations.comma"))
    var facts: [(name: String, value: HTML)] = [
      (words("matter.territorial.line"), "\(Link(advice.title, to: "/territorial-duties/\(advice.duty)"))"),
      (words("matter.territorial.lead"), "\(advice.leadName)"),
    ]
    if !supports.isEmpty { facts.append((words("matter.territorial.supports"), "\(supports)")) }
    if let basis = advice.basis { facts.append((words("matter.territorial.basis"), "\(basis)")) }
    return "<div class=\"field\">\(Facts(facts, isSmall: true))</div>"
  }

  private func chooserSheet(_ view: MatterView, _ tokens: () -> FormTokens, _ refusal: RefusedAct?) -> HTML {
    let sheet: Sheet = Sheet(MatterAct.dispatch.resource, words("matter.act.dispatch"), note: words("matter.catalogue.none"), isForScreen: true) {
      advice(view) + chooser(view, tokens, refusal, isPrimary: true)
    }
    return "\(sheet)"
  }

  /// To somebody else than the catalogue says, or to somebody else than has it now.
  func otherHandler(_ view: MatterView, _ tokens: () -> FormTokens, _ refusal: RefusedAct?, isPrimary: Bool) -> HTML {
    let owner: String? = isPrimary ? catalogueOwner(view)?.value : nil
    if isPrimary, owner == nil { return .empty }
    let isRefused: Bool = refusal?.act == .dispatch && refusal?.values["handler"] != owner
    let summary: String = words(isPrimary ? "matter.dispatch.other" : "matter.dispatch.again")
    return "\(Disclosure(summary, isOpen: isRefused) { chooser(view, tokens, isRefused ? refusal : nil, isPrimary: false) })"
  }

  private func chooser(_ view: MatterView, _ tokens: () -> FormTokens, _ refusal: RefusedAct?, isPrimary: Bool) -> HTML {
    guard let fields = dispatchFields(view, refusal) else { return .empty }
    let prefix: String = isPrimary ? MatterAct.dispatch.resource : "other"
    var note: Field = fields.note
    note.prefix = prefix
    let handler: Field = Field(
      "handler", label: words("matter.handler"), error: fields.problem("handler"), isRequired: true, isBroad: true, prefix: prefix,
      .select(candidates(view), chosen: fields.value("handler")))
    return Form.post(to: "\(path(view.matter.id))/\(MatterAct.dispatch.resource)", tokens()) {
      "\(handler)\(note)\(Acts([Button(words("matter.do.dispatch"), isPrimary ? .primary : .ordinary)]))"
    }
  }

  private func dispatchFields(_ view: MatterView, _ refusal: RefusedAct?) -> ActFields? {
    view.acts.first { $0.act == .dispatch }.map { ActFields(pages: self, move: $0, refusal: refusal) }
  }

  /// Vacant posts cannot take anything and are left out.
  func candidates(_ view: MatterView) -> [Choice] {
    var out: [Choice] = [Choice("", words("matter.register.choose"))]
    if let owner = catalogueOwner(view) {
      out.append(Choice(owner.value, owner.word, group: words(view.advice?.lead == nil ? "matter.candidates.catalogue" : "matter.candidates.lead")))
    }
    out += supports(view)
    let known: Set<String> = Set(out.map(\.value))
    let posts: [Choice] = (view.choice?.posts ?? []).filter { !$0.isVacant }
      .map { Choice("post:\($0.id)", $0.phrase(words), group: words("matter.candidates.posts")) }
    let organisations: [Choice] = (view.choice?.organisations ?? [])
      .map { Choice("organisation:\($0.id)", $0.name, group: words("matter.candidates.organisations")) }
    return out + (posts + organisations).filter { !known.contains($0.value) }
  }

  /// Those who support by the territorial duty list, right after who leads.
  private func supports(_ view: MatterView) -> [Choice] {
    (view.advice?.supports ?? []).compactMap { support in
      switch support {
      case .post(let post): post.isVacant ? nil : Choice("post:\(post.id)", post.phrase(words), group: words("matter.candidates.supports"))
      case .organisation(let body): Choice("organisation:\(body.id)", body.name, group: words("matter.candidates.supports"))
      }
    }
  }

  /// nil also when the post that the catalogue names is vacant.
  private func catalogueOwner(_ view: MatterView) -> (value: String, word: String, short: String)? {
    switch view.owner {
    case .post(let post)?:
      post.isVacant ? nil : ("post:\(post.id)", post.phrase(words), "\(post.title) \(post.holders.joined(separator: words("organisations.and")))")
    case .organisation(let organisation)?: ("organisation:\(organisation.id)", organisation.name, organisation.name)
    case nil: nil
    }
  }
}
