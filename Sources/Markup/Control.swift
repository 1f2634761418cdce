/// What one answers with.
public enum Control: Sendable {
  case line(String, LineKind = .text, most: Int? = nil)
  case area(String, rows: Int = 4, most: Int? = nil)
  case select([Choice], chosen: String?)
  /// Chips of which one is chosen: up to eight choices worth seeing at once; more are a select.
  case one([Choice], chosen: String?)
  /// Chips of which several may be chosen.
  case several([Choice], chosen: Set<String>)
  case photos(PhotoPicker)
  /// One file, of these endings: `.xlsx,.csv`.
  case file(accepts: String)

  public enum LineKind: Sendable {
    case text, search, telephone, number, day, time, account, password, newPassword, oneTimeCode
  }

  var isGroup: Bool {
    switch self {
    case .one, .several, .photos: true
    default: false
    }
  }

  var isExclusive: Bool { if case .one = self { true } else { false } }

  func html(of field: Field) -> HTML {
    switch self {
    case .line(let value, let kind, let most):
      "<input class=\"input\"\(Control.wiring(of: field))\(kind.attributes)\(attribute: "maxlength", most) value=\"\(value)\">"
    case .area(let value, let rows, let most):
      // The line break right after the tag is dropped by browsers; without it, they would drop one that the writer typed.
      """
      <textarea class="input"\(Control.wiring(of: field)) rows="\(rows)"\(attribute: "maxlength", most)>
      \(value)</textarea>
      """
    case .select(let choices, let chosen):
      "<select class=\"input\"\(Control.wiring(of: field))>\(Control.options(choices, chosen))</select>"
    case .one(let choices, let chosen): Control.chips(of: field, "radio", choices, chosen.map { [$0] } ?? [])
    case .several(let choices, let chosen): Control.chips(of: field, "checkbox", choices, chosen)
    case .photos(let picker): picker.html(of: field)
    case .file(let endings): "<input class=\"input\"\(Control.wiring(of: field)) type=\"file\" accept=\"\(endings)\">"
    }
  }
}

extension Control {
  private static func wiring(of field: Field) -> HTML {
    """
     id="\(field.id)" name="\(field.name)"\(attribute: "aria-describedby", field.describedBy)\
    \(attribute: "aria-invalid", field.error == nil ? nil : "true")\(attribute: "aria-required", field.isRequired ? "true" : nil)
    """
  }

  private static func options(_ choices: [Choice], _ chosen: String?) -> HTML {
    var out: HTML = .empty
    var group: String?
    for choice in choices {
      if choice.group != group {
        if group != nil { out += "</optgroup>" }
        if let name = choice.group { out += "<optgroup label=\"\(name)\">" }
        group = choice.group
      }
      out += option(choice, isChosen: choice.value == chosen)
    }
    return group == nil ? out : out + "</optgroup>"
  }

  private static func option(_ choice: Choice, isChosen: Bool) -> HTML {
    "<option value=\"\(choice.value)\"\(flag: "selected", isChosen)>\(choice.word)</option>"
  }

  private static func chips(of field: Field, _ type: String, _ choices: [Choice], _ chosen: Set<String>) -> HTML {
    var out: HTML = "<div class=\"chips\">"
    for (index, choice) in choices.enumerated() {
      let id: String? = index == 0 ? field.id : nil
      out += """
        <label><input type="\(type)"\(attribute: "id", id) name="\(field.name)" value="\(choice.value)"\
        \(flag: "checked", chosen.contains(choice.value))><span>\(choice.word)</span></label>
        """
    }
    return out + "</div>"
  }
}

extension Control.LineKind {
  /// The keyboard a phone shows and what the browser may fill in.
  var attributes: HTML {
    switch self {
    case .text: " type=\"text\""
    case .search: " type=\"search\""
    case .telephone: " type=\"tel\" inputmode=\"tel\" autocomplete=\"tel\""
    case .number: " type=\"text\" inputmode=\"decimal\""
    case .day: " type=\"date\""
    case .time: " type=\"time\""
    case .account: " type=\"text\" autocomplete=\"username\" autocapitalize=\"none\" spellcheck=\"false\""
    case .password: " type=\"password\" autocomplete=\"current-password\""
    case .oneTimeCode:
      " type=\"text\" inputmode=\"numeric\" autocomplete=\"one-time-code\""
    case .newPassword: " type=\"password\" autocomplete=\"new-password\""
    }
  }
}
