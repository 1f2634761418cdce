import Ground

/// What a form of a post shows: the post, whom one may choose, and what was typed so far.
struct PostForm: Sendable {
  let act: PostAct
  let view: PostView
  /// What was searched for, and who was found.
  let text: String?
  let found: [Person]
  /// Posts that may take the work over.
  let successors: [PostOption]
  var values: [String: String]
  let today: CivilDay

  func value(_ name: String) -> String { values[name] ?? "" }

  /// The days a form begins with: today for who comes, yesterday for who goes; never before the holder's own first day.
  static func usual(_ act: PostAct, _ view: PostView, today: CivilDay) -> [String: String] {
    let began: CivilDay = view.current(on: today).map(\.tenure.validFrom).max() ?? view.post.validFrom
    switch act {
    case .succession: return ["from": max(today, began.adding(days: 1)).description]
    case .appointment, .alternate: return ["from": today.description]
    case .acting: return ["from": today.description, "last_day": today.adding(days: 29).description]
    case .ending, .standInEnding, .retirement: return ["last_day": max(today.adding(days: -1), began).description]
    case .alternateOrder: return ["rank": "1"]
    case .term: return [:]
    }
  }
}
