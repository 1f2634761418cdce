import Ground
import Markup

/// The subjects of this room, one beside the other above each of its lists.
struct OrganisationTabs: Sendable {
  enum Tab: String, CaseIterable {
    case list, completeness, territorial, levels, powers

    var path: String {
      switch self {
      case .list: "/organisations"
      case .completeness: "/completeness"
      case .territorial: "/territorial-duties"
      case .levels: "/level-duties"
      case .powers: "/street-powers"
      }
    }
  }

  let words: Words

  func views(_ current: Tab?) -> Views {
    Views(label: words("bodies.tabs"), Tab.allCases.map { .init(words("bodies.tab.\($0.rawValue)"), to: $0.path, isCurrent: $0 == current) })
  }
}

/// A credit code as it is shown: in full or short, with what does not fit.
struct CreditCodePart: Sendable {
  let words: Words

  func short(_ text: String?) -> HTML {
    guard let text else { return .empty }
    let warning: HTML = CreditCode(text).warnings.isEmpty ? .empty : " \(Tag(words("bodies.code.doubtful"), .hold))"
    return "<span class=\"code\">\(text)</span>\(warning)"
  }

  func full(_ text: String?) -> HTML {
    guard let text else { return "\(words("bodies.not_said"))" }
    return "\(short(text))\(each: sentences(text), { "<p class=\"small quiet\">\($0)</p>" })"
  }

  /// What does not fit, a sentence each.
  func sentences(_ text: String?) -> [String] {
    text.map { CreditCode($0).warnings.map { words("bodies.code.warning.\($0.rawValue)") } } ?? []
  }
}
