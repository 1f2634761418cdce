import Foundation
import Ground
public import Places
import SQL
import Sheets
public import Web

extension ImportMachine {
  var routes: [Route] { [start, template, export, upload, show, marked, examine, confirm] }

  private static var importField: FieldShape { FieldShape("import", .id, required: true, about: "The kept upload's id") }
  static var workbook: String { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" }

  // MARK: Pages and files

  private var start: Route {
    Route(
      .get, path, name: "startImport\(noun)", summary: "The page where a sheet of \(subject.name) is uploaded",
      access: .permission(subject.permission),
      faces: [.page]
    ) { visit in try await startPage(visit, nil) }
  }

  private func startPage(_ visit: Visit, _ refusal: Refusal?) async throws -> Reply {
    let latest: [KeptImport] = try await database.read { session in
      try desk.records.latest(subject.name, visit.caller, at: visit.now, in: session)
    }
    return .page(
      ImportPages(subject: subject.name, home: subject.home, section: subject.section, words: visit.words, profile: profile).start(
        latest, others: others(visit.caller), visit.tokens(), refusal))
  }

  private func others(_ caller: Caller) -> [String] {
    let places: [(name: String, permission: Permission)] = ["areas", "estates", "buildings", "venues"].map { ($0, .areaManage) }
    let all: [(name: String, permission: Permission)] = places + [("organisations", .organisationManage), ("posts", .peopleManage)]
    return all.filter { $0.name != subject.name && caller.may($0.permission) }.map(\.name)
  }

  private var template: Route {
    Route(
      .get, "\(path)/template", name: "template\(noun)", summary: "An empty sheet of \(subject.name) with its header, lists and instructions",
      access: .permission(subject.permission), gives: .file, mediaType: Self.workbook
    ) { visit in
      let bytes: [UInt8] = try ImportBook(subject: subject, words: visit.words).template()
      return file(bytes, "\(subject.name)-template", visit)
    }
  }

  private var export: Route {
    Route(
      .get, "/exports/\(subject.name)", name: "export\(noun)",
      summary: "The \(subject.name) within the caller's reach, as the sheet that is imported",
      access: .permission(subject.permission), query: [FieldShape("area", .id, about: "Only in this area and below")], gives: .file,
      mediaType: Self.workbook
    ) { visit in
      let area: Area? = try await database.read { session in
        guard let id: AreaID = visit.query.id("area") else { return nil }
        return try AreaRecords().reachable(id, by: visit.caller.policy(for: subject.permission), in: session)
      }
      let book = ImportBook(subject: subject, words: visit.words)
      let (bytes, rows): ([UInt8], Int) = try await database.read { session in
        var rows: Int = 0
        let bytes: [UInt8] = try book.export { add in
          try subject.each(within: area, by: visit.caller, words: visit.words, in: session) { values in
            rows += 1
            try add(values)
          }
        }
        return (bytes, rows)
      }
      try await database.write { session in try desk.noteExport(rows: rows, range: area?.range, by: visit.caller, in: session) }
      return file(bytes, subject.name, visit)
    }
  }

  private func file(_ bytes: [UInt8], _ name: String, _ visit: Visit) -> Reply {
    let day: CivilDay = profile.calendar.localDay(visit.now)
    return Reply.bytes(bytes, type: Self.workbook).with(header: "content-disposition", "attachment; filename=\"\(name)-\(day).xlsx\"")
  }

  // MARK: Upload and dry run

  private var upload: Route {
    Route(
      .post, path, name: "import\(noun)", summary: "Keeps a sheet of \(subject.name) and says what it would change; nothing is changed yet",
      access: .permission(subject.permission),
      body: [FieldShape("sheet", .files(max: 1, bytes: Self.maxFile), required: true, about: "An .xlsx or .csv file, up to 32 MB")],
      gives: ImportJSON.view, status: 201, maxBody: Self.maxFile + (1 << 20),
      refused: { visit, refusal in try await startPage(visit, refusal) }
    ) { visit in
      guard let file = visit.body.uploads("sheet").first else { throw ImportTable.refusal("field.files.missing") }
      let table: ImportTable = try desk.table(file.bytes, visit.words)
      return try await visit.change(database) { session in
        let plan = try subject.plan(table, by: visit.caller, in: session)
        let kept: KeptImport = try desk.keep(file.bytes, table, plan, by: visit.caller, at: visit.now, in: session)
        if visit.face == .page { return .see("\(path)/\(kept.id)") }
        return Reply.json(status: 201) { ImportJSON.write(kept, header(visit.words), visit.words, &$0) }.with(version: kept.version)
      }
    }
  }

  private var show: Route {
    Route(
      .get, "\(path)/{import}", name: "showImport\(noun)", summary: "What a kept sheet of \(subject.name) would change, and what is wrong with it",
      access: .permission(subject.permission), pathFields: [Self.importField],
      query: [FieldShape("again", .flag, about: "Says that it has been looked through again")], gives: ImportJSON.view
    ) { visit in try await view(visit, nil) }
  }

  private func view(_ visit: Visit, _ refusal: Refusal?) async throws -> Reply {
    let kept: KeptImport = try await kept(visit)
    guard visit.face == .page else {
      return Reply.json { ImportJSON.write(kept, header(visit.words), visit.words, &$0) }.with(version: kept.version)
    }
    let pages = ImportPages(subject: subject.name, home: subject.home, section: subject.section, words: visit.words, profile: profile)
    let tokens: ImportPages.Tokens = ImportPages.Tokens(confirm: visit.tokens(version: kept.version), examine: visit.tokens(version: kept.version))
    let page = pages.view(kept, header(visit.words), tokens, refusal: refusal, isAgain: visit.query.flag("again"))
    return Reply.page(page).with(version: kept.version)
  }

  private func kept(_ visit: Visit) async throws -> KeptImport {
    guard let id: ImportID = visit.pathValues.id("import") else { throw Refusal.absent }
    return try await database.read { session in try desk.own(id, by: visit.caller, at: visit.now, in: session) }
  }

  private var marked: Route {
    Route(
      .get, "\(path)/{import}/marked", name: "markedImport\(noun)", summary: "The uploaded sheet with what is wrong in a column beside each row",
      access: .permission(subject.permission), pathFields: [Self.importField], gives: .file, mediaType: Self.workbook
    ) { visit in
      let kept: KeptImport = try await kept(visit)
      let sheet: [UInt8] = try await database.read { session in try desk.records.sheet(kept.id, in: session) }
      let bytes: [UInt8] = try ImportBook(subject: subject, words: visit.words).marked(sheet, header(visit.words), kept.report.problems)
      return file(bytes, "\(subject.name)-marked", visit)
    }
  }

  // MARK: Confirmation

  private var examine: Route {
    Route(
      .post, "\(path)/{import}/examination", name: "examineImport\(noun)", summary: "Looks a kept sheet through again",
      access: .permission(subject.permission),
      pathFields: [Self.importField], gives: ImportJSON.view, isConditional: true, refused: { visit, refusal in try await view(visit, refusal) }
    ) { visit in
      let (kept, table): (KeptImport, ImportTable) = try await opened(visit)
      return try await visit.change(database) { session in
        try desk.examineAgain(kept.id, table, expecting: visit.expectedVersion, by: visit.caller, at: visit.now, in: session)
        return try answer(kept.id, visit, "?again=1", in: session)
      }
    }
  }

  private var confirm: Route {
    Route(
      .post, "\(path)/{import}/confirmation", name: "confirmImport\(noun)", summary: "Imports a kept sheet, whole or not at all",
      access: .permission(subject.permission),
      pathFields: [Self.importField], gives: ImportJSON.view, isConditional: true, refused: { visit, refusal in try await view(visit, refusal) }
    ) { visit in
      let (kept, table): (KeptImport, ImportTable) = try await opened(visit)
      return try await visit.change(database) { session in
        try desk.confirm(kept.id, table, expecting: visit.expectedVersion, by: visit.caller, at: visit.now, in: session)
        return try answer(kept.id, visit, "", in: session)
      }
    }
  }

  /// The kept sheet, read again outside of the transaction, so that the one writer does not wait for it. One that has been imported is gone:
  /// a replay is answered from memory, anybody else is refused in the transaction.
  private func opened(_ visit: Visit) async throws -> (KeptImport, ImportTable) {
    let kept: KeptImport = try await kept(visit)
    guard kept.state == .checked else { return (kept, ImportTable.nothing) }
    let sheet: [UInt8] = try await database.read { session in try desk.records.sheet(kept.id, in: session) }
    return (kept, try desk.table(sheet, visit.words))
  }

  private func answer(_ id: ImportID, _ visit: Visit, _ query: String, in session: any Session) throws -> Reply {
    if visit.face == .page { return .see("\(path)/\(id)\(query)") }
    let kept: KeptImport = try desk.own(id, by: visit.caller, at: visit.now, in: session)
    return Reply.json { ImportJSON.write(kept, header(visit.words), visit.words, &$0) }.with(version: kept.version)
  }
}

extension Schema {
  /// A file, told by its media type.
  fileprivate static var file: Schema { .any }
}

extension OrganisationsRoom {
  var postImport: ImportMachine<PostSheet> {
    let subject = PostSheet(profile: profile, people: PersonRecords(seal: seal), desk: posts, ids: ids, timepiece: timepiece)
    return ImportMachine(subject: subject, database: database, profile: profile, desk: importDesk(subject))
  }

  func importDesk<Subject: ImportSubject>(_ subject: Subject) -> ImportDesk<Subject> {
    ImportDesk(subject: subject, profile: profile, records: ImportRecords(seal: importSeal), journal: journal, ids: ids)
  }

  var importRoutes: [Route] {
    postImport.routes + routes(of: BodySheet(profile: profile, desk: bodyDesk))
  }

  /// Sheets of areas, estates, buildings and venues, by the verbs of the desks that change them.
  public func placeImportRoutes(_ places: PlacesRoom) -> [Route] {
    let (estates, buildings) = (places.estateDesk, places.buildingDesk)
    return routes(of: AreaSheet(profile: profile, desk: places.changes, timepiece: timepiece))
      + routes(of: EstateSheet(profile: profile, desk: estates))
      + routes(of: BuildingSheet(profile: profile, desk: buildings, estates: estates))
      + routes(of: VenueSheet(profile: profile, desk: places.venueDesk))
  }

  private func routes<Subject: ImportSubject>(of subject: Subject) -> [Route] {
    ImportMachine(subject: subject, database: database, profile: profile, desk: importDesk(subject)).routes
  }

  /// Lets go of uploads that nobody confirmed in time.
  public func forgetImports() async throws {
    let now: Moment = timepiece.now()
    try await database.write { session in try ImportRecords(seal: importSeal).forget(at: now, in: session) }
  }
}
