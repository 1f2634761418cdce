import Foundation
import Markup
import Testing

@Suite("Forms")
struct FormTests {
  @Test("a form carries its tokens, and a version only where there is one")
  func tokens() {
    let new: String = Form.hidden(FormTokens(csrf: "a", key: "b")).text
    #expect(new == "<input type=\"hidden\" name=\"_csrf\" value=\"a\"><input type=\"hidden\" name=\"_key\" value=\"b\">")
    let changed: String = Form.hidden(FormTokens(csrf: "a", key: "b", version: 7)).text
    #expect(changed == new + "<input type=\"hidden\" name=\"_version\" value=\"7\">")
  }

  @Test("label, help, control and error stand in this order and are wired to the control")
  func order() throws {
    let html: String = Field("phone", label: "L", help: "H", error: "E", .line("1")).html.text
    let places: [String.Index] = try [">L<", ">H<", "<input", ">E<"].map { try #require(html.range(of: $0)?.lowerBound) }
    #expect(places == places.sorted())
    #expect(html.contains("aria-describedby=\"phone-help phone-error\""))
    #expect(html.contains("aria-invalid=\"true\""))
  }

  @Test("what was typed stays, a leading line break too")
  func kept() {
    #expect(Field("say", label: "", .area("\n第二行")).html.text.contains(">\n\n第二行</textarea>"))
    #expect(Field("q", label: "", .line("水")).html.text.contains("value=\"水\""))
    #expect(Field("c", label: "", .select([Choice("a", "A"), Choice("b", "B")], chosen: "b")).html.text.contains("value=\"b\" selected"))
  }

  @Test("a line of the error summary leads to its control, chips included")
  func leads() {
    let chips: Field = Field("category", label: "", prefix: "x", .one([Choice("a", "A"), Choice("b", "B")], chosen: nil))
    #expect(chips.id == "x-category")
    #expect(chips.html.text.components(separatedBy: "id=\"x-category\"").count == 2)
  }

  @Test("a form without problems has no summary")
  func none() { #expect(ErrorSummary("x", []).html.isEmpty) }
}
