import Ground
import Markup
import Organisations
import Places
import SQL
import Testing
import Testkit
import Web

@testable import Property

@Suite("The routes of property") struct PropertyRoutesTests {
  private static let today: CivilDay = PropertyTown.today

  private func text(_ reply: Reply) throws -> String {
    switch reply.body {
    case .page(let page): page.main.text
    case .json(let bytes): String(decoding: bytes, as: UTF8.self)
    default: throw Missing()
    }
  }

  private func route(_ town: PropertyTown, _ name: String) throws -> Route {
    guard let found = town.room.routes.first(where: { $0.name == name }) else { throw Missing() }
    return found
  }

  /// An estate with everything: bodies, somebody in both, one entry of every register.
  private func furnish(_ town: PropertyTown, in session: any Session) throws -> PropertyEntryID {
    let (estate, committee, company) = (town.estates[0], try town.body("owners_committee"), try town.body("property_company"))
    try EstateRecords().setMode("embedded", of: estate.id, from: Self.today.adding(days: -100), in: session)
    try town.bind(committee, to: estate, on: -50, in: session)
    try town.bind(company, to: estate, on: -50, in: session)
    let both: PersonID = try town.person("甲", in: session)
    try town.seat("body_chair", of: committee, in: estate.area, person: both, from: -40, session: session)
    try town.seat("body_chair", of: try town.body("residents_committee"), in: estate.area, person: both, from: -40, session: session)
    var last: PropertyEntryID?
    for register in town.profile.property.registers {
      guard let subject = subject(register, town), let item = register.items.first else { continue }
      var draft = try town.draft(register.id, item, subject, from: -30)
      draft.until = register.fields.contains(.until) ? Self.today.adding(days: 400) : nil
      draft.facts.level = register.levels.first
      draft.facts.checks = Set(register.checks.dropLast())
      draft.facts.assets = register.assets.map { .init(id: $0, count: 4, working: 3) }
      if register.fields.contains(.score) { draft.facts.score = 88 }
      if register.fields.contains(.fees) { draft.facts.fees = .init(due: 10_000, collected: 9_701) }
      if register.fields.contains(.members) { draft.facts.members = .init(all: 5, party: 3) }
      if register.fields.contains(.number) { draft.facts.number = "1号" }
      last = try town.desk.enter(draft, by: town.street, in: session).id
    }
    guard let last else { throw Missing() }
    return last
  }

  private func subject(_ register: CityProfile.PropertyRegister, _ town: PropertyTown) -> PropertySubject? {
    switch register.subject {
    case .estate: .estate(town.estates[0].id)
    case .area: .area(town.communities[0])
    case .body: register.kinds.first.flatMap { town.standing[$0] }?.first.map { .body($0.id) }
    }
  }

  @Test("every page has its words in both languages, and its JSON parts", arguments: EngineKind.allCases)
  func pages(_ engine: EngineKind) async throws {
    try await withProperty(engine) { town in
      let entry: PropertyEntryID = try await town.database.write { try furnish(town, in: $0) }
      let estate: [String: [String]] = ["estate": [town.estates[0].id.description]]
      var asked: [(name: String, path: [String: [String]], query: [String: [String]])] = [
        ("showProperty", [:], [:]), ("listGovernedEstates", [:], ["cross": ["yes"]]), ("showEstateGovernance", estate, [:]),
        ("showPropertyEntry", ["entry": [entry.description]], [:]),
      ]
      for register in town.profile.property.registers {
        asked.append(("listPropertyEntries", ["register": [register.id]], [:]))
        asked.append(("showPropertyForm", ["register": [register.id]], ["q": ["2"]]))
      }
      for (name, path, query) in asked {
        let route: Route = try route(town, name)
        for locale in ["zh-CN", "en"] {
          let page: String = try text(try await route.handle(town.visit(route, caller: town.district, path: path, query: query, locale: locale)))
          #expect(page.contains("<h1>"), "\(name)")
          let bare: String? = page.firstMatch(of: /[>"](property|property_[a-z]+|bodies|organisations|estate_[a-z]+|post)\.[a-z_.]+[<"]/).map {
            "\($0.0)"
          }
          #expect(bare == nil, "\(name) \(path) \(locale): \(bare ?? "")")
        }
        guard route.faces.contains(.json) else { continue }
        let json: String = try text(try await route.handle(town.visit(route, face: .json, caller: town.district, path: path, query: query)))
        #expect(json.hasPrefix("{") || json.hasPrefix("["), "\(name)")
      }
    }
  }

  @Test("walking a register page by page shows every entry within reach once", arguments: EngineKind.allCases)
  func walk(_ engine: EngineKind) async throws {
    try await withProperty(engine) { town in
      let made: [String] = try await town.database.write { session in
        var out: [String] = []
        for estate in town.estates.prefix(4) {
          for item in ["quality_director", "owners"] {
            var draft = try town.draft("inspection", item, .estate(estate.id))
            draft.facts.score = 90
            out.append(try town.desk.enter(draft, by: town.street, in: session).id.description)
          }
        }
        return out
      }
      let route: Route = try route(town, "listPropertyEntries")
      var seen: [String] = []
      var cursor: String?
      repeat {
        let reply: Reply = try await route.handle(
          town.visit(route, face: .json, caller: town.district, path: ["register": ["inspection"]], cursor: cursor, limit: 3))
        seen += try text(reply).matches(of: /"id":"([0-9]+)"/).map { String($0.output.1) }
        cursor = reply.nextCursor
      } while cursor != nil
      #expect(seen == made)
      let foreign: String = try text(
        try await route.handle(town.visit(route, face: .json, caller: town.elsewhere, path: ["register": ["inspection"]])))
      #expect(!foreign.contains("\"id\""))
    }
  }

  @Test("a refused form comes back with what was typed and the error at its field", arguments: EngineKind.allCases)
  func refused(_ engine: EngineKind) async throws {
    try await withProperty(engine) { town in
      let route: Route = try route(town, "enterPropertyEntry")
      let body: [String: [String]] = [
        "organisation": [try town.body("owners_committee").id.description], "item": ["founding"], "from": ["2026-03-01"], "members": ["5"],
        "party_members": ["7"], "checks": ["majority", "notice"],
      ]
      let visit: Visit = town.visit(route, caller: town.street, path: ["register": ["owners_committee"]], body: body)
      let refusal = await #expect(throws: Refusal.self) { _ = try await route.handle(visit) }
      #expect(refusal?.fields.map(\.field) == ["party_members"])
      let again = try #require(route.refused)
      let page: String = try text(try await again(visit, try #require(refusal)))
      #expect(page.contains("value=\"7\"") && page.contains("party_members-error"))
      #expect(page.matches(of: /name="checks" value="[a-z_]+" checked/).count == 2)
      let rows: Int = try await town.database.read { try $0.value("SELECT COUNT(*) FROM property_entry") }
      #expect(rows == 0)
    }
  }

  @Test("an estate that ends takes its bodies and entries with it", arguments: EngineKind.allCases)
  func ending(_ engine: EngineKind) async throws {
    try await withProperty(engine) { town in
      let estate: Estate = town.estates[0]
      try await town.database.write { session in
        _ = try furnish(town, in: session)
        try BodyEstateTenant().leave(estate.id, on: Self.today, by: town.district, in: session)
        try PropertyTenant().leave(estate.id, on: Self.today, by: town.district, in: session)
      }
      try await town.database.read { session in
        let records = GovernanceRecords(profile: town.profile)
        #expect(try records.standing(at: [estate.id], on: Self.today, in: session).isEmpty)
        #expect(try records.standing(at: [estate.id], on: Self.today.adding(days: -1), in: session)[estate.id]?.count == 2)
        let entries: [PropertyEntry] = try town.desk.records.all(
          about: .estate(estate.id), policy: town.street.policy(for: .propertyRead), limit: 99, in: session)
        #expect(entries.count > 5 && entries.allSatisfy { !$0.holds(on: Self.today) })
      }
    }
  }
}
