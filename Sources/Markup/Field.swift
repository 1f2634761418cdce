/// One question of a form: label, help, control, error, in this order. What was typed stays after a refusal: give the
/// control the value that came, and `error` what was wrong with it. The error says what is there and what is expected.
///
/// ```swift
/// Field("say", label: words("intake.say"), help: words("intake.say.help"), error: problems["say"], .area(visit.body.text("say") ?? ""))
/// Field("phone", label: words("intake.phone"), note: words("form.optional"), .line(phone, .telephone))
/// Field("category", label: words("intake.category"), .one(choices, chosen: category))
/// ```
public struct Field: Part {
  public var name: String
  public var label: String
  /// Beside the label, lighter: 可不填.
  public var note: String?
  public var help: String?
  public var error: String?
  public var isRequired: Bool
  /// Takes the whole width of a grid form or what is left of a filter bar.
  public var isBroad: Bool
  /// Goes before the name in ids, where a page has two forms with a field of one name.
  public var prefix: String?
  public var control: Control

  public init(
    _ name: String, label: String, note: String? = nil, help: String? = nil, error: String? = nil, isRequired: Bool = false,
    isBroad: Bool = false, prefix: String? = nil, _ control: Control
  ) {
    self.name = name
    self.label = label
    self.note = note
    self.help = help
    self.error = error
    self.isRequired = isRequired
    self.isBroad = isBroad
    self.prefix = prefix
    self.control = control
  }

  /// The id of the control, or of the first chip: where an ``ErrorSummary`` leads.
  public var id: String { prefix.map { "\($0)-\(name)" } ?? name }

  public var html: HTML { control.isGroup ? group : single }

  private var single: HTML {
    """
    <div class="\(classes)"><label for="\(id)">\(label)\(optional)</label>\(helpText)\(control.html(of: self))\(errorText)</div>
    """
  }

  private var group: HTML {
    """
    <fieldset class="\(classes)"\(attribute: "role", control.isExclusive ? "radiogroup" : nil)\(attribute: "aria-describedby", describedBy)\
    \(attribute: "aria-invalid", control.isExclusive && error != nil ? "true" : nil)>\
    <legend>\(label)\(optional)</legend>\(helpText)\(control.html(of: self))\(errorText)</fieldset>
    """
  }

  /// The ids of help and error, for `aria-describedby`.
  var describedBy: String? {
    var ids: [String] = []
    if help != nil { ids.append("\(id)-help") }
    if error != nil { ids.append("\(id)-error") }
    return ids.isEmpty ? nil : ids.joined(separator: " ")
  }

  private var classes: String { "field\(error == nil ? "" : " wrong")\(isBroad ? " span" : "")" }
  private var optional: HTML { note.map { " <span class=\"opt\">\($0)</span>" } ?? .empty }
  private var helpText: HTML { help.map { "<p class=\"help\" id=\"\(id)-help\">\($0)</p>" } ?? .empty }
  private var errorText: HTML { error.map { "<p class=\"error\" id=\"\(id)-error\">\($0)</p>" } ?? .empty }
}
