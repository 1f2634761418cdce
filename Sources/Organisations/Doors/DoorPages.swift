import Ground
import Markup
import Places

/// A door's chain of responsibility, for a phone.
struct DoorPages: Sendable {
  let words: Words
  let profile: CityProfile
  let today: CivilDay
  let now: Moment

  static func address(_ door: Door, _ words: Words) -> String {
    let upper: String = door.chain.dropLast().last?.name ?? ""
    let area: String = door.chain.last?.name ?? ""
    guard let building = door.building else { return words("place.area_address", ["upper": upper, "area": area]) }
    let spot: String = door.unit.map { words("place.unit_address", ["building": building.name, "unit": "\($0)"]) } ?? building.name
    return words("place.building_address", ["upper": upper, "area": area, "spot": spot])
  }

  private func spoken(_ day: CivilDay) -> String { words.day(day, in: today.parts.year) }

  /// - Parameter path: of this door, to ask for another day.
  func one(_ door: Door, path: String) -> Page {
    let address: String = DoorPages.address(door, words)
    let past: HTML = door.day == today ? .empty : "<p class=\"sub\">\(words("doors.on_day", ["day": spoken(door.day)]))</p>"
    let main: HTML = """
      <div><h1>\(words("doors.title"))</h1>\(past)</div>\
      \(PlaceCard(door.building?.name ?? address, note: address, change: Link(words("doors.other"), to: "/doors")))\
      \(Sheet("chain", words("doors.chain")) { "<p>\(summary(door))</p>\(timeline(door))" })\
      \(venues(door))\(otherDay(door, path))
      """
    return Page(
      title: words("doors.title"), layout: .resident, whereTo: door.chain.dropLast().last?.name ?? "",
      whereSmall: door.chain.dropLast(2).suffix(2).map(\.name).joined(),
      main: main)
  }

  private func summary(_ door: Door) -> String {
    guard let index = door.answering else { return words("doors.nobody", ["hotline": profile.intake.hotline]) }
    let rung: DoorRung = door.rungs[index]
    guard let post = rung.posts.first(where: { !$0.holders.isEmpty }), let holder = post.holders.first else { return "" }
    let title: String = words("post.\(post.type)")
    let who: String = holder.name.map { words("doors.who", ["post": title, "name": $0]) } ?? title
    return words(index == 0 ? "doors.first" : "doors.instead", ["who": who, "since": spoken(holder.since)])
  }

  private func timeline(_ door: Door) -> Timeline {
    var entries: [Timeline.Entry] = []
    for (index, rung) in door.rungs.enumerated() {
      let isFirst: Bool = index == door.answering
      if rung.posts.isEmpty { entries.append(entry(nil, rung, door, index, isFirst: false)) }
      for post in rung.posts { entries.append(entry(post, rung, door, index, isFirst: isFirst && post == rung.posts.first { !$0.holders.isEmpty })) }
    }
    return Timeline(entries)
  }

  private func entry(_ post: DoorPost?, _ rung: DoorRung, _ door: Door, _ index: Int, isFirst: Bool) -> Timeline.Entry {
    let place: String = rung.level == "unit" ? words("doors.unit", ["unit": rung.name]) : rung.name
    let title: String = post.map { words("post.\($0.type)") } ?? words("level.\(rung.level)")
    let head: HTML = post.map { $0.isOpen ? "\(Link(title, to: "/posts/\($0.id)"))" : "\(title)" } ?? "\(title)"
    let names: [String] = (post?.holders ?? []).map { holder in
      let name: String = holder.name ?? words("doors.in_post")
      return holder.isActing ? words("doors.acting", ["name": name]) : name
    }
    guard let since = post?.holders.first?.since else {
      return Timeline.Entry(
        "<b>\(head)</b> \(Tag(words(post == nil ? "doors.no_post" : "doors.vacant"), .hold))<br>\(place)\(stepsIn(rung, door, index))", time: "",
        at: door.day.description,
        .ahead)
    }
    return Timeline.Entry(
      "<b>\(head)</b> \(names.joined(separator: words("organisations.and")))<br><span class=\"quiet small\">\(place)</span>",
      time: words("doors.since", ["day": spoken(since)]), at: since.description, isFirst ? .now : .done)
  }

  /// A vacant rung says who answers instead.
  private func stepsIn(_ rung: DoorRung, _ door: Door, _ index: Int) -> HTML {
    guard rung.isVacant, let above = door.stepsIn(for: index), let post = above.posts.first(where: { !$0.holders.isEmpty }) else { return .empty }
    let title: String = words("post.\(post.type)")
    let name: String? = post.holders.first?.name
    return "<br>\(words("doors.steps_in", ["who": name.map { words("doors.who", ["post": title, "name": $0]) } ?? title]))"
  }

  private func venues(_ door: Door) -> HTML {
    guard !door.venues.isEmpty else { return .empty }
    return Sheet("venues", words("doors.venues")) {
      "<ul class=\"stack\">\(each: door.venues, { venue($0.venue, metres: $0.metres) })</ul>"
    }.html
  }

  private func venue(_ venue: Venue, metres: Int) -> HTML {
    let phone: HTML =
      profile.housing.publishesPhone ? venue.phone.map { " <a\(href: "tel:\($0)")>\($0)</a>" } ?? .empty : .empty
    let far: String = metres > 0 ? words("doors.metres", ["metres": words.number(metres)]) : ""
    return "<li><b>\(Link(venue.name, to: "/venues/\(venue.id)"))</b> <span class=\"quiet small\">\(far)</span><br>\(venue.address)\(phone)</li>"
  }

  private func otherDay(_ door: Door, _ path: String) -> Disclosure {
    Disclosure(words("doors.other_day"), isOpen: door.day != today) {
      let unit: [(name: String, value: String)] = path.hasPrefix("/doors/") ? door.unit.map { [("unit", "\($0)")] } ?? [] : []
      return """
        <form class="form" method="get"\(attribute: "action", path)>\(each: unit, { Form.hidden($0.name, $0.value) })\
        \(Field("on", label: words("doors.day"), .line(door.day.description, .day)))\(Button(words("doors.look"), isFull: true))</form>
        """
    }
  }

  // MARK: Search

  func search(_ text: String?, _ found: [FoundDoor], next: String?) -> Page {
    let form: HTML = """
      <form class="sheet form" method="get" action="/doors" role="search">\
      \(Field("q", label: words("doors.search"), help: words("doors.search.help"), .line(text ?? "", .search, most: 60)))\
      \(Button(words("doors.find"), .primary, isFull: true))</form>
      """
    let main: HTML =
      "<div><h1>\(words("doors.search.title"))</h1><p class=\"sub\">\(words("doors.search.sub"))</p></div>\(form)\(results(text, found, next))"
    return Page(title: words("doors.search.title"), layout: .resident, whereTo: words("doors.search.title"), main: main)
  }

  private func results(_ text: String?, _ found: [FoundDoor], _ next: String?) -> HTML {
    guard text != nil else { return .empty }
    guard !found.isEmpty else { return "\(Empty(words("doors.none"), words("doors.none.why"), icon: .pin))" }
    let more: HTML = next.map { "<p>\(Link(words("doors.more"), to: $0))</p>" } ?? .empty
    return
      "\(Sheet("found", words("doors.found", count: found.count), look: .bare) { "\(Brief(found.map { .init($0.address, to: $0.href) }))\(more)" })"
  }
}

/// A door that was found by its address.
struct FoundDoor: Sendable {
  let building: BuildingID
  let unit: Int?
  let address: String

  var href: String { "/doors/\(building)\(unit.map { "?unit=\($0)" } ?? "")" }
}
