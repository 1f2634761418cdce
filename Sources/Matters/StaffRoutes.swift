import Ground
import Pictures
import Places
import SQL
import Web

extension MattersRoom {
  /// What staff do: look, dispatch, handle, verify, close.
  var staffRoutes: [Route] {
    [listMatters, mapMatters, registerPage, register, showMatter, showPhoto, revealContact, today, tiles] + actRoutes
  }

  static let matterField: FieldShape = FieldShape("matter", .id, required: true, about: "The matter's id")

  func views(_ visit: Visit) -> MatterViews {
    MatterViews(self, words: visit.words, now: visit.now, caller: visit.caller)
  }

  func pages(_ visit: Visit) -> StaffPages {
    StaffPages(
      words: visit.words, profile: profile, now: visit.now, mayRegister: visit.caller.may(.matterRegister),
      maySeeAreas: visit.caller.may(.areaRead))
  }

  private var listMatters: Route {
    Route(
      .get, "/matters", name: "listMatters", summary: "A queue of matters: the filter is the query", access: .permission(.matterRead),
      query: MatterFilter.shapes(profile), gives: MatterJSON.row, isList: true
    ) { visit in
      let filter = MatterFilter(visit.query)
      let views = views(visit)
      if visit.face == .json {
        let page = try await database.read { session in try views.page(filter, after: visit.cursor, limit: visit.limit, in: session) }
        return Reply.json { $0.array(each: page.rows) { MatterJSON.write($1, &$0) } }.with(next: page.next)
      }
      let view = try await database.read { session in try views.queue(filter, after: visit.cursor, limit: visit.limit, in: session) }
      return Reply.page(pages(visit).queue(view, next: view.next.map { visit.address(next: $0) })).with(next: view.next)
    }
  }

  private var mapMatters: Route {
    Route(
      .get, "/matters/map", name: "mapMatters", summary: "The first 500 matters of a queue as GeoJSON points", access: .permission(.matterRead),
      faces: [.json], query: MatterFilter.shapes(profile) + [FieldShape("bbox", .text(max: 120), about: "west,south,east,north in degrees")],
      gives: MatterJSON.points
    ) { visit in
      let filter = MatterFilter(visit.query)
      let box = try Box(visit.query.text("bbox"))
      let views = views(visit)
      let rows = try await database.read { session in try views.page(filter, within: box, after: nil, limit: 500, in: session).rows }
      return Reply.json { MatterJSON.writePoints(rows, &$0) }
    }
  }

  private var showMatter: Route {
    Route(
      .get, "/matters/{matter}", name: "showMatter", summary: "One matter with its story", access: .permission(.matterRead),
      pathFields: [Self.matterField], gives: MatterJSON.view
    ) { visit in
      guard let id: MatterID = visit.pathValues.id("matter") else { throw Refusal.absent }
      let views = views(visit)
      let view = try await database.read { session in try views.matter(id, in: session) }
      if visit.face == .json {
        return Reply.json { MatterJSON.write(view, words: visit.words, calendar: profile.calendar, now: visit.now, &$0) }
          .with(version: view.matter.version)
      }
      let page = pages(visit).matter(view, tokens: { visit.tokens(version: view.matter.version) }, refusal: nil, revealed: nil)
      return Reply.page(page)
    }
  }

  private var showPhoto: Route {
    Route(
      .get, "/matters/{matter}/photos/{photo}", name: "showMatterPhoto", summary: "A photo of a matter, JPEG", access: .permission(.matterRead),
      faces: [.page], pathFields: [Self.matterField, FieldShape("photo", .id, required: true)],
      query: [FieldShape("size", .choice(["thumbnail", "full"]))]
    ) { visit in
      guard let id: MatterID = visit.pathValues.id("matter"), let photo: PhotoID = visit.pathValues.id("photo") else { throw Refusal.absent }
      let found = try await database.read { session in
        _ = try desk.matters.visible(id, to: visit.caller, in: session)
        return try desk.events.photos(of: id, in: session).first { $0.id == photo }
      }
      return try await jpeg(found, size: visit.query.text("size"))
    }
  }

  /// A stored photo as a reply that can do no harm whatever it holds.
  /// - Throws: ``Refusal/absent``.
  func jpeg(_ photo: MatterPhoto?, size: String?) async throws -> Reply {
    guard let photo, let bytes = await store.read(photo.digest, size == "full" ? .full : .thumbnail) else { throw Refusal.absent }
    return Reply.bytes(bytes, type: "image/jpeg")
      .with(header: "content-security-policy", "default-src 'none'; sandbox").with(header: "cache-control", "private, max-age=86400, immutable")
  }

  private var revealContact: Route {
    Route(
      .post, "/matters/{matter}/contact-reveal", name: "revealContact", summary: "Reveal the reporters' contacts; the look is written to the journal",
      access: .permission(.contactReveal), pathFields: [Self.matterField], gives: MatterJSON.contacts
    ) { visit in
      guard let id: MatterID = visit.pathValues.id("matter") else { throw Refusal.absent }
      let views = views(visit)
      return try await visit.change(database) { session in
        let contacts = try desk.reveal(id, by: visit.caller, in: session)
        if visit.face == .page {
          let view = try views.matter(id, in: session)
          return Reply.page(
            pages(visit).matter(view, tokens: { visit.tokens(version: view.matter.version) }, refusal: nil, revealed: contacts))
        }
        return Reply.json { json in
          json.object { json in
            json.key("contacts")
            json.array(each: contacts) { json, contact in
              json.object {
                $0.field("name", contact.name)
                $0.field("phone", contact.phone)
              }
            }
          }
        }
      }
    }
  }

  private var today: Route {
    Route(.get, "/today", name: "showToday", summary: "What one has on hand and should not forget", access: .signedIn, faces: [.page]) { visit in
      let views = views(visit)
      return Reply.page(pages(visit).today(try await database.read { session in try views.today(in: session) }))
    }
  }

  private var tiles: Route {
    Route(
      .get, "/tiles", name: "showTiles", summary: "The figures of an area and of the areas below it", access: .permission(.matterRead),
      query: [
        FieldShape("area", .id, about: "The caller's own area unless asked"),
        FieldShape("structure", .day, about: "Areas as they were on this day; today's unless said"),
      ], gives: MatterJSON.tilesView
    ) { visit in
      let views = views(visit)
      let view = try await database.read { session in try views.tiles(visit.query.id("area"), on: visit.query.day("structure"), in: session) }
      return visit.face == .json ? Reply.json { MatterJSON.write(view, &$0) } : Reply.page(pages(visit).tiles(view))
    }
  }
}
