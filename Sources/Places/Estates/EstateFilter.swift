public import Ground
public import SQL

/// What a list of estates is narrowed by; the same fields as in the URL.
public struct EstateFilter: Sendable, Hashable {
  public var within: Within?
  public var flag: String?
  /// As it is managed on the day of the list.
  public var mode: String?
  /// A piece of the name.
  public var text: String?

  public init(within: Within? = nil, flag: String? = nil, mode: String? = nil, text: String? = nil) {
    self.within = within
    self.flag = flag
    self.mode = mode
    self.text = text
  }

  /// The conditions on `estate e`.
  public func conditions(on day: CivilDay) -> [Query] {
    var out: [Query] = [DatedRows.holding("e", on: day), "NOT \(DatedRows.isOver("estate", "e.id", by: day))"]
    if let within { out.append(within.condition("e", .estates)) }
    if let flag { out.append("EXISTS (SELECT 1 FROM estate_flag f WHERE f.estate_id = e.id AND f.flag = \(flag))") }
    if let mode {
      out.append("EXISTS (SELECT 1 FROM estate_mode m WHERE m.estate_id = e.id AND m.mode = \(mode) AND \(DatedRows.holding("m", on: day)))")
    }
    if let text {
      let pattern = "%\(Pattern.escaped(text.lowercased()))%"
      out.append("LOWER(e.name) LIKE \(pattern) ESCAPE '!'")
    }
    return out
  }
}

/// Text for LIKE … ESCAPE '!'.
enum Pattern {
  /// With what LIKE would read as a pattern taken literally.
  static func escaped(_ text: some StringProtocol) -> String {
    var out = ""
    for character in text {
      if character == "!" || character == "%" || character == "_" { out.append("!") }
      out.append(character)
    }
    return out
  }
}
