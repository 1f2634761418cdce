import Ground
import Markup
import Places

/// The ways to look at posts: each state of a seat with its number, coverage, and people.
struct PostNav: Sendable {
  enum Here: Sendable, Equatable {
    case state(PostState?)
    case coverage, people
  }

  let words: Words

  /// - Parameter tally: nil where the figures have not been counted.
  func views(_ tally: PostTally?, _ filter: PostFilter, here: Here) -> Views {
    let states: [PostState?] = [nil, .vacant, .expiring, .expired, .acting]
    var views: [Views.View] = states.map { state in
      Views.View(
        state.map { words("posts.state.\($0.rawValue)") } ?? words("posts.state.all"), count: tally.map { words.number($0[state]) },
        to: PostNav.address(filter, state: state, keeping: filter.within?.items ?? []), isCurrent: here == .state(state))
    }
    let below: String = filter.within.map { "?area=\($0.area)" } ?? ""
    views.append(Views.View(words("posts.coverage"), to: "/posts/coverage\(below)", isCurrent: here == .coverage))
    views.append(Views.View(words("people.title"), to: "/people", isCurrent: here == .people))
    return Views(label: words("posts.views"), views)
  }

  static func address(_ filter: PostFilter, state: PostState?, keeping: [(name: String, value: String)]) -> String {
    var parts: [String] = keeping.map { "\($0.name)=\($0.value)" }
    if let type = filter.type { parts.append("type=\(type)") }
    if let organisation = filter.organisation { parts.append("organisation=\(organisation)") }
    if let state { parts.append("state=\(state.rawValue)") }
    if state == .expiring, filter.days != PostState.usualDays { parts.append("days=\(filter.days)") }
    return parts.isEmpty ? "/posts" : "/posts?\(parts.joined(separator: "&"))"
  }
}
