public import Ground
import SQL

/// What a list of areas is narrowed by; the same fields as in the URL.
public struct AreaFilter: Sendable, Hashable {
  public var level: String?
  /// Only what lies directly below this area.
  public var parent: AreaID?
  /// A piece of the name, the beginning of the code, or a whole code of former days.
  public var text: String?
  /// The areas are those of this day; nil: of today.
  public var structure: CivilDay?
  /// Areas to which the text leads as a former code.
  var heirs: Set<AreaID> = []

  public init(level: String? = nil, parent: AreaID? = nil, text: String? = nil, structure: CivilDay? = nil) {
    self.structure = structure
    self.level = level
    self.parent = parent
    self.text = text
  }

  /// Of the areas of today.
  var conditions: [Query] { conditions(of: "area", "area.id") }

  /// - Parameters:
  ///   - table: whose columns they are; spans have the same.
  ///   - id: the column of the area's id.
  func conditions(of table: Query, _ id: Query) -> [Query] {
    var out: [Query] = []
    if let level { out.append("\(table).level = \(level)") }
    if let parent { out.append("\(table).parent_id = \(parent)") }
    if let text {
      let pattern = "%\(Pattern.escaped(text.lowercased()))%"
      let beginning = "\(Pattern.escaped(text))%"
      let heirs: Query = heirs.isEmpty ? "" : " OR \(id) IN (\(list: heirs.sorted()))"
      out.append("(LOWER(\(table).name) LIKE \(pattern) ESCAPE '!' OR \(table).code LIKE \(beginning) ESCAPE '!'\(heirs))")
    }
    return out
  }
}
