import Ground
import Markup

/// Venues, for everybody.
struct VenuePages: Sendable {
  let words: Words
  let profile: CityProfile
  let caller: Caller
  let now: Moment

  private var today: CivilDay { profile.calendar.localDay(now) }

  private func standing(_ venue: Venue) -> Lateness {
    let calendar = profile.calendar
    if let until = venue.validUntil, until <= today { return Lateness(words("venues.gone", ["day": words.day(until, in: today.parts.year)]), .late) }
    switch venue.hours.standing(at: now, calendar) {
    case .open(let minute): return Lateness(words("venues.open", ["time": words.clock(minute)]))
    case .closed(let day, let minute):
      let when = day == calendar.localDay(now) ? words("venues.today") : "\(words.day(day)) \(words.weekday(day))"
      return Lateness(words("venues.closed", ["day": when, "time": words.clock(minute)]), .soon)
    case .shut: return Lateness(words("venues.shut"), .soon)
    }
  }

  func one(_ venue: Venue, area: String) -> Page {
    let kind = words("venue_kind.\(venue.kind)")
    let phone: HTML =
      profile.housing.publishesPhone ? venue.phone.map { "<p class=\"line\">\(Icon.phone)<a\(href: "tel:\($0)")>\($0)</a></p>" } ?? .empty : .empty
    let main: HTML = """
      <div><h1>\(venue.name)</h1><p class="sub">\(standing(venue))</p></div>\
      \(PlaceCard(venue.address, note: kind))\(phone)\(hours(venue))\
      \(list("functions", venue.functions.sorted().map { words("venue_function.\($0)") }))\
      \(list("services", venue.services))\(list("loans", venue.loans))\(edit(venue))
      """
    return Page(title: venue.name, layout: .resident, whereTo: area, whereSmall: kind, main: main)
  }

  /// For staff.
  private func edit(_ venue: Venue) -> HTML {
    guard venue.validUntil == nil, caller.policy(for: .areaManage).allows(place: venue.place) else { return .empty }
    return "<p>\(Button(words("venues.edit"), href: "/venues/\(venue.id)/edit"))</p>"
  }

  private func hours(_ venue: Venue) -> Sheet {
    let facts: [(name: String, value: HTML)] = (0..<7).map { ahead in
      let day = today.adding(days: ahead)
      let spans = venue.hours.hours(on: day, profile.calendar)
      let text = spans.isEmpty ? words("venues.day_off") : OpeningHours.text(spans)
      return ("\(words.day(day)) \(words.weekday(day))", "\(text)")
    }
    return Sheet("hours", words("venues.hours")) { "\(Facts(facts))" }
  }

  private func list(_ key: String, _ items: [String]) -> HTML {
    guard !items.isEmpty else { return .empty }
    return Sheet(key, words("venues.\(key)")) { "<ul>\(each: items, { "<li>\($0)</li>" })</ul>" }.html
  }

  func list(_ venues: [Venue], _ filter: VenueFilter, next: String?) -> Page {
    let kinds = [Choice("", words("venues.all_kinds"))] + profile.housing.venueKinds.map { Choice($0.id, words("venue_kind.\($0.id)")) }
    let functions = [Choice("", words("venues.all_functions"))] + profile.housing.venueFunctions.map { Choice($0, words("venue_function.\($0)")) }
    let form: HTML = """
      <form class="sheet form" method="get" action="/venues" role="search">\(filter.within.map { Form.hidden("area", $0.area.description) } ?? .empty)\
      \(Field("q", label: words("venues.find"), .line(filter.text ?? "", .search, most: 60)))\
      \(Field("kind", label: words("venues.kind"), .select(kinds, chosen: filter.kind ?? "")))\
      \(Field("function", label: words("venues.functions"), .select(functions, chosen: filter.function ?? "")))\
      \(filter.within.map { $0.field(words).html } ?? .empty)\
      \(Button(words("venues.find.do"), .primary, isFull: true))</form>
      """
    let items = venues.map { Brief.Item($0.name, to: "/venues/\($0.id)", badge: "\(standing($0))") }
    let rows: HTML = venues.isEmpty ? "\(Empty(words("venues.none"), words("venues.none.why"), icon: .pin))" : "\(Brief(items))"
    let more: HTML = next.map { "<p>\(Link(words("areas.next"), to: $0))</p>" } ?? .empty
    return Page(
      title: words("venues.title"), layout: .resident, whereTo: words("venues.title"),
      main:
        "<div><h1>\(words("venues.title"))</h1>\(filter.within.map { "<p class=\"sub\">\(words.within($0))</p>" } ?? .empty)</div>\(form)\(rows)\(more)\(staff(filter.within?.area))"
    )
  }

  /// For staff: where venues are opened, and taken from sheets.
  private func staff(_ area: AreaID?) -> HTML {
    guard caller.may(.areaManage) else { return .empty }
    let new = Button(words("venues.new"), href: Address.query("/venues/new", [("area", area?.description)]))
    return "<p class=\"line\">\(new)\(Button(words("places.sheet"), .plain, href: "/imports/venues"))</p>"
  }
}
