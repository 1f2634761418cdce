import Foundation
import SQL
import Testing
import Testkit
import Web

@Suite("OpenAPI")
struct OpenAPITests {
  private func document() async throws -> [String: Any] {
    let text = try await withDatabase(.sqlite, SampleHouse.migrations) { database in
      try await SampleHouse(database).test { (browser) async throws in try await browser.get("/api/v1/openapi.json").text }
    }
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test("every JSON route is described under its path and method, and no page is")
  func describesAll() async throws {
    let document = try await document()
    #expect(document["openapi"] as? String == "3.1.0")
    let paths = try #require(document["paths"] as? [String: [String: Any]])
    let things = try #require(paths["/api/v1/things"])
    #expect(Set(things.keys) == ["get", "post"])
    #expect(Set(try #require(paths["/api/v1/things/{thing}"]).keys) == ["get", "patch", "delete"])
    #expect(paths["/things"] == nil && paths["/api/v1/file"] == nil && paths["/api/v1"] == nil)
  }

  @Test("bodies, limits, headers and every refusal are in it")
  func isExact() async throws {
    let document = try await document()
    let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
    let make = try #require(paths["/api/v1/things"]?["post"])
    let body = try #require(make["requestBody"] as? [String: Any])
    let content = try #require(body["content"] as? [String: [String: [String: Any]]])
    let json = try #require(content["application/json"]?["schema"])
    #expect(json["additionalProperties"] as? Bool == false && json["required"] as? [String] == ["title"])
    let fields = try #require(json["properties"] as? [String: [String: Any]])
    #expect(fields["title"]?["maxLength"] as? Int == 20 && fields["count"]?["maximum"] as? Int == 9 && fields["photos"] == nil)
    #expect(fields["kind"]?["enum"] as? [String] == ["red", "blue"] && fields["code"]?["pattern"] as? String == "^(?:[A-Z]{2}[0-9]{3})$")
    let parts = try #require(content["multipart/form-data"]?["schema"]?["properties"] as? [String: [String: Any]])
    #expect(parts["photos"]?["maxItems"] as? Int == 2)
    let responses = try #require(make["responses"] as? [String: Any])
    let statuses = ["201", "400", "401", "403", "404", "405", "406", "409", "412", "413", "415", "422", "428", "429", "500", "503", "507"]
    #expect(Set(statuses).isSubset(of: Set(responses.keys)))
    let rename = try #require(paths["/api/v1/things/{thing}"]?["patch"]?["parameters"] as? [[String: Any]])
    #expect(Set(rename.compactMap { $0["name"] as? String }) == ["thing", "Idempotency-Key", "If-Match"])
    let list = try #require(paths["/api/v1/things"]?["get"]?["parameters"] as? [[String: Any]])
    #expect(Set(list.compactMap { $0["name"] as? String }) == ["kind", "q", "cursor", "limit"])
    #expect((paths["/api/v1/mine"]?["get"]?["security"] as? [Any])?.count == 1 && (make["security"] as? [Any])?.isEmpty == true)
  }
}
