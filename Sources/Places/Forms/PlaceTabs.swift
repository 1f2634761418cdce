import Ground
import Markup

/// From one list of places to the other, within one area.
struct PlaceTabs: Part {
  enum Tab: String, CaseIterable { case areas, estates, buildings, venues }

  let words: Words
  let current: Tab
  let area: AreaID?

  var html: HTML {
    let views = Tab.allCases.map { tab in
      Views.View(words("places.tab.\(tab.rawValue)"), to: address(tab), isCurrent: tab == current)
    }
    return "\(Views(label: words("places.tabs"), views))"
  }

  private func address(_ tab: Tab) -> String {
    guard let area else { return "/\(tab.rawValue)" }
    return tab == .areas ? "/areas/\(area)" : "/\(tab.rawValue)?area=\(area)"
  }
}
