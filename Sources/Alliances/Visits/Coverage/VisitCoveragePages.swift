import Ground
import Markup
import Places

/// Who has met whom in a period: totals, and a row for each secretary or unit.
struct VisitCoveragePages: Sendable {
  let words: Words
  let period: VisitPeriod
  let axis: VisitCoverage.Axis

  private var frame: AlliancesFrame { AlliancesFrame(words: words) }

  func page(_ rows: [(coverage: VisitCoverage, name: String)], total: VisitCoverage, next: String?) -> Page {
    let title: String = words("alliances.coverage")
    return frame.list(
      .coverage, title, note: words("alliances.coverage.lead"),
      """
      \(filters)\(tiles(total))\(axes)\(Sheet("coverage", title, look: .flat, isTitleHidden: true) {
        rows.isEmpty ? "\(Empty(words("alliances.visits.empty"), words("alliances.visits.empty.why"), action: Link(words("alliances.visits.rounds"), to: "/visit-rounds")))" : "\(ledger(rows))\(frame.pager(rows.count, next: next))"
      })
      """)
  }

  private var filters: Filters {
    Filters(
      to: "/visit-coverage",
      [
        Field("from", label: words("alliances.coverage.from"), .line(period.from.description, .day)),
        Field("last_day", label: words("alliances.coverage.last_day"), .line(period.before.adding(days: -1).description, .day)),
      ], within: period.within, words: words, submit: words("alliances.filter"),
      clear: Link(words("alliances.filter.clear"), to: "/visit-coverage"), keeping: [("by", axis.rawValue)])
  }

  private var axes: Views {
    Views(
      label: words("alliances.coverage.by"),
      VisitCoverage.Axis.allCases.map { other in
        .init(words("alliances.coverage.by.\(other.rawValue)"), to: address("/visit-coverage", "by=\(other.rawValue)"), isCurrent: other == axis)
      })
  }

  private func tiles(_ total: VisitCoverage) -> Tiles {
    let all: [(word: String, count: Int, query: String)] = [
      ("alliances.visits.all", total.planned, ""), ("alliances.visit.done", total.done, "state=done"),
      ("alliances.visit.overdue", total.overdue, "state=overdue"),
    ]
    var tiles: [Tiles.Tile] = all.map { line in
      Tiles.Tile(
        words(line.word), total: words.number(line.count), open: words("alliances.tile.open"), to: visits(line.query))
    }
    tiles.append(
      Tiles.Tile(
        words("alliances.coverage.met"), total: Self.percent(total),
        note: "\(words("alliances.coverage.of", ["met": words.number(total.met), "pairs": words.number(total.pairs)]))",
        open: words("alliances.tile.open"), to: visits("state=done")))
    return Tiles(tiles)
  }

  static func percent(_ coverage: VisitCoverage) -> String {
    coverage.perMille.map { "\($0 / 10).\($0 % 10)%" } ?? "–"
  }

  private func ledger(_ rows: [(coverage: VisitCoverage, name: String)]) -> Ledger {
    let columns: [Ledger.Column] = [
      .init(words("alliances.coverage.by.\(axis.rawValue)")), .init(words("alliances.visits.all"), isNumber: true),
      .init(words("alliances.visit.done"), isNumber: true), .init(words("alliances.visit.overdue"), isNumber: true),
      .init(words("alliances.coverage.met"), isMinor: true, isNumber: true),
    ]
    return Ledger(
      caption: words("alliances.coverage"), columns: columns,
      rows: rows.map { row in
        let own: String = "\(axis.rawValue)=\(row.coverage.id)"
        let of: String = words("alliances.coverage.of", ["met": words.number(row.coverage.met), "pairs": words.number(row.coverage.pairs)])
        return Ledger.Row([
          "<span class=\"what\">\(row.name)</span>", "\(Link(words.number(row.coverage.planned), to: visits(own)))",
          "\(Link(words.number(row.coverage.done), to: visits("\(own)&state=done")))",
          "\(Link(words.number(row.coverage.overdue), to: visits("\(own)&state=overdue")))", "\(Self.percent(row.coverage))<small>\(of)</small>",
        ])
      })
  }

  private func visits(_ query: String) -> String { address("/visits", query) }

  private func address(_ path: String, _ query: String) -> String {
    let last: String = path == "/visits" ? "before=\(period.before)" : "last_day=\(period.before.adding(days: -1))"
    let within: [String] = (period.within?.items ?? []).map { "\($0.name)=\($0.value)" }
    let rest: [String] = ["from=\(period.from)", last] + within
    return "\(path)?\((query.isEmpty ? rest : [query] + rest).joined(separator: "&"))"
  }
}
