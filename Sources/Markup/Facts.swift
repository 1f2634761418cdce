/// Names and what stands for them: 称呼 张…, 电话 138****6021.
///
/// ```swift
/// Facts([(words("phone"), "\(masked)"), (words("deadline"), "\(due) \(Link(words("why"), to: "#why"))")])
/// ```
public struct Facts: Part {
  public var facts: [(name: String, value: HTML)]
  public var isSmall: Bool

  public init(_ facts: [(name: String, value: HTML)], isSmall: Bool = false) {
    self.facts = facts
    self.isSmall = isSmall
  }

  public var html: HTML {
    "<dl class=\"facts\(if: isSmall, " small gap")\">\(each: facts, { "<dt>\($0.name)</dt><dd>\($0.value)</dd>" })</dl>"
  }
}
