/// Five faces with five words, best first, for values 5 to 1. Next to it, 没有解决 is an act of its own: a ``Disclosure``
/// with its own form.
///
/// ```swift
/// Rating("rating", legend: words("rate.how"), faces: (1...5).reversed().map { words("rate.\($0)") }, chosen: nil)
/// Disclosure(words("rate.not_solved"), isOpen: false) { Form.post(to: "…/reopening", tokens) { … } }
/// ```
public struct Rating: Part {
  public var name: String
  public var legend: String
  /// From very good to very bad.
  public var faces: [String]
  public var chosen: Int?
  public var error: String?

  public init(_ name: String, legend: String, faces: [String], chosen: Int?, error: String? = nil) {
    self.name = name
    self.legend = legend
    self.faces = faces
    self.chosen = chosen
    self.error = error
  }

  public var html: HTML {
    """
    <fieldset class="field\(if: error != nil, " wrong")" role="radiogroup"\(attribute: "aria-invalid", error == nil ? nil : "true")\
    \(attribute: "aria-describedby", error == nil ? nil : "\(name)-error")><legend class="big">\(legend)</legend>\
    <div class="rating">\(each: faces.enumerated(), { face($0.offset, $0.element) })</div>\(errorText)</fieldset>
    """
  }

  private func face(_ index: Int, _ word: String) -> HTML {
    let value: Int = 5 - index
    return """
      <label><input type="radio"\(attribute: "id", index == 0 ? name : nil) name="\(name)" value="\(value)"\(flag: "checked", value == chosen)>\
      <span><svg class="face" viewBox="0 0 32 32" aria-hidden="true" focusable="false"><circle cx="16" cy="16" r="13.5"/>\
      <path d="M11.5 12v1.5M20.5 12v1.5"/>\(Rating.mouth(value))</svg>\(word)</span></label>
      """
  }

  private static func mouth(_ value: Int) -> HTML {
    switch value {
    case 5: "<path d=\"M10.5 19.5q5.5 6 11 0\"/>"
    case 4: "<path d=\"M11 20q5 3.5 10 0\"/>"
    case 3: "<path d=\"M11 21h10\"/>"
    case 2: "<path d=\"M11 22q5-3.5 10 0\"/>"
    default: "<path d=\"M10.5 23q5.5-6 11 0\"/>"
    }
  }

  private var errorText: HTML { error.map { "<p class=\"error\" id=\"\(name)-error\">\($0)</p>" } ?? .empty }
}
