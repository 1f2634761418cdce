import Ground
import Markup

/// The forms on which venues are opened and changed.
struct VenueFormPages: Sendable {
  let words: Words
  let profile: CityProfile
  let today: CivilDay
  /// Makes the hidden fields of one form.
  let tokens: @Sendable () -> FormTokens

  // MARK: Opening

  /// First: in which community.
  func first(_ communities: [Choice]) -> Page {
    let title = words("venues.new")
    let choose = Field(
      "area", label: words("estates.community"), isRequired: true, isBroad: true,
      .select([Choice("", words("places.choose"))] + communities, chosen: nil))
    let filters = Filters(to: "/venues/new", [choose], submit: words("buildings.new.next"))
    return page(
      title, "\(crumbs([], title))\(Heading(title, note: words("buildings.new.first")))\(Sheet("start", title, isTitleHidden: true) { "\(filters)" })"
    )
  }

  /// Then: what it is.
  /// - Parameter area: where one came from; it and what lies below may be served.
  func second(_ area: Area, below: [Area], refused: RefusedForm?) -> Page {
    let title = words("venues.new")
    let form = PlaceForm(nil, refused, words: words)
    let served = ([area] + below).map { Choice($0.id.description, $0.name) }
    let html: HTML = Form.post(to: "/venues?area=\(area.id)", tokens(), look: .grid) {
      """
      \(form.select("area", "venues.area", served, area.id.description, help: "venues.area.help", isRequired: true))\
      \(description(form, nil, mapOf: area))\(Acts([Button(words("venues.open.do"), .primary), Button(words("places.cancel"), .plain, href: "/venues?area=\(area.id)")]))
      """
    }
    return page(
      title, "\(crumbs([], title))\(Heading(title, note: area.name))\(form.problems)\(Sheet("form", title, isTitleHidden: true) { html })",
      isMapped: true)
  }

  // MARK: Changing

  func edit(_ venue: Venue, area: Area, refused: RefusedForm?) -> Page {
    let title = words("estates.edit.title", ["estate": venue.name])
    let form = PlaceForm(VenueAct.describe.rawValue, refused, words: words)
    let describe: HTML = Form.post(to: "/venues/\(venue.id)/\(VenueAct.describe.path)", tokens(), look: .grid) {
      "\(description(form, venue, mapOf: area))\(Acts([Button(words("venues.describe"), .primary)]))"
    }
    let main: HTML = """
      \(crumbs([Link(venue.name, to: "/venues/\(venue.id)")], words("venues.edit")))\(Heading(title, note: area.name))\
      \(PlaceForm(refused?.act, refused, words: words).problems)
      <div class="stack">\(Sheet("description", words("estates.facts")) { describe })\(close(venue, refused))</div>
      """
    return page(title, main, isMapped: true)
  }

  private func close(_ venue: Venue, _ refused: RefusedForm?) -> HTML {
    let form = PlaceForm(VenueAct.close.rawValue, refused, words: words)
    let html: HTML = Form.post(to: "/venues/\(venue.id)/\(VenueAct.close.path)", tokens(), look: .grid) {
      """
      \(form.line("day", "venues.close.day", today.description, kind: .day, help: "venues.end.help", isRequired: true))\
      \(Acts([Button(words("venues.close"))]))
      """
    }
    return "\(Disclosure(words("venues.close"), isOpen: form.isRefused) { html })"
  }

  // MARK: Fields

  private func description(_ form: PlaceForm, _ venue: Venue?, mapOf area: Area) -> HTML {
    let kinds = profile.housing.venueKinds.map { Choice($0.id, words("venue_kind.\($0.id)")) }
    let functions = profile.housing.venueFunctions.map { Choice($0, words("venue_function.\($0)")) }
    return """
      \(form.select("kind", "venues.kind", kinds, venue?.kind, isRequired: true))\
      \(form.line("name", "venues.name", venue?.name, most: 80, isRequired: true))\
      \(form.line("address", "venues.address", venue?.address, most: 120, isRequired: true))\
      \(form.line("phone", "venues.phone", venue?.phone, kind: .telephone, most: 20, help: profile.housing.publishesPhone ? "venues.phone.help" : nil))\
      \(map(area, venue))\(BuildingFieldsPart(words: words, form: form).point(venue?.coordinates))\
      \(form.several("functions", "venues.functions", functions, venue?.functions ?? []))\
      \(form.area("services", "venues.services", lines(venue?.services), rows: 5, most: 2_000, help: "venues.lines.help"))\
      \(form.area("loans", "venues.loans", lines(venue?.loans), rows: 3, most: 2_000, help: "venues.lines.help"))\
      <h3 class="span">\(words("venues.hours"))</h3>\
      \(VenueHoursPart(words: words, form: form, hours: venue?.hours ?? .usual, today: today))
      """
  }

  private func lines(_ items: [String]?) -> String { (items ?? []).joined(separator: "\n") }

  private func map(_ area: Area, _ venue: Venue?) -> HTML {
    let point = venue.map { MapFigure.Point(longitude: $0.coordinates.longitude, latitude: $0.coordinates.latitude) }
    let figure = MapFigure(
      label: words("areas.map", ["area": area.name]), areas: "/api/v1/areas/\(area.id)/map", center: point, pick: MapFigure.Pick(),
      text: "<span>\(words("buildings.map.pick"))</span>", words: MapFigure.Words { words($0) })
    return "<div class=\"span\">\(figure)</div>"
  }

  private func crumbs(_ more: [Link], _ here: String) -> Crumbs {
    Crumbs(label: words("areas.crumbs"), [Link(words("venues.title"), to: "/venues")] + more, here: here)
  }

  private func page(_ title: String, _ main: HTML, isMapped: Bool = false) -> Page {
    Page(
      title: title, layout: .desk, whereTo: title, section: "areas", main: main, isNarrow: true,
      scripts: ["form.js"] + (isMapped ? MapFigure.scripts : []), styles: isMapped ? MapFigure.styles : [])
  }
}
