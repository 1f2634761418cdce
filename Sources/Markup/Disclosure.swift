/// Something most will not need, behind a sentence: 没有解决？请我们重新办.
///
/// ```swift
/// Disclosure(words("rate.not_solved"), isOpen: hasProblems) { form }
/// ```
public struct Disclosure: Part {
  public var summary: String
  public var isOpen: Bool
  public var content: HTML

  public init(_ summary: String, isOpen: Bool = false, _ content: () -> HTML) {
    self.summary = summary
    self.isOpen = isOpen
    self.content = content()
  }

  public var html: HTML { "<details class=\"sheet again\"\(flag: "open", isOpen)><summary>\(summary)</summary>\(content)</details>" }
}
