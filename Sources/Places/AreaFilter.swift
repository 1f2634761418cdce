public import Ground
import SQL

/// What a list of areas is narrowed by; the same fields as in the URL.
public struct AreaFilter: Sendable, Hashable {
  public var level: String?
  /// Only what lies directly below this area.
  public var parent: AreaID?
  /// A piece of the name, or the beginning of the code.
  public var text: String?
  /// The areas are those of this day; nil: of today.
  public var structure: CivilDay?

  public init(level: String? = nil, parent: AreaID? = nil, text: String? = nil, structure: CivilDay? = nil) {
    self.structure = structure
    self.level = level
    self.parent = parent
    self.text = text
  }

  var conditions: [Query] { conditions(of: "area") }

  /// - Parameter table: whose columns they are; spans have the same.
  func conditions(of table: Query) -> [Query] {
    var out: [Query] = []
    if let level { out.append("\(table).level = \(level)") }
    if let parent { out.append("\(table).parent_id = \(parent)") }
    if let text {
      let pattern = "%\(Pattern.escaped(text.lowercased()))%"
      let beginning = "\(Pattern.escaped(text))%"
      out.append("(LOWER(\(table).name) LIKE \(pattern) ESCAPE '!' OR \(table).code LIKE \(beginning) ESCAPE '!')")
    }
    return out
  }
}
