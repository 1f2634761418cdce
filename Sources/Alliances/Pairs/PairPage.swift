import Ground
import Markup

/// The page of one pair: both sides, what they owe each other and how far it is.
struct PairPage: Sendable {
  let words: Words
  let profile: CityProfile
  let view: PairView
  /// What was sent and refused: the form's name and its values.
  var refused: (form: String, filled: FilledForm)?
  let tokens: @Sendable (_ version: Int64?) -> FormTokens

  private var pair: Pair { view.pair }
  private var base: String { "/pairs/\(pair.id)" }
  private var frame: AlliancesFrame { AlliancesFrame(words: words) }
  private var isLive: Bool { pair.isLive(on: view.today) }

  var page: Page {
    let badge: Tag =
      isLive
      ? Tag(words("alliances.pair.live"), .doing) : Tag(words(pair.mergedInto == nil ? "alliances.pair.ended" : "alliances.pair.merged"), .done)
    let ties: [Button] = pair.left.area.map { [Button(words("alliances.ties"), href: "/areas/\($0)/ties")] } ?? []
    let acts: [Button] =
      ties + (view.mayManage && isLive ? [Button(words("alliances.agreement.draft"), href: "/agreements/new?pair=\(pair.id)")] : [])
    let main: HTML = """
      \(refused?.filled.summary)\(goneInto)\(doubles)<div class="two">\
      <div class="stack">\(records)\(agreements)</div>\
      <aside class="stack" aria-label="\(words("alliances.aside"))">\(facts)\(merged)\(ending)</aside></div>
      """
    return frame.one(
      .pairs, view.names.both(pair, words: words), badges: "\(badge)", note: words("pair_type.\(pair.type)"), acts: acts, main)
  }

  private func filled(_ form: String) -> FilledForm { refused?.form == form ? refused?.filled ?? FilledForm(words: words) : FilledForm(words: words) }

  // MARK: Found twice

  private var goneInto: HTML {
    guard let id = pair.mergedInto else { return .empty }
    let back: HTML =
      view.mayManage
      ? Form.post(to: "\(base)/separation", tokens(pair.version), look: .line) { Button(words("alliances.pair.separate")).html } : .empty
    return """
      <div class="notice" role="note"><p>\(words("alliances.pair.gone_into")) \(Link(words("alliances.pair.gone_into.open"), to: "/pairs/\(id)"))</p>\(back)</div>
      """
  }

  private var doubles: HTML {
    guard view.mayManage, !view.doubles.isEmpty else { return .empty }
    return """
      \(Sheet("doubles", words("alliances.pair.doubles"), note: words("alliances.pair.doubles.note")) {
        "<p class=\"help\">\(words("alliances.pair.doubles.help"))</p>\(each: view.doubles, double)"
      })
      """
  }

  private func double(_ other: Pair) -> HTML {
    Form.post(to: "\(base)/merging", tokens(pair.version), look: .line) {
      """
      \(Form.hidden("source", other.id.description))\
      <span class="grow-text">\(Link(other.campaign, to: "/pairs/\(other.id)")) <span class="quiet">\(words("pair_type.\(other.type)")) \(frame.term(other.validFrom, other.validUntil))</span></span>\
      \(Button(words("alliances.pair.merge.do")))
      """
    }
  }

  // MARK: Records of two sides

  private var records: HTML {
    """
    \(Sheet("records", words("alliances.records"), note: words("alliances.records.count", count: view.records.count)) {
      let list: HTML = view.records.isEmpty ? "<p class=\"quiet\">\(words("alliances.records.none"))</p>" : "<ul class=\"two-way\">\(each: view.records, record)</ul>"
      return "\(list)\(if: isLive && (view.mayManage || !view.own.isEmpty), newRecord.html)"
    })
    """
  }

  private func record(_ record: TwoWayRecord) -> HTML {
    let form: String = "record-\(record.id)"
    return """
      <li id="\(form)"><h3>\(words("two_way.\(record.kind)")) <span class="quiet small">\(words.date(record.day))</span></h3>\
      <p>\(record.about)</p><div class="sides">\(direction(record, .left))\(direction(record, .right))</div></li>
      """
  }

  private func direction(_ record: TwoWayRecord, _ side: TwoWayRecord.Side) -> HTML {
    let it: TwoWayRecord.Direction = record[side]
    let from: String = view.names[side == .left ? pair.left : pair.right]
    let shape: TagShape = it.state == .confirmed ? .done : it.state == .given ? .doing : .hollow
    let day: String = it.day.map(words.date) ?? ""
    return """
      <div class="side"><p class="small">\(words("alliances.record.from", ["party": from]))</p>\
      <p>\(Tag(words("alliances.record.\(it.state.rawValue)"), shape)) <span class="quiet small">\(day)</span></p>\
      \(if: it.text != nil, "<blockquote>\(it.text ?? "")</blockquote>")\(directionForm(record, side, it))</div>
      """
  }

  private func directionForm(_ record: TwoWayRecord, _ side: TwoWayRecord.Side, _ it: TwoWayRecord.Direction) -> HTML {
    let action: String = "\(base)/records/\(record.id)/\(side.rawValue)"
    let other: TwoWayRecord.Side = side == .left ? .right : .left
    if it.state == .awaited, view.maySpeak(for: side), isLive {
      let prefix: String = "\(side.rawValue)-\(record.id)"
      return Form.post(to: action, tokens(record.version)) {
        """
        \(Field("text", label: words("alliances.record.text"), isRequired: true, prefix: prefix, .area("", rows: 2, most: 1000)))\
        \(Button(words("alliances.record.give"), name: "act", value: "give"))
        """
      }
    }
    if it.state == .given, view.maySpeak(for: other) {
      return Form.post(to: action, tokens(record.version), look: .line) {
        Button(words("alliances.record.confirm"), name: "act", value: "confirm").html
      }
    }
    return .empty
  }

  private var newRecord: Disclosure {
    let form: FilledForm = filled("record")
    let kinds: [Choice] = profile.alliances.twoWay.map { Choice($0, words("two_way.\($0)")) }
    return Disclosure(words("alliances.record.new"), isOpen: refused?.form == "record") {
      Form.post(to: "\(base)/records", tokens(nil)) {
        """
        \(Field("kind", label: words("alliances.record.kind"), error: form.problem("kind"), isRequired: true, .one(kinds, chosen: form.values["kind"] ?? kinds.first?.value)))\
        \(form.area("about", words("alliances.record.about"), required: true, rows: 2, most: 500))\
        \(form.day("day", words("alliances.record.day"), fallback: view.today))\(Button(words("alliances.record.open")))
        """
      }
    }
  }

  // MARK: Beside

  private var agreements: HTML {
    guard !view.agreements.isEmpty else { return .empty }
    return """
      \(Sheet("agreements", words("alliances.agreements"), look: .flat) {
        AgreementLedger(words: words, today: view.today).ledger(view.agreements.map { ($0, "") }).html
      })
      """
  }

  private var facts: Sheet {
    var facts: [(name: String, value: HTML)] = [
      (words("alliances.pair.left"), "\(view.names[pair.left])"), (words("alliances.pair.right"), "\(view.names[pair.right])"),
      (words("alliances.pair.type"), "\(words("pair_type.\(pair.type)"))"),
      (words("pair_type.\(pair.type).fixes"), "\(pair.fixed ?? words("alliances.pair.fixed.none"))"),
      (words("alliances.pair.campaign"), "\(pair.campaign)"), (words("alliances.term.title"), "\(frame.term(pair.validFrom, pair.validUntil))"),
    ]
    if isCross { facts.append((words("alliances.pair.where"), "\(Tag(words("alliances.pair.cross")))")) }
    return Sheet("facts", words("alliances.facts")) { "\(Facts(facts))" }
  }

  private var isCross: Bool {
    var width: Int64 = 1
    for _ in view.districtDigits..<15 { width *= 10 }
    return pair.place.number / width != pair.otherPlace.number / width
  }

  private var merged: HTML {
    guard !view.merged.isEmpty else { return .empty }
    return """
      \(Sheet("merged", words("alliances.pair.merged_here")) {
        "<ul class=\"why\">\(each: view.merged, { "<li>\(Link($0.campaign, to: "/pairs/\($0.id)")) <span class=\"quiet small\">\(frame.term($0.validFrom, $0.validUntil))</span></li>" })</ul>"
      })
      """
  }

  private var ending: HTML {
    guard view.mayManage, isLive else { return .empty }
    let form: FilledForm = filled("ending")
    return Disclosure(words("alliances.pair.end"), isOpen: refused?.form == "ending") {
      Form.post(to: "\(base)/ending", tokens(pair.version)) {
        "\(form.day("day", words("alliances.departure.day"), fallback: view.today))\(Button(words("alliances.pair.end.do")))"
      }
    }.html
  }
}
