import SQL
import HTTPTypes
import Testing
import Testkit
import Web

@Suite("Bad input")
struct BadInputTests {
  private func house(_ engine: EngineKind = .sqlite, _ body: @escaping @Sendable (Browser, SampleHouse) async throws -> Void) async throws {
    try await withDatabase(engine, SampleHouse.migrations) { database in
      let house = SampleHouse(database)
      try await house.test { try await body($0, house) }
    }
  }

  @Test("rare characters, emoji, HTML and SQL are kept as they are and shown as text", arguments: EngineKind.allCases)
  func keeps(_ engine: EngineKind) async throws {
    try await house(engine) { (browser, house) async throws in
      for text in ["𠮷野家 👩‍👩‍👧‍👦", "<script>alert(1)</sc", "'; DROP TABLE thing;", "a\"b'c&d\\e", "\u{202e}drah"] {
        let form = try await browser.form()
        let encoded = text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let answer = try await browser.post("/things", "\(form.fields)&title=\(encoded)", cookie: form.cookie)
        let path = try #require(answer.header("location")?.prefix { $0 != "?" })
        #expect(try await browser.get("/api/v1\(path)").json["title"] as? String == text)
        #expect(try await browser.get(String(path)).text.contains("<script>") == false)
      }
      #expect(house.made.value == 5)
    }
  }

  @Test(
    "a JSON body that is wrong is told so and nothing happens",
    arguments: [
      ("", 422), ("{}", 422), ("{\"title\":\"\"}", 422), ("{\"title\":\"  \"}", 422), ("{\"title\":null}", 422), ("{\"title\":1}", 422),
      ("{\"title\":\"a\\u0000b\"}", 422), ("{\"title\":\"123456789012345678901\"}", 422), ("{\"title\":\"a\",\"extra\":1}", 422), ("[]", 422),
      ("{\"title\":\"a\",\"title\":\"b\"}", 400), ("{\"title\":\"a\"", 400), ("title=a", 400), ("{\"title\":\"\\ud800\"}", 400),
      ("\u{feff}{\"title\":\"a\"}", 400),
      ("{\"title\":\"a\",\"photos\":[\"x\"]}", 422), ("{\"title\":\"a\",\"count\":1e400}", 422),
      ("{\"title\":\"a\",\"count\":99999999999999999999}", 422),
    ])
  func json(_ body: String, _ status: Int) async throws {
    try await house { (browser, house) async throws in
      let answer = try await browser.json(.post, "/api/v1/things", body)
      #expect(answer.status == status && answer.header("content-type") == "application/problem+json" && answer.json["status"] as? Int == status)
      #expect(house.made.value == 0)
    }
  }

  @Test("deep JSON, GBK and too many bytes are refused")
  func sizes() async throws {
    try await house { (browser, house) async throws in
      let deep = "{\"title\":" + String(repeating: "[", count: 9000)
      #expect(try await browser.json(.post, "/api/v1/things", deep).status == 400)
      let gbk = Array("{\"title\":\"".utf8) + [0xd6, 0xd0] + Array("\"}".utf8)
      let answer = try await browser.send(.post, "/api/v1/things", ["content-type": "application/json", "accept-language": "en"], gbk)
      #expect(answer.status == 400 && answer.json["detail"] as? String == "The content is not UTF-8. Please send it again as UTF-8.")
      let large = try await browser.json(
        .post, "/api/v1/things", "{\"title\":\"\(String(repeating: "a", count: 20_000))\"}", ["accept-language": "en"])
      #expect(large.status == 413 && large.json["detail"] as? String == "The content is too large; the most is 19 KB.")
      #expect(house.made.value == 0)
    }
  }

  @Test(
    "a body in a format that the place does not take is refused",
    arguments: [
      ("/api/v1/things", "text/plain"), ("/api/v1/things", "application/x-www-form-urlencoded"), ("/api/v1/things", "application/json; charset=gbk"),
      ("/things", "application/json"), ("/things", "text/xml"), ("/api/v1/things", "application/jsonx"),
      ("/things", "application/x-www-form-urlencoded; charset=gb18030"),
      ("/api/v1/things/1", "multipart/form-data; boundary=XX"),
    ])
  func media(_ path: String, _ type: String) async throws {
    try await house { (browser, _) async throws in
      let method = path.hasSuffix("1") ? "PATCH" : "POST"
      let answer = try await browser.send(.init(method) ?? .post, path, ["content-type": type], Array("{\"title\":\"a\"}".utf8))
      #expect(answer.status == 415)
      #expect(try await browser.send(.post, "/api/v1/things", [:], Array("{\"title\":\"a\"}".utf8)).status == 415)
    }
  }

  @Test("a refused form comes back filled in, with the status of the refusal and what is wrong with each field")
  func refusedForms() async throws {
    try await house { (browser, house) async throws in
      let form = try await browser.form()
      let post: @Sendable (String) async throws -> Browser.Answer = { try await browser.post("/things", "\(form.fields)&\($0)", cookie: form.cookie) }
      let long = try await post("title=%3Ci%3E12345678901234567890&count=x")
      #expect(long.status == 422 && long.text.contains("again: &lt;i&gt;12345678901234567890 invalid title,count"))
      #expect(try await post("title=").status == 422)
      #expect(try await post("title=a%00b").text.contains("again: ab invalid title"))
      #expect(try await post("title=%d6%d0").status == 400)
      #expect(try await post("title=%").status == 400)
      #expect(house.made.value == 0)
      #expect(try await post("title=once").status == 303)
      let other = try await browser.form()
      let twice = try await browser.post("/things", "\(other.fields)&title=once", cookie: other.cookie)
      #expect(twice.status == 409 && twice.text.contains("again: once conflict"))
    }
  }

  @Test("multipart forms bring files; broken ones, too many and too large ones bring a clear answer")
  func multipart() async throws {
    try await house { (browser, house) async throws in
      let page = try await browser.get("/")
      let hidden = MultipartTests.text("_csrf", page.hidden("_csrf") ?? "") + MultipartTests.text("title", "照片")
      let cookie = "lianzhi_form=\(page.cookie("lianzhi_form") ?? "")"
      let post: @Sendable ([UInt8]) async throws -> Browser.Answer = { parts in
        let headers = ["content-type": "multipart/form-data; boundary=\"XX\"", "cookie": cookie]
        return try await browser.send(.post, "/things", headers, hidden + parts)
      }
      let photo = MultipartTests.file("photos", "a.png", Array(repeating: 7, count: 900))
      let broken = try await post(photo)
      #expect(broken.status == 400)
      #expect(try await post(photo + photo + photo + MultipartTests.end).text.contains("again: 照片 invalid photos"))
      #expect(try await post(MultipartTests.file("photos", "a.png", Array(repeating: 7, count: 1001)) + MultipartTests.end).status == 422)
      #expect(try await post(MultipartTests.file("photos", "a.png", []) + MultipartTests.end).status == 422)
      #expect(try await post(Array(repeating: 7, count: 30_000) + MultipartTests.end).status == 413)
      #expect(house.made.value == 0)
      #expect(try await post(photo + photo + MultipartTests.end).header("location") == "/things/1?size=1800")
      let api = ["content-type": "multipart/form-data; boundary=XX"]
      let json = try await browser.send(.post, "/api/v1/things", api, MultipartTests.text("title", "b") + photo + MultipartTests.end)
      #expect(json.status == 201 && json.json["size"] as? Int == 900)
      #expect(try await browser.send(.post, "/api/v1/things", ["content-type": "multipart/form-data"], photo).status == 400)
    }
  }
}
