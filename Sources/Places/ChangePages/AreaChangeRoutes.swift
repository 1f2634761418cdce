import Ground
import SQL
import Web

/// Changes of areas: a dry run, the change itself, its reversal, and the history of an area.
extension PlacesRoom {
  private static let area: FieldShape = FieldShape("area", .id, required: true, about: "The area's id")
  private static let change: FieldShape = FieldShape("change", .id, required: true, about: "The change's id")
  private static let reversal: [FieldShape] = [
    FieldShape("day", .day, about: "The first day on which everything is as before; needed unless the change lies ahead"),
    FieldShape("reason", .text(max: 500), about: "Why; goes into the journal"),
  ]
  /// A community's outlines and lists of buildings.
  private static let room: Int = 1_024 * 1_024

  var changeRoutes: [Route] {
    [listAreaChanges, newAreaChange, refillAreaChange, previewAreaChange, decideAreaChange, showAreaChange, previewReversal, decideReversal]
  }

  private func viewer(_ visit: Visit) -> AreaChangeViewer {
    AreaChangeViewer(profile: profile, desk: changes, words: visit.words, caller: visit.caller)
  }

  private func pages(_ visit: Visit) -> AreaChangePages {
    AreaChangePages(words: visit.words, profile: profile, caller: visit.caller, today: profile.calendar.localDay(visit.now))
  }

  private var listAreaChanges: Route {
    Route(
      .get, "/areas/{area}/changes", name: "listAreaChanges", summary: "What has changed, and will change, about an area: the latest day first",
      access: .permission(.areaRead), pathFields: [Self.area], gives: AreaChangeJSON.change, isList: true
    ) { visit in
      guard let id: AreaID = visit.pathValues.id("area") else { throw Refusal.absent }
      let cursor = try visit.rowCursor
      let (area, chain, found) = try await database.read { session in
        let area = try AreaRecords().visible(id, to: visit.caller, in: session)
        let chain = try AreaRecords().chain(to: id, in: session)
        return (area, chain, try AreaChangeRecords().changes(of: id, after: cursor, limit: visit.limit + 1, in: session))
      }
      let shown = Array(found.prefix(visit.limit))
      let next = found.count > visit.limit ? shown.last.map { RowCursor(Int64($0.plan.day.daysSince1970), $0.id.raw).description } : nil
      guard visit.face == .page else { return Reply.json { $0.array(each: shown) { AreaChangeJSON.write($1, &$0) } }.with(next: next) }
      return .page(pages(visit).history(area, chain, shown, next: next.map { visit.address(next: $0) })).with(next: next)
    }
  }

  private var newAreaChange: Route {
    Route(
      .get, "/areas/{area}/changes/new", name: "newAreaChange", summary: "The form of a change of an area", access: .permission(.areaManage),
      faces: [.page], pathFields: [Self.area],
      query: [FieldShape("kind", .choice(AreaRequest.kinds.map(\.rawValue)), about: "What is to happen")]
    ) { visit in
      guard let id: AreaID = visit.pathValues.id("area") else { throw Refusal.absent }
      let kind = visit.query.text("kind").flatMap(AreaPlan.Kind.init(rawValue:))
      let viewer = viewer(visit)
      let form = try await database.read { try viewer.form(id, kind ?? .rename, in: $0) }
      guard kind != nil else { return .page(pages(visit).menu(form)) }
      return .page(pages(visit).form(form, tokens: visit.tokens(version: form.area.version)))
    }
  }

  private var refillAreaChange: Route {
    Route(
      .post, "/areas/{area}/change-forms", name: "refillAreaChange",
      summary: "The form of a change once more, with more buildings chosen or others to choose from; nothing is changed",
      access: .permission(.areaManage), faces: [.page], pathFields: [Self.area], body: AreaRequest.shapes + BuildingChoice.shapes,
      maxBody: Self.room, refused: { visit, refusal in try await refusedForm(visit, refusal) },
      handle: { visit in
        guard let id: AreaID = visit.pathValues.id("area") else { throw Refusal.absent }
        let viewer = viewer(visit)
        let kind = visit.body.text("kind").flatMap(AreaPlan.Kind.init(rawValue:)) ?? .rename
        let form = try await database.read { try viewer.form(id, kind, visit.body, in: $0) }
        return .page(pages(visit).form(form, tokens: visit.tokens(version: visit.expectedVersion ?? form.area.version)))
      })
  }

  private var previewAreaChange: Route {
    Route(
      .post, "/areas/{area}/change-previews", name: "previewAreaChange", summary: "A dry run: what a change would move; nothing is changed",
      access: .permission(.areaManage), pathFields: [Self.area], body: AreaRequest.shapes + BuildingChoice.shapes + DryRunRows.shapes,
      gives: AreaChangeJSON.preview, maxBody: Self.room, refused: { visit, refusal in try await refusedForm(visit, refusal) },
      handle: { visit in
        let (area, request, found) = try await preview(visit)
        guard visit.face == .page else { return Reply.json { AreaChangeJSON.write(found, &$0) } }
        let dryRun = DryRun(
          found: found, area: area, day: request.day, preview: "/areas/\(area.id)/change-previews", action: "/areas/\(area.id)/changes",
          values: request.values, tokens: visit.tokens(version: area.version))
        return .page(pages(visit).page(of: dryRun, rows: DryRunRows(visit.body)))
      })
  }

  private func preview(_ visit: Visit) async throws -> (Area, AreaRequest, AreaChangeDesk.Preview) {
    guard let id: AreaID = visit.pathValues.id("area") else { throw Refusal.absent }
    let desk = changes
    let shown = DryRunRows(visit.body)?.range ?? AreaEffect.firstRows
    return try await rehearsed { session, isWriting in
      let area = try unchanged(id, visit, in: session)
      let request = try AreaRequest(visit.body, area: id, today: desk.today)
      let plan = try desk.plan(request.command, on: request.day, by: visit.caller, in: session)
      return (area, request, try desk.preview(plan, rows: shown, isWriting: isWriting, by: visit.caller, words: visit.words, in: session))
    }
  }

  /// A dry run in a session that may only read; one that must rehearse what comes before it, in one that may write and leaves nothing.
  private func rehearsed<T: Sendable>(_ look: @escaping @Sendable (any Session, _ isWriting: Bool) throws -> T) async throws -> T {
    do {
      return try await database.read { try look($0, false) }
    } catch is AreaChangeDesk.NeedsRehearsal {
      return try await database.write { try look($0, true) }
    }
  }

  private var decideAreaChange: Route {
    Route(
      .post, "/areas/{area}/changes", name: "changeArea", summary: "Change an area from a day on: create below, rename, recode, move, split, merge …",
      access: .permission(.areaManage), pathFields: [Self.area], body: AreaRequest.shapes, gives: AreaChangeJSON.change, status: 201,
      isConditional: true, maxBody: Self.room,
      refused: { visit, refusal in try await refusedForm(visit, refusal) },
      handle: { visit in
        guard let id: AreaID = visit.pathValues.id("area") else { throw Refusal.absent }
        let desk = changes
        return try await visit.change(database) { session in
          _ = try unchanged(id, visit, in: session)
          let request = try AreaRequest(visit.body, area: id, today: desk.today)
          let change = try desk.decide(
            request.command, on: request.day, reason: request.reason, expecting: nil, by: visit.caller, in: session)
          return made(change, visit)
        }
      })
  }

  /// The area as the caller saw it.
  /// - Throws: ``Refusal`` `.absent`; `.stale` when it has changed since.
  private func unchanged(_ id: AreaID, _ visit: Visit, in session: any Session) throws -> Area {
    let area = try AreaRecords().reachable(id, by: visit.caller.policy(for: .areaManage), in: session)
    if let expected = visit.expectedVersion, expected != area.version { throw Refusal(.stale) }
    return area
  }

  private func made(_ change: AreaChange, _ visit: Visit) -> Reply {
    if visit.face == .page { return .see("/area-changes/\(change.id)") }
    return Reply.json(status: 201) { AreaChangeJSON.write(change, &$0) }.with(version: change.version)
      .with(header: "location", "/api/v1/area-changes/\(change.id)")
  }

  /// The form as it was filled in. One that was stale says what has changed since, and goes on from there.
  private func refusedForm(_ visit: Visit, _ refusal: Refusal) async throws -> Reply {
    guard let id: AreaID = visit.pathValues.id("area") else { throw Refusal.absent }
    let viewer = viewer(visit)
    let kind = visit.body.text("kind").flatMap(AreaPlan.Kind.init(rawValue:)) ?? .rename
    let isStale = refusal.kind == .stale
    var form = try await database.read { session in
      var form = try viewer.form(id, kind, visit.body, in: session)
      if isStale { try viewer.renew(&form, in: session) }
      return form
    }
    let field = isStale ? "news" : "day"
    form.problems = refusal.fields.isEmpty ? [FieldProblem(field, refusal.word, refusal.arguments)] : refusal.fields
    let version = isStale ? form.area.version : visit.expectedVersion ?? form.area.version
    return .page(pages(visit).form(form, tokens: visit.tokens(version: version)), status: isStale ? 412 : 422)
  }

  // MARK: One change

  private var showAreaChange: Route {
    Route(
      .get, "/area-changes/{change}", name: "showAreaChange", summary: "One change of areas", access: .permission(.areaRead),
      pathFields: [Self.change], gives: AreaChangeJSON.change
    ) { visit in
      let view = try await view(visit)
      guard visit.face == .page else {
        return Reply.json { AreaChangeJSON.write(view.change, &$0) }.with(version: view.change.version)
      }
      return .page(pages(visit).one(view, problems: [], values: [:]) { visit.tokens(version: view.change.version) })
    }
  }

  private func view(_ visit: Visit) async throws -> AreaChangeView {
    guard let id: AreaChangeID = visit.pathValues.id("change") else { throw Refusal.absent }
    let viewer = viewer(visit)
    return try await database.read { try viewer.change(id, in: $0) }
  }

  private var previewReversal: Route {
    Route(
      .post, "/area-changes/{change}/reversal-previews", name: "previewReversal", summary: "A dry run of a reversal; nothing is changed",
      access: .permission(.areaManage), pathFields: [Self.change], body: Self.reversal + DryRunRows.shapes, gives: AreaChangeJSON.preview,
      refused: { visit, refusal in try await refusedReversal(visit, refusal) },
      handle: { visit in
        guard let id: AreaChangeID = visit.pathValues.id("change") else { throw Refusal.absent }
        let desk = changes
        let rows = DryRunRows(visit.body)
        let (view, found) = try await rehearsed { [viewer = viewer(visit)] session, isWriting in
          let view = try viewer.change(id, in: session)
          let day = try day(visit, view.change, today: desk.today)
          let plan = try desk.planReversal(of: id, on: day, by: visit.caller, in: session)
          let shown = rows?.range ?? AreaEffect.firstRows
          return (view, try desk.preview(plan, rows: shown, reverses: id, isWriting: isWriting, by: visit.caller, words: visit.words, in: session))
        }
        guard visit.face == .page else { return Reply.json { AreaChangeJSON.write(found, &$0) } }
        let dryRun = DryRun(
          found: found, area: view.subject, day: found.plan.day, preview: "/area-changes/\(id)/reversal-previews",
          action: "/area-changes/\(id)/reversal", values: visit.body.values.filter { ["day", "reason"].contains($0.key) },
          tokens: visit.tokens(version: view.change.version))
        return .page(pages(visit).page(of: dryRun, rows: rows))
      })
  }

  /// A change whose day lies ahead is called off for its own day.
  private func day(_ visit: Visit, _ change: AreaChange, today: CivilDay) throws -> CivilDay {
    change.enactedAt == nil ? change.plan.day : try AreaRequest.day(visit.body, today: today)
  }

  private var decideReversal: Route {
    Route(
      .post, "/area-changes/{change}/reversal", name: "reverseAreaChange",
      summary: "Take a change back from a day on, or call it off while it lies ahead",
      access: .permission(.areaManage), pathFields: [Self.change], body: Self.reversal, gives: AreaChangeJSON.change, status: 201,
      isConditional: true,
      refused: { visit, refusal in try await refusedReversal(visit, refusal) },
      handle: { visit in
        guard let id: AreaChangeID = visit.pathValues.id("change") else { throw Refusal.absent }
        let desk = changes
        return try await visit.change(database) { session in
          let change = try desk.visible(id, to: visit.caller, for: .areaManage, in: session)
          let day = try day(visit, change, today: desk.today)
          let reversal = try desk.reverse(
            id, on: day, reason: visit.body.text("reason"), expecting: visit.expectedVersion, by: visit.caller, in: session)
          return made(reversal, visit)
        }
      })
  }

  private func refusedReversal(_ visit: Visit, _ refusal: Refusal) async throws -> Reply {
    let view = try await view(visit)
    let problems = refusal.fields.isEmpty ? [FieldProblem("day", refusal.word, refusal.arguments)] : refusal.fields
    let page = pages(visit).one(view, problems: problems, values: visit.body.values) { visit.tokens(version: view.change.version) }
    return .page(page, status: 422)
  }
}
