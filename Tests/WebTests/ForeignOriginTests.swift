import SQL
import HTTPTypes
import Testing
import Testkit
import Web

@Suite("Requests from elsewhere")
struct ForeignOriginTests {
  private func house(
    _ change: @Sendable (inout SampleHouse) -> Void = { _ in }, _ body: @escaping @Sendable (Browser, SampleHouse) async throws -> Void
  ) async throws {
    try await withDatabase(.sqlite, SampleHouse.migrations) { database in
      var house = SampleHouse(database)
      change(&house)
      let made = house
      try await made.test { try await body($0, made) }
    }
  }

  @Test("a form without our token, with somebody else's, with a changed one, or without the cookie is not carried out, and comes back filled in")
  func tokens() async throws {
    try await house { (browser, house) async throws in
      let mine = try await browser.form()
      let other = try await browser.form()
      let token = try await house.signIn()
      let signedIn = try await browser.form(token)
      let changed = mine.fields.replacing("_csrf=A", with: "_csrf=B").replacing("_csrf=", with: "_csrf=A")
      let attempts: [(String, String)] = [
        ("title=x", mine.cookie), (mine.fields + "&title=x", other.cookie), (mine.fields + "&title=x", ""), (changed + "&title=x", mine.cookie),
        (mine.fields + "&title=x", "lianzhi=\(token)"), (signedIn.fields + "&title=x", mine.cookie), ("_csrf=&title=x", mine.cookie),
        (mine.fields + "&title=x", "lianzhi_form=short"),
      ]
      for (fields, cookie) in attempts {
        let answer = try await browser.post("/things", fields, cookie: cookie)
        #expect(answer.status == 403 && answer.text.contains("again: x foreignOrigin"), "\(fields) \(cookie)")
      }
      #expect(house.made.value == 0)
      #expect(try await browser.post("/things", mine.fields + "&title=x", cookie: mine.cookie).status == 303)
      #expect(try await browser.post("/things", signedIn.fields + "&title=y", cookie: signedIn.cookie).status == 303)
    }
  }

  @Test("tokens of one browser differ from page to page, and all of them hold")
  func salted() async throws {
    try await house { (browser, _) async throws in
      let first = try await browser.form()
      let again = try await browser.get("/", ["cookie": first.cookie])
      #expect(again.cookie("lianzhi_form") == nil)
      let second = try #require(again.hidden("_csrf"))
      #expect(!first.fields.contains(second))
      #expect(try await browser.post("/things", "_csrf=\(second)&title=x", cookie: first.cookie).status == 303)
    }
  }

  @Test(
    "what a browser says of where a request comes from is believed",
    arguments: [
      ("http://localhost", nil, true), ("http://evil.example", nil, false), ("null", nil, false), ("null", "same-origin", true),
      ("http://localhost", "same-origin", true), ("http://localhost", "cross-site", false), (nil, "cross-site", false), (nil, "same-site", false),
      (nil, "none", true), (nil, nil, true), ("https://localhost", nil, false), ("http://localhost.evil.example", nil, false), ("", nil, false),
    ])
  func origins(_ origin: String?, _ site: String?, _ isOurs: Bool) async throws {
    try await house { (browser, house) async throws in
      var headers: [String: String] = [:]
      headers["origin"] = origin
      headers["sec-fetch-site"] = site
      let form = try await browser.form()
      #expect(try await browser.post("/things", form.fields + "&title=x", cookie: form.cookie, headers).status == (isOurs ? 303 : 403))
      let json = try await browser.json(.post, "/api/v1/things", #"{"title":"y"}"#, headers)
      #expect(json.status == (isOurs ? 201 : 403))
      #expect(house.made.value == (isOurs ? 2 : 0))
    }
  }

  @Test("behind a proxy the origin is the one that was set, whatever Host says")
  func proxied() async throws {
    try await house({
      $0.settings.origin = "https://lz.example"; $0.settings.trustedOrigins = ["https://map.example"]
    }) { (browser, _) async throws in
      let post: @Sendable (String, String) async throws -> Int = { origin, title in
        try await browser.json(.post, "/api/v1/things", "{\"title\":\"\(title)\"}", ["origin": origin]).status
      }
      #expect(try await post("https://lz.example", "a") == 201)
      #expect(try await post("https://map.example", "b") == 201)
      #expect(try await post("http://localhost", "c") == 403)
    }
  }

  @Test("JSON with the browser's cookie needs the token too, JSON with a bearer token does not")
  func json() async throws {
    try await house { (browser, house) async throws in
      let token = try await house.signIn()
      let page = try await browser.get("/", ["cookie": "lianzhi=\(token)"])
      let csrf = try #require(page.hidden("_csrf"))
      #expect(try await browser.json(.post, "/api/v1/things", #"{"title":"a"}"#, ["cookie": "lianzhi=\(token)"]).status == 403)
      #expect(try await browser.json(.post, "/api/v1/things", #"{"title":"a"}"#, ["cookie": "lianzhi=\(token)", "x-csrf-token": csrf]).status == 201)
      #expect(try await browser.json(.post, "/api/v1/things", #"{"title":"b"}"#, ["authorization": "Bearer \(token)"]).status == 201)
    }
  }
}
