import Ground
import Markup

/// The desk's menu: what this caller may open. People and bodies are one entry with parts, so that the line stays short.
/// One's own account stands under one's name.
enum DeskMenu {
  private struct Line {
    let key: String
    let title: String
    let href: String
    /// Any of these opens it.
    let needs: [Permission]
  }

  static func entries(_ words: Words, _ caller: Caller) -> [MenuEntry] {
    guard caller.isSignedIn else { return [] }
    let people: [MenuEntry] = entries(DeskMenu.people, words, caller)
    // With one part only, the part itself is the entry.
    let group: [MenuEntry] =
      people.count > 1 ? [MenuEntry(key: "people", title: words("frame.menu_people"), href: people[0].href, parts: people)] : people
    return entries(DeskMenu.work, words, caller) + group + entries(DeskMenu.rest, words, caller)
  }

  private static func entries(_ lines: [Line], _ words: Words, _ caller: Caller) -> [MenuEntry] {
    lines.filter { line in line.needs.contains { caller.may($0) } }.map { MenuEntry(key: $0.key, title: words($0.title), href: $0.href) }
  }

  private static let work: [Line] = [
    Line(key: "today", title: "matter.menu.today", href: "/today", needs: [.matterHandle, .allianceManage]),
    Line(key: "matters", title: "matter.menu", href: "/matters?open=yes", needs: [.matterRead]),
    Line(key: "tiles", title: "matter.menu.tiles", href: "/tiles", needs: [.matterRead]),
    Line(key: "areas", title: "areas.title", href: "/areas", needs: [.areaRead]),
    Line(key: "property", title: "property.menu", href: "/property", needs: [.propertyRead]),
  ]

  private static let people: [Line] = [
    Line(key: "posts", title: "organisations.menu.posts", href: "/posts", needs: [.peopleRead]),
    Line(key: "careers", title: "careers.menu", href: "/careers", needs: [.careerRead]),
    Line(key: "organisations", title: "organisations.menu", href: "/organisations", needs: [.organisationRead]),
    Line(key: "alliances", title: "alliances.menu", href: "/alliances", needs: [.allianceRead]),
  ]

  private static let rest: [Line] = [Line(key: "access", title: "access.menu", href: "/why", needs: [.accessExplain])]
}
