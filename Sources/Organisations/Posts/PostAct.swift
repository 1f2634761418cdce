import Ground
import Web

/// What a clerk does to a post. Each is a page with a form and the resource the form is sent to: `/posts/{post}/succession`.
enum PostAct: String, Sendable, CaseIterable {
  case appointment, succession, ending, term, acting, alternate, retirement
  case standInEnding = "stand-in-ending"
  case alternateOrder = "alternate-order"

  var operation: (form: String, act: String, summary: String) {
    switch self {
    case .appointment: ("showAppointment", "appointToPost", "Somebody takes a vacant post")
    case .succession: ("showSuccession", "succeedAtPost", "Somebody follows the one who holds the post; what is in its hands stays with it")
    case .ending: ("showEnding", "endAtPost", "Somebody's time at the post ends; before its first day it is taken back")
    case .term: ("showTerm", "setPostTerm", "Another term for who holds the post")
    case .acting: ("showActing", "actForPost", "Somebody acts for the post from a day to a day, with its permissions")
    case .alternate: ("showAlternate", "appointAlternate", "Somebody becomes an alternate of the post")
    case .standInEnding: ("showStandInEnding", "endStandIn", "An alternate or somebody acting stops earlier")
    case .alternateOrder: ("showAlternateOrder", "orderAlternate", "An alternate is asked earlier or later than others")
    case .retirement: ("showRetirement", "retirePost", "The post goes, and its work goes to a successor or back to the desk")
    }
  }

  /// Whether the form asks who.
  var choosesPerson: Bool { [.appointment, .succession, .acting, .alternate].contains(self) }

  var fields: [FieldShape] {
    switch self {
    case .appointment: PostAct.person + [PostAct.from, PostAct.lastDay, PostAct.termLastDay]
    case .succession: PostAct.person + [PostAct.from, PostAct.termLastDay, PostAct.predecessor]
    case .ending:
      [
        FieldShape("last_day", .day, required: true, about: "The last day on which the post is held"),
        FieldShape("person", .id, about: "Who, where several hold the post or nobody does yet"),
        FieldShape("reason", .text(max: 40), about: "One word for why: moved, retired, term_over, resigned, removed, died, other"),
      ]
    case .term: [FieldShape("person", .id, about: "Who, where several hold the post"), PostAct.termLastDay]
    case .acting: PostAct.person + [PostAct.from, FieldShape("last_day", .day, required: true, about: "The last day")]
    case .alternate: PostAct.person + [PostAct.from, PostAct.lastDay]
    case .standInEnding:
      [
        FieldShape("stand_in", .id, required: true, about: "The stand-in's id"),
        FieldShape("last_day", .day, required: true, about: "The last day"),
      ]
    case .alternateOrder:
      [
        FieldShape("stand_in", .id, required: true, about: "The alternate's id"),
        FieldShape("rank", .integer(1...99), required: true, about: "The place in the order, from 1"),
      ]
    case .retirement:
      [
        FieldShape("last_day", .day, required: true, about: "The last day on which the post exists"),
        FieldShape("successor", .id, about: "The post that takes over its work; without one it goes back to the desk"),
      ]
    }
  }

  static let reasons: [String] = ["moved", "retired", "term_over", "resigned", "removed", "died", "other"]

  private static let person: [FieldShape] = [
    FieldShape("person", .id, about: "Somebody who is known already"),
    FieldShape("name", .text(max: 40), about: "Somebody new: the name"),
    FieldShape("phone", .text(max: 30), about: "Somebody new: the telephone"),
    FieldShape("q", .text(max: 40), about: "What was searched for, to show the form again"),
  ]
  private static let from = FieldShape("from", .day, required: true, about: "The first day")
  private static let lastDay = FieldShape("last_day", .day, about: "The last day; until further notice without one")
  private static let termLastDay = FieldShape("term_last_day", .day, about: "The last day of the term; by the kind of post without one")
  private static let predecessor = FieldShape("predecessor", .id, about: "Whom one follows, where several hold the post")
}
