import Ground
import Markup
import SQL
import Web

extension SampleHouse {
  static let thing: Schema = .named(
    "Thing",
    .object([
      Schema.Property("id", .id), Schema.Property("title", .string), Schema.Property("version", .integer),
      Schema.Property("size", .integer, required: false),
    ]))

  static let fields: [FieldShape] = [
    FieldShape("title", .text(max: 20), required: true), FieldShape("count", .integer(0...9)), FieldShape("share", .number(0...1)),
    FieldShape("kind", .choice(["red", "blue"])), FieldShape("when", .day), FieldShape("open", .flag), FieldShape("owner", .id),
    FieldShape("tags", .text(max: 5), many: true), FieldShape("code", .text(max: 10, pattern: "[A-Z]{2}[0-9]{3}")),
    FieldShape("photos", .files(max: 2, bytes: 1000)),
  ]

  var routes: [Route] {
    [home, list, one, make, rename, remove, mine, desk, signIn, signOut, failing, odd, file]
  }

  private var home: Route {
    Route(.get, "/", name: "home", summary: "The first page.", access: .everyone, faces: [.page]) { visit in
      .page(SampleHouse.page(Form.hidden(visit.tokens())))
    }
  }

  static func page(_ main: HTML) -> Page { Page(title: "Sample", layout: .resident, whereTo: "Sample", main: main) }

  private var list: Route {
    Route(
      .get, "/things", name: "listThings", summary: "Things in order.", access: .everyone,
      query: [FieldShape("kind", .choice(["red", "blue"])), FieldShape("q", .text(max: 10))], gives: SampleHouse.thing, isList: true
    ) { visit in
      let from = visit.cursor.flatMap { Int64($0) } ?? 0
      let limit = visit.limit
      let rows = try await database.read { session in
        try session.rows("SELECT id, title, version FROM thing WHERE id > \(from) ORDER BY id LIMIT \(limit + 1)")
      }
      let shown = rows.prefix(limit)
      let next = rows.count > limit ? try shown.last.map { String(try $0.at(0, as: Int64.self)) } : nil
      if visit.face == .page { return Reply.page(SampleHouse.page("<p>\(shown.count)</p>")).with(next: next) }
      var json = JSONWriter()
      let things: [(id: Int64, title: String, version: Int64)] = try shown.map { (try $0.at(0), try $0.at(1), try $0.at(2)) }
      json.array(each: things) { json, thing in
        json.object { json in
          json.field("id", String(thing.id))
          json.field("title", thing.title)
          json.field("version", thing.version)
        }
      }
      return Reply(status: 200, body: .json(json.bytes)).with(next: next)
    }
  }

  private var one: Route {
    Route(
      .get, "/things/{thing}", name: "getThing", summary: "One thing.", access: .everyone, pathFields: [FieldShape("thing", .id)],
      gives: SampleHouse.thing
    ) { visit in
      guard let id = visit.pathValues.integer("thing") else { throw Refusal.absent }
      let row = try await database.read { session in try session.first("SELECT id, title, version FROM thing WHERE id = \(id)") }
      guard let row else { throw Refusal.absent }
      return try SampleHouse.reply(row, visit)
    }
  }

  static func reply(_ row: Row, _ visit: Visit, status: Int = 200) throws -> Reply {
    let (id, title, version): (Int64, String, Int64) = (try row.at(0), try row.at(1), try row.at(2))
    if visit.face == .page { return .page(page("<h1>\(title)</h1>")) }
    return Reply.json(status: status) { json in
      json.object { json in
        json.field("id", String(id))
        json.field("title", title)
        json.field("version", version)
      }
    }.with(version: version)
  }

  private var make: Route {
    Route(
      .post, "/things", name: "makeThing", summary: "Makes a thing.", access: .everyone, body: SampleHouse.fields,
      gives: SampleHouse.thing, status: 201, maxBody: 20_000,
      refused: { visit, refusal in
        .page(
          SampleHouse.page(
            "<p>again: \(visit.body.text("title") ?? "") \(refusal.kind.rawValue) \(refusal.fields.map(\.field).joined(separator: ","))</p>"))
      }
    ) { visit in
      let title = visit.body.text("title") ?? ""
      let size = visit.body.uploads("photos").reduce(0) { $0 + $1.bytes.count }
      return try await visit.change(database) { session in
        made.add()
        let id = try session.value("SELECT COALESCE(MAX(id), 0) + 1 FROM thing", as: Int64.self)
        try session.run("INSERT INTO thing (id, title, version) VALUES (\(id), \(title), 1)")
        if visit.face == .page { return Reply.see("/things/\(id)?size=\(size)") }
        return Reply.json(status: 201) { json in
          json.object { json in
            json.field("id", String(id))
            json.field("title", title)
            json.field("version", 1)
            json.field("size", size)
          }
        }
      }
    }
  }

  private var rename: Route {
    Route(
      .patch, "/things/{thing}", name: "renameThing", summary: "Renames a thing.", access: .everyone,
      pathFields: [FieldShape("thing", .id)], body: [FieldShape("title", .text(max: 20), required: true)], gives: SampleHouse.thing,
      isConditional: true
    ) { visit in
      guard let id = visit.pathValues.integer("thing"), let title = visit.body.text("title") else { throw Refusal.absent }
      return try await visit.change(database) { session in
        guard try session.first("SELECT id FROM thing WHERE id = \(id)") != nil else { throw Refusal.absent }
        let changed = try session.run(
          "UPDATE thing SET title = \(title), version = version + 1 WHERE id = \(id) AND version = \(visit.expectedVersion ?? 0)")
        guard changed == 1, let row = try session.first("SELECT id, title, version FROM thing WHERE id = \(id)") else { throw Refusal(.stale) }
        return try SampleHouse.reply(row, visit)
      }
    }
  }

  /// A desk that forgets to look at the version.
  private var remove: Route {
    Route(
      .delete, "/things/{thing}", name: "removeThing", summary: "Removes a thing.", access: .everyone, faces: [.json],
      pathFields: [FieldShape("thing", .id)], status: 204, isConditional: true
    ) { visit in
      let id = visit.pathValues.integer("thing") ?? 0
      return try await visit.change(database) { session in
        try session.run("DELETE FROM thing WHERE id = \(id)")
        return Reply.nothing
      }
    }
  }

  private var mine: Route {
    Route(.get, "/mine", name: "mine", summary: "Who I am.", access: .signedIn) { visit in
      visit.face == .page ? .page(SampleHouse.page("\(visit.caller.name)")) : .json { $0.object { $0.field("name", visit.caller.name) } }
    }
  }

  private var desk: Route {
    Route(.get, "/desk", name: "desk", summary: "Needs a permission that nobody has.", access: .permission(.journalRead)) { _ in
      .page(SampleHouse.page("desk"))
    }
  }

  private var signIn: Route {
    Route(.post, "/sign-in", name: "signIn", summary: "Signs in.", access: .everyone) { visit in
      try await visit.change(database) { session in
        let start = try visit.sessions.open(SampleHouse.warden, at: visit.now, replacing: visit.sessionToken, in: session)
        var reply = visit.face == .page ? Reply.see("/mine") : Reply.json { $0.object { $0.field("token", start.token) } }
        reply.cookies.append(start.cookie)
        return reply
      }
    }
  }

  private var signOut: Route {
    Route(.post, "/sign-out", name: "signOut", summary: "Signs out.", access: .signedIn) { visit in
      try await visit.change(database) { session in
        if let token = visit.sessionToken { try visit.sessions.close(token, in: session) }
        var reply = visit.face == .page ? Reply.see("/") : Reply.nothing
        reply.cookies.append(visit.sessions.goodbye)
        return reply
      }
    }
  }

  /// Throws what it is asked to.
  private var failing: Route {
    let kinds: [String] = Refusal.Kind.allCases.map(\.rawValue)
    let faults: [String] = DatabaseRefusal.Kind.allCases.map { "db-\($0.rawValue)" }
    return Route(
      .get, "/failing", name: "failing", summary: "Fails.", access: .everyone, query: [FieldShape("how", .choice(kinds + faults + ["other"]))]
    ) { visit in
      let how = visit.query.text("how") ?? ""
      if let kind = Refusal.Kind(rawValue: how) { throw Refusal(kind) }
      if let kind = DatabaseRefusal.Kind(rawValue: String(how.dropFirst(3))) {
        throw DatabaseRefusal(kind, subject: "secret_table", detail: "secret detail of the engine")
      }
      throw Unforeseen()
    }
  }

  private struct Unforeseen: Error { let secret: String = "secret of the code" }

  private var odd: Route {
    Route(.get, "/odd/{secret}/{name}", name: "odd", summary: "Echoes.", access: .everyone) { visit in
      visit.face == .page
        ? .page(SampleHouse.page("\(visit.pathValues.text("name") ?? "")"))
        : .json { $0.object { $0.field("name", visit.pathValues.text("name")) } }
    }
  }

  private var file: Route {
    Route(.get, "/file", name: "file", summary: "A file.", access: .everyone, faces: [.page]) { _ in
      Reply.bytes([1, 2, 3], type: "image/png").with(header: "content-security-policy", "sandbox").with(
        header: "cache-control", "private, max-age=60")
    }
  }
}
