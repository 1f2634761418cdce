import Ground
import Markup

/// What the pages of this room have in common: the line of subjects, the foot of lists, days.
struct AlliancesFrame: Sendable {
  enum Tab: String, CaseIterable {
    case alliances, units, seats, pairs, register, agreements, rounds, visits, coverage

    var href: String {
      switch self {
      case .alliances: "/alliances"
      case .units: "/alliances/units"
      case .seats: "/alliances/seats"
      case .pairs: "/pairs"
      case .register: "/pair-register"
      case .agreements: "/agreements"
      case .rounds: "/visit-rounds"
      case .visits: "/visits"
      case .coverage: "/visit-coverage"
      }
    }
  }

  let words: Words

  /// A page that is one of the lists.
  func list(_ tab: Tab, _ title: String, note: String? = nil, acts: [Button] = [], _ main: HTML) -> Page {
    let content: HTML = "\(Heading(title, note: note, acts: acts))\(tabs(tab))\(main)"
    return Page(title: title, layout: .desk, whereTo: title, section: "alliances", main: content)
  }

  /// A page of one thing or one form, below a list.
  func one(_ tab: Tab, _ title: String, badges: HTML = .empty, note: String? = nil, acts: [Button] = [], _ main: HTML) -> Page {
    let content: HTML = "\(crumbs(tab, here: title))\(Heading(title, note: note, badges: badges, acts: acts))\(main)"
    return Page(title: title, layout: .desk, whereTo: title, section: "alliances", main: content, isNarrow: true)
  }

  func crumbs(_ tab: Tab, here: String) -> Crumbs { Crumbs(label: words("alliances.crumbs"), [Link(name(tab), to: tab.href)], here: here) }

  func pager(_ count: Int, next: String?) -> Pager {
    Pager(
      label: words("alliances.pager"), words("alliances.pager.rows", count: count), next: next.map { Link(words("alliances.pager.next"), to: $0) })
  }

  func term(_ from: CivilDay, _ until: CivilDay?) -> String {
    guard let until else { return words("alliances.since", ["day": words.date(from)]) }
    return words("alliances.term", ["from": words.date(from), "until": words.date(until.adding(days: -1))])
  }

  private func tabs(_ tab: Tab) -> Views {
    Views(label: words("alliances.tabs"), Tab.allCases.map { Views.View(name($0), to: $0.href, isCurrent: $0 == tab) })
  }

  private func name(_ tab: Tab) -> String { words("alliances.tab.\(tab.rawValue)") }
}

extension Page {
  func with(style: String) -> Page {
    var out: Page = self
    out.styles.append(style)
    return out
  }
}
