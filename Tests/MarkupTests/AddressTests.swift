import Markup
import Testing

@Suite("Addresses")
struct AddressTests {
  @Test(
    "addresses of pages, phones and mail pass",
    arguments: ["/matters?a=b:c", "?x=1", "#phone", "https://lz.example/", "tel:12345", "mailto:a@b.cn", "a/b:c", ""])
  func passes(address: String) { #expect(Address.safe(address) == address) }

  @Test(
    "addresses that run something become nothing",
    arguments: ["javascript:x", "JAVASCRIPT:x", "java\tscript:x", "\u{1}javascript:x", "data:,x", "blob:x", "x:y"])
  func stops(address: String) { #expect(Address.safe(address) == "#") }

  @Test("a switch keeps the rest of the address and replaces its own part")
  func setting() {
    #expect(Address.setting("mode", to: "elder", in: "/q/1") == "/q/1?mode=elder")
    #expect(Address.setting("mode", to: "elder", in: "/q/1?mode=standard&q=%E6%B0%B4&mode=x") == "/q/1?q=%E6%B0%B4&mode=elder")
    #expect(Address.setting("lang", to: "zh-CN", in: "/?model=1&mode") == "/?model=1&mode&lang=zh-CN")
    #expect(Address.setting("q", to: "a b&水", in: "/") == "/?q=a%20b%26%E6%B0%B4")
  }
}
