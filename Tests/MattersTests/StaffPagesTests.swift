import Foundation
import Ground
import Markup
import Organisations
import Places
import Testing

@testable import Matters

@Suite("What staff see of matters")
struct StaffPagesTests {
  static let states: [String] = ["collected", "dispatched", "handling", "answered", "verified", "closed", "returned", "consulting"]
  static let tokens: FormTokens = FormTokens(csrf: "c", key: "k", version: 3)

  private static func everyPage(_ sample: SampleMatters) -> [(name: String, page: Page)] {
    let today: TodayView = TodayView(
      first: [sample.row(sample.matter(state: "handling"))], rest: [sample.row(sample.matter(state: "dispatched"))], answered: [], home: sample.area,
      title: sample.text, mayHandle: true,
      reminders: [
        Reminder(id: "r", title: sample.text, count: 1, rows: [.init(sample.text, to: "/x", time: sample.text, isLate: true)], href: "/x")
      ])
    let form: RegisterForm = RegisterForm(
      areas: [(sample.area.id, sample.text)], buildings: [(BuildingID(4), sample.text)], area: sample.area.id,
      values: ["say": sample.text, "address": sample.text], problems: [FieldProblem("phone", "matter.problem.phone")])
    let matters: [(String, Page)] = states.map { state in
      ("matter-\(state)", sample.pages.matter(sample.view(sample.matter(state: state)), tokens: { tokens }, refusal: nil, revealed: nil))
    }
    return [
      ("queue", sample.pages.queue(sample.queue(), next: "/matters?after=x")), ("today", sample.pages.today(today)),
      ("tiles", sample.pages.tiles(sample.tiles)), ("register", sample.pages.register(form, tokens: tokens)),
    ] + matters
  }

  @Test("no page shows a key where a word should stand, in either language", arguments: ["zh-CN", "en"])
  func words(locale: String) throws {
    for (name, page) in Self.everyPage(try SampleMatters(locale: locale)) {
      let html: String = page.main.text + page.below.text
      #expect(html.firstMatch(of: />[^<]*\b(matter|state|category|stage|deadline|form)\.[a-z_]+/) == nil, "\(name)")
      #expect(html.firstMatch(of: />[^<]*\{[a-z]+\}/) == nil, "\(name) leaves a place unfilled")
      try write(page, "\(name)-\(locale)", locale)
    }
  }

  @Test("whatever a resident types stays text", arguments: ["<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "{who}{count}"])
  func hostile(text: String) throws {
    var sample: SampleMatters = try SampleMatters()
    sample.text = text
    for (name, page) in Self.everyPage(sample) {
      #expect(!page.main.text.contains("<script>alert"), "\(name)")
      #expect(!page.main.text.contains("<img src=x"), "\(name)")
    }
  }

  @Test("a page has at most one primary button, and every form carries its tokens", arguments: states)
  func forms(state: String) throws {
    let sample: SampleMatters = try SampleMatters()
    var drawn: Int = 0
    let fresh: () -> FormTokens = {
      drawn += 1
      return FormTokens(csrf: "c", key: "k\(drawn)", version: 3)
    }
    let html: String = sample.pages.matter(sample.view(sample.matter(state: state)), tokens: fresh, refusal: nil, revealed: nil).main.text
    #expect(html.components(separatedBy: "button primary").count <= 2)
    #expect(html.components(separatedBy: "method=\"post\"").count - 1 == drawn)
    for number in 0..<drawn { #expect(html.components(separatedBy: "value=\"k\(number + 1)\"").count == 2) }
  }

  @Test("no two things on a page have one id", arguments: states)
  func ids(state: String) throws {
    let sample: SampleMatters = try SampleMatters()
    let html: String = sample.pages.matter(sample.view(sample.matter(state: state)), tokens: { Self.tokens }, refusal: nil, revealed: nil).main.text
    let ids: [String] = html.matches(of: /\ id="([^"]+)"/).map { String($0.1) }
    #expect(ids.count == Set(ids).count, "\(Dictionary(grouping: ids, by: { $0 }).filter { $0.value.count > 1 }.keys)")
  }

  @Test("a refused act says what is wrong at its field and keeps what was typed")
  func refused() throws {
    let sample: SampleMatters = try SampleMatters()
    let refusal: Refusal = .invalid([FieldProblem("note", "matter.problem.note.give_back")])
    let page: Page = sample.pages.matter(
      sample.view(sample.matter(state: "handling")), tokens: { Self.tokens }, refusal: (.giveBack, refusal, ["note": "不归我们管"]), revealed: nil)
    #expect(page.main.text.contains("href=\"#return-note\""))
    #expect(page.main.text.contains("id=\"return-note-error\""))
    #expect(page.main.text.contains("不归我们管</textarea>"))
    #expect(page.main.text.contains("<details class=\"sheet again\" open>"))
  }

  @Test("a phone is masked until somebody has asked for it, and then the page says that it was written down")
  func phone() throws {
    let sample: SampleMatters = try SampleMatters()
    let view: MatterView = sample.view(sample.matter())
    let masked: String = sample.pages.matter(view, tokens: { Self.tokens }, refusal: nil, revealed: nil).main.text
    #expect(masked.contains("138****6021") && !masked.contains("13812346021"))
    #expect(masked.contains("action=\"/matters/7/contact-reveal\""))
    let clear: String = sample.pages.matter(view, tokens: { Self.tokens }, refusal: nil, revealed: view.contacts).main.text
    #expect(clear.contains("13812346021") && clear.contains(sample.words("matter.requester.journalled")))
  }

  @Test("each figure leads to the rows it counted, within its area")
  func figures() throws {
    let sample: SampleMatters = try SampleMatters()
    let html: String = sample.pages.tiles(sample.tiles).main.text
    let queries: [String] = [
      "open=yes&amp;area=5", "area=5&amp;due=late", "area=5&amp;due=today", "area=5&amp;answered=week&amp;sort=newest",
      "area=5&amp;rated=month&amp;sort=newest",
    ]
    for query in queries {
      #expect(html.contains("/matters?\(query)\""), "\(query)")
    }
    #expect(html.contains("87.5<small>%</small>"))
  }

  @Test("an empty queue says why and what to do next")
  func empty() throws {
    let sample: SampleMatters = try SampleMatters()
    let html: String = sample.pages.queue(sample.queue(MatterFilter(text: "没有"), rows: []), next: nil).main.text
    #expect(html.contains(sample.words("matter.empty.filter.why")) && html.contains("href=\"/matters?open=yes\""))
  }

  /// `LIANZHI_GALLERY=<folder>` writes the pages, to look at in a browser.
  private func write(_ page: Page, _ name: String, _ locale: String) throws {
    guard let folder = ProcessInfo.processInfo.environment["LIANZHI_GALLERY"] else { return }
    let words: Words = try SampleMatters(locale: locale).words
    let menu: [MenuEntry] = [MenuEntry(key: "matters", title: words("matter.queue"), href: "/matters")]
    let chrome: Chrome = Chrome(
      locale: locale, words: { words($0) }, target: "/matters", menu: menu, callerName: "王敏", signOut: Self.tokens, notice: nil)
    try Data(Frame.render(page, chrome)).write(to: URL(fileURLWithPath: folder).appending(path: "\(name).html"))
  }
}
