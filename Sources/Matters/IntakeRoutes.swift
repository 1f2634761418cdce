import Ground
import Pictures
import Places
import SQL
import Web

/// From the code on the door to the report.
extension MattersRoom {
  var kept: KeptPhotos { KeptPhotos(keys: desk.keys) }

  func intakePages(_ visit: Visit) -> IntakePages {
    IntakePages(words: visit.words, profile: profile, now: visit.now)
  }

  /// A code that was typed by hand: on to its page.
  var findCode: Route {
    Route(
      .get, "/q", name: "findCode", summary: "On to the page of a code that was typed by hand", access: .everyone, faces: [.page],
      query: [FieldShape("code", .text(max: 40))]
    ) { visit in
      guard let typed = visit.query.text("code") else { return .see("/") }
      guard let code = DoorCode.normal(typed) else { return .page(intakePages(visit).unknown(typed), status: 404) }
      return .see("/q/\(code)")
    }
  }

  var showIntake: Route {
    Route(
      .get, "/q/{code}", name: "showCode", summary: "What a code stands for, what can be reported and what is known there", access: .everyone,
      pathFields: [IntakeFields.code], query: [FieldShape("place", .choice(["other"]), about: "For a thing that is elsewhere")],
      gives: IntakeJSON.place
    ) { visit in
      let code: String = visit.pathValues.text("code") ?? ""
      do {
        let view: IntakeView = try await database.read { session in try IntakeRecords().view(code, in: session) }
        if visit.face == .json { return .json { IntakeJSON.write(view, profile, visit.words, &$0) } }
        return .page(intakePages(visit).report(view, IntakeForm(isElsewhere: visit.query.text("place") == "other"), tokens: { visit.tokens() }))
      } catch let refusal as Refusal where refusal.kind == .absent && visit.face == .page {
        return .page(intakePages(visit).unknown(code), status: 404)
      }
    }
  }

  /// The map on which one points at a place near the door.
  var mapCode: Route {
    Route(
      .get, "/q/{code}/map", name: "mapCode", summary: "The outlines of the grids around a code as GeoJSON (RFC 7946)", access: .everyone,
      faces: [.json], pathFields: [IntakeFields.code], gives: Neighbourhood.schema, mediaType: "application/geo+json"
    ) { visit in
      let neighbourhood = Neighbourhood(level: profile.levels.last?.id ?? "")
      let outlines: [UInt8] = try await database.read { session in
        let step: Doorstep = try DoorCodeRecords().resolve(visit.pathValues.text("code") ?? "", in: session)
        return try neighbourhood.outlines(around: step, in: session)
      }
      return .bytes(outlines, type: "application/geo+json")
    }
  }

  var report: Route {
    Route(
      .post, "/q/{code}/reports", name: "report", summary: "Report something at a code's place", access: .everyone,
      pathFields: [IntakeFields.code], body: IntakeFields.report(profile), gives: IntakeJSON.reported, status: 201,
      maxBody: IntakeFields.maxBody,
      refused: { visit, refusal in
        let all: Refusal = refusal.withMore(from: visit.body, profile, needsText: true)
        return try await formAgain(visit) { IntakeForm(visit.body, refusal: all, kept: $0) }
      },
      handle: { visit in
        let request: IntakeRequest = try IntakeRequest(visit.body, profile)
        let photos: [StoredPhoto] = try await photos(of: visit, request)
        let place = IntakePlace(profile: profile, locator: locator, words: visit.words)
        // What hangs at the door is read before the transaction: the one writer has enough to do.
        let location: Matter.Location = try await database.read { session in
          try place.location(request, at: DoorCodeRecords().resolve(visit.pathValues.text("code") ?? "", in: session), in: session)
        }
        return try await visit.change(database) { session in
          let draft = IntakeDraft(
            location: location, category: request.category, body: request.text, source: .code,
            contact: request.contact, photos: photos)
          return answer(try desk.report(draft, by: visit.caller, in: session), visit)
        }
      })
  }

  var alsoReport: Route {
    Route(
      .post, "/q/{code}/matters/{matter}/reports", name: "alsoReport", summary: "Report what neighbours have reported already",
      access: .everyone, pathFields: [IntakeFields.code, IntakeFields.matter], body: IntakeFields.alsoReport, gives: IntakeJSON.reported,
      status: 201, maxBody: IntakeFields.maxBody,
      refused: { visit, refusal in
        let all: Refusal = refusal.withMore(from: visit.body, profile, needsText: false)
        return try await formAgain(visit) { IntakeForm(visit.body, refusal: all, kept: $0, also: visit.pathValues.id("matter")) }
      },
      handle: { visit in
        guard let id: MatterID = visit.pathValues.id("matter") else { throw Refusal.absent }
        let request: IntakeRequest = try IntakeRequest(visit.body, profile, needsText: false)
        let photos: [StoredPhoto] = try await photos(of: visit, request)
        return try await visit.change(database) { session in
          let step: Doorstep = try DoorCodeRecords().resolve(visit.pathValues.text("code") ?? "", in: session)
          guard try IntakeRecords().isHere(id, step, in: session), let matter = try desk.matters.matter(id, in: session) else {
            throw Refusal.absent
          }
          let text: String = request.text.isEmpty ? visit.words("intake.also.said") : request.text
          let draft = IntakeDraft(
            location: matter.location, category: matter.category, body: text, source: .code, contact: request.contact, photos: photos)
          return answer(try desk.alsoReport(id, draft, by: visit.caller, in: session), visit)
        }
      })
  }

  /// A thumbnail for the form that is shown again.
  var showKeptPhoto: Route {
    Route(
      .get, "/q/{code}/photos/{kept}", name: "showKeptPhoto", summary: "A photo that came with a refused form", access: .everyone,
      faces: [.page], pathFields: [IntakeFields.code]
    ) { visit in
      guard let photo = visit.pathValues.text("kept").flatMap(kept.photo), let bytes = await store.read(photo.digest, .thumbnail) else {
        throw Refusal.absent
      }
      return Reply.photo(bytes)
    }
  }

  private func answer(_ made: (matter: Matter, report: Report), _ visit: Visit) -> Reply {
    let follow: String = links.path(made.report.id)
    guard visit.face == .json else { return .see("\(follow)?new=1") }
    return Reply.json(status: 201) { IntakeJSON.write(made.report, follow: follow, due: made.matter.deadline.due, &$0) }
      .with(header: "location", "/api/v1\(follow)")
  }

  private func photos(of visit: Visit, _ request: IntakeRequest) async throws -> [StoredPhoto] {
    let before: [StoredPhoto] = request.kept.compactMap(kept.photo)
    guard before.count == request.kept.count else { throw Refusal.invalid([FieldProblem("photo", "intake.problem.kept")]) }
    return before + (try await storePhotos(visit.body.uploads("photo"), field: "photo"))
  }

  /// The form as it was filled in. Its good photos are kept, so that nobody takes them twice.
  private func formAgain(_ visit: Visit, _ form: ([String]) -> IntakeForm) async throws -> Reply {
    let code: String = visit.pathValues.text("code") ?? ""
    let view: IntakeView = try await database.read { session in try IntakeRecords().view(code, in: session) }
    let before: [String] = visit.body.texts("photo_kept").filter { kept.photo($0) != nil }
    var tokens: [String] = Array(before.prefix(IntakeFields.mostPhotos))
    for upload in visit.body.uploads("photo") where tokens.count < IntakeFields.mostPhotos {
      guard let photo = try? await storePhotos([upload], field: "photo").first else { continue }
      tokens.append(kept.token(photo))
    }
    return .page(intakePages(visit).report(view, form(tokens), tokens: { visit.tokens() }))
  }
}
