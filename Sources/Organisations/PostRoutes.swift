import Ground
import Places
import SQL
import Web

extension OrganisationsRoom {
  private static let post: FieldShape = FieldShape("post", .id, required: true, about: "The post's id")

  var listPosts: Route {
    Route(
      .get, "/posts", name: "listPosts", summary: "Posts and who holds them, in the order of their areas", access: .permission(.peopleRead),
      query: [
        FieldShape("area", .id, about: "Only in this area and below"),
        FieldShape("type", .choice(profile.postTypes.map(\.id)), about: "Only this kind of post"),
        FieldShape("organisation", .id, about: "Only posts of this organisation"),
        FieldShape("vacant", .flag, about: "Only posts that nobody holds now"),
      ], gives: PostJSON.post, isList: true
    ) { visit in try await posts(visit) }
  }

  var showPost: Route {
    Route(
      .get, "/posts/{post}", name: "showPost", summary: "One post and everybody who has held it", access: .permission(.peopleRead),
      pathFields: [Self.post], gives: PostJSON.view
    ) { visit in
      guard let id: PostID = visit.pathValues.id("post") else { throw Refusal.absent }
      let desk = PostViews(directory: directory, people: PersonRecords(seal: seal))
      let view: PostView = try await database.read { session in
        try desk.view(id, to: visit.caller, at: visit.now, words: visit.words, in: session)
      }
      let today: CivilDay = profile.calendar.today(visit.now)
      let pages = PostPages(words: visit.words, profile: profile)
      let reply: Reply = visit.face == .page ? .page(pages.one(view, today: today)) : .json { PostJSON.write(view, &$0) }
      return reply.with(version: view.post.version)
    }
  }

  private func posts(_ visit: Visit) async throws -> Reply {
    let cursor: StaffCursor? = try visit.staffCursor
    let (area, filter, posts): (Area?, PostFilter, [PostOption]) = try await database.read { session in
      let area: Area? = try visit.area(in: session)
      var filter = PostFilter(
        range: area?.range, type: visit.query.text("type"), organisation: visit.query.id("organisation"),
        vacantOnly: visit.query.flag("vacant"))
      if visit.query.text("area") != nil, area == nil { filter.range = PlaceRange(Place(0), Place(0)) }
      let found: [PostOption] = try directory.list(
        filter, of: visit.caller.policy(for: .peopleRead), after: cursor, limit: visit.limit + 1, at: visit.now, words: visit.words, in: session)
      return (area, filter, found)
    }
    let shown: [PostOption] = Array(posts.prefix(visit.limit))
    let next: String? = posts.count > visit.limit ? shown.last.map { StaffCursor($0).description } : nil
    if visit.face == .json {
      return Reply.json { $0.array(each: shown) { PostJSON.write($1, &$0) } }.with(next: next)
    }
    let pages = PostPages(words: visit.words, profile: profile)
    return Reply.page(pages.list(shown, filter, area: area.map { ($0.id, $0.name) }, next: next.map { visit.address(next: $0) }))
      .with(next: next)
  }
}

extension Visit {
  var staffCursor: StaffCursor? {
    get throws {
      guard let cursor else { return nil }
      guard let known = StaffCursor(cursor) else { throw Refusal.absent }
      return known
    }
  }

  /// The area named by the query, when there is one.
  func area(in session: any Session) throws -> Area? {
    guard let id: AreaID = query.id("area") else { return nil }
    return try AreaRecords().find(id, in: session)
  }
}
