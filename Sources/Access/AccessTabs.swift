import Ground
import Markup

/// The subjects of the room, as far as a caller may open them: one line at the top of each page.
struct AccessTabs: Sendable {
  enum Tab: String, CaseIterable, Sendable {
    case why, accounts, roles, duties, journal

    var href: String { self == .duties ? "/separation" : "/\(rawValue)" }

    /// Any of these opens it, here and on its route; about himself everybody may ask why.
    var needs: [Permission] {
      switch self {
      case .why: [.accessExplain]
      case .accounts: [.accountManage, .accountSecure]
      case .roles: [.roleManage, .journalVerify, .accessExplain]
      case .duties: [.accountManage, .roleManage, .accountSecure, .journalVerify]
      case .journal: [.journalRead]
      }
    }
  }

  let words: Words
  let caller: Caller

  static func open(to caller: Caller) -> [Tab] { Tab.allCases.filter { tab in tab.needs.contains { caller.may($0) } } }

  func line(_ current: Tab) -> HTML {
    let tabs: [Tab] = AccessTabs.open(to: caller)
    guard tabs.count > 1 else { return .empty }
    let views: [Views.View] = tabs.map { tab in
      Views.View(words("access.tab.\(tab.rawValue)"), to: tab.href, isCurrent: tab == current)
    }
    return "\(Views(label: words("access.tabs"), views))"
  }

  /// A page of this room.
  func page(_ tab: Tab, title: String, note: String? = nil, crumbs: [Link] = [], isNarrow: Bool = false, _ content: HTML) -> Page {
    let way: Crumbs? = crumbs.isEmpty ? nil : Crumbs(label: words("organisations.crumbs"), crumbs, here: title)
    let main: HTML = """
      <div class="stack">\(line(tab))<div>\(way)\(Heading(title, note: note))</div>\(content)</div>
      """
    return Page(title: title, layout: .desk, whereTo: words("access.menu"), section: "access", main: main, isNarrow: isNarrow)
  }
}
