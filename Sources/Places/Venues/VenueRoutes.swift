import Ground
import SQL
import Web

/// Venues are open to everybody, and so are their pages.
extension PlacesRoom {
  var venueRoutes: [Route] { [listVenues, showVenue] }

  static let venueField: FieldShape = FieldShape("venue", .id, required: true, about: "The venue's id")

  private var listVenues: Route {
    Route(
      .get, "/venues", name: "listVenues", summary: "Venues by kind, function and what they offer", access: .everyone,
      query: Within.fields + [
        FieldShape("q", .text(max: 60), about: "A piece of the name, the address, or of what it offers and lends"),
        FieldShape("kind", .choice(profile.housing.venueKinds.map(\.id))), FieldShape("function", .choice(profile.housing.venueFunctions)),
      ], gives: VenueJSON.venue, isList: true
    ) { visit in
      let cursor = try visit.rowCursor
      let today = profile.calendar.localDay(visit.now)
      let (filter, found) = try await database.read { session in
        let filter = VenueFilter(
          within: try structures.within(visit.query, in: session), kind: visit.query.text("kind"), function: visit.query.text("function"),
          text: visit.query.text("q"))
        return (filter, try VenueRecords().list(filter, on: today, after: cursor, limit: visit.limit + 1, in: session))
      }
      let shown = Array(found.prefix(visit.limit))
      let next = found.count > visit.limit ? shown.last.map { RowCursor($0).description } : nil
      let phones = profile.housing.publishesPhone
      guard visit.face == .page else {
        return Reply.json { $0.array(each: shown) { VenueJSON.write($1, phones: phones, &$0) } }.with(next: next)
      }
      let pages = VenuePages(words: visit.words, profile: profile, caller: visit.caller, now: visit.now)
      return .page(pages.list(shown, filter, next: next.map { visit.address(next: $0) })).with(next: next)
    }
  }

  private var showVenue: Route {
    Route(
      .get, "/venues/{venue}", name: "showVenue", summary: "One venue: when it is open, what it offers and lends", access: .everyone,
      pathFields: [Self.venueField], gives: VenueJSON.venue
    ) { visit in
      let id = try visit.venue
      let (venue, area) = try await database.read { session in
        guard let venue = try VenueRecords().find(id, in: session) else { throw Refusal.absent }
        return (venue, try AreaRecords().find(venue.area, in: session)?.name ?? "")
      }
      let pages = VenuePages(words: visit.words, profile: profile, caller: visit.caller, now: visit.now)
      let phones = profile.housing.publishesPhone || visit.caller.policy(for: .areaManage).allows(place: venue.place)
      let reply: Reply = visit.face == .page ? .page(pages.one(venue, area: area)) : .json { VenueJSON.write(venue, phones: phones, &$0) }
      return reply.with(version: venue.version)
    }
  }
}
