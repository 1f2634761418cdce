public import Ground
import Web

/// What a queue shows. A filter is a URL: it is read from the query and written back to it, so that it can be named, shared
/// and counted.
public struct MatterFilter: Sendable, Hashable {
  public enum Due: String, Sendable, CaseIterable {
    case late, today, week
  }

  public enum Answered: String, Sendable, CaseIterable {
    case week
  }

  /// Rated within the last 30 days: all of them, or only those who were satisfied, or not.
  public enum Rated: String, Sendable, CaseIterable {
    case month, satisfied, unsatisfied
  }

  public enum Order: String, Sendable, CaseIterable {
    /// What is due first comes first.
    case due
    /// What came last comes first.
    case newest
  }

  /// nil: open and closed ones.
  public var isOpen: Bool?
  public var state: String?
  public var waitingFor: Workflow.WaitingFor?
  public var category: String?
  public var area: AreaID?
  public var due: Due?
  public var answered: Answered?
  public var rated: Rated?
  public var source: Matter.Source?
  /// Only what is in the caller's own hands.
  public var mine: Bool
  /// Only what is in the hands of one post, whoever holds it.
  public var post: PostID?
  /// Only what is in the hands of one body.
  public var organisation: OrganisationID?
  public var text: String?
  public var order: Order
  /// The areas are those of this day; nil: of today.
  public var structure: CivilDay?

  public init(
    isOpen: Bool? = nil, state: String? = nil, waitingFor: Workflow.WaitingFor? = nil, category: String? = nil, area: AreaID? = nil,
    due: Due? = nil, answered: Answered? = nil, rated: Rated? = nil, source: Matter.Source? = nil, mine: Bool = false,
    post: PostID? = nil, organisation: OrganisationID? = nil, text: String? = nil, order: Order = .due, structure: CivilDay? = nil
  ) {
    self.isOpen = isOpen
    self.state = state
    self.waitingFor = waitingFor
    self.category = category
    self.area = area
    self.due = due
    self.answered = answered
    self.rated = rated
    self.source = source
    self.mine = mine
    self.post = post
    self.organisation = organisation
    self.text = text
    self.order = order
    self.structure = structure
  }

  /// The query's fields, for forms and for the OpenAPI document.
  static func shapes(_ profile: CityProfile) -> [FieldShape] {
    [
      FieldShape("open", .choice(["yes", "no"]), about: "Only open, or only closed matters."),
      FieldShape("state", .choice(profile.workflow.states.map(\.id)), about: "A state of the city's workflow."),
      FieldShape("waiting", .choice(Workflow.WaitingFor.allCases.map(\.rawValue)), about: "Whom the matter waits for."),
      FieldShape("category", .choice(profile.categories.map(\.id)), about: "A category of the city."),
      FieldShape("area", .id, about: "An area: the matters in it and below it."),
      FieldShape("due", .choice(Due.allCases.map(\.rawValue)), about: "Overdue, due today, or due within the week."),
      FieldShape("answered", .choice(Answered.allCases.map(\.rawValue)), about: "Answered this week."),
      FieldShape("rated", .choice(Rated.allCases.map(\.rawValue)), about: "Rated within the last 30 days."),
      FieldShape("source", .choice(Matter.Source.allCases.map(\.rawValue)), about: "How it was reported."),
      FieldShape("mine", .flag, about: "Only what is in the caller's own hands."),
      FieldShape("post", .id, about: "Only what is in the hands of this post."),
      FieldShape("organisation", .id, about: "Only what is in the hands of this body."),
      FieldShape("q", .text(max: 60), about: "A number, or words of the title or the address."),
      FieldShape(
        "structure", .day, about: "Areas as they were on this day: a matter counts in the area in which it stood then. Today's unless said."),
      FieldShape("sort", .choice(Order.allCases.map(\.rawValue)), about: "By deadline, or newest first."),
    ]
  }

  init(_ fields: FieldValues) {
    isOpen = fields.text("open").map { $0 == "yes" }
    state = fields.text("state")
    waitingFor = fields.text("waiting").flatMap(Workflow.WaitingFor.init)
    category = fields.text("category")
    area = fields.id("area")
    due = fields.text("due").flatMap(Due.init)
    answered = fields.text("answered").flatMap(Answered.init)
    rated = fields.text("rated").flatMap(Rated.init)
    source = fields.text("source").flatMap(Matter.Source.init)
    mine = fields.flag("mine")
    post = fields.id("post")
    organisation = fields.id("organisation")
    text = fields.text("q")
    structure = fields.day("structure")
    order = fields.text("sort").flatMap(Order.init) ?? .due
  }

  /// The names and values of the query, without those that are at their default; as pages and JSON both take them.
  var items: [(name: String, value: String)] {
    let all: [(String, String?)] = [
      ("open", isOpen.map { $0 ? "yes" : "no" }), ("state", state), ("waiting", waitingFor?.rawValue), ("category", category),
      ("area", area?.description), ("due", due?.rawValue), ("answered", answered?.rawValue), ("rated", rated?.rawValue),
      ("source", source?.rawValue), ("mine", mine ? "true" : nil), ("post", post?.description),
      ("organisation", organisation?.description), ("q", text), ("structure", structure?.description), ("sort", order == .due ? nil : order.rawValue),
    ]
    return all.compactMap { name, value in value.map { (name, $0) } }
  }

  /// `/matters?open=yes&due=late`
  func url(_ path: String = "/matters") -> String {
    let query = items.map { "\($0.name)=\(MatterFilter.encode($0.value))" }.joined(separator: "&")
    return query.isEmpty ? path : "\(path)?\(query)"
  }

  /// RFC 3986 unreserved characters stay, everything else is percent-encoded.
  static func encode(_ text: String) -> String {
    var out = ""
    let hex: [Character] = Array("0123456789ABCDEF")
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e: out.unicodeScalars.append(Unicode.Scalar(byte))
      default: out += "%\(hex[Int(byte >> 4)])\(hex[Int(byte & 15)])"
      }
    }
    return out
  }
}
