import Ground
import Markup

extension AreaChangePages {
  /// A dry run, or one of its pages of rows.
  func page(of dryRun: DryRun, rows: DryRunRows?) -> Page {
    rows.map { self.rows(dryRun, $0) } ?? whole(dryRun)
  }

  private func whole(_ dryRun: DryRun) -> Page {
    let (found, area) = (dryRun.found, dryRun.area)
    let title = words("area_change.preview.title")
    let main: HTML = """
      \(crumbs(area, here: title))\(Heading(title, note: said(found.plan, area.name)))\
      <p>\(words("area_change.preview.lead", ["day": words.date(dryRun.day)]))</p>\(timing(dryRun))\
      <div class="stack">\(steps(found.plan, found.names))\(touched(dryRun))\(drawn(found.plan, found.names))\(toDraw(found))\(confirm(dryRun))</div>
      """
    return page(title, area, main)
  }

  private func timing(_ dryRun: DryRun) -> HTML {
    if dryRun.day < today { return "<p class=\"quiet\">\(words("area_change.preview.past"))</p>" }
    guard dryRun.day > today else { return .empty }
    let ahead = dryRun.found.ahead
    let counted = ahead == 0 ? words("area_change.preview.counted") : words("area_change.preview.counted_ahead", count: ahead)
    return """
      <p class="quiet">\(words("area_change.preview.future"))</p><p>\(counted)\(words("area_change.preview.today", ["day": words.day(today)]))</p>
      """
  }

  private func confirm(_ dryRun: DryRun) -> HTML {
    Form.post(to: dryRun.action, dryRun.tokens) {
      "\(hidden(dryRun))\(Acts([Button(words("area_change.apply"), .primary), Button(words("area_change.cancel"), .plain, href: "/areas/\(dryRun.area.id)")]))"
    }
  }

  /// The fields of the change, which go along.
  private func hidden(_ dryRun: DryRun) -> HTML {
    var out: HTML = .empty
    for (name, list) in dryRun.values.sorted(by: { $0.key < $1.key }) where !name.hasPrefix("_") {
      for value in list where !value.isEmpty { out += Form.hidden(name, value) }
    }
    return out
  }

  private func touched(_ dryRun: DryRun) -> HTML {
    let touches = dryRun.found.touches
    let sheet = Sheet("touched", words("area_change.touched")) {
      touches.isEmpty ? "<p class=\"quiet\">\(words("area_change.touched.none"))</p>" : "\(each: touches, { touch($0, dryRun) })"
    }
    return "\(sheet)"
  }

  /// A number opens to its rows.
  private func touch(_ touch: AreaTouch, _ dryRun: DryRun) -> HTML {
    var lines: HTML = .empty
    if touch.moved > 0 {
      let rows = list(touch, dryRun) + more(touch, AreaEffect.firstRows, dryRun)
      let summary = "\(words("area_touch.\(touch.subject)", count: touch.moved)) · \(words("area_change.touched.moved"))"
      lines += touch.rows.isEmpty ? "<p><b>\(summary)</b></p>\(rows)" : Disclosure(summary, isOpen: touch.moved <= 12) { rows }.html
    }
    if touch.renumbered > 0 {
      let summary = "\(words("area_touch.\(touch.subject)", count: touch.renumbered))"
      let word: HTML = touch.subject == "closed_matters" ? .empty : " <span class=\"quiet\">\(words("area_change.touched.renumbered"))</span>"
      lines += "<p>\(summary)\(word)</p>"
    }
    return lines
  }

  private func list(_ touch: AreaTouch, _ dryRun: DryRun) -> HTML {
    let hidden = min(touch.moved, AreaEffect.firstRows.count) - touch.rows.count
    return """
      \(if: !touch.rows.isEmpty, "<ul>\(each: touch.rows, { row($0, dryRun.found.names) })</ul>")\
      \(if: hidden > 0 && touch.moved <= AreaEffect.firstRows.count, "<p class=\"quiet small\">\(words("area_change.touched.hidden", count: hidden))</p>")
      """
  }

  private func row(_ row: AreaTouch.Row, _ names: [AreaID: String]) -> HTML {
    let title: HTML = row.href.map { "\(Link(row.title, to: $0))" } ?? "\(row.title)"
    let way = words("area_change.touched.row", ["from": names[row.from] ?? "", "to": names[row.to] ?? ""])
    return "<li>\(title) <span class=\"quiet small\">\(way)</span></li>"
  }

  private func toDraw(_ found: AreaChangeDesk.Preview) -> HTML {
    let names = found.plan.undrawn.compactMap { found.names[$0] }
    guard !names.isEmpty else { return .empty }
    return "<p class=\"quiet\">\(words("area_change.undrawn", ["areas": names.joined(separator: words("matter.comma"))]))</p>"
  }

  // MARK: Its rows, page by page

  private func rows(_ dryRun: DryRun, _ wanted: DryRunRows) -> Page {
    let touch = dryRun.found.touches.first { $0.subject == wanted.subject } ?? AreaTouch(subject: wanted.subject, moved: 0, renumbered: 0)
    let title = words("area_change.preview.title")
    let last = min(touch.moved, wanted.range.upperBound)
    let count = words("area_touch.\(touch.subject)", count: touch.moved)
    let range = words(
      "area_change.touched.range", ["first": words.number(min(wanted.range.lowerBound + 1, last)), "last": words.number(last), "all": count])
    let main: HTML = """
      \(crumbs(dryRun.area, here: title))\(Heading("\(count) · \(words("area_change.touched.moved"))", note: said(dryRun.found.plan, dryRun.area.name)))\
      \(Sheet("rows", count, isTitleHidden: true) { "<p class=\"quiet\">\(range)</p>\(list(touch, dryRun))" })\
      \(more(touch, wanted.range, dryRun, back: asked(dryRun, words("area_change.touched.back"), nil)))
      """
    return page(title, dryRun.area, main)
  }

  /// Buttons to the rows before and after a page; the change goes along in their forms, since it is not written down anywhere.
  private func more(_ touch: AreaTouch, _ range: Range<Int>, _ dryRun: DryRun, back: HTML = .empty) -> HTML {
    let earlier: HTML =
      range.lowerBound == 0
      ? .empty : asked(dryRun, words("area_change.touched.earlier"), (touch.subject, max(0, range.lowerBound - range.count)))
    let later: HTML = touch.moved <= range.upperBound ? .empty : asked(dryRun, words("area_change.touched.later"), (touch.subject, range.upperBound))
    return "<div class=\"line\">\(earlier)\(later)\(back)</div>"
  }

  private func asked(_ dryRun: DryRun, _ title: String, _ rows: (subject: String, after: Int)?) -> HTML {
    Form.post(to: dryRun.preview, dryRun.tokens) {
      "\(hidden(dryRun))\(rows.map { Form.hidden("rows", $0.subject) + Form.hidden("after", "\($0.after)") } ?? .empty)\(Button(title))"
    }
  }
}
