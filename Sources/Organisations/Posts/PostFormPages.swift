import Ground
import Markup

/// The forms by which a clerk changes who sits where: one page for one act, with what it will do in plain words above the button.
struct PostFormPages: Sendable {
  let words: Words

  func page(_ form: PostForm, tokens: FormTokens, refusal: Refusal? = nil) -> Page {
    let title: String = words("posts.act.\(form.act.rawValue)")
    let post: PostOption = form.view.option
    let problems = FormProblems(refusal, words: words)
    let above: [Link] = [Link(words("organisations.posts"), to: "/posts"), Link(post.title, to: "/posts/\(post.id)")]
    let main: HTML = """
      <div class="stack"><div>\(Crumbs(label: words("organisations.crumbs"), above, here: title))
      <div class="line"><h1>\(title)</h1><p class="quiet">\(post.phrase(words))</p></div></div>
      \(problems.summary)\(preview(form))\(finder(form))\(sheet(form, tokens, problems))</div>
      """
    return Page(title: title, layout: .desk, whereTo: post.home, section: "posts", main: main, isNarrow: true)
  }

  // MARK: What it will do

  /// What is in the post's hands and where it goes by this act.
  private func preview(_ form: PostForm) -> HTML {
    guard [.succession, .ending, .retirement, .acting, .appointment].contains(form.act) else { return .empty }
    let loads: HTML = PostSeatPages(words: words, today: form.today).loads(form.view.loads)
    let key: String = form.view.loads.isEmpty ? "none" : form.act.rawValue
    let sheet = Sheet("preview", words("posts.preview")) {
      "<p><b>\(words("posts.in_hands"))</b> \(loads)</p><p class=\"quiet\">\(words("posts.preview.\(key)"))</p>"
    }
    return sheet.html
  }

  // MARK: Who

  /// A search of its own, so that it works without scripts: the people found stand in the form below.
  private func finder(_ form: PostForm) -> HTML {
    guard form.act.choosesPerson else { return .empty }
    let field = Field(
      "q", label: words("posts.find"), help: words("posts.find.help"), isBroad: true, prefix: "find", .line(form.text ?? "", .search, most: 40))
    return "\(Filters(to: "/posts/\(form.view.post.id)/\(form.act.rawValue)", [field], submit: words("people.find.do")))"
  }

  private func who(_ form: PostForm, _ problems: FormProblems) -> HTML {
    guard form.act.choosesPerson else { return .empty }
    let choices: [Choice] = form.found.map { person in
      Choice(person.id.description, person.maskedPhone.map { words("posts.person_phone", ["name": person.name, "phone": $0]) } ?? person.name)
    }
    let person = Field(
      "person", label: words("posts.found"), error: problems["person"], isBroad: true, .one(choices, chosen: form.value("person")))
    let none: HTML = form.text == nil ? .empty : "<p class=\"quiet span\">\(words("posts.found.none"))</p>"
    let name = Field(
      "name", label: words("posts.new_name"), note: choices.isEmpty ? nil : words("posts.or_new"),
      error: problems["name"] ?? (choices.isEmpty ? problems["person"] : nil), .line(form.value("name"), most: 40))
    let phone = Field(
      "phone", label: words("people.phone"), note: words("posts.optional"), error: problems["phone"],
      .line(form.value("phone"), .telephone, most: 30))
    return (choices.isEmpty ? none : person.html) + name.html + phone.html + Form.hidden("q", form.text ?? "")
  }

  // MARK: The form

  private func sheet(_ form: PostForm, _ tokens: FormTokens, _ problems: FormProblems) -> Sheet {
    Sheet("form", words("posts.act.\(form.act.rawValue)"), isTitleHidden: true, isForScreen: true) {
      Form.post(to: "/posts/\(form.view.post.id)/\(form.act.rawValue)", tokens, look: .grid) {
        """
        \(who(form, problems))\(fields(form, problems))<div class="span line">\(Button(words("posts.do.\(form.act.rawValue)"), .primary))
        \(Button(words("posts.back"), .plain, href: "/posts/\(form.view.post.id)"))</div>
        """
      }
    }
  }

  private func fields(_ form: PostForm, _ problems: FormProblems) -> HTML {
    switch form.act {
    case .appointment:
      return day("from", form, problems) + day("last_day", form, problems, note: "posts.optional", help: "posts.last_day.help") + term(form, problems)
    case .succession: return predecessor(form, problems) + day("from", form, problems, help: "posts.from.succession") + term(form, problems)
    case .ending:
      return holder(form, problems, isAhead: true) + day("last_day", form, problems, help: "posts.last_day.ending") + reason(form, problems)
    case .term: return holder(form, problems, isAhead: false) + term(form, problems)
    case .acting: return day("from", form, problems) + day("last_day", form, problems, help: "posts.last_day.acting")
    case .alternate: return day("from", form, problems) + day("last_day", form, problems, note: "posts.optional")
    case .standInEnding: return standIn(form, problems) + day("last_day", form, problems)
    case .alternateOrder: return standIn(form, problems) + rank(form, problems)
    case .retirement: return day("last_day", form, problems) + successor(form, problems)
    }
  }

  private func day(_ name: String, _ form: PostForm, _ problems: FormProblems, note: String? = nil, help: String? = nil) -> HTML {
    Field(
      name, label: words("posts.field.\(name)"), note: note.map { words($0) }, help: help.map { words($0) }, error: problems[name],
      .line(form.value(name), .day)
    ).html
  }

  private func term(_ form: PostForm, _ problems: FormProblems) -> HTML {
    day("term_last_day", form, problems, note: "posts.optional", help: "posts.term.help")
  }

  private func predecessor(_ form: PostForm, _ problems: FormProblems) -> HTML {
    let current: [PostView.Term] = form.view.current(on: form.today)
    guard current.count > 1 else { return .empty }
    let choices: [Choice] = current.map { Choice($0.person.id.description, $0.person.name) }
    return which("predecessor", choices, form, problems["predecessor"])
  }

  /// Of several holders one is chosen; of an only one nothing is asked.
  private func holder(_ form: PostForm, _ problems: FormProblems, isAhead: Bool) -> HTML {
    let terms: [PostView.Term] = form.view.terms.filter { term in
      term.tenure.holds(on: form.today) || isAhead && term.tenure.validFrom > form.today
    }
    guard terms.count > 1 else { return .empty }
    let choices: [Choice] = terms.map { Choice($0.person.id.description, $0.person.name) }
    return which("person", choices, form, problems["person"] ?? problems["predecessor"])
  }

  private func which(_ name: String, _ choices: [Choice], _ form: PostForm, _ error: String?) -> HTML {
    Field(name, label: words("posts.field.predecessor"), error: error, isBroad: true, .one(choices, chosen: form.value(name))).html
  }

  private func standIn(_ form: PostForm, _ problems: FormProblems) -> HTML {
    let open: [(person: Person, standIn: StandIn)] = form.view.standIns.filter { entry in
      (entry.standIn.validUntil.map { $0 > form.today } ?? true) && (form.act == .standInEnding || entry.standIn.kind == .alternate)
    }
    let choices: [Choice] = open.map { entry in
      let kind: String = words("posts.kind.\(entry.standIn.kind.rawValue)")
      return Choice(entry.standIn.id.description, words("posts.kind_person", ["kind": kind, "person": entry.person.name]))
    }
    let chosen: String? = form.values["stand_in"] ?? choices.first?.value
    let label: String = words(form.act == .alternateOrder ? "posts.kind.alternate" : "posts.field.stand_in")
    return Field("stand_in", label: label, error: problems["stand_in"], isBroad: true, .one(choices, chosen: chosen)).html
  }

  private func rank(_ form: PostForm, _ problems: FormProblems) -> HTML {
    let count: Int = form.view.alternates(on: form.today).count
    let choices: [Choice] = (1...max(1, count)).map { Choice(String($0), words("posts.alternate.rank", ["rank": words.number($0)])) }
    return Field("rank", label: words("posts.field.rank"), error: problems["rank"], isBroad: true, .one(choices, chosen: form.value("rank"))).html
  }

  private func reason(_ form: PostForm, _ problems: FormProblems) -> HTML {
    let choices: [Choice] = PostAct.reasons.map { Choice($0, words("posts.reason.\($0)")) }
    return Field(
      "reason", label: words("posts.field.reason"), error: problems["reason"], isBroad: true, .one(choices, chosen: form.value("reason"))
    ).html
  }

  private func successor(_ form: PostForm, _ problems: FormProblems) -> HTML {
    let none = Choice("", words("posts.successor.none"))
    let choices: [Choice] = form.successors.map { Choice($0.id.description, $0.phrase(words)) }
    let select: Control = .select([none] + choices, chosen: form.value("successor"))
    return Field(
      "successor", label: words("posts.successor"), help: words("posts.successor.help"), error: problems["successor"], isBroad: true, select
    ).html
  }
}
