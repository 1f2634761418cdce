import Ground
import Pictures
import SQL
import Web

/// Following one's own report by its secret link, and judging the answer.
extension MattersRoom {
  private static let token: FieldShape = FieldShape("token", .text(max: 80), required: true, about: "The secret of the follow link")

  private static let rating: [FieldShape] = [
    FieldShape("rating", .integer(1...5), required: true, about: "5 is best"),
    FieldShape("solved", .flag, required: true, about: "Whether it is solved; if not, the matter is handled anew, one level up"),
    FieldShape("comment", .text(max: 500), about: "A word to it"),
  ]

  var followReport: Route {
    Route(
      .get, "/f/{token}", name: "followReport", summary: "How a report is coming along", access: .everyone, pathFields: [Self.token],
      query: [FieldShape("new", .flag), FieldShape("rated", .flag)], gives: FollowJSON.view
    ) { visit in try await follow(visit) }
  }

  var rateReport: Route {
    Route(
      .post, "/f/{token}/rating", name: "rateReport", summary: "Judge the answer; not solved reopens the matter", access: .everyone,
      pathFields: [Self.token], body: Self.rating, gives: FollowJSON.view,
      refused: { visit, refusal in try await follow(visit, refusal: refusal) },
      handle: { visit in
        let token: String = visit.pathValues.text("token") ?? ""
        guard let id = links.report(token) else { throw Refusal.absent }
        let followDesk = FollowDesk(room: self, words: visit.words, now: visit.now)
        return try await visit.change(database) { session in
          _ = try desk.rate(
            id, rating: Int(visit.body.integer("rating") ?? 0), solved: visit.body.flag("solved"), comment: visit.body.text("comment"),
            by: visit.caller, in: session)
          if visit.face == .page { return .see("/f/\(token)?rated=1") }
          let view: FollowView = try followDesk.view(token, in: session)
          return .json { FollowJSON.write(view, token: token, visit.words, &$0) }
        }
      })
  }

  var showFollowPhoto: Route {
    Route(
      .get, "/f/{token}/photos/{photo}", name: "showFollowPhoto", summary: "A photo of one's own report or of its answer", access: .everyone,
      faces: [.page], pathFields: [Self.token, FieldShape("photo", .id, required: true)],
      query: [FieldShape("size", .choice(["thumbnail", "full"]))]
    ) { visit in
      let view: FollowView = try await followView(visit)
      guard let id: PhotoID = visit.pathValues.id("photo"), let photo = view.photos.first(where: { $0.id == id }) else { throw Refusal.absent }
      let size: PhotoStore.Size = visit.query.text("size") == "full" ? .full : .thumbnail
      guard let bytes = await store.read(photo.digest, size) else { throw Refusal.absent }
      return Reply.photo(bytes)
    }
  }

  private func followView(_ visit: Visit) async throws -> FollowView {
    let followDesk = FollowDesk(room: self, words: visit.words, now: visit.now)
    return try await database.read { session in try followDesk.view(visit.pathValues.text("token") ?? "", in: session) }
  }

  private func follow(_ visit: Visit, refusal: Refusal? = nil) async throws -> Reply {
    let view: FollowView = try await followView(visit)
    let token: String = visit.pathValues.text("token") ?? ""
    if visit.face == .json { return .json { FollowJSON.write(view, token: token, visit.words, &$0) } }
    let pages = FollowPages(words: visit.words, profile: profile, now: visit.now, origin: visit.origin, token: token)
    let form = FollowPages.RatingForm(
      rating: visit.body.integer("rating").map { Int($0) } ?? view.report.rating, comment: visit.body.text("comment") ?? "", refusal: refusal)
    return .page(
      pages.page(view, form, tokens: visit.tokens(), isNew: visit.query.flag("new"), isRated: visit.query.flag("rated")))
  }
}
