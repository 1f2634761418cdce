import Ground
import Markup

/// What somebody sees whose request was refused: what happened, what is wrong with each field, what to do next.
struct RefusalPage {
  let problem: Problem
  let isStaff: Bool

  var page: Page {
    Page(
      title: problem.title, layout: isStaff ? .desk : .resident, whereTo: problem.words("refusal.where"), main: main, isNarrow: true)
  }

  private var main: HTML {
    """
    <div class="empty"><h1>\(problem.title)</h1><p>\(problem.detail)</p>\(fields)<p>\(problem.advice)</p>\
    <p>\(Button(problem.words("refusal.home"), href: "/"))</p>\
    <p class="small quiet">\(problem.words("refusal.request", ["id": problem.requestID]))</p></div>
    """
  }

  private var fields: HTML {
    let problems = problem.outcome.refusal.fields
    guard !problems.isEmpty else { return .empty }
    return "<ul>\(each: problems, { "<li><b>\($0.field)</b> \(problem.sentence($0))</li>" })</ul>"
  }
}
