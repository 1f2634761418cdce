import Foundation
import Markup
import Testing

/// `LIANZHI_GALLERY=<folder> swift test --filter GalleryTests` writes pages with every part, to look at in a browser.
@Suite("The gallery")
struct GalleryTests {
  @Test("every part fits on a page of each layout", arguments: ["zh-CN", "en"], ["resident", "desk", "field"])
  func page(locale: String, layout: String) throws {
    let words: [String: String] = try Words.load(locale)
    let kind: Page.Layout = try #require(Page.Layout(rawValue: layout))
    let samples: Samples = Samples(say: { words[$0] ?? $0 })
    let bytes: [UInt8] = Frame.render(page(kind, samples), chrome(locale, words))
    let html: String = String(decoding: bytes, as: UTF8.self)
    #expect(html.hasSuffix("</html>\n"))
    #expect(!html.contains(">frame."), "a word is missing")
    try write(bytes, locale == "en" ? "\(layout)-en" : layout)
  }

  @Test("whole pages of parts fit in the frame, and the resident's form with its style and scripts stays under 60 KB")
  func pages() throws {
    let words: [String: String] = try Words.load("zh-CN")
    let text: (String) -> String = { words[$0] ?? $0 }
    var visitor: Chrome = chrome("zh-CN", words)
    visitor.callerName = nil
    visitor.notice = nil
    var clerk: Chrome = chrome("zh-CN", words)
    clerk.notice = nil
    let pages: [(String, Page, Chrome)] = [
      ("report", GalleryPages.report(text), visitor), ("follow", GalleryPages.follow(), visitor), ("queue", GalleryPages.queue(text), clerk),
      ("matter", GalleryPages.matter(), clerk), ("today", GalleryPages.today(), clerk), ("account", GalleryPages.account(), clerk),
    ]
    for (name, page, chrome) in pages { try write(Frame.render(page, chrome), name) }
    let form: Int = Frame.render(pages[0].1, visitor).count
    let assets: [String] = ["look.css", "photos.js", "draft.js", "form.js", "seal.svg"]
    let sizes: [Int] = try assets.map { try Data(contentsOf: Words.root.appending(path: "Assets/\($0)")).count }
    #expect(form + sizes.reduce(0, +) < 60_000, "before compression")
  }

  private func write(_ bytes: [UInt8], _ name: String) throws {
    #expect(String(decoding: bytes, as: UTF8.self).hasSuffix("</html>\n"))
    guard let folder = ProcessInfo.processInfo.environment["LIANZHI_GALLERY"] else { return }
    try Data(bytes).write(to: URL(fileURLWithPath: folder).appending(path: "\(name).html"))
  }

  private func page(_ layout: Page.Layout, _ samples: Samples) -> Page {
    let isDesk: Bool = layout == .desk
    let staff: Set<String> = [
      "filters", "ledger", "bulk", "keys", "tiles", "timeline-dated", "steps", "days", "chart", "job", "brief", "crumbs", "views",
    ]
    let others: Set<String> = layout == .resident ? staff : (layout == .field ? ["bulk", "keys"] : ["job", "brief", "heading"])
    let parts: [HTML] = samples.all.filter { $0.name != "thumb-bar" && $0.name != "notice" && !others.contains($0.name) }.map(\.html)
    let main: HTML = "<div><h1>零件：一页里只盖一次印</h1><p class=\"sub\">每样零件各一件。</p></div>\(parts)"
    return Page(
      title: "零件", layout: layout, whereTo: "银山门社区", whereSmall: "润州区金山街道", section: "matters",
      main: isDesk ? "<div class=\"stack\">\(main)</div>" : main,
      below: layout == .field ? samples.all.first { $0.name == "thumb-bar" }?.html ?? .empty : .empty, isNarrow: true,
      scripts: MapFigure.scripts + PhotoPicker.scripts + PositionButton.scripts + Form.Draft.scripts + Keys.scripts, styles: MapFigure.styles)
  }

  private func chrome(_ locale: String, _ words: [String: String]) -> Chrome {
    Chrome(
      locale: locale, words: { words[$0] ?? $0 }, target: "/resident.html",
      menu: ["事项", "四项清单", "书记项目", "联席会议", "统计", "通报"].enumerated().map {
        MenuEntry(key: $0.offset == 0 ? "matters" : "\($0.offset)", title: $0.element, href: "/\($0.offset)")
      },
      callerName: "王敏", signOut: FormTokens(csrf: "c", key: "k"),
      notice: Notice("已派给排水管理所，10 秒内可撤回", undo: .init("撤回", to: "/undo", FormTokens(csrf: "c", key: "k"))))
  }
}
