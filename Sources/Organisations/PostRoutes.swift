import Ground
import Places
import SQL
import Web

extension OrganisationsRoom {
  private static let post: FieldShape = FieldShape("post", .id, required: true, about: "The post's id")

  var listPosts: Route {
    Route(
      .get, "/posts", name: "listPosts", summary: "Posts and who holds them, in the order of their areas", access: .permission(.peopleRead),
      query: Within.fields + [
        FieldShape("type", .choice(profile.postTypes.map(\.id)), about: "Only this kind of post"),
        FieldShape("organisation", .id, about: "Only posts of this organisation"),
        FieldShape("state", .choice(PostState.allCases.map(\.rawValue)), about: "Only posts that stand so today"),
        FieldShape("days", .integer(1...3650), about: "For state=expiring: within so many days, 90 unless said"),
        FieldShape("vacant", .flag, about: "The same as state=vacant"),
      ], gives: PostJSON.post, isList: true
    ) { visit in try await posts(visit) }
  }

  var showPost: Route {
    Route(
      .get, "/posts/{post}", name: "showPost", summary: "One post and everybody who has held it", access: .permission(.peopleRead),
      pathFields: [Self.post], gives: PostJSON.view
    ) { visit in
      guard let id: PostID = visit.pathValues.id("post") else { throw Refusal.absent }
      let views: PostViews = postViews
      let view: PostView = try await database.read { session in
        try views.view(id, to: visit.caller, at: visit.now, words: visit.words, in: session)
      }
      let today: CivilDay = profile.calendar.localDay(visit.now)
      let pages = PostPages(words: visit.words, profile: profile)
      let reply: Reply = visit.face == .page ? .page(pages.one(view, today: today)) : .json { PostJSON.write(view, &$0) }
      return reply.with(version: view.post.version)
    }
  }

  var postViews: PostViews { PostViews(directory: directory, people: PersonRecords(seal: seal), desk: posts) }

  private func posts(_ visit: Visit) async throws -> Reply {
    let cursor: RowCursor? = try visit.rowCursor
    let policy: Policy = visit.caller.policy(for: .peopleRead)
    let today: CivilDay = profile.calendar.localDay(visit.now)
    let (list, next): (PostPages.List, String?) = try await database.read { session in
      let filter: PostFilter = visit.postFilter(try structures.within(visit.query, in: session))
      let found: [PostOption] = try directory.list(
        filter, of: policy, after: cursor, limit: visit.limit + 1, at: visit.now, words: visit.words, in: session)
      let shown: [PostOption] = Array(found.prefix(visit.limit))
      let next: String? = found.count > visit.limit ? shown.last.map { RowCursor(place: $0.place, id: $0.id.raw).description } : nil
      let tally: PostTally =
        visit.face == .json ? PostTally() : try PostTallyRecords().tally(filter, of: policy, on: today, in: session)
      let list = PostPages.List(
        posts: shown, filter: filter, tally: tally, mayEstablish: visit.caller.may(.peopleManage),
        next: next.map { visit.address(next: $0) }, today: today)
      return (list, next)
    }
    if visit.face == .json { return Reply.json { $0.array(each: list.posts) { PostJSON.write($1, &$0) } }.with(next: next) }
    return Reply.page(PostPages(words: visit.words, profile: profile).list(list)).with(next: next)
  }
}

extension Visit {
  func postFilter(_ within: Within?) -> PostFilter {
    PostFilter(
      within: within, type: query.text("type"), organisation: query.id("organisation"),
      state: query.text("state").flatMap(PostState.init(rawValue:)) ?? (query.flag("vacant") ? .vacant : nil),
      days: Int(query.integer("days") ?? Int64(PostState.usualDays)))
  }
}
