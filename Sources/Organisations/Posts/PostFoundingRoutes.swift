import Ground
import Markup
import Places
import SQL
import Web

extension OrganisationsRoom {
  private static let founding: [FieldShape] = [
    FieldShape("area", .id, about: "The area it serves; for a post of an organisation its own area without one"),
    FieldShape("organisation", .id, about: "The organisation whose post it is"),
    FieldShape("building", .id, about: "For posts of buildings and units"), FieldShape("unit", .integer(1...99), about: "Counted from 1"),
    FieldShape("name", .text(max: 40), about: "What tells it from others of its kind and home"),
    FieldShape("from", .day, required: true, about: "The first day"), FieldShape("last_day", .day, about: "The last day, where it is known"),
  ]

  private var type: FieldShape {
    FieldShape("type", .choice(profile.postTypes.map(\.id)), required: true, about: "The kind of post")
  }

  var newPost: Route {
    Route(
      .get, "/posts/new", name: "showPostForm", summary: "The form to establish a post", access: .permission(.peopleManage), faces: [.page],
      query: [FieldShape("area", .id, about: "The area it is for"), FieldShape("organisation", .id, about: "The organisation it is for")]
    ) { visit in
      let values: [String: String] = visit.query.values.compactMapValues(\.first).merging(
        ["from": profile.calendar.localDay(visit.now).description]
      ) { own, _ in own }
      return .page(try await foundingPage(visit, values, nil))
    }
  }

  var establishPost: Route {
    Route(
      .post, "/posts", name: "establishPost", summary: "Makes a seat, vacant", access: .permission(.peopleManage), body: [type] + Self.founding,
      gives: PostJSON.view, status: 201,
      refused: { visit, refusal in
        let page: Page = try await foundingPage(visit, visit.body.values.compactMapValues(\.first), refusal)
        return Reply.page(page, status: RefusedForm.status(refusal.kind))
      }
    ) { visit in
      let draft: PostDraft = try visit.postDraft
      let views: PostViews = postViews
      return try await visit.change(database) { session in
        let post: Post = try posts.establish(draft, by: visit.caller, in: session)
        if visit.face == .page { return .see("/posts/\(post.id)") }
        let view: PostView = try views.view(post.id, to: visit.caller, at: visit.now, words: visit.words, in: session)
        var reply = Reply.json { PostJSON.write(view, &$0) }.with(version: post.version)
        reply.status = 201
        return reply
      }
    }
  }

  private func foundingPage(_ visit: Visit, _ values: [String: String], _ refusal: Refusal?) async throws -> Page {
    let area: AreaID? = values["area"].flatMap { AreaID($0) }
    let (found, buildings): (Area?, [Building]) = try await database.read { session in
      guard let area, let found = try AreaRecords().find(area, in: session), visit.caller.policy(for: .peopleManage).allows(place: found.place)
      else { return (nil, []) }
      let isLowest: Bool = found.level == profile.levels.last?.id
      return (found, isLowest ? try BuildingRecords().within(found.range, in: session) : [])
    }
    return PostFoundingPages(words: visit.words, profile: profile).page(
      area: found, buildings: buildings, values: values, tokens: visit.tokens(), refusal: refusal)
  }
}

extension Visit {
  fileprivate var postDraft: PostDraft {
    get throws {
      guard let type = body.text("type"), let from = body.day("from") else { throw Refusal.invalid([FieldProblem("type", "field.missing")]) }
      return PostDraft(
        type: type, area: body.id("area"), building: body.id("building"), unit: body.integer("unit").map { Int($0) },
        organisation: body.id("organisation"), name: body.text("name"), validFrom: from, validUntil: body.day("last_day")?.adding(days: 1))
    }
  }
}
