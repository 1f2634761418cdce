import Ground
import SQL
import Web

/// Estates, for staff.
extension PlacesRoom {
  var estateRoutes: [Route] { [listEstates, showEstate] }

  static let estateField: FieldShape = FieldShape("estate", .id, required: true, about: "The estate's id")

  public var estateDesk: EstateDesk { EstateDesk(profile, ids: ids, timepiece: timepiece, tenants: guests) }

  private var listEstates: Route {
    Route(
      .get, "/estates", name: "listEstates", summary: "Estates within the caller's reach, in the order of their places",
      access: .permission(.areaRead),
      query: Within.fields + [
        FieldShape("flag", .choice(profile.housing.flags.map(\.id)), about: "Only those marked so"),
        FieldShape("mode", .choice(profile.housing.modes.map(\.id)), about: "Only those managed so today"),
        FieldShape("q", .text(max: 60), about: "A piece of the name"),
      ], gives: EstateJSON.row, isList: true
    ) { visit in
      let cursor = try visit.rowCursor
      let (filter, found) = try await database.read { session in
        let filter = EstateFilter(
          within: try structures.within(visit.query, in: session), flag: visit.query.text("flag"), mode: visit.query.text("mode"),
          text: visit.query.text("q"))
        let found = try estateDesk.list(filter, after: cursor, limit: visit.limit, by: visit.caller, words: visit.words, in: session)
        return (filter, found)
      }
      let next = found.next?.description
      guard visit.face == .page else { return Reply.json { $0.array(each: found.rows) { EstateJSON.write($1, &$0) } }.with(next: next) }
      return .page(estatePages(visit).list(found, filter, next: next.map { visit.address(next: $0) })).with(next: next)
    }
  }

  private var showEstate: Route {
    Route(
      .get, "/estates/{estate}", name: "showEstate", summary: "One estate: how it is managed and was, its buildings, and what other rooms know of it",
      access: .permission(.areaRead), pathFields: [Self.estateField], gives: EstateJSON.view
    ) { visit in
      guard let id: EstateID = visit.pathValues.id("estate") else { throw Refusal.absent }
      let view = try await database.read { session in
        try estateDesk.view(id, by: visit.caller, rooms: estateRooms, words: visit.words, in: session)
      }
      let reply: Reply = visit.face == .page ? .page(estatePages(visit).one(view)) : .json { EstateJSON.write(view, &$0) }
      return reply.with(version: view.estate.version)
    }
  }

  func estatePages(_ visit: Visit) -> EstatePages {
    EstatePages(words: visit.words, profile: profile, caller: visit.caller, today: profile.calendar.localDay(visit.now))
  }
}

extension AreaRecords {
  /// The area to which a list is narrowed, if the address names one.
  /// - Throws: ``Refusal/absent`` when there is none or it is out of the caller's reach.
  func asked(_ visit: Visit, in session: any Session) throws -> Area? {
    guard let id: AreaID = visit.query.id("area") else { return nil }
    return try visible(id, to: visit.caller, in: session)
  }
}
