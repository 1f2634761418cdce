import Ground
import Markup
import Places

/// The page on which a reporter follows a report.
struct FollowPages: Sendable {
  let words: Words
  let profile: CityProfile
  let now: Moment
  let origin: String
  let token: String

  /// What stands in the rating's form.
  struct RatingForm: Sendable {
    var rating: Int?
    var comment: String
    var refusal: Refusal?
  }

  func page(_ view: FollowView, _ form: RatingForm, tokens: FormTokens, isNew: Bool, isRated: Bool) -> Page {
    let upper = view.chain.filter { $0.level != profile.levels.last?.id }
    let main: HTML = """
      \(if: isNew, Notice(words("follow.new", ["number": spoken(view.report.number)])).html)\(if: isRated, thanks(view))\
      \(head(view))\(if: isNew, keep(view))\(pair(view))\(if: view.isRatable, rating(view, form, tokens))\
      \(Sheet("story", words("follow.story"), look: .bare) { Timeline(entries(view)).html })\
      \(Sheet("said", words("follow.said")) { "<blockquote>\(view.report.body)</blockquote><p class=\"small quiet\">\(view.matter.location.address)</p>" })\
      \(if: !isNew, keep(view))
      """
    return Page(
      title: words("follow.page"), layout: .resident, whereTo: upper.last?.name ?? words("intake.where"),
      whereSmall: upper.dropLast().suffix(2).map(\.name).joined(), main: main)
  }

  // MARK: Head

  private func head(_ view: FollowView) -> HTML {
    let state = profile.workflow.state(view.matter.state)
    let shape: TagShape = state.flatMap { TagShape(rawValue: $0.shape.rawValue) } ?? .hollow
    return """
      <div>\(Tag(words("state.\(view.matter.state).plain"), shape))<h1>\(title(view))</h1><p class="sub">\(promise(view))</p></div>
      """
  }

  private func title(_ view: FollowView) -> String {
    if view.isFirst { return view.matter.title }
    return words("follow.title", ["category": words("category.\(view.matter.category)"), "place": view.matter.location.address])
  }

  /// By when, in words: while the clock runs; else what was answered and when.
  private func promise(_ view: FollowView) -> String {
    let matter: Matter = view.matter
    if let answered = matter.answeredAt, matter.deadline.isPaused { return words("follow.answered_at", ["time": time(answered)]) }
    guard matter.isOpen else { return words("follow.no_longer_open") }
    let due: [String: String] = ["time": words.moment(matter.deadline.due, on: profile.calendar, in: year)]
    return matter.deadline.isLate(at: now) ? words("follow.late", due) : words("follow.due", due)
  }

  // MARK: Number and link

  private func keep(_ view: FollowView) -> HTML {
    let help: String = words("follow.keep.help", ["hotline": profile.intake.hotline])
    let link = Field("link", label: words("follow.link"), help: words("follow.link.help"), .line("\(origin)/f/\(token)"))
    return Sheet("keep", words("follow.number")) {
      "<p class=\"number-big\">\(spoken(view.report.number))</p><p class=\"small quiet\">\(help)</p><div class=\"gap\">\(link)</div>"
    }.html
  }

  private func spoken(_ number: String) -> String { MatterNumber(typed: number)?.description ?? number }

  // MARK: Photos

  /// Before and after, once there is an after.
  private func pair(_ view: FollowView) -> HTML {
    let before: MatterPhoto? = view.photos.first { $0.kind == .report }
    let after: MatterPhoto? = view.answer?.photos.first
    guard let after else { return .empty }
    return Photos(
      (before.map { [photo($0, words("follow.photo.yours", ["time": day($0.at)]))] } ?? []) + [
        photo(after, words("follow.photo.done", ["time": day(after.at)]))
      ], .pair
    ).html
  }

  private func photo(_ photo: MatterPhoto, _ caption: String, isCaptioned: Bool = true) -> Photos.Photo {
    let path: String = "/f/\(token)/photos/\(photo.id)"
    return Photos.Photo(thumbnail: path, full: "\(path)?size=full", alt: caption, caption: isCaptioned ? caption : nil)
  }

  // MARK: Times

  var year: Int { profile.calendar.localDay(now).parts.year }

  func time(_ moment: Moment) -> String {
    let calendar = profile.calendar
    let day = calendar.localDay(moment)
    return words(
      "follow.time", ["day": words.day(day, in: year), "weekday": words.weekday(day), "time": words.clock(calendar.minuteOfDay(moment))])
  }

  private func day(_ moment: Moment) -> String { words.day(profile.calendar.localDay(moment), in: year) }

  // MARK: Story

  private func entries(_ view: FollowView) -> [Timeline.Entry] {
    view.events.enumerated().map { index, event in
      let photos = event.photos.map { photo($0, words("follow.photo.of", ["time": time($0.at)]), isCaptioned: false) }
      return Timeline.Entry(
        "\(event.sentence(words))", time: time(event.event.at), at: event.event.at.rfc3339, index == 0 && view.matter.isOpen ? .now : .done,
        quote: event.note, moved: moved(event.event), photos: photos.isEmpty ? nil : Photos(photos))
    }
  }

  private func moved(_ event: MatterEvent) -> String? {
    guard let due = event.dueAfter, event.kind == .act(.grantMoreTime) || event.kind == .act(.reopen) else { return nil }
    return words("follow.moved", ["time": words.moment(due, on: profile.calendar, in: year)])
  }
}

extension FollowView.Event {
  func sentence(_ words: Words) -> String {
    guard let target else { return words("follow.event.\(event.kind.word)") }
    return words("follow.event.\(event.kind.word).to", ["target": target])
  }

  /// What was written for the reporter: the answer, and what was said when it was given to somebody.
  var note: String? {
    switch event.kind {
    case .act(.answer), .act(.dispatch): event.note
    default: nil
    }
  }
}
