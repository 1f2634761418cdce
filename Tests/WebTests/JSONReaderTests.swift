import Ground
import Testing

@testable import Web

@Suite("Strict JSON")
struct JSONReaderTests {
  @Test("an object's members come as they were written, surrogate pairs and rare characters included")
  func reads() throws {
    let text = #" {"a":"x\n\u4e2d\ud842\udfb7𠮷😀", "b":-1.50e+3,"c":true,"d":null,"e":["1",2],"f":{"g":{}}} "#
    let fields = try JSONReader.fields(of: Array(text.utf8))
    let values = Dictionary(uniqueKeysWithValues: fields.values.map { ($0.name, $0.value) })
    #expect(values["a"] == .text("x\n中𠮷𠮷😀"))
    #expect(values["b"] == .number("-1.50e+3"))
    #expect(values["c"] == .flag(true))
    #expect(values["d"] == .null)
    #expect(values["e"] == .list([.text("1"), .number("2")]))
    #expect(values["f"] == .object)
    #expect(fields.manner == .json)
  }

  @Test(
    "what is not JSON is refused",
    arguments: [
      "", "{", "}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}", "{\"a\":01}", "{\"a\":1.}", "{\"a\":.5}", "{\"a\":+1}",
      "{\"a\":1e}", "{\"a\":NaN}", "{\"a\":Infinity}", "{\"a\":tru}", "{\"a\":\"\\x\"}", "{\"a\":\"\\ud800\"}", "{\"a\":\"\\udc00\"}",
      "{\"a\":\"\\ud800\\u0041\"}", "{\"a\":\"\\u00g0\"}", "{\"a\":\"\u{1}\"}", "{\"a\":\"\n\"}", "{\"a\":1} x", "{\"a\":1}{}", "{\"a\":[1,]}",
      "\u{feff}{}", "{\"a\":1 \"b\":2}", "{\"a\":\"b", "{\"a\":-}", "// c\n{}",
    ])
  func refuses(_ text: String) {
    let error = #expect(throws: Refusal.self) { try JSONReader.fields(of: Array(text.utf8)) }
    #expect(error?.kind == .malformed)
  }

  @Test(
    "a name that comes twice is refused at every depth, escaped or not",
    arguments: ["{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}", "{\"b\":[{\"a\":1,\"a\":1}]}"])
  func refusesTwice(_ text: String) {
    let error = #expect(throws: Refusal.self) { try JSONReader.fields(of: Array(text.utf8)) }
    #expect(error?.word == "refusal.malformed.twice")
  }

  @Test("depth has a limit, and a deep text costs no stack")
  func refusesDepth() throws {
    let allowed = String(repeating: "[", count: 31) + String(repeating: "]", count: 31)
    #expect(try JSONReader.fields(of: Array("{\"a\":\(allowed)}".utf8)).values.count == 1)
    let deep = "{\"a\":" + String(repeating: "[", count: 200_000)
    let error = #expect(throws: Refusal.self) { try JSONReader.fields(of: Array(deep.utf8)) }
    #expect(error?.word == "refusal.malformed.depth")
  }

  @Test("what is JSON but no object is invalid", arguments: ["[]", "1", "\"x\"", "null", "true"])
  func refusesOthers(_ text: String) {
    let error = #expect(throws: Refusal.self) { try JSONReader.fields(of: Array(text.utf8)) }
    #expect(error?.kind == .invalid)
  }

  @Test("bytes that are not UTF-8 are refused: GBK, a lone continuation, an overlong form, a surrogate")
  func refusesEncodings() {
    for bytes: [UInt8] in [[0xd6, 0xd0], [0x80], [0xc0, 0xaf], [0xed, 0xa0, 0x80]] {
      let body = Array("{\"a\":\"".utf8) + bytes + Array("\"}".utf8)
      let error = #expect(throws: Refusal.self) { try JSONReader.fields(of: body) }
      #expect(error?.word == "refusal.malformed.encoding")
    }
  }
}
