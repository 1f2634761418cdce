public import Ground
import SQL

/// What a list of areas is narrowed by; the same fields as in the URL.
public struct AreaFilter: Sendable, Hashable {
  public var level: String?
  /// Only what lies directly below this area.
  public var parent: AreaID?
  /// A piece of the name, or the beginning of the code.
  public var text: String?

  public init(level: String? = nil, parent: AreaID? = nil, text: String? = nil) {
    self.level = level
    self.parent = parent
    self.text = text
  }

  var conditions: [Query] {
    var out: [Query] = []
    if let level { out.append("level = \(level)") }
    if let parent { out.append("parent_id = \(parent)") }
    if let text {
      let pattern = "%\(AreaFilter.escaped(text.lowercased()))%"
      let beginning = "\(AreaFilter.escaped(text))%"
      out.append("(LOWER(name) LIKE \(pattern) ESCAPE '!' OR code LIKE \(beginning) ESCAPE '!')")
    }
    return out
  }

  /// With what LIKE would read as a pattern taken literally.
  private static func escaped(_ text: String) -> String {
    var out = ""
    for character in text {
      if character == "!" || character == "%" || character == "_" { out.append("!") }
      out.append(character)
    }
    return out
  }
}
