import Ground
import HTTPTypes
import HummingbirdTesting
import SQL
import Testing
import Testkit
import Web

@Suite("Every request")
struct RequestTests {
  private func house<T: Sendable>(
    _ change: @Sendable (inout SampleHouse) -> Void = { _ in }, _ body: @Sendable (Browser, SampleHouse) async throws -> T
  ) async throws -> T {
    try await withDatabase(.sqlite, SampleHouse.migrations) { database in
      var house = SampleHouse(database)
      change(&house)
      let made = house
      return try await made.test { try await body($0, made) }
    }
  }

  @Test("one handler has a page and a JSON face")
  func faces() async throws {
    try await house { (browser, _) async throws in
      let made = try await browser.json(.post, "/api/v1/things", #"{"title":"路灯"}"#)
      #expect(made.status == 201)
      #expect(made.header("content-type") == "application/json")
      let json = try await browser.get("/api/v1/things/1")
      #expect(json.text == #"{"id":"1","title":"路灯","version":1}"#)
      let page = try await browser.get("/things/1")
      #expect(page.status == 200 && page.text.contains("<h1>路灯</h1>") && page.text.contains("<!doctype html>"))
      #expect(page.header("content-type") == "text/html; charset=utf-8")
    }
  }

  @Test("HEAD says what GET would, without a body; OPTIONS and 405 say what is allowed")
  func methods() async throws {
    try await house { (browser, _) async throws in
      let head = try await browser.send(.head, "/")
      #expect(head.status == 200 && head.text.isEmpty && (Int(head.header("content-length") ?? "") ?? 0) > 100)
      let options = try await browser.send(.options, "/api/v1/things/1")
      #expect(options.status == 204 && options.header("allow") == "GET, HEAD, PATCH, DELETE, OPTIONS")
      for method in [HTTPRequest.Method.put, .trace] {
        let wrong = try await browser.send(method, "/api/v1/things/1")
        #expect(wrong.status == 405 && wrong.header("allow") == "GET, HEAD, PATCH, DELETE, OPTIONS")
        #expect(wrong.header("content-type") == "application/problem+json" && wrong.json["status"] as? Int == 405)
      }
      let page = try await browser.send(.delete, "/things")
      #expect(page.status == 405 && page.header("content-type") == "text/html; charset=utf-8" && page.header("allow") == "GET, HEAD, POST, OPTIONS")
    }
  }

  @Test(
    "what is nowhere is 404, in the format of its place",
    arguments: [
      "/nowhere", "/things/", "//things", "/things/abc", "/things/0", "/things/1%2f", "/things/%zz", "/api/v1/things/99999999999999999999",
      "/api/v1/things/01", "/api/v2", "/assets/../secret", "/odd/a/%ff",
    ])
  func absent(_ path: String) async throws {
    try await house { (browser, _) async throws in
      let answer = try await browser.get(path)
      #expect(answer.status == 404)
      #expect(answer.header("content-type") == (path.hasPrefix("/api/") ? "application/problem+json" : "text/html; charset=utf-8"))
    }
  }

  @Test("text in a path is decoded once and escaped in the page")
  func paths() async throws {
    try await house { (browser, _) async throws in
      #expect(try await browser.get("/api/v1/odd/s/%3Cb%3E%2F%25%F0%A0%AE%B7").json["name"] as? String == "<b>/%𠮷")
      #expect(try await browser.get("/odd/s/%3Cscript%3E").text.contains("&lt;script&gt;"))
      #expect(try await browser.get("/odd/s/a%00b").status == 404)
    }
  }

  @Test("the language is the link's, else the cookie's, else the browser's, else the default")
  func languages() async throws {
    try await house { (browser, _) async throws in
      #expect(try await browser.get("/nowhere").text.contains("lang=\"zh-CN\""))
      #expect(try await browser.get("/nowhere", ["accept-language": "fr, en-GB;q=0.8, zh;q=0.1"]).text.contains("Not found"))
      #expect(try await browser.get("/nowhere", ["accept-language": "en", "cookie": "lang=zh-CN"]).text.contains("没有找到"))
      let problem = try await browser.get("/api/v1/nowhere", ["accept-language": "en;q=0.9,de"])
      #expect(problem.json["title"] as? String == "Not found")
      for odd in ["", ";;;", "q=", "*;q=0", "en;q=x", String(repeating: "a,", count: 5000)] {
        #expect(try await browser.get("/", ["accept-language": odd]).status == 200)
      }
    }
  }

  @Test("a switch becomes a cookie, and the page is asked for again without it; what it does not know is ignored")
  func switches() async throws {
    try await house { (browser, _) async throws in
      let answer = try await browser.get("/things?kind=red&lang=en&mode=elder&theme=dark&q=%E6%B0%B4")
      #expect(answer.status == 303 && answer.header("location") == "/things?kind=red&q=%E6%B0%B4")
      #expect(answer.cookie("lang") == "en" && answer.cookie("mode") == "elder" && answer.cookie("theme") == "dark")
      let page = try await browser.get("/things", ["cookie": "lang=en; mode=elder; theme=dark"])
      #expect(page.text.contains("<html lang=\"en\" data-mode=\"elder\" data-theme=\"dark\">"))
      #expect(try await browser.get("/?lang=xx&mode=loud").status == 200)
    }
  }

  @Test("a request id is made, or taken when it is a plain one")
  func requestIDs() async throws {
    try await house { (browser, house) async throws in
      #expect(try await browser.get("/", ["x-request-id": "proxy-12345678"]).header("x-request-id") == "proxy-12345678")
      for odd in ["short", "with space 123", "<script>alert(1)</script>", String(repeating: "a", count: 65)] {
        let id = try await browser.get("/", ["x-request-id": odd]).header("x-request-id")
        #expect(id?.count == 16 && id != odd)
      }
      let missing = try await browser.get("/api/v1/nowhere", ["x-request-id": "proxy-12345678"])
      #expect(missing.json["instance"] as? String == "urn:lianzhi:request:proxy-12345678")
      #expect(house.lines.all.contains { $0.contains("\"request\":\"proxy-12345678\"") })
    }
  }

  @Test("the log names the route and the status, and nothing of the address, the query, a name or a body")
  func logs() async throws {
    try await house { (browser, house) async throws in
      let token = try await house.signIn()
      _ = try await browser.get("/odd/s3cret/zhangsan?q=13800000000", ["cookie": "lianzhi=\(token)"])
      _ = try await browser.json(.post, "/api/v1/things", #"{"title":"13900000000"}"#)
      let text = house.lines.all.joined(separator: "\n")
      #expect(text.contains("\"route\":\"odd\"") && text.contains("\"status\":201") && text.contains("\"account\":\"7\""))
      for secret in ["s3cret", "zhangsan", "138000", "139000", token, "Warden"] { #expect(!text.contains(secret)) }
    }
  }

  @Test("unknown names in an address are ignored on a page and refused in JSON, wrong values refused on both")
  func queries() async throws {
    try await house { (browser, _) async throws in
      #expect(try await browser.get("/things?utm=1").status == 200)
      #expect(try await browser.get("/api/v1/things?utm=1").errors.keys.contains("utm"))
      let wrong = try await browser.get("/api/v1/things?kind=green&limit=0&q=12345678901", ["accept-language": "en"])
      #expect(wrong.status == 422)
      #expect(wrong.errors["kind"] == "“green” is not among the choices, which are red, blue.")
      #expect(wrong.errors["limit"] == "“0” is not between 1 and 200." && wrong.errors["q"] == "It has 11 characters; the most is 10.")
      #expect(try await browser.get("/things?kind=green").status == 422)
      #expect(try await browser.get("/api/v1/things?kind=red&kind=blue").status == 422)
      #expect(try await browser.get("/api/v1/things?kind=%ff").status == 400)
      #expect(try await browser.get("/api/v1/things?limit=1e2").status == 422)
    }
  }

  @Test("a client that rules JSON out gets 406")
  func accepts() async throws {
    try await house { (browser, _) async throws in
      #expect(try await browser.get("/api/v1/things", ["accept": "text/html"]).status == 406)
      for fine in ["*/*", "application/json", "text/html, application/*;q=0.1", "application/problem+json", ""] {
        #expect(try await browser.get("/api/v1/things", ["accept": fine]).status == 200)
      }
    }
  }

  @Test("every answer carries the security headers, and a route may tighten them")
  func headers() async throws {
    try await house({ $0.settings.isSecure = true }) { (browser, _) async throws in
      for path in ["/", "/api/v1/things", "/nowhere", "/api/v1/nowhere", "/health/live", "/metrics", "/things?lang=en", "/mine"] {
        let answer = try await browser.get(path)
        #expect(
          answer.header("content-security-policy")?.contains("default-src 'self'") == true
            && answer.header("content-security-policy")?.contains("unsafe") == false)
        #expect(answer.header("x-content-type-options") == "nosniff" && answer.header("referrer-policy") == "same-origin")
        #expect(answer.header("cross-origin-opener-policy") == "same-origin" && answer.header("cross-origin-resource-policy") == "same-origin")
        #expect(answer.header("permissions-policy")?.contains("geolocation=(self)") == true)
        #expect(answer.header("strict-transport-security")?.hasPrefix("max-age=31536000") == true)
        #expect(answer.header("cache-control") != nil)
      }
      let file = try await browser.get("/file")
      #expect(file.header("content-security-policy") == "sandbox" && file.header("cache-control") == "private, max-age=60")
      #expect(try await browser.get("/").headers[values: .setCookie].allSatisfy { $0.contains("HttpOnly; SameSite=Lax; Secure") })
    }
  }

  @Test("what is secret or somebody's own is never kept by a cache")
  func caches() async throws {
    try await house { (browser, house) async throws in
      let token = try await house.signIn()
      #expect(try await browser.get("/odd/s3cret/x").header("cache-control") == "no-store")
      #expect(try await browser.get("/things", ["cookie": "lianzhi=\(token)"]).header("cache-control") == "no-store")
      #expect(try await browser.get("/api/v1/things").header("cache-control") == "no-store")
      let page = try await browser.get("/things")
      #expect(page.header("cache-control") == "private, no-cache" && page.header("vary") == "Cookie, Accept-Language, Accept-Encoding")
    }
  }

  @Test("visitors who change things are counted where a limit is set")
  func limits() async throws {
    try await house({ $0.settings.visitorLimit = 2 }) { (browser, house) async throws in
      for title in ["a", "b"] { #expect(try await browser.json(.post, "/api/v1/things", "{\"title\":\"\(title)\"}").status == 201) }
      let third = try await browser.json(.post, "/api/v1/things", "{\"title\":\"c\"}")
      #expect(third.status == 429 && third.header("retry-after") == "60" && third.header("content-type") == "application/problem+json")
      #expect(try await browser.get("/api/v1/things").status == 200)
      house.clock.advance(seconds: 60)
      #expect(try await browser.json(.post, "/api/v1/things", "{\"title\":\"c\"}").status == 201)
    }
  }
}
