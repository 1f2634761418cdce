import Ground
import Markup
import Pictures

/// The sheet of codes to print and cut: twelve to a side of A4.
struct CodeSheetPage: Sendable {
  let words: Words
  let origin: String
  let kind: DoorCode.Kind?
  /// The address of the sheets after these.
  let next: String?

  /// Ten sides of twelve.
  static let most: Int = 120
  static let perSide: Int = 12

  /// - Throws: ``QRCode/Failure`` when the site's own address is too long for a code.
  func page(_ sheet: CodeSheet) throws -> Page {
    let title = words("codes.title", ["area": sheet.area.name])
    return Page(
      title: title, layout: .paper, whereTo: title, section: "areas", main: try sides(sheet), above: bar(sheet, title),
      styles: ["codes.css"])
  }

  /// Above the sheets, on the screen only.
  private func bar(_ sheet: CodeSheet, _ title: String) -> HTML {
    let next: HTML = next.map { "\(Link(words("codes.next"), to: $0))" } ?? .empty
    let kinds: [Views.View] = DoorCode.Kind.allCases.map { kind in
      .init(words("codes.kind.\(kind.rawValue)"), to: "/areas/\(sheet.area.id)/codes?kind=\(kind.rawValue)", isCurrent: kind == self.kind)
    }
    return """
      <header class="docbar no-print"><a\(href: "/areas/\(sheet.area.id)")>\(words("codes.back", ["area": sheet.area.name]))</a>\
      <span class="quiet">\(words("codes.how", count: sheet.steps.count))</span><span class="push">\(next)</span>\
      \(Views(label: words("codes.kinds"), kinds))</header>
      """
  }

  private func sides(_ sheet: CodeSheet) throws -> HTML {
    var out: HTML = "<h1 class=\"sr\">\(words("codes.title", ["area": sheet.area.name]))</h1>"
    guard !sheet.steps.isEmpty else { return out + "\(Empty(words("codes.empty"), words("codes.empty.why")))" }
    var rest = sheet.steps[...]
    while !rest.isEmpty {
      var labels: HTML = .empty
      for step in rest.prefix(Self.perSide) { labels += try label(step) }
      out += "<ol class=\"doortags\">\(labels)</ol>"
      rest = rest.dropFirst(Self.perSide)
    }
    return out
  }

  private func label(_ step: Doorstep) throws -> HTML {
    let spot = step.spot(words)
    let code = try QRCode(step.code.address(at: origin))
    let picture = QRPicture(words("codes.alt", ["spot": spot]), size: code.size) { code.isDark($0, $1) }
    return """
      <li class="doortag"><p class="doortag-spot">\(spot)</p><p class="doortag-area">\(upper(step))</p>\(picture)\
      <p class="doortag-code">\(step.code.readable)</p><p class="doortag-why">\(words("codes.why.\(step.code.kind.rawValue)"))</p></li>
      """
  }

  /// The areas around the spot: community and grid for a building, what stands above for an area.
  private func upper(_ step: Doorstep) -> String {
    let around = step.building == nil ? step.chain.dropLast().suffix(2) : step.chain.suffix(2)
    return around.map(\.name).joined(separator: " ")
  }
}
