import Ground
import Markup
import Places

/// Rounds of visits: the list, the form of a new one, and the matrix of who has visited whom.
struct RoundPages: Sendable {
  let words: Words
  let today: CivilDay

  private var frame: AlliancesFrame { AlliancesFrame(words: words) }

  func quarter(_ quarter: Quarter) -> String { words("alliances.quarter", ["year": "\(quarter.year)", "number": "\(quarter.number)"]) }

  func list(_ rows: [(round: VisitRound, area: String)], _ within: Within?, mayPlan: Bool, next: String?) -> Page {
    let ledger = Ledger(
      caption: words("alliances.rounds.caption"),
      columns: [.init(words("alliances.round")), .init(words("alliances.round.covers"))],
      rows: rows.map { row in
        Ledger.Row([
          Ledger.what(quarter(row.round.quarter), href: "/visit-rounds/\(row.round.id)", small: row.area),
          "\(words("alliances.covers.\(row.round.covers.rawValue)"))",
        ])
      })
    let empty = Empty(words("alliances.rounds.empty"), words("alliances.rounds.empty.why"))
    return frame.list(
      .rounds, words("alliances.rounds"), note: within.map { words.within($0) } ?? words("alliances.rounds.lead"),
      acts: mayPlan ? [Button(words("alliances.round.plan"), .primary, href: "/visit-rounds/new")] : [],
      "\(Within.choice(within, to: "/visit-rounds", words: words))\(Sheet("rounds", words("alliances.rounds"), look: .flat, isTitleHidden: true) { rows.isEmpty ? "\(empty)" : "\(ledger)\(frame.pager(rows.count, next: next))" })"
    )
  }

  func plan(_ form: FilledForm, areas: [(id: AreaID, name: String)], tokens: FormTokens) -> Page {
    let title: String = words("alliances.round.plan")
    let now = Quarter(today)
    let quarters: [Choice] = [now, now.next, now.next.next].map { Choice($0.description, quarter($0)) }
    let covers: [Choice] = VisitRound.Covers.allCases.map { Choice($0.rawValue, words("alliances.covers.\($0.rawValue)")) }
    let main: HTML = """
      \(form.summary)<p class="help">\(words("alliances.round.help"))</p>\(Sheet("plan", title, isTitleHidden: true) {
        Form.post(to: "/visit-rounds", tokens) {
          """
          \(form.select("area", words("alliances.area"), areas.map { Choice($0.id.description, $0.name) }))\
          \(form.select("quarter", words("alliances.round"), quarters))\
          \(Field("covers", label: words("alliances.round.covers"), error: form.problem("covers"), isRequired: true, .one(covers, chosen: form.values["covers"] ?? "every")))\
          \(Acts([Button(words("alliances.round.plan.do"), .primary), Button(words("alliances.cancel"), .plain, href: "/visit-rounds")]))
          """
        }
      })
      """
    return frame.one(.rounds, title, main)
  }

  // MARK: One round

  func one(_ round: VisitRound, area: String, _ visits: [SecretaryVisit], _ names: VisitNames, mayManage: Bool, tokens: FormTokens) -> Page {
    let title: String = words("alliances.round.title", ["area": area, "quarter": quarter(round.quarter)])
    let replan: HTML =
      mayManage && round.quarter.until > today
      ? Form.post(to: "/visit-rounds/\(round.id)/replanning", tokens, look: .line) {
        "\(Button(words("alliances.round.replan")))<span class=\"quiet small\">\(words("alliances.round.replan.help"))</span>"
      } : .empty
    let main: HTML = """
      \(tiles(round, visits))<div class="no-print under">\(replan)</div>\
      \(Sheet("matrix", words("alliances.matrix"), note: words("alliances.matrix.note"), look: .flat) {
        VisitMatrix(words: words, today: today, round: round.id, visits: visits, names: names).html
      })\
      \(periods(round, visits))
      """
    return frame.one(.rounds, title, note: words("alliances.covers.\(round.covers.rawValue)"), main).with(style: "alliances.css")
  }

  private func tiles(_ round: VisitRound, _ visits: [SecretaryVisit]) -> Tiles {
    let count: (SecretaryVisit.State) -> Int = { state in visits.filter { $0.state(on: today) == state }.count }
    let all = tile("alliances.visits.all", visits.count, "/visits?round=\(round.id)")
    return Tiles(
      [all]
        + SecretaryVisit.State.allCases.map { tile("alliances.visit.\($0.rawValue)", count($0), "/visits?round=\(round.id)&state=\($0.rawValue)") })
  }

  private func tile(_ word: String, _ count: Int, _ href: String) -> Tiles.Tile {
    Tiles.Tile(words(word), total: words.number(count), open: words("alliances.tile.open"), to: href)
  }

  /// Month by month.
  private func periods(_ round: VisitRound, _ visits: [SecretaryVisit]) -> Sheet {
    let months: [(from: CivilDay, before: CivilDay)] = (0..<3).map {
      (round.quarter.first.adding(months: $0), round.quarter.first.adding(months: $0 + 1))
    }
    let columns: [Ledger.Column] =
      [.init(words("alliances.period"))]
      + [.init(words("alliances.visits.all"), isNumber: true)]
      + SecretaryVisit.State.allCases.map { .init(words("alliances.visit.\($0.rawValue)"), isNumber: true) }
    let rows: [Ledger.Row] = months.map { month in
      let own: [SecretaryVisit] = visits.filter { month.from <= $0.planned && $0.planned < month.before }
      let base: String = "/visits?round=\(round.id)&from=\(month.from)&before=\(month.before)"
      let states: [HTML] = SecretaryVisit.State.allCases.map { state in
        "\(Link(words.number(own.filter { $0.state(on: today) == state }.count), to: "\(base)&state=\(state.rawValue)"))"
      }
      let (year, number, _) = month.from.parts
      let name: String = words("alliances.month", ["year": "\(year)", "month": words("date.month.\(number)")])
      return Ledger.Row(["\(name)", "\(Link(words.number(own.count), to: base))"] + states)
    }
    return Sheet("periods", words("alliances.periods"), look: .flat) {
      "\(Ledger(caption: words("alliances.periods.caption"), columns: columns, rows: rows))"
    }
  }
}
