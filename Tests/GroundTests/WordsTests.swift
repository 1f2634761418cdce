import Ground
import Testing

@Suite("words")
struct WordsTests {
  private let words: Words = Words(
    locale: "en",
    texts: [
      "hello": "Hello, {name}!", "twice": "{a} {b} {a}", "open": "a { b", "n": "{count} matters", "n.one": "{count} matter", "zh": "共 {count} 件",
    ])

  @Test("places are filled, unknown ones and lone braces stay")
  func fills() {
    #expect(words("hello", ["name": "李"]) == "Hello, 李!")
    #expect(words("hello", ["other": "x"]) == "Hello, {name}!")
    #expect(words("hello") == "Hello, {name}!")
    #expect(words("twice", ["a": "1", "b": "2"]) == "1 2 1")
    #expect(words("open", ["b": "x"]) == "a { b")
  }

  @Test("what is filled in is not filled again")
  func once() {
    #expect(words("twice", ["a": "{b}", "b": "{a}"]) == "{b} {a} {b}")
  }

  @Test("a missing key shows itself")
  func missing() {
    #expect(words("no.such.key") == "no.such.key")
    #expect(!words.has("no.such.key"))
  }

  @Test("one is counted apart where the locale has it")
  func counts() {
    #expect(words("n", count: 0) == "0 matters")
    #expect(words("n", count: 1) == "1 matter")
    #expect(words("n", count: 12_345) == "12,345 matters")
    #expect(words("zh", count: 1) == "共 1 件")
  }

  @Test(
    "numbers are grouped by thousands",
    arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "-1,234,567"), (Int.min, "-9,223,372,036,854,775,808")])
  func numbers(number: Int, text: String) {
    #expect(words.number(number) == text)
  }
}
