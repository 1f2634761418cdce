import Ground
import Markup

extension AreaChangePages {
  func form(_ form: AreaChangeForm, tokens: FormTokens) -> Page {
    let kind = form.kind.rawValue
    let title = words("area_change.kind.\(kind)")
    let about: String = words("area_change.of", ["area": form.area.name, "what": title])
    let wrong = ErrorSummary(words("area_change.wrong"), form.problems.map { Link(words($0.word, $0.arguments), to: "#\($0.field)") })
    let main: HTML = """
      \(crumbs(form.area, here: title))\
      \(Heading(about, note: words("area_change.about.\(kind)", ["area": form.area.name])))<div class="stack">\(wrong)\(news(form))\
      \(Sheet("change", title, isTitleHidden: true) {
        Form.post(to: "/areas/\(form.area.id)/change-previews", tokens) {
          "\(Form.hidden("kind", kind))\(Form.hidden("known", "\(form.known)"))\(own(form))\(dated(form))\(acts(form))"
        }
      })</div>
      """
    return page(about, form.area, main)
  }

  /// What has come about since the form was opened.
  private func news(_ form: AreaChangeForm) -> HTML {
    guard let news = form.news else { return .empty }
    let all = Link(words("area_change.history.all"), to: "/areas/\(form.area.id)/changes")
    let told: HTML = news.isEmpty ? "<p>\(words("area_change.news.other"))</p>" : "\(timeline(news, form.area))"
    return "\(Sheet("news", words("area_change.news"), note: words("area_change.news.help"), action: all) { told })"
  }

  private func acts(_ form: AreaChangeForm) -> Acts {
    Acts([Button(words("area_change.preview.do"), .primary), Button(words("area_change.cancel"), .plain, href: "/areas/\(form.area.id)")])
  }

  private func dated(_ form: AreaChangeForm) -> HTML {
    let day = form.values["day"]?.first ?? form.today.description
    return """
      \(Field("day", label: words("area_change.day"), help: words("area_change.day.help"), error: form.problem("day", words), isRequired: true, .line(day, .day)))\
      \(Field("reason", label: words("area_change.reason"), note: words("form.optional"), help: words("area_change.reason.help"), error: form.problem("reason", words), .line(form.value("reason"), most: 500)))
      """
  }

  /// What is particular to a kind. A refusal of the whole change stands at the anchor `area`.
  private func own(_ form: AreaChangeForm) -> HTML {
    let anchor: HTML = form.problem("area", words).map { "<p class=\"error\" id=\"area\">\($0)</p>" } ?? .empty
    return anchor + fields(form)
  }

  private func fields(_ form: AreaChangeForm) -> HTML {
    switch form.kind {
    case .rename: return "\(name(form, "area_change.name", form.values["name"]?.first ?? form.area.name))"
    case .create: return "\(name(form, "area_change.new_name", form.value("name")))\(code(form, isNeeded: false, parent: form.area))"
    case .recode: return "\(code(form, isNeeded: true, parent: form.chain.dropLast().last))"
    case .move: return "\(target(form, "parent"))\(code(form, isNeeded: false, parent: nil))"
    case .merge: return "\(target(form, "into"))"
    case .retire: return "\(target(form, "successor"))"
    case .split: return "\(name(form, "area_change.new_name", form.value("name")))\(code(form, isNeeded: false, parent: nil))\(parts(form))"
    case .assign: return houses(form)
    case .redraw, .reverse: return "\(outlines(form, "redraw"))"
    }
  }

  private func name(_ form: AreaChangeForm, _ word: String, _ value: String) -> Field {
    Field("name", label: words(word), error: form.problem("name", words), isRequired: true, .line(value, most: 60))
  }

  private func code(_ form: AreaChangeForm, isNeeded: Bool, parent: Area?) -> Field {
    var help = words(form.kind == .move ? "area_change.code.help.move" : "area_change.code.help")
    if isNeeded, let parent {
      let digits = profile.level(form.area.level)?.digits ?? 15
      help = words("area_change.code.needed", ["parent": parent.code, "digits": "\(digits)"])
    }
    let value = form.values["code"]?.first ?? (isNeeded ? form.area.code : "")
    return Field(
      "code", label: words("area_change.code"), note: isNeeded ? nil : words("form.optional"), help: help, error: form.problem("code", words),
      isRequired: isNeeded, .line(value, most: 15))
  }

  private func target(_ form: AreaChangeForm, _ name: String) -> Field {
    let choices = [Choice("", words("area_change.choose"))] + form.targets.map { Choice($0.id.description, $0.name) }
    return Field(
      name, label: words("area_change.\(name)"), note: name == "successor" ? words("form.optional") : nil,
      help: name == "successor" ? words("area_change.successor.help") : nil, error: form.problem(name, words), isRequired: name != "successor",
      .select(choices, chosen: form.value(name)))
  }

  private func outlines(_ form: AreaChangeForm, _ kind: String) -> Field {
    Field(
      "outlines", label: words("area_change.outlines"), note: kind == "split" ? words("form.optional") : nil,
      help: words("area_change.outlines.\(kind)"), error: form.problem("outlines", words), .area(form.value("outlines"), rows: 6, most: 400_000))
  }

  /// By a list of buildings, lane by lane; or by outlines, for those who come from a map.
  private func parts(_ form: AreaChangeForm) -> HTML {
    let chosen = form.several("areas")
    let children: HTML =
      form.children.isEmpty
      ? .empty
      : "\(Field("areas", label: words("area_change.areas"), note: words("form.optional"), error: form.problem("areas", words), .several(form.children.map { Choice($0.id.description, $0.name) }, chosen: chosen)))"
    let byMap = Disclosure(words("area_change.by_map"), isOpen: form.problem("outlines", words) != nil || !form.value("outlines").isEmpty) {
      outlines(form, "split").html
    }
    return "\(children)\(houses(form))\(byMap)"
  }
}
