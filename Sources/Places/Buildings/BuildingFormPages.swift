import Ground
import Markup

/// The forms on which buildings are registered and changed.
struct BuildingFormPages: Sendable {
  let words: Words
  let today: CivilDay
  /// Makes the hidden fields of one form.
  let tokens: @Sendable () -> FormTokens

  // MARK: Registering

  /// First: in which community.
  func first(_ communities: [Choice]) -> Page {
    let title = words("buildings.new")
    let choose = Field(
      "area", label: words("estates.community"), isRequired: true, isBroad: true,
      .select([Choice("", words("places.choose"))] + communities, chosen: nil))
    let filters = Filters(to: "/buildings/new", [choose], submit: words("buildings.new.next"))
    return page(
      title, "\(crumbs([], title))\(Heading(title, note: words("buildings.new.first")))\(Sheet("start", title, isTitleHidden: true) { "\(filters)" })"
    )
  }

  /// Then: where in it.
  func second(_ founding: BuildingFounding, refused: RefusedForm?) -> Page {
    let title = words("buildings.new")
    let form = PlaceForm(nil, refused, words: words)
    let fields = BuildingFieldsPart(words: words, form: form)
    let html: HTML = Form.post(to: "/buildings", tokens(), look: .grid) {
      """
      \(Form.hidden("community", founding.community.id.description))\(fields.names(nil))\(map(founding.community, nil))\(fields.point(nil))\(fields.grid(founding.grids))\
      \(fields.estate(founding.estates, founding.estate))\
      \(form.line("units", "buildings.units.count", "1", kind: .number, most: 3))\(fields.households(nil))\
      \(form.line("from", "buildings.from", nil, kind: .day, help: "buildings.from.help"))\
      \(Acts([Button(words("buildings.create"), .primary), Button(words("places.cancel"), .plain, href: "/buildings?area=\(founding.community.id)")]))
      """
    }
    let main: HTML = """
      \(crumbs([Link(founding.community.name, to: "/buildings?area=\(founding.community.id)")], title))\
      \(Heading(title, note: founding.community.name))\(form.problems)\(Sheet("form", title, isTitleHidden: true) { html })
      """
    return page(title, main, isMapped: true)
  }

  // MARK: Changing

  func edit(_ edit: BuildingEdit, refused: RefusedForm?) -> Page {
    let building = edit.view.building
    let title = words("buildings.edit.title", ["building": building.name])
    let main: HTML = """
      \(crumbs([Link(building.name, to: "/buildings/\(building.id)")], words("buildings.edit")))\(Heading(title))\
      \(PlaceForm(refused?.act, refused, words: words).problems)
      <div class="stack">\(describe(edit, refused))\(addUnit(edit, refused))\
      \(each: edit.view.units.filter { $0.validUntil == nil }, { unit(edit, $0, refused) })\(end(edit, refused))</div>
      """
    return page(title, main, isMapped: true)
  }

  private func describe(_ edit: BuildingEdit, _ refused: RefusedForm?) -> HTML {
    let form = PlaceForm(BuildingAct.describe.rawValue, refused, words: words)
    let fields = BuildingFieldsPart(words: words, form: form)
    let building = edit.view.building
    let html = post(building, .describe) {
      """
      \(fields.names(building))\(edit.view.chain.dropLast().last.map { map($0, building) } ?? .empty)\(fields.point(building.coordinates))\
      \(fields.grid(edit.grids))\(fields.estate(edit.estates, building.estate))\(fields.households(building.households))\
      \(Acts([Button(words("buildings.describe"), .primary)]))
      """
    }
    return "\(Sheet("description", words("estates.facts")) { html })"
  }

  private func addUnit(_ edit: BuildingEdit, _ refused: RefusedForm?) -> HTML {
    let form = PlaceForm(BuildingAct.addUnit.rawValue, refused, words: words)
    let next = (edit.view.units.map(\.number).max() ?? 0) + 1
    let html = post(edit.view.building, .addUnit) {
      """
      \(form.line("number", "buildings.unit.number", "\(next)", kind: .number, most: 3, isRequired: true))\
      \(form.line("households", "estates.households", nil, kind: .number, most: 4))\
      \(form.line("from", "buildings.from", nil, kind: .day, help: "buildings.unit.from.help"))\
      \(Acts([Button(words("buildings.addUnit"), .primary)]))
      """
    }
    return "\(Disclosure(words("buildings.addUnit"), isOpen: form.isRefused) { html })"
  }

  private func unit(_ edit: BuildingEdit, _ unit: BuildingUnit, _ refused: RefusedForm?) -> HTML {
    let count = PlaceForm("\(BuildingAct.countUnit.rawValue)-\(unit.number)", refused, words: words)
    let end = PlaceForm("\(BuildingAct.endUnit.rawValue)-\(unit.number)", refused, words: words)
    let name = words("doors.unit", ["unit": "\(unit.number)"])
    let counting = post(edit.view.building, .countUnit, unit.number) {
      """
      \(count.line("households", "estates.households", unit.households.map { "\($0)" }, kind: .number, most: 4))\
      \(Acts([Button(words("buildings.countUnit"))]))
      """
    }
    let ending = self.end(edit, unit: unit.number, end)
    return "\(Disclosure(name, isOpen: count.isRefused || end.isRefused) { "\(counting)<hr>\(ending)" })"
  }

  private func end(_ edit: BuildingEdit, unit: Int, _ end: PlaceForm) -> HTML {
    if let planned = edit.view.end(unit: unit) { return withdrawal(edit, planned, .withdrawUnitEnd) }
    return post(edit.view.building, .endUnit, unit) {
      """
      \(end.line("day", "buildings.end.day", today.description, kind: .day, help: "places.end.help", isRequired: true))\
      \(end.select("goes_to", "buildings.unit.posts", [Choice("", words("places.choose")), Choice("grid", words("buildings.unit.posts.end"))], nil, help: "buildings.unit.posts.help"))\
      \(Acts([Button(words("buildings.endUnit"))]))
      """
    }
  }

  private func withdrawal(_ edit: BuildingEdit, _ planned: PlannedEnd<Noun.Building>, _ act: BuildingAct) -> HTML {
    let part = PlannedEndPart(words: words, today: today)
    return part.withdrawal(edit.view.sentence(planned, part)) { post(edit.view.building, act, planned.unit, $0) }
  }

  private func end(_ edit: BuildingEdit, _ refused: RefusedForm?) -> HTML {
    if let planned = edit.view.end(unit: nil) {
      return "\(Sheet("end", words("buildings.end.planned")) { withdrawal(edit, planned, .withdrawEnd) })"
    }
    let form = PlaceForm(BuildingAct.end.rawValue, refused, words: words)
    let heirs: [Choice] =
      [Choice("", words("places.choose")), Choice("grid", words("buildings.heir.grid"))]
      + edit.neighbours.map { Choice($0.id.description, $0.name, group: words("buildings.heir.building")) }
    let loads: [HTML] = edit.loads.map { "<li>\(words($0.word, count: $0.count))</li>" }
    let standing: HTML = loads.isEmpty ? .empty : "<p>\(words("buildings.end.standing"))</p><ul>\(each: loads, { $0 })</ul>"
    let html = post(edit.view.building, .end) {
      """
      \(form.line("day", "buildings.end.day", today.description, kind: .day, help: "places.end.help", isRequired: true))\
      \(form.select("goes_to", "buildings.heir", heirs, nil, help: "buildings.heir.help", isRequired: !edit.loads.isEmpty))\
      \(Acts([Button(words("buildings.end"))]))
      """
    }
    return "\(Disclosure(words("buildings.end.title"), isOpen: form.isRefused) { "\(standing)\(html)" })"
  }

  private func post(_ building: Building, _ act: BuildingAct, _ unit: Int? = nil, _ content: () -> HTML) -> HTML {
    let path = act.path.replacing("{unit}", with: unit.map { "\($0)" } ?? "")
    return Form.post(to: "/buildings/\(building.id)/\(path)", tokens(), look: .grid, content)
  }

  // MARK: Around them

  /// A press on the map fills the two fields in.
  private func map(_ area: Area, _ building: Building?) -> HTML {
    let point = building.map { MapFigure.Point(longitude: $0.coordinates.longitude, latitude: $0.coordinates.latitude) }
    let figure = MapFigure(
      label: words("areas.map", ["area": area.name]), areas: "/api/v1/areas/\(area.id)/map", center: point, pick: MapFigure.Pick(),
      text: "<span>\(words("buildings.map.pick"))</span>", words: MapFigure.Words { words($0) })
    return "<div class=\"span\">\(figure)</div>"
  }

  private func crumbs(_ more: [Link], _ here: String) -> Crumbs {
    Crumbs(label: words("areas.crumbs"), [Link(words("buildings.title"), to: "/buildings")] + more, here: here)
  }

  private func page(_ title: String, _ main: HTML, isMapped: Bool = false) -> Page {
    Page(
      title: title, layout: .desk, whereTo: title, section: "areas", main: main, isNarrow: true,
      scripts: ["form.js"] + (isMapped ? MapFigure.scripts : []), styles: isMapped ? MapFigure.styles : [])
  }
}

/// The fields that the forms of buildings share.
struct BuildingFieldsPart: Sendable {
  let words: Words
  let form: PlaceForm

  func names(_ building: Building?) -> HTML {
    let help: String? = building == nil ? nil : "buildings.former.help"
    return """
      \(form.line("name", "buildings.address", building?.name, most: 60, help: "buildings.address.help", isRequired: true))\
      \(form.line("former_name", "buildings.former", building?.formerName, most: 60, help: help))
      """
  }

  func point(_ point: Coordinates?) -> HTML {
    """
    \(form.line("longitude", "buildings.longitude", point.map { "\($0.longitude)" }, kind: .number, most: 20, isRequired: true))\
    \(form.line("latitude", "buildings.latitude", point.map { "\($0.latitude)" }, kind: .number, most: 20, isRequired: true))
    """
  }

  func grid(_ grids: [Area]) -> Field {
    let choices = [Choice("", words("buildings.grid.by_point"))] + grids.map { Choice($0.id.description, $0.name) }
    return form.select("grid", "buildings.grid", choices, nil, help: "buildings.grid.help")
  }

  func estate(_ estates: [(id: EstateID, name: String)], _ now: EstateID?) -> Field {
    let choices = [Choice("", words("buildings.estate.none"))] + estates.map { Choice($0.id.description, $0.name) }
    return form.select("estate", "buildings.estate", choices, now?.description)
  }

  func households(_ now: Int?) -> Field {
    form.line("households", "estates.households", now.map { "\($0)" }, kind: .number, most: 5)
  }
}
