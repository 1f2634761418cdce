import Ground
import Markup

/// The desk's menu: what this caller may open.
enum DeskMenu {
  static func entries(_ words: Words, _ caller: Caller) -> [MenuEntry] {
    let all: [(entry: MenuEntry, needs: Permission?)] = [
      (MenuEntry(key: "today", title: words("matter.menu.today"), href: "/today"), .matterHandle),
      (MenuEntry(key: "matters", title: words("matter.menu"), href: "/matters?open=yes"), .matterRead),
      (MenuEntry(key: "tiles", title: words("matter.menu.tiles"), href: "/tiles"), .matterRead),
      (MenuEntry(key: "areas", title: words("areas.title"), href: "/areas"), .areaRead),
      (MenuEntry(key: "posts", title: words("organisations.menu.posts"), href: "/posts"), .peopleRead),
      (MenuEntry(key: "careers", title: words("careers.menu"), href: "/careers"), .careerRead),
      (MenuEntry(key: "organisations", title: words("organisations.menu"), href: "/organisations"), .organisationRead),
      (MenuEntry(key: "property", title: words("property.menu"), href: "/property"), .propertyRead),
      (MenuEntry(key: "alliances", title: words("alliances.menu"), href: "/alliances"), .allianceRead),
      (MenuEntry(key: "access", title: words("access.menu"), href: "/why"), .accessExplain),
      (MenuEntry(key: "me", title: words("organisations.me"), href: "/me"), nil),
    ]
    guard caller.isSignedIn else { return [] }
    return all.filter { line in line.needs.map { caller.may($0) } ?? true }.map(\.entry)
  }
}
