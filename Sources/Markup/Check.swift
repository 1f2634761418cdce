/// One yes-or-no: a checkbox with its sentence.
///
/// ```swift
/// Check("consent", words("intake.consent"), isOn: visit.body.flag("consent"))
/// ```
public struct Check: Part {
  public var name: String
  public var sentence: String
  public var isOn: Bool
  public var error: String?

  public init(_ name: String, _ sentence: String, isOn: Bool, error: String? = nil) {
    self.name = name
    self.sentence = sentence
    self.isOn = isOn
    self.error = error
  }

  public var html: HTML {
    guard let error else { return "<div class=\"field\">\(box)</div>" }
    return "<div class=\"field wrong\">\(box)<p class=\"error\" id=\"\(name)-error\">\(error)</p></div>"
  }

  private var box: HTML {
    """
    <label class="check tall"><input type="checkbox" id="\(name)" name="\(name)" value="1"\(flag: "checked", isOn)\
    \(attribute: "aria-invalid", error == nil ? nil : "true")\(attribute: "aria-describedby", error == nil ? nil : "\(name)-error")>\
    <span>\(sentence)</span></label>
    """
  }
}
