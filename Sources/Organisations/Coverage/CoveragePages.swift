import Ground
import Markup
import Places

/// Where posts and bodies stand: every number opens to its rows.
struct CoveragePages: Sendable {
  let words: Words

  func page(_ view: CoverageView) -> Page {
    let title: String = words("posts.coverage")
    let nav: Views = PostNav(words: words).views(view.tally, PostFilter(within: view.within), here: .coverage)
    let main: HTML = """
      <div class="line"><h1>\(title)</h1><p class="quiet">\(words.within(view.within))</p></div>\(nav)\(Within.choice(view.within, to: "/posts/coverage", words: words))
      \(Sheet("measures", words("coverage.measures"), note: words("coverage.measures.note"), look: .flat) { "\(measures(view))" })
      \(below(view))
      """
    return Page(title: title, layout: .desk, whereTo: view.within.name, section: "posts", main: main)
  }

  private func measures(_ view: CoverageView) -> Ledger {
    let areas: [Ledger.Row] = view.figures.map { figure in
      row(
        words(figure.measure.word), small: words("coverage.every", ["level": words("level.\(figure.measure.level)")]), covered: figure.covered,
        total: figure.total, to: "/posts/coverage/\(figure.measure.id)?\(asked(view.within))", has: "covered=yes", lacks: "covered=no")
    }
    let seats: [Ledger.Row] = view.seats.map { seat in
      row(
        words("post.\(seat.type)"), small: words("coverage.seats"), covered: seat.all - seat.vacant, total: seat.all,
        to: "/posts?\(asked(view.within))&type=\(seat.type)", has: "state=held", lacks: "state=vacant")
    }
    return Ledger(
      caption: words("coverage.measures"),
      columns: [
        .init(words("coverage.measure")), .init(words("coverage.has"), isNumber: true), .init(words("coverage.of"), isMinor: true, isNumber: true),
        .init(words("coverage.share"), isNumber: true), .init(words("coverage.lacks"), isNumber: true),
      ], rows: areas + seats)
  }

  private func row(_ name: String, small: String, covered: Int, total: Int, to address: String, has: String, lacks: String) -> Ledger.Row {
    let permille: Int = total == 0 ? 0 : covered * 1000 / total
    return Ledger.Row([
      Ledger.what(name, href: address, small: small), number(covered, to: "\(address)&\(has)"), number(total, to: address),
      "\(permille / 10).\(permille % 10)%", number(total - covered, to: "\(address)&\(lacks)"),
    ])
  }

  /// Nought opens to nothing.
  private func number(_ count: Int, to address: String) -> HTML {
    count == 0 ? "0" : "\(Link(words.number(count), to: address))"
  }

  private func below(_ view: CoverageView) -> HTML {
    guard !view.below.isEmpty else { return .empty }
    let ledger = Ledger(
      caption: words("coverage.below"),
      columns: [.init(words("organisations.area")), .init(words("posts.state.all"), isNumber: true)]
        + CoveragePages.states.map { .init(words("posts.state.\($0.rawValue)"), isMinor: $0 == .acting, isNumber: true) },
      rows: view.below.map { row in
        let all = PostFilter()
        let cells: [HTML] = ([nil] + CoveragePages.states).map { state in
          number(row.tally[state], to: PostNav.address(all, state: state, keeping: then(row.area, view.within)))
        }
        return Ledger.Row([Ledger.what(row.name, href: Address.query("/posts/coverage", then(row.area, view.within)))] + cells)
      })
    return "\(Sheet("below", words("coverage.below"), look: .flat) { "\(ledger)" })"
  }

  private static let states: [PostState] = [.vacant, .expiring, .expired, .acting]

  private func asked(_ within: Within) -> String { within.items.map { "\($0.name)=\($0.value)" }.joined(separator: "&") }

  /// Another area on the structure of the same day.
  private func then(_ area: AreaID, _ within: Within) -> [(name: String, value: String)] {
    [("area", area.description)] + within.items.filter { $0.name != "area" }
  }

  // MARK: The rows of one measure

  struct Lines: Sendable {
    let measure: CoverageMeasure
    let within: Within
    let lines: [CoverageLine]
    /// The names of the areas above, by the id of the area.
    let above: [AreaID: String]
    let covered: String?
    let next: String?
  }

  func lines(_ list: Lines) -> Page {
    let title: String = words(list.measure.word)
    let all: [Choice] = [Choice("", words("coverage.all")), Choice("yes", words("coverage.has")), Choice("no", words("coverage.lacks"))]
    let filters = Filters(
      to: "/posts/coverage/\(list.measure.id)", [Field("covered", label: words("coverage.measure"), .select(all, chosen: list.covered ?? ""))],
      within: list.within, words: words, submit: words("organisations.filter"))
    let main: HTML = """
      \(Crumbs(label: words("organisations.crumbs"), [Link(words("posts.coverage"), to: "/posts/coverage?\(asked(list.within))")], here: title))
      <div class="line"><h1>\(title)</h1><p class="quiet">\(words.within(list.within))</p></div>\(filters)
      \(Sheet("lines", title, look: .flat, isTitleHidden: true) { rows(list) })
      """
    return Page(title: title, layout: .desk, whereTo: list.within.name, section: "posts", main: main)
  }

  private func rows(_ list: Lines) -> HTML {
    guard !list.lines.isEmpty else { return "\(Empty(words("coverage.empty"), words("coverage.empty.why")))" }
    let ledger = Ledger(
      caption: words("coverage.caption"), columns: [.init(words("organisations.area")), .init(words("coverage.measure"))],
      rows: list.lines.map { line in
        let tag: Tag = line.isCovered ? Tag(words("coverage.has"), .done) : Tag(words("coverage.lacks"), .hold)
        return Ledger.Row([
          Ledger.what(line.name, href: Address.query("/posts", then(line.area, list.within)), small: list.above[line.area]), "\(tag)",
        ])
      })
    return "\(ledger)\(StaffPager(words: words).pager(list.lines.count, next: list.next))"
  }
}
