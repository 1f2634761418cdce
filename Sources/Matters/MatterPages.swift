import Ground
import Markup
import Places

/// A refusal of one act, with what was typed into its form.
typealias RefusedAct = (act: MatterAct, refusal: Refusal, values: [String: String])

extension StaffPages {
  /// One matter: what was asked, what can be done now, what happened, and why its date is what it is.
  /// - Parameters:
  ///   - tokens: fresh ones for every form.
  ///   - revealed: the contacts in clear, right after the look was written to the journal.
  func matter(_ view: MatterView, tokens: () -> FormTokens, refusal: RefusedAct?, revealed: [Contact]?) -> Page {
    let matter: Matter = view.matter
    let first: [HTML] = [joinedNotice(view), refused(refusal), "\(asked(view))", acts(view, tokens, refusal), "\(story(view))", "\(reports(view))"]
    let second: [HTML] = ["\(whyThisDate(view))", "\(requester(view, tokens, revealed))", "\(outcome(matter))", spot(matter)]
    let main: HTML = """
      \(matterCrumbs(view))\(Heading(matter.title, badges: "\(stateTag(matter.state))\(lateness(matter, view.standing))"))\(steps(matter))\
      \(Columns(.aside, label: words("matter.aside"), first.filter { !$0.isEmpty }, second.filter { !$0.isEmpty }))
      """
    return Page(
      title: matter.title, layout: .desk, whereTo: view.chain.last?.name ?? words("matter"), whereSmall: number(matter.number),
      section: "matters", main: main, isNarrow: true, scripts: MapFigure.scripts + PhotoPicker.scripts + ["form.js"], styles: MapFigure.styles)
  }

  private func matterCrumbs(_ view: MatterView) -> Crumbs {
    Crumbs(label: words("matter.crumbs"), [Link(words("matter.queue"), to: "/matters")], here: number(view.matter.number))
  }

  private func joinedNotice(_ view: MatterView) -> HTML {
    guard let main = view.joinedTo else { return .empty }
    let link: HTML = "\(Link(main.title, to: path(main.id)))"
    return "<div class=\"notice\" role=\"note\"><p>\(sentence("matter.joined_to", ["matter": link, "number": "\(number(main.number))"]))</p></div>"
  }

  /// The stages of the city's workflow, with when each was reached.
  private func steps(_ matter: Matter) -> Steps {
    let flow: Workflow = profile.workflow
    let current: Int = flow.stages.firstIndex { $0.id == flow.state(matter.state)?.stage } ?? 0
    let reached: [String: Moment] = reached(matter)
    return Steps(
      label: words("matter.stages"),
      flow.stages.enumerated().map { index, stage in
        let isPast: Bool = index < current || !matter.isOpen && index == current
        let name: String = words("stage.\(stage.id)")
        if isPast { return .init(name, note: reached[stage.id].map(time), .done) }
        return index == current ? .init(name, note: words("state.\(matter.state)"), .now) : .init(name, .todo)
      })
  }

  /// The last moment known of each stage.
  private func reached(_ matter: Matter) -> [String: Moment] {
    let flow: Workflow = profile.workflow
    let moments: [(MatterAct, Moment?)] = [
      (.dispatch, matter.dispatchedAt), (.accept, matter.acceptedAt), (.answer, matter.answeredAt), (.verify, matter.resolvedAt),
      (.close, matter.closedAt),
    ]
    var out: [String: Moment] = [:]
    if let first = flow.state(flow.initial)?.stage { out[first] = matter.reportedAt }
    for (act, moment) in moments {
      let to: String? = flow.moves.first { $0.act == act }?.to
      if let moment, let stage = to.flatMap({ flow.state($0)?.stage }) { out[stage] = moment }
    }
    return out
  }

  private func asked(_ view: MatterView) -> Sheet {
    let matter: Matter = view.matter
    let note: String = [sourceName(matter.source), categoryName(matter.category), words("matter.reports", count: matter.reports)]
      .joined(separator: words("matter.dot"))
    let mine: [MatterPhoto] = view.photos.filter { $0.kind == .report }
    let facts: [(name: String, value: HTML)] = [
      (words("matter.place"), "\(wholePlace(view))"), (words("matter.handler"), "\(view.handler ?? words("matter.handler.desk"))"),
      (words("matter.due"), "\(time(matter.deadline.due))"),
    ]
    return Sheet("asked", words("matter.asked"), note: note) {
      "<blockquote class=\"prose\">\(matter.body)</blockquote>\(photos(mine, of: matter))\(Facts(facts, isSmall: true))"
    }
  }

  private func wholePlace(_ view: MatterView) -> String {
    let lowest: [String] = view.chain.suffix(2).map(\.name)
    let area: String = lowest.joined()
    let address: String = view.matter.location.address
    if address.isEmpty || address == area { return area }
    return address.hasPrefix(area) ? address : words("matter.place.both", ["area": area, "address": address])
  }

  func photos(_ photos: [MatterPhoto], of matter: Matter) -> Photos {
    Photos(
      photos.map { photo in
        let from: String = "\(path(matter.id))/photos/\(photo.id)"
        let what: String = words("matter.photo.\(photo.kind.rawValue)")
        return .init(
          thumbnail: "\(from)?size=thumbnail", full: "\(from)?size=full", alt: words("matter.photo.alt", ["what": what, "title": matter.title]),
          caption: "\(what) \(time(photo.at))")
      }, .evidence)
  }

  /// Ended by the office, found resolved by the desk, confirmed by the requester: three different facts.
  private func outcome(_ matter: Matter) -> Sheet {
    let notYet: String = words("matter.not_yet")
    let confirmed: String = matter.confirmed.map { words($0 ? "matter.confirmed.yes" : "matter.confirmed.no") } ?? words("matter.confirmed.unsaid")
    return Sheet("outcome", words("matter.outcome")) {
      Facts(
        [
          (words("matter.answered"), "\(matter.answeredAt.map(time) ?? notYet)"),
          (words("matter.resolved"), "\(matter.resolvedAt.map(time) ?? notYet)"),
          (words("matter.confirmed"), "\(confirmed)"), (words("matter.closed"), "\(matter.closedAt.map(time) ?? notYet)"),
        ], isSmall: true
      ).html
    }
  }

  private func spot(_ matter: Matter) -> HTML {
    guard let longitude = matter.location.longitude, let latitude = matter.location.latitude else { return .empty }
    let map: MapFigure = MapFigure(
      label: words("matter.map.spot"), areas: maySeeAreas ? "/api/v1/areas/\(matter.location.area)/map" : nil,
      center: .init(longitude: longitude, latitude: latitude), text: "<span>\(matter.location.address)</span>",
      keys: [.init(.here, words("matter.map.here"))], words: MapFigure.Words { words($0) })
    return "\(map)"
  }
}
