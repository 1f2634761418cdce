import Markup
import Testing

@Suite("Hostile words")
struct EscapingTests {
  static let hostile: [String] = [
    "</title></textarea></script><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "&lt;b&gt;", "<!--", "]]>",
  ]

  /// Braces of the structure: however hostile the words, a part keeps its tags and its attributes.
  private static func structure(_ html: String) -> [Character: Int] {
    var counts: [Character: Int] = [:]
    for character in html where "<>\"'".contains(character) { counts[character, default: 0] += 1 }
    return counts
  }

  @Test("whatever the words are, a part keeps its tags and attributes", arguments: Samples.names, hostile)
  func part(name: String, words: String) throws {
    let plain: HTML = try #require(Samples(say: { _ in "x" }).all.first { $0.name == name }?.html)
    let attacked: HTML = try #require(Samples(say: { _ in words }).all.first { $0.name == name }?.html)
    #expect(EscapingTests.structure(attacked.text) == EscapingTests.structure(plain.text))
  }

  @Test("whatever the words are, the frame keeps its tags and attributes", arguments: SamplePages.names, hostile)
  func frame(name: String, words: String) throws {
    let plain: [UInt8] = try #require(SamplePages(say: { _ in "x" }).all.first { $0.name == name }?.bytes)
    let attacked: [UInt8] = try #require(SamplePages(say: { _ in words }).all.first { $0.name == name }?.bytes)
    #expect(EscapingTests.structure(String(decoding: attacked, as: UTF8.self)) == EscapingTests.structure(String(decoding: plain, as: UTF8.self)))
  }

  @Test("no part links to a script", arguments: Samples.names, ["javascript:alert(1)", " JaVa\nScript:alert(1)", "data:text/html,x", "vbscript:x"])
  func scripts(name: String, address: String) throws {
    let html: String = try #require(Samples(say: { _ in address }).all.first { $0.name == name }?.html.text)
    for attribute in ["href=\"", "src=\"", "action=\""] { #expect(!html.contains(attribute + address)) }
  }

  @Test("no part carries an inline style or script, which the content security policy would refuse", arguments: Samples.names)
  func inline(name: String) throws {
    let html: String = try #require(Samples().all.first { $0.name == name }?.html.text)
    #expect(!html.contains("style="))
    #expect(!html.contains("<script"))
    #expect(!html.contains(" on"), "an event attribute")
  }

  @Test("rare Han characters and emoji come out as they went in")
  func rare() {
    let html: HTML = "\(Tag("𠮷野家 👵🏽 \u{200d}"))"
    #expect(html.text == "<span class=\"tag\">𠮷野家 👵🏽 \u{200d}</span>")
  }
}
