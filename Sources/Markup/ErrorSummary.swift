/// What was wrong with a form, above it: each line leads to its field. `form.js` puts the focus here.
///
/// ```swift
/// ErrorSummary(words("form.wrong", count: problems.count), problems.map { Link($0.sentence, to: "#\($0.field)") })
/// ```
public struct ErrorSummary: Part {
  public var title: String
  public var problems: [Link]

  public init(_ title: String, _ problems: [Link]) {
    self.title = title
    self.problems = problems
  }

  public var html: HTML {
    guard !problems.isEmpty else { return .empty }
    return """
      <div class="wrongs" role="alert" tabindex="-1" data-focus><h2>\(title)</h2><ul>\(each: problems, { "<li>\($0)</li>" })</ul></div>
      """
  }
}
