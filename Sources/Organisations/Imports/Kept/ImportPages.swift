import Ground
import Markup

/// The pages of an import, for the desk: where a sheet is uploaded, and what it would change.
struct ImportPages: Sendable {
  let subject: String
  /// Where one sees what has been imported.
  let home: String
  let section: String
  let words: Words
  let profile: CityProfile

  struct Tokens {
    let confirm: FormTokens
    let examine: FormTokens
  }

  private var path: String { "/imports/\(subject)" }
  private var title: String { words("imports.\(subject).title") }
  private var list: Link { Link(words("imports.\(subject).list"), to: home) }

  // MARK: Upload

  /// - Parameter others: further sheets that this caller may bring in.
  func start(_ latest: [KeptImport], others: [String], _ tokens: FormTokens, _ refusal: Refusal?) -> Page {
    let problems = FormProblems(refusal, words: words)
    let main: HTML = """
      <div class="stack"><div>\(Crumbs(label: words("organisations.crumbs"), [list], here: title))
      <h1>\(title)</h1></div>
      \(problems.summary)\(steps)\(form(tokens, problems))\(waiting(latest))\(export)\(further(others))</div>
      """
    return Page(title: title, layout: .desk, whereTo: title, section: section, main: main, isNarrow: true)
  }

  private var steps: Sheet {
    Sheet("template", words("imports.template")) {
      """
      <p>\(words("imports.template.why"))</p>
      <p>\(Button(words("imports.template.get"), href: "\(path)/template"))</p>
      """
    }
  }

  private func form(_ tokens: FormTokens, _ problems: FormProblems) -> Sheet {
    Sheet("upload", words("imports.upload")) {
      Form.post(to: path, tokens, takesFiles: true) {
        """
        \(Field("sheet", label: words("imports.file"), help: words("imports.file.help"), error: problems["sheet"], isRequired: true, .file(accepts: ".xlsx,.csv")))
        \(Acts([Button(words("imports.check"), .primary)], note: words("imports.check.note")))
        """
      }
    }
  }

  private var export: Sheet {
    Sheet("export", words("imports.export")) {
      "<p>\(words("imports.export.why"))</p><p>\(Button(words("imports.export.get"), href: "/exports/\(subject)"))</p>"
    }
  }

  private func further(_ others: [String]) -> HTML {
    guard !others.isEmpty else { return .empty }
    let lines: [HTML] = others.map { name in "<li>\(Link(words("imports.\(name).title"), to: "/imports/\(name)"))</li>" }
    return "\(Sheet("further", words("imports.others")) { "<ul>\(lines)</ul>" })"
  }

  private func waiting(_ latest: [KeptImport]) -> HTML {
    let open: [KeptImport] = latest.filter { $0.state == .checked }
    guard !open.isEmpty else { return .empty }
    let lines: [HTML] = open.map { kept in
      let time: String = words.moment(kept.createdAt, on: profile.calendar)
      return "<li>\(Link(words("imports.waiting.line", ["time": time, "rows": words.number(kept.report.rows)]), to: "\(path)/\(kept.id)"))</li>"
    }
    return "\(Sheet("waiting", words("imports.waiting")) { "<ul>\(lines)</ul>" })"
  }

  // MARK: Dry run

  func view(_ kept: KeptImport, _ header: ImportHeader, _ tokens: Tokens, refusal: Refusal?, isAgain: Bool) -> Page {
    let report: ImportReport = kept.report
    let name: String = words(kept.state == .done ? "imports.done" : "imports.checked")
    let main: HTML = """
      <div class="stack"><div>\(Crumbs(label: words("organisations.crumbs"), [list, Link(title, to: path)], here: name))
      <h1>\(name)</h1></div>
      \(FormProblems(refusal, words: words).summary)\(isAgain && refusal == nil ? Notice(words("imports.again.done")).html : .empty)
      \(verdict(kept))\(figures(report))\(acts(kept, tokens))\(problemSheet(kept, header))\(changeSheet(report, isDone: kept.state == .done))</div>
      """
    return Page(title: "\(name) · \(title)", layout: .desk, whereTo: title, section: section, main: main, isNarrow: true)
  }

  private func verdict(_ kept: KeptImport) -> HTML {
    let report: ImportReport = kept.report
    if kept.state == .done { return Notice(words("imports.verdict.done", count: report.changes)).html }
    if report.problemCount > 0 { return "<p>\(words("imports.verdict.problems", count: report.problemCount))</p>" }
    if report.changes == 0 { return "<p>\(words("imports.verdict.nothing"))</p>" }
    return "<p>\(words("imports.verdict.ready", count: report.changes))</p>"
  }

  private func figures(_ report: ImportReport) -> Sheet {
    let counts: [(key: String, count: Int)] = [
      ("rows", report.rows), ("added", report.added), ("changed", report.changed), ("ended", report.ended), ("unchanged", report.unchanged),
      ("problems", report.problemCount),
    ]
    var facts: [(name: String, value: HTML)] = counts.map { (words("imports.count.\($0.key)"), "\(words.number($0.count))") }
    if !report.ignored.isEmpty {
      facts.append((words("imports.ignored"), "\(report.ignored.joined(separator: words("organisations.comma")))"))
    }
    return Sheet("figures", words("imports.figures")) { "\(Facts(facts))" }
  }

  private func acts(_ kept: KeptImport, _ tokens: Tokens) -> HTML {
    guard kept.state == .checked else {
      return "<p>\(Button(words("imports.\(subject).list.open"), href: home))</p>"
    }
    let examine: HTML = Form.post(to: "\(path)/\(kept.id)/examination", tokens.examine, look: .line) { "\(Button(words("imports.again")))" }
    guard kept.report.isReady else {
      let upload: Button = Button(words("imports.upload.other"), kept.report.problemCount > 0 ? .primary : .ordinary, href: path)
      return "<div class=\"line\">\(upload)\(if: kept.report.problemCount > 0, marked(kept))\(examine)</div>"
    }
    let confirm: HTML = Form.post(to: "\(path)/\(kept.id)/confirmation", tokens.confirm, look: .line) {
      "\(Button(words("imports.confirm", count: kept.report.changes), .primary))"
    }
    return "<div class=\"line\">\(confirm)\(examine)\(Button(words("imports.upload.other"), .plain, href: path))</div>"
  }

  private func marked(_ kept: KeptImport) -> HTML { "\(Button(words("imports.marked.get"), href: "\(path)/\(kept.id)/marked"))" }

  /// So many lines on the screen; the marked sheet has all.
  private static let most: Int = 100

  private func problemSheet(_ kept: KeptImport, _ header: ImportHeader) -> HTML {
    let report: ImportReport = kept.report
    guard report.problemCount > 0 else { return .empty }
    let shown: [ImportProblem] = Array(report.problems.prefix(Self.most))
    let ledger = Ledger(
      caption: words("imports.problems.caption"),
      columns: [
        .init(words("imports.problems.what")), .init(words("imports.problems.column")), .init(words("imports.problems.row"), isNumber: true),
      ],
      rows: shown.map { problem in
        let column: String = problem.column.map { header.title($0) } ?? words("imports.row")
        return Ledger.Row(["\(problem.text.said(words))", "\(column)", "\(problem.row)"])
      })
    let note: String? = report.problemCount > shown.count ? words("imports.problems.more", count: report.problemCount - shown.count) : nil
    return "\(Sheet("problems", words("imports.problems"), note: note, look: .flat) { "\(ledger)" })"
  }

  private func changeSheet(_ report: ImportReport, isDone: Bool) -> HTML {
    guard !report.lines.isEmpty else { return .empty }
    let shown: [ImportLine] = Array(report.lines.prefix(Self.most))
    let ledger = Ledger(
      caption: words("imports.changes.caption"),
      columns: [
        .init(words("imports.changes.what")), .init(words("imports.changes.kind")),
        .init(words("imports.problems.row"), isMinor: true, isNumber: true),
      ],
      rows: shown.map { line in
        let steps: String = line.steps.map { $0.said(words) }.joined(separator: words("imports.steps.joint"))
        return Ledger.Row(["\(line.subject.said(words))<small>\(steps)</small>", "\(tag(line.kind))", "\(line.row)"])
      })
    let note: String? = report.changes > shown.count ? words("imports.changes.more", count: report.changes - shown.count) : nil
    return "\(Sheet("changes", words(isDone ? "imports.changes.done" : "imports.changes"), note: note, look: .flat) { "\(ledger)" })"
  }

  private func tag(_ kind: ImportLine.Kind) -> Tag {
    switch kind {
    case .added: Tag(words("imports.kind.added"), .doing)
    case .changed: Tag(words("imports.kind.changed"), .hollow)
    case .ended: Tag(words("imports.kind.ended"), .hold)
    }
  }
}
