import Ground
import SQL
import Web

/// Opening venues and changing them.
extension PlacesRoom {
  var venueEditRoutes: [Route] { [newVenue, openVenue, editVenue] + VenueAct.allCases.map(venueRoute) }

  public var venueDesk: VenueDesk { VenueDesk(profile: profile, ids: ids, timepiece: timepiece, locator: locator) }

  private static let community: FieldShape = FieldShape("area", .id, about: "The community, or another area, in which it is to be")

  private var newVenue: Route {
    Route(
      .get, "/venues/new", name: "newVenue", summary: "The form on which a venue is opened", access: .permission(.areaManage), faces: [.page],
      query: [Self.community]
    ) { visit in try await newVenuePage(visit, nil) }
  }

  private func newVenuePage(_ visit: Visit, _ refused: RefusedForm?) async throws -> Reply {
    let desk = estateDesk
    let asked: AreaID? = visit.query.id("area") ?? refused?.values.id("area")
    let pages = venueForms(visit, version: nil)
    return try await database.read { session in
      guard let asked else { return .page(pages.first(try desk.communities(by: visit.caller, in: session))) }
      let area = try AreaRecords().reachable(asked, by: visit.caller.policy(for: .areaManage), in: session)
      return .page(pages.second(area, below: try AreaRecords().children(of: area.id, in: session), refused: refused))
    }
  }

  private var openVenue: Route {
    Route(
      .post, "/venues", name: "openVenue", summary: "Open a venue", access: .permission(.areaManage), query: [Self.community],
      body: VenueAct.founding(profile.housing), gives: VenueJSON.venue, status: 201,
      refused: { visit, refusal in try await newVenuePage(visit, RefusedForm(act: "", values: visit.body, refusal: refusal)) },
      handle: { visit in
        let desk = venueDesk
        return try await visit.change(database) { session in
          let made = try desk.open(try VenueDraft(visit.body), by: visit.caller, in: session)
          if visit.face == .page { return .see("/venues/\(made.id)") }
          return reply(made, status: 201).with(header: "location", "/api/v1/venues/\(made.id)")
        }
      })
  }

  private func reply(_ venue: Venue, status: Int) -> Reply {
    Reply.json(status: status) { VenueJSON.write(venue, phones: true, &$0) }.with(version: venue.version)
  }

  private var editVenue: Route {
    Route(
      .get, "/venues/{venue}/edit", name: "editVenue", summary: "The forms on which a venue is changed", access: .permission(.areaManage),
      faces: [.page], pathFields: [Self.venueField]
    ) { visit in try await editVenuePage(visit, nil) }
  }

  private func editVenuePage(_ visit: Visit, _ refused: RefusedForm?) async throws -> Reply {
    let id = try visit.venue
    let (venue, area) = try await database.read { session in
      guard let venue = try VenueRecords().find(id, in: session), visit.caller.policy(for: .areaManage).allows(place: venue.place),
        let area = try AreaRecords().find(venue.area, in: session)
      else { throw Refusal.absent }
      guard venue.validUntil == nil else { throw Refusal(.conflict, "venues.refusal.ended") }
      return (venue, area)
    }
    return .page(venueForms(visit, version: venue.version).edit(venue, area: area, refused: refused))
  }

  private func venueForms(_ visit: Visit, version: Int64?) -> VenueFormPages {
    VenueFormPages(words: visit.words, profile: profile, today: venueDesk.today, tokens: { visit.tokens(version: version) })
  }

  private func venueRoute(_ act: VenueAct) -> Route {
    Route(
      .post, "/venues/{venue}/\(act.path)", name: act.operation.name, summary: act.operation.summary, access: .permission(.areaManage),
      pathFields: [Self.venueField], body: act.fields(profile.housing), gives: VenueJSON.venue, isConditional: true,
      refused: { visit, refusal in try await editVenuePage(visit, RefusedForm(act: act.rawValue, values: visit.body, refusal: refusal)) },
      handle: { visit in
        let id = try visit.venue
        return try await visit.change(database) { session in
          let changed = try perform(act, id, visit, in: session)
          return visit.face == .page ? .see("/venues/\(id)") : reply(changed, status: 200)
        }
      })
  }

  private func perform(_ act: VenueAct, _ id: VenueID, _ visit: Visit, in session: any Session) throws -> Venue {
    let (desk, version, caller) = (venueDesk, visit.expectedVersion, visit.caller)
    switch act {
    case .describe: return try desk.describe(id, try VenueDraft(visit.body), expecting: version, by: caller, in: session)
    case .close: return try desk.close(id, on: visit.body.day("day") ?? desk.today, expecting: version, by: caller, in: session)
    }
  }
}

extension Visit {
  var venue: VenueID {
    get throws {
      guard let id: VenueID = pathValues.id("venue") else { throw Refusal.absent }
      return id
    }
  }
}
