public import Ground

/// What an administrator asks for; the day on which it is to hold comes beside it.
public enum AreaCommand: Sendable {
  /// A new, empty area.
  /// - Parameter code: nil: the next free number.
  case create(parent: AreaID, code: String?, name: String)
  case rename(AreaID, name: String)
  /// New codes, several at once when they exchange numbers; what lies below follows.
  case recode([AreaID: String])
  case move(AreaID, to: AreaID, code: String?)
  /// Cuts parts out of an area; what no part names stays with it.
  case split(AreaID, [Part])
  /// Cuts an area along outlines: one for what stays and one for each part. Buildings go where they stand.
  case cut(AreaID, stays: Polygon, [OutlinedPart])
  /// Ends areas and puts what is in them into another of the same level.
  case merge([AreaID], into: AreaID)
  /// Ends an empty area.
  /// - Parameter successor: where its codes, posts and matters go; nil: the area above. A drawn area leaves its land to a neighbour of its level.
  case retire(AreaID, successor: AreaID?)
  /// New outlines of neighbouring areas. Of grids, the buildings go where they stand.
  case redraw([AreaID: Polygon])
  /// Puts buildings into another grid.
  case assign([BuildingID], to: AreaID)

  public struct Part: Sendable, Hashable {
    public let name: String
    public let code: String?
    /// What goes into it: areas below the one that is split, and buildings. An area below of which only some buildings go is itself
    /// split.
    public let areas: Set<AreaID>
    public let buildings: Set<BuildingID>

    public init(name: String, code: String? = nil, areas: Set<AreaID> = [], buildings: Set<BuildingID> = []) {
      self.name = name
      self.code = code
      self.areas = areas
      self.buildings = buildings
    }
  }

  public struct OutlinedPart: Sendable {
    public let name: String
    public let code: String?
    public let outline: Polygon

    public init(name: String, code: String? = nil, outline: Polygon) {
      self.name = name
      self.code = code
      self.outline = outline
    }
  }

  /// The areas whose buildings and outlines one must know.
  var concerned: Set<AreaID> {
    switch self {
    case .create(let parent, _, _): [parent]
    case .rename(let area, _), .move(let area, _, _), .split(let area, _), .cut(let area, _, _), .retire(let area, _): [area]
    case .recode(let codes): Set(codes.keys)
    case .merge(let areas, let target): Set(areas + [target])
    case .redraw(let outlines): Set(outlines.keys)
    case .assign(_, let grid): [grid]
    }
  }

  /// The area whose land grows by what is moved or left to it.
  var joined: Set<AreaID> {
    switch self {
    case .move(_, let parent, _): [parent]
    case .retire(_, let successor?): [successor]
    default: []
    }
  }

  var kind: AreaPlan.Kind {
    switch self {
    case .create: .create
    case .rename: .rename
    case .recode: .recode
    case .move: .move
    case .split, .cut: .split
    case .merge: .merge
    case .retire: .retire
    case .redraw: .redraw
    case .assign: .assign
    }
  }
}
