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

  /// The days a form begins with: today for who comes, yesterday for who goes.
  static func usual(_ act: PostAct, today: CivilDay) -> [String: String] {
    switch act {
    case .appointment, .succession, .alternate: ["from": today.description]
    case .acting: ["from": today.description, "last_day": today.adding(days: 29).description]
    case .ending, .standInEnding, .retirement: ["last_day": today.adding(days: -1).description]
    case .term: [:]
    }
  }
}
