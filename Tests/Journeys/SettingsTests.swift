import Testing
import Testkit

@testable import lianzhi

@Suite("Settings")
struct SettingsTests {
  @Test("without any, everything has its place")
  func nothing() throws {
    let settings: Settings = try SettingsReader.settings(environment: ["PATH": "/bin"])
    #expect(settings == Settings())
    #expect(settings.listen.address == "http://127.0.0.1:8080")
    #expect(settings.headsPath.hasSuffix("/var/journal.heads"))
  }

  @Test("the environment wins over the file, which takes comments and quotes")
  func both() throws {
    let text = "# where\nLIANZHI_LISTEN = 0.0.0.0:9000\n\nLIANZHI_DATABASE=\"postgres://db/lz\"\nLIANZHI_NODE='7'\n"
    let settings: Settings = try SettingsReader.settings(environment: ["LIANZHI_NODE": "8"], file: ("lianzhi.env", text))
    #expect(settings.listen == Settings.Listen(host: "0.0.0.0", port: 9000))
    #expect(settings.listen.address == "http://127.0.0.1:9000")
    #expect(settings.database == .server("postgres://db/lz"))
    #expect(settings.node == 8)
    let fenced: Settings = try SettingsReader.settings(environment: ["LIANZHI_VISITOR_LIMIT": "30", "LIANZHI_BEHIND_PROXY": "yes"])
    #expect(fenced.visitorLimit == 30 && fenced.isBehindProxy)
  }

  @Test("a name that is not known is named, with its line when it stands in the file")
  func unknown() throws {
    let problem = try #require(complaint(["LIANZHI_DATABSE": "x"], "\nLIANZHI_PORT=1\nnonsense\n"))
    #expect(problem.sentences.count == 3)
    #expect(problem.sentences[0].hasPrefix("lianzhi.env:2: LIANZHI_PORT is not a setting."))
    #expect(problem.sentences[1].hasPrefix("lianzhi.env:3: A line is"))
    #expect(problem.sentences[2].hasPrefix("LIANZHI_DATABSE is not a setting."))
    #expect(Explanation.status(of: problem) == 78)
  }

  @Test(
    "a value that makes no sense is named",
    arguments: [
      ("LIANZHI_LISTEN", "8080"), ("LIANZHI_LISTEN", ":8080"), ("LIANZHI_LISTEN", "host:0"), ("LIANZHI_LISTEN", "host:65536"),
      ("LIANZHI_NODE", "1024"), ("LIANZHI_NODE", "-1"), ("LIANZHI_NODE", "one"), ("LIANZHI_VISITOR_LIMIT", "0"), ("LIANZHI_VISITOR_LIMIT", "many"),
      ("LIANZHI_BEHIND_PROXY", "1"),
      ("LIANZHI_ORIGIN", "lz.example"),
      ("LIANZHI_ORIGIN", "https://lz.example/path"), ("LIANZHI_LOG", "all"), ("LIANZHI_CITY", ""),
    ])
  func wrong(_ name: String, _ value: String) throws {
    #expect(try #require(complaint([name: value])).sentences.first?.hasPrefix("\(name) is ") == true)
  }

  @Test("what the tests themselves are told is no setting and no error")
  func tests() throws {
    #expect(try SettingsReader.settings(environment: ["LIANZHI_TEST_POSTGRES": "x", "LIANZHI_BINARY": "y"]) == Settings())
  }

  @Test("a city that is not there is refused with the names of those that are")
  func city() throws {
    let cities = CityFolder(path: Testkit.citiesFolder)
    #expect(cities.slugs == cities.slugs.sorted() && cities.slugs.count >= 2)
    #expect(cities.slugs.contains(try cities.slug(nil)))
    #expect(throws: SettingsProblem.self) { try cities.slug("atlantis") }
    #expect(throws: SettingsProblem.self) { try CityFolder(path: "/nowhere").slug(nil) }
  }

  private func complaint(_ environment: [String: String], _ text: String? = nil) -> SettingsProblem? {
    do {
      _ = try SettingsReader.settings(environment: environment, file: text.map { ("lianzhi.env", $0) })
      return nil
    } catch {
      return error as? SettingsProblem
    }
  }
}
