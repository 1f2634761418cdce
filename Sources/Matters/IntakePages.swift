import Ground
import Markup
import Places

/// The pages of a resident who reports.
struct IntakePages: Sendable {
  let words: Words
  let profile: CityProfile
  let now: Moment

  func report(_ view: IntakeView, _ form: IntakeForm, tokens: () -> FormTokens) -> Page {
    let head = view.step.whereTo(profile)
    let main: HTML = """
      <div><h1>\(words("intake.title"))</h1><p class="sub">\(words("intake.sub"))</p></div>\
      \(placeCard(view.step, form))<p class="small">\(Link(words("doors.link"), to: "/q/\(view.step.code.code)/door"))</p>\(reportForm(view.step, form, tokens()))\(known(view, form, tokens))
      """
    return Page(
      title: words("intake.page"), layout: .resident, whereTo: head.name, whereSmall: head.small, main: main,
      scripts: PhotoPicker.scripts + Form.Draft.scripts + PositionButton.scripts + (form.isElsewhere ? MapFigure.scripts : []),
      styles: form.isElsewhere ? MapFigure.styles : [])
  }

  /// For a code that is none.
  func unknown(_ typed: String) -> Page {
    let main: HTML = """
      <div><h1>\(words("intake.unknown"))</h1><p class="sub">\(words("intake.unknown.why"))</p></div>\
      \(DoorCodeForm(words: words, typed: typed, isWrong: true))\
      <p>\(words("intake.unknown.call", ["hotline": profile.intake.hotline]))</p>
      """
    return Page(title: words("intake.unknown"), layout: .resident, whereTo: words("intake.where"), main: main)
  }

  private func placeCard(_ step: Doorstep, _ form: IntakeForm) -> PlaceCard {
    let path: String = "/q/\(step.code.code)"
    if form.isElsewhere {
      return PlaceCard(words("intake.elsewhere"), note: step.address(words), change: Link(words("intake.here"), to: path))
    }
    return PlaceCard(step.spot(words), note: words("intake.from_code"), change: Link(words("intake.change"), to: "\(path)?place=other"))
  }

  private func reportForm(_ step: Doorstep, _ form: IntakeForm, _ tokens: FormTokens) -> HTML {
    let mine: IntakeForm = form.also == nil ? form : IntakeForm()
    let problems = IntakeProblems(mine.refusal, words: words)
    let code: String = step.code.code
    return Form.post(to: "/q/\(code)/reports", tokens, takesFiles: true, draft: .init(code) { words($0) }) {
      """
      \(problems.summary())\(place(step, mine, problems))\
      \(Field(
        "category", label: words("intake.category"), help: words("intake.category.help"), error: problems["category"],
        .one(categories(mine), chosen: mine.chosen("category"))))\
      \(Field(
        "say", label: words("intake.say"), help: words("intake.say.help"), error: problems["say"], isRequired: true,
        .area(mine.text("say"), rows: 5, most: IntakeFields.mostText)))\
      \(Field(
        "photo", label: words("intake.photo"), note: words("intake.photo.note"), help: words("intake.photo.help"), error: problems["photo"],
        .photos(PhotoPicker(most: IntakeFields.mostPhotos, kept: thumbnails(mine, code), words: PhotoPicker.Words { words($0) }))))\
      \(contact(mine, problems))\
      <div>\(Button(words("intake.send"), .primary, isFull: true))<p class="small quiet after">\(words("intake.urgent"))</p></div>
      """
    }
  }

  /// Without another place, the position only makes the door's more exact.
  private func place(_ step: Doorstep, _ form: IntakeForm, _ problems: IntakeProblems) -> HTML {
    let position = PositionButton(
      values: (form.text("longitude"), form.text("latitude"), form.text("accuracy")), words: PositionButton.Words { words($0) })
    guard form.isElsewhere else { return .empty }
    return """
      \(Form.hidden("elsewhere", "1"))\
      \(Field(
        "address", label: words("intake.address"), help: words("intake.address.help"), error: problems["address"] ?? problems["longitude"],
        .line(form.text("address"), most: 120)))\(position)\(map(step))
      """
  }

  /// Only for another place: whoever stands at the door carries no map home.
  private func map(_ step: Doorstep) -> MapFigure {
    MapFigure(
      label: words("intake.map"), areas: "/api/v1/q/\(step.code.code)/map",
      center: step.coordinates.map { .init(longitude: $0.longitude, latitude: $0.latitude) }, pick: .init(),
      text: "\(words("intake.map.text"))", words: MapFigure.Words { words($0) })
  }

  /// The offered ones, and one that a link or another program has chosen.
  private func categories(_ form: IntakeForm) -> [Choice] {
    profile.categories.filter { $0.offered || $0.id == form.chosen("category") }.map { Choice($0.id, words("category.\($0.id)")) }
  }

  private func thumbnails(_ form: IntakeForm, _ code: String) -> [PhotoPicker.Kept] {
    form.kept.enumerated().map { index, token in
      PhotoPicker.Kept(key: token, thumbnail: "/q/\(code)/photos/\(token)", alt: words("photos.alt", ["number": "\(index + 1)"]))
    }
  }

  private func contact(_ form: IntakeForm, _ problems: IntakeProblems) -> HTML {
    let days: [String: String] = ["days": "\(profile.intake.retentionDays)"]
    return """
      \(Field(
        "phone", label: words("intake.phone"), note: words("form.optional"), help: words("intake.phone.help", days), error: problems["phone"],
        .line(form.text("phone"), .telephone, most: 40)))\
      \(Check("consent", words("intake.consent", days), isOn: form.flag("consent"), error: problems["consent"]))\
      \(Field("name", label: words("intake.name"), note: words("form.optional"), error: problems["name"], .line(form.text("name"), most: 40)))
      """
  }
}

// MARK: What neighbours have reported

extension IntakePages {
  private func known(_ view: IntakeView, _ form: IntakeForm, _ tokens: () -> FormTokens) -> HTML {
    guard !view.known.isEmpty else { return .empty }
    return Sheet("known", words("intake.known"), look: .bare) {
      "<p class=\"small quiet\">\(words("intake.known.help"))</p><div class=\"form gap\">\(each: view.known, { also($0, view.step.code.code, form, tokens()) })</div>"
    }.html
  }

  private func also(_ known: IntakeView.Known, _ code: String, _ form: IntakeForm, _ tokens: FormTokens) -> HTML {
    let isRefused: Bool = form.also == known.id
    let mine: IntakeForm = isRefused ? form : IntakeForm()
    let problems = IntakeProblems(mine.refusal, words: words)
    let prefix: String = "also-\(known.id)"
    let summary: String = words(
      "intake.known.line",
      [
        "category": words("category.\(known.category)"), "ago": SpokenAgo(words: words).text(from: known.reportedAt, to: now),
        "state": words("state.\(known.state).plain"),
      ])
    return Disclosure(summary, isOpen: isRefused) {
      Form.post(to: "/q/\(code)/matters/\(known.id)/reports", tokens) {
        """
        \(problems.summary(prefix: prefix))\
        \(Field(
          "say", label: words("intake.also.say"), note: words("form.optional"), error: problems["say"], prefix: prefix,
          .area(mine.text("say"), rows: 2, most: IntakeFields.mostText)))\
        \(Field(
          "phone", label: words("intake.phone"), note: words("form.optional"), error: problems["phone"], prefix: prefix,
          .line(mine.text("phone"), .telephone, most: 40)))\
        <div class="field\(if: problems["consent"] != nil, " wrong")"><label class="check tall"><input type="checkbox" id="\(prefix)-consent" \
        name="consent" value="1"\(flag: "checked", mine.flag("consent"))><span>\(words("intake.consent.short"))</span></label>\
        \(each: problems["consent"].map { [$0] } ?? [], { "<p class=\"error\">\($0)</p>" })</div>\
        \(Button(words("intake.also.send"), isFull: true))
        """
      }
    }.html
  }
}
