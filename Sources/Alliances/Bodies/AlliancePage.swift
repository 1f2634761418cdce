import Ground
import Markup

/// The page of one alliance: who chairs it, who sits in it, whose turn comes when, and its charter.
struct AlliancePage: Sendable {
  let words: Words
  let profile: CityProfile
  let view: AllianceView
  let today: CivilDay
  /// New hidden fields for each form.
  let tokens: @Sendable () -> FormTokens

  private var base: String { "/alliances/\(view.alliance.id)" }
  private var frame: AlliancesFrame { AlliancesFrame(words: words) }

  var page: Page {
    let acts: [Button] =
      [Button(words("alliances.ties"), href: "/areas/\(view.alliance.area)/ties")]
      + (view.mayManage ? [Button(words("alliances.member.admit"), .primary, href: "\(base)/members/new")] : [])
    let main: HTML = """
      <div class="two">\
      <div class="stack">\(chair)\(schedule)\(members)</div>\
      <aside class="stack headed" aria-label="\(words("alliances.aside"))">\(facts)\(seats)\(groups)\(charter)</aside></div>
      """
    return frame.one(.alliances, view.name, note: words("organisation_kind.\(view.alliance.kind)"), acts: acts, main).with(style: "alliances.css")
  }

  // MARK: The chair

  private var chair: HTML {
    guard view.alliance.rotatingPost != nil else { return .empty }
    let title: String = words("alliances.chair.on", ["day": words.date(view.day)])
    let form = Filters(
      to: base, [Field("on", label: words("alliances.chair.day"), .line(view.day.description, .day))], submit: words("alliances.chair.look"))
    return """
      \(Sheet("chair", title) {
        guard let name = view.chair else { return "<p>\(words("alliances.chair.vacant"))</p>\(form)" }
        let unit: String = view.turn.map { words("alliances.chair.turn", ["unit": $0.unit, "term": frame.term($0.turn.from, $0.turn.until)]) } ?? ""
        return "<p class=\"say\" data-chair>\(name)</p><p class=\"quiet\">\(unit)</p>\(form)"
      })
      """
  }

  // MARK: Turns

  private var schedule: HTML {
    guard view.alliance.rotatingPost != nil else { return .empty }
    let shown: ArraySlice<AllianceView.Turn> = view.turns.filter { $0.turn.until > view.day.adding(days: -400) }.prefix(16)
    let ledger = Ledger(
      caption: words("alliances.turns.caption"),
      columns: [.init(words("alliances.turns.term")), .init(words("alliances.person")), .init(words("alliances.turns.state"))],
      rows: shown.map { turn in
        Ledger.Row(
          [
            "\(frame.term(turn.turn.from, turn.turn.until))<small>\(turn.unit)</small>", "\(turn.person)", "\(state(turn.turn))",
          ], isCurrent: turn.turn.holds(on: view.day))
      })
    let note: String = words("alliances.turns.length", count: view.alliance.turnMonths)
    return """
      \(Sheet("turns", words("alliances.turns"), note: note, look: .flat) {
        shown.isEmpty ? "<p class=\"empty\">\(words("alliances.turns.none"))</p>" : "\(ledger)"
      })\(passedOver)\(view.mayManage ? turnForm.html : .empty)
      """
  }

  /// Who is passed over from now on, and why.
  private var passedOver: HTML {
    let coming: [AllianceView.Passed] = view.passed.filter { $0.turn.turn.until > today }
    guard !coming.isEmpty else { return .empty }
    return """
      \(Sheet("passed", words("alliances.turns.passed"), note: words("alliances.turns.passed.note")) {
        "<ul class=\"why\">\(each: coming, { "<li>\(passedOver($0))</li>" })</ul>"
      })
      """
  }

  private func passedOver(_ passed: AllianceView.Passed) -> String {
    let term: String = frame.term(passed.turn.turn.from, passed.turn.turn.until)
    return words(
      "alliances.turns.passed.line",
      [
        "person": passed.turn.person, "unit": passed.turn.unit, "term": term, "got": words("duty.\(passed.duty)"),
        "wanted": words("permission.\(passed.permission)"),
      ])
  }

  private func state(_ turn: Rotation.Turn) -> Tag {
    if turn.holds(on: view.day) { return Tag(words("alliances.turn.now"), .doing) }
    return turn.until <= view.day ? Tag(words("alliances.turn.past"), .done) : Tag(words("alliances.turn.ahead"))
  }

  private var turnForm: Disclosure {
    let choices: [Choice] = [1, 2, 3, 4, 6, 12].map { Choice("\($0)", words("alliances.turns.length", count: $0)) }
    return Disclosure(words("alliances.turns.change")) {
      Form.post(to: "\(base)/turns", tokens()) {
        """
        <p class="help">\(words("alliances.turns.change.help"))</p>\
        \(Field("months", label: words("alliances.turns.months"), isRequired: true, .select(choices, chosen: "\(view.alliance.turnMonths)")))\
        \(Button(words("alliances.turns.set")))
        """
      }
    }
  }

  // MARK: Members

  private var members: Sheet {
    let ledger = Ledger(
      caption: words("alliances.members.caption"),
      columns: [.init(words("alliances.unit")), .init(words("alliances.type")), .init(words("alliances.member.since"), isMinor: true)] + leaveColumn,
      rows: view.present.map { member in
        var cells: [HTML] = [
          "<span class=\"what\">\(member.name)</span>\(leaving(member.member))", "\(words("alliance_member_type.\(member.member.type)"))",
          "\(words.date(member.member.validFrom))",
        ]
        if view.mayManage { cells.append("\(Link(words("alliances.member.leave"), to: "\(base)/members/\(member.member.id)"))") }
        return Ledger.Row(cells)
      })
    let past: Int = view.members.filter { $0.member.validUntil.map { $0 <= view.day } ?? false }.count
    let note: String =
      past == 0
      ? words("alliances.members.count", count: view.present.count)
      : words("alliances.members.past", ["now": words.number(view.present.count), "past": words.number(past)])
    return Sheet("members", words("alliances.members"), note: note, look: .flat) {
      view.present.isEmpty ? "\(Empty(words("alliances.members.none"), words("alliances.members.none.why")))" : "\(ledger)"
    }
  }

  private var leaveColumn: [Ledger.Column] { view.mayManage ? [.init(words("alliances.act"))] : [] }

  private func leaving(_ member: AllianceMember) -> HTML {
    guard let until = member.validUntil else { return .empty }
    return "<small>\(words("alliances.member.until", ["day": words.date(until)]))</small>"
  }

  // MARK: Beside

  private var facts: Sheet {
    var facts: [(name: String, value: HTML)] = [
      (words("alliances.kind"), "\(words("organisation_kind.\(view.alliance.kind)"))"),
      (words("alliances.area"), "\(Link(view.areaName, to: "/alliances?area=\(view.alliance.area)"))"),
      (words("alliances.founded"), "\(words.date(view.alliance.validFrom))"),
    ]
    if view.alliance.rotatingPost != nil {
      facts.append((words("alliances.turns"), "\(words("alliances.turns.length", count: view.alliance.turnMonths))"))
    }
    return Sheet("facts", words("alliances.facts")) { "\(Facts(facts))" }
  }

  private var seats: Sheet {
    Sheet("seats", words("alliances.seats"), action: view.mayManage ? Link(words("alliances.chair.seat"), to: "\(base)/chairs/new") : nil) {
      "\(each: AllianceSeat.Kind.allCases, { kind in seats(kind) })"
    }
  }

  private func seats(_ kind: AllianceSeat.Kind) -> HTML {
    let all: [AllianceView.Seat] = view.seats(kind)
    guard !all.isEmpty else { return .empty }
    return """
      <h3>\(words("alliances.seat.\(kind.rawValue)")) <span class="quiet small">\(words.number(all.count))</span></h3>\
      <ul class="why">\(each: all, { seat in seatLine(seat) })</ul>
      """
  }

  private func seatLine(_ seat: AllianceView.Seat) -> HTML {
    let unit: HTML = seat.unit.map { " <span class=\"quiet small\">\($0)</span>" } ?? .empty
    let leave: HTML = view.mayManage ? " \(Link(words("alliances.seat.change"), to: "\(base)/seats/\(seat.seat.id)"))" : .empty
    let name: String = seat.person ?? words("alliances.seat.vacant")
    let person: HTML = view.mayReadPosts ? "\(Link(name, to: "/posts/\(seat.seat.post)"))" : "\(name)"
    return "<li>\(person)\(unit)\(leave)</li>"
  }

  private var groups: HTML {
    let kind: String? = view.mayAddGroups ? profile.groupKind(under: view.alliance.kind) : nil
    guard !view.groups.isEmpty || kind != nil else { return .empty }
    let new: Link? = kind.map {
      Link(words("alliances.group.new"), to: "/organisations/new?kind=\($0)&area=\(view.alliance.area)&parent=\(view.alliance.id)")
    }
    return """
      \(Sheet("groups", words("alliances.groups"), action: new) {
        guard !view.groups.isEmpty else { return "<p class=\"quiet\">\(words("alliances.groups.none"))</p>" }
        return "<ul class=\"why\">\(each: view.groups, { "<li>\(Link($0.name, to: "/organisations/\($0.id)"))</li>" })</ul>"
      })
      """
  }

  private var charter: Sheet {
    let adopt: Link? = view.mayManage ? Link(words("alliances.charter.adopt"), to: "\(base)/charters/new") : nil
    return Sheet("charter", words("alliances.charter"), action: adopt) {
      guard let charter = view.charter else { return "<p class=\"quiet\">\(words("alliances.charter.none"))</p>" }
      return """
        <p class="small quiet">\(words("alliances.charter.dated", ["day": words.date(charter.dated)]))</p>\
        <h3>\(words("alliances.principles"))</h3>\(parts(profile.alliances.principles, charter.principles, "alliance_principle"))\
        <h3>\(words("alliances.mechanisms"))</h3>\(parts(profile.alliances.mechanisms, charter.mechanisms, "alliance_mechanism"))\
        \(earlier)
        """
    }
  }

  private func parts(_ ids: [String], _ texts: [String: String], _ word: String) -> HTML {
    let known: [String] = ids.filter { texts[$0] != nil }
    return "\(Facts(known.map { (words("\(word).\($0)"), "\(texts[$0] ?? "")") }, isSmall: true))"
  }

  private var earlier: HTML {
    let dates: [String] = view.charters.filter { $0.id != view.charter?.id }.map { words.date($0.dated) }
    guard !dates.isEmpty else { return .empty }
    return "<p class=\"small quiet\">\(words("alliances.charter.others", ["days": dates.joined(separator: words("alliances.comma"))]))</p>"
  }
}
