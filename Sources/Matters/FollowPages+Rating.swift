import Ground
import Markup

extension FollowPages {
  func rating(_ view: FollowView, _ form: RatingForm, _ tokens: FormTokens) -> HTML {
    let problems = IntakeProblems(form.refusal, words: words)
    let faces: [String] = (1...5).reversed().map { words("follow.rating.\($0)") }
    return Form.post(to: "/f/\(token)/rating", tokens, look: .card) {
      """
      \(problems.summary())\
      \(if: view.report.rating != nil, "<p class=\"small quiet\">\(words("follow.rating.again"))</p>")\
      \(Rating("rating", legend: words("follow.rating"), faces: faces, chosen: form.rating, error: problems["rating"]))\
      \(Field(
        "comment", label: words("follow.comment"), note: words("form.optional"), error: problems["comment"],
        .area(form.comment, rows: 2, most: 500)))\
      \(Button(words("follow.solved"), .primary, name: "solved", value: "1", isFull: true))\
      \(Button(words("follow.not_solved"), name: "solved", value: "0", isFull: true))\
      <p class="small quiet">\(words("follow.not_solved.help", ["level": nextLevel(view.matter)]))</p>
      """
    }
  }

  /// What the rating has done.
  func thanks(_ view: FollowView) -> HTML {
    guard view.report.solved == false else { return Notice(words("follow.thanks")).html }
    let level: String = words("level.\(view.matter.deskLevel)")
    let due: String = words.moment(view.matter.deadline.due, on: profile.calendar, in: year)
    return Notice(words("follow.reopened", ["level": level, "time": due])).html
  }

  private func nextLevel(_ matter: Matter) -> String {
    words("level.\(profile.levelAbove(matter.deskLevel)?.id ?? matter.deskLevel)")
  }
}
