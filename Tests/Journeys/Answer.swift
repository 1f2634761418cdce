import Foundation
import HTTPTypes

/// What came back.
struct Answer: Sendable {
  let status: Int
  let headers: HTTPFields
  let bytes: [UInt8]

  var text: String { String(decoding: bytes, as: UTF8.self) }

  var json: [String: any Sendable] {
    let value: Any? = try? JSONSerialization.jsonObject(with: Data(bytes))
    return (value as? [String: any Sendable]) ?? [:]
  }

  /// The rows of a JSON list.
  var items: [[String: any Sendable]] { (json["items"] as? [[String: any Sendable]]) ?? [] }

  var location: String? { header("location") }

  func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }

  /// Where the page's links lead.
  var links: [String] { PageReader(text).attributes("href", of: "a") }

  /// Where the page's forms go.
  var forms: [String] { PageReader(text).attributes("action", of: "form") }

  /// The hidden fields of the page's form that goes there.
  func hidden(_ action: String) -> [String: String] { PageReader(text).hidden(action) }
}

/// Finds the few things in a page of ours that a test asks for.
struct PageReader {
  let text: String

  init(_ text: String) { self.text = text }

  func attributes(_ name: String, of tag: String) -> [String] {
    tags(tag, in: text[...]).compactMap { PageReader.attribute(name, of: $0) }
  }

  func hidden(_ action: String) -> [String: String] {
    var out: [String: String] = [:]
    for start in text.ranges(of: "<form") {
      let end: String.Index = text[start.upperBound...].range(of: "</form>")?.lowerBound ?? text.endIndex
      let form: Substring = text[start.lowerBound..<end]
      guard let head = tags("form", in: form).first, PageReader.attribute("action", of: head) == action else { continue }
      for input in tags("input", in: form) where PageReader.attribute("type", of: input) == "hidden" {
        if let name = PageReader.attribute("name", of: input) { out[name] = PageReader.attribute("value", of: input) ?? "" }
      }
    }
    return out
  }

  private func tags(_ name: String, in text: Substring) -> [Substring] {
    text.ranges(of: "<\(name) ").map { text[$0.lowerBound...].prefix { $0 != ">" } }
  }

  private static func attribute(_ name: String, of tag: Substring) -> String? {
    guard let start = tag.range(of: " \(name)=\"") else { return nil }
    return plain(String(tag[start.upperBound...].prefix { $0 != "\"" }))
  }

  private static func plain(_ text: String) -> String {
    let entities: [(String, String)] = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"), ("&amp;", "&")]
    return entities.reduce(text) { $0.replacing($1.0, with: $1.1) }
  }
}
