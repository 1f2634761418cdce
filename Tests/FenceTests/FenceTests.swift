import Testing

@Suite("The walls of the house") struct FenceTests {
  @Test("no room imports what its row of the table does not name")
  func imports() throws {
    let files: [SourceFile] = try House.files("Sources")
    #expect(files.count > 50)
    let found: [Trespass] = files.flatMap(ImportFence.trespasses)
    #expect(found.isEmpty, "\(list(found))")
  }

  @Test("no string in the sources is Chinese: words live in the words files")
  func chinese() throws {
    let found: [Trespass] = try House.files("Sources").flatMap(WordFence.hanTrespasses)
    #expect(found.isEmpty, "\(list(found))")
  }

  @Test("no source names a city")
  func cities() throws {
    let cities: Set<String> = WordFence.cities.union(try House.cities())
    let found: [Trespass] = try House.files("Sources").flatMap { WordFence.cityTrespasses($0, cities: cities) }
    #expect(found.isEmpty, "\(list(found))")
  }

  @Test("no file has more than 350 lines", arguments: ["Sources", "Tests"])
  func sizes(folder: String) throws {
    let found: [Trespass] = try House.files(folder).flatMap(SizeFence.trespasses)
    #expect(found.isEmpty, "\(list(found))")
  }

  @Test("every verb that the journal is told has words", arguments: ["zh-CN", "en"])
  func verbs(locale: String) throws {
    let files: [SourceFile] = try House.files("Sources")
    #expect(files.flatMap(JournalFence.written).count > 60)
    let found: [Trespass] = JournalFence.trespasses(files, words: try House.words(locale))
    #expect(found.isEmpty, "\(list(found))")
  }

  private func list(_ found: [Trespass]) -> String { found.map { "\n\($0)" }.joined() }
}
