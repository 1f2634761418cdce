import Testing

/// A fence that cannot fail is no fence: each rule meets a sample that breaks it, and one that only seems to.
@Suite("The fence itself") struct FenceFailsTests {
  @Test(
    "an import that the table does not name is found with its line",
    arguments: [
      ("Sources/SQL/Row.swift", "import Ground"), ("Sources/Markup/HTML.swift", "public import SQL"),
      ("Sources/Web/Visit.swift", "@preconcurrency import GRDB"), ("Sources/Places/Area.swift", "import struct Matters.Matter"),
      ("Sources/Places/AreaRoutes.swift", "internal import HTTPTypes"), ("Sources/Ground/Refusal.swift", "import SQL"),
      ("Sources/Matters/MatterPages.swift", "import SQL"), ("Sources/Matters/MatterRecords.swift", "import Markup"),
      ("Sources/Matters/MatterDesk+Intake.swift", "import Web"), ("Sources/Matters/MatterJSON.swift", "import Markup"),
      ("Sources/Elsewhere/New.swift", "import Ground"), ("Sources/Vault/Digest.swift", "import Foundation; import Crypto"),
      ("Sources/Profiles/Loader.swift", "@_spi(Inner) @testable import Yams ; import SQL"),
    ])
  func forbidden(path: String, line: String) {
    let found: [Trespass] = ImportFence.trespasses(SourceFile(path: path, text: "import Foundation\n\n\(line)\n"))
    #expect(found.map(\.line) == [3])
    #expect(found.first?.description.hasPrefix("\(path):3: ") == true)
  }

  @Test(
    "an allowed import, and one in a comment or a string, are left alone",
    arguments: [
      ("Sources/Ground/Scope.swift", "public import SQL"), ("Sources/Ground/JournalRecords.swift", "import SQL"),
      ("Sources/lianzhi/Serve.swift", "import GRDB"), ("Sources/SQL/Row.swift", "// import Ground"),
      ("Sources/SQL/Row.swift", "/* a /* nested */ import Ground */"), ("Sources/SQL/Row.swift", "let a = \"\"\"\n  import Ground\n  \"\"\""),
      ("Sources/Matters/MatterPages.swift", "import Markup"), ("Sources/SQL/Row.swift", "let important = 1"),
    ])
  func allowed(path: String, line: String) {
    #expect(ImportFence.trespasses(SourceFile(path: path, text: line)) == [])
  }

  @Test(
    "Chinese in any kind of string is found",
    arguments: [
      "let a = 1\nlet b = \"街道\"", "let a = 1\nlet b = \"𠮷\"", "let a = 1\nlet b = #\"a \"社区\" b\"#", "let a = 1\nlet b = \"x \\(f(\"网格\")) y\"",
      "let a = 1\nlet b = \"\"\"\n  单元\n  \"\"\"", "let a = \"// \"\nlet b = \"楼\"", "let a = \"\\\\\"\nlet b = \"楼\"",
    ])
  func han(text: String) {
    #expect(WordFence.hanTrespasses(SourceFile(path: "Sources/Web/Page.swift", text: text)).map(\.line) == [2])
  }

  @Test("Chinese in a comment is left alone", arguments: ["// 街道", "/* 街道 \" */ let a = \"b\"", "/// A post such as 网格长.\nlet a = \"\""])
  func hanInComments(text: String) {
    #expect(WordFence.hanTrespasses(SourceFile(path: "Sources/Web/Page.swift", text: text)) == [])
  }

  @Test(
    "a city's name in code or in a string is found, and in a comment it is not",
    arguments: [
      ("if slug == \"jilin\" {}", 1), ("case zhenjiang", 1), ("let isJilin = true", 1), ("// as in jilin", 0), ("let city = settings.city", 0),
    ])
  func cities(text: String, count: Int) {
    #expect(WordFence.cityTrespasses(SourceFile(path: "Sources/Web/Page.swift", text: text), cities: WordFence.cities).count == count)
  }

  @Test(
    "a verb without words is found, however it is handed to the journal",
    arguments: [
      ("Sources/Places/ADesk.swift", #"let draft = JournalDraft("grid.set", subject: "area", id: 1)"#, 1),
      ("Sources/Places/ADesk.swift", #"JournalDraft(isNew ? "grid.made" : "grid.known", subject: "area")"#, 1),
      ("Sources/Places/ADesk.swift", #"try note("grid.known", 1); try save("grid.lost")"#, 1),
      ("Sources/Organisations/Posts/PostDesk+A.swift", #"try note("sold", opened)"#, 1),
      ("Sources/Places/ADesk.swift", #"JournalDraft("grid.\(what)", subject: "area")"#, 1),
      ("Sources/Places/ADesk.swift", #"JournalDraft("grid.known", subject: "area"); say("grid.menu")"#, 0),
    ])
  func verbs(path: String, text: String, count: Int) {
    let found: [Trespass] = JournalFence.trespasses([SourceFile(path: path, text: text)], words: ["journal.grid.known", "grid.menu"])
    #expect(found.count == count, "\(found)")
  }

  @Test("a file of 351 lines is found, one of 350 is not")
  func sizes() {
    let line = "let a = 1\n"
    #expect(SizeFence.trespasses(SourceFile(path: "a.swift", text: String(repeating: line, count: 350))) == [])
    #expect(SizeFence.trespasses(SourceFile(path: "a.swift", text: String(repeating: line, count: 351))).count == 1)
  }
}
