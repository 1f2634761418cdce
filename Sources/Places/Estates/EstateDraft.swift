public import Ground
import Web

/// What is said of an estate when it is registered or put right.
public struct EstateDraft: Sendable {
  public var name: String
  /// The community; only when it is registered.
  public var area: AreaID?
  public var flags: Set<String>
  public var households: Int?
  /// The first day on which it is one; nil: since ever.
  public var from: CivilDay?
  /// How it is managed from that day on, else from today; only when it is registered.
  public var mode: String?

  public init(
    name: String, area: AreaID? = nil, flags: Set<String> = [], households: Int? = nil, from: CivilDay? = nil, mode: String? = nil
  ) {
    self.name = name
    self.area = area
    self.flags = flags
    self.households = households
    self.from = from
    self.mode = mode
  }

  init(_ values: FieldValues) {
    self.init(
      name: values.text("name") ?? "", area: values.id("area"), flags: Set(values.texts("flags")),
      households: values.integer("households").map { Int($0) }, from: values.day("from"), mode: values.text("mode"))
  }
}
