/// The document around a page: head, menu, switches, foot, style sheets and scripts.
public enum Frame {
  public static func render(_ page: Page, _ chrome: Chrome) -> [UInt8] {
    let document: HTML = """
      <!doctype html>
      <html lang="\(chrome.locale)"\(attribute: "data-density", page.layout == .desk ? "dense" : nil)\
      \(attribute: "data-mode", chrome.mode == .elder ? "elder" : nil)\(attribute: "data-theme", chrome.theme?.rawValue)>
      <head>\(documentHead(page, chrome))</head>
      <body class="\(page.layout.rawValue)-body">
      <a class="skip" href="#main">\(chrome.words("frame.skip"))</a>
      \(page.layout == .paper ? .empty : FrameHead(page: page, chrome: chrome).html)\(page.above)\(notice(chrome))
      <main class="\(mainClass(page))" id="main">
      \(page.main)
      \(if: page.layout == .resident, FrameFoot(chrome: chrome).html)</main>
      \(page.below)
      </body>
      </html>

      """
    return document.bytes
  }

  private static func documentHead(_ page: Page, _ chrome: Chrome) -> HTML {
    """
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(title(of: page))</title>
    <link rel="icon" type="image/svg+xml"\(asset("seal.svg", "href", chrome))>
    \(each: styles(of: page), { "<link rel=\"stylesheet\"\(asset($0, "href", chrome))>\n" })\
    \(each: scripts(of: page), { "<script defer\(asset($0, "src", chrome))></script>\n" })
    """
  }

  private static func title(of page: Page) -> String {
    page.whereTo.isEmpty || page.title.contains(page.whereTo) ? page.title : "\(page.title) · \(page.whereTo)"
  }

  private static func styles(of page: Page) -> [String] {
    unique((page.layout == .resident ? ["look.css"] : ["look.css", "staff.css"]) + page.styles)
  }

  private static func scripts(of page: Page) -> [String] { unique(page.scripts + ["form.js"]) }

  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  private static func asset(_ name: String, _ attribute: StaticString, _ chrome: Chrome) -> HTML {
    "\(attribute: attribute, "/assets/\(name)?v=\(chrome.version)")"
  }

  private static func mainClass(_ page: Page) -> String {
    switch page.layout {
    case .resident, .field: "page"
    case .desk: page.isNarrow ? "wide narrow" : "wide"
    case .paper: "sheets"
    }
  }

  private static func notice(_ chrome: Chrome) -> HTML {
    chrome.notice.map { "<div class=\"noticed\">\($0)</div>" } ?? .empty
  }
}
