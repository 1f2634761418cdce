import Foundation
import Markup
import Testing

@Suite("Style sheets and scripts")
struct AssetTests {
  private static let folder: URL = Words.root.appending(path: "Assets")

  private static func text(_ name: String) throws -> String { try String(contentsOf: folder.appending(path: name), encoding: .utf8) }

  /// WeChat and UOS browsers start at Chromium 87.
  @Test("a style sheet needs nothing that Chromium 87 lacks", arguments: ["look.css", "staff.css", "map.css"])
  func old(name: String) throws {
    let css: String = try AssetTests.text(name).replacing(/\/\*[\s\S]*?\*\//, with: "")
    for feature in [":has(", "color-mix(", "light-dark(", "@layer", "@container", "@scope", ":is(", ":where("] {
      #expect(!css.contains(feature), "\(feature)")
    }
    #expect(css.matches(of: /&[ .:]/).isEmpty, "nesting")
    #expect(css.split(separator: "{").count == css.split(separator: "}").count)
  }

  @Test(
    "a script stays small, and touches neither inline styles nor text as code",
    arguments: ["map.js", "draft.js", "photos.js", "place.js", "desk.js", "form.js"])
  func scripts(name: String) throws {
    let script: String = try AssetTests.text(name)
    #expect(script.utf8.count < 6144)
    for danger in ["innerHTML", "eval(", "document.write", "setAttribute(\"style\"", "insertAdjacentHTML"] {
      #expect(!script.contains(danger), "\(danger)")
    }
    #expect(script.matches(of: /\p{Han}/).isEmpty, "words come with the page")
  }

  @Test("every class that a part names has a rule or a script behind it")
  func classes() throws {
    let names: [String] = ["look.css", "staff.css", "map.css", "map.js", "draft.js", "photos.js", "desk.js", "form.js"]
    let known: String = try names.map(AssetTests.text).joined()
    let all: String = Samples().all.map(\.html.text).joined() + SamplePages().all.map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
    // They only name what they are, for tests and for those who look.
    let bare: Set<String> = ["resident-body", "desk-body", "paper-body", "sheets", "ahead"]
    var missing: Set<String> = []
    for match in all.matches(of: /class="([^"]*)"/) {
      for name in match.output.1.split(separator: " ") where !known.contains(".\(name)") && !bare.contains(String(name)) {
        missing.insert(String(name))
      }
    }
    #expect(missing.isEmpty)
  }
}
