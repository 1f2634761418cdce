/// The stages of a matter, from the workflow's definition: 集单 派单 接单 办理 评单.
///
/// ```swift
/// Steps(label: words("matter.stages"), [.init("集单", note: "9月28日 16:20", .done), .init("派单", .now), .init("接单", .todo)])
/// ```
public struct Steps: Part {
  public struct Step: Sendable {
    public enum State: String, Sendable { case done, now, todo }
    public var title: String
    public var note: String?
    public var state: State
    public init(_ title: String, note: String? = nil, _ state: State) {
      self.title = title
      self.note = note
      self.state = state
    }
  }

  public var label: String
  public var steps: [Step]

  public init(label: String, _ steps: [Step]) {
    self.label = label
    self.steps = steps
  }

  public var html: HTML { "<ol class=\"steps sheet\" aria-label=\"\(label)\">\(each: steps, Steps.item)</ol>" }

  private static func item(_ step: Step) -> HTML {
    let note: HTML = step.note.map { "<small>\($0)</small>" } ?? .empty
    return """
      <li class="\(step.state.rawValue)"\(attribute: "aria-current", step.state == .now ? "step" : nil)><b>\(step.title)</b>\(note)</li>
      """
  }
}
