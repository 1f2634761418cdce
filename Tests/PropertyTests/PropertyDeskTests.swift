import Ground
import Organisations
import Places
import SQL
import Testing
import Testkit

@testable import Property

@Suite("Registers of estates and property companies") struct PropertyDeskTests {
  private static let today: CivilDay = PropertyTown.today

  @Test("an entry lies where its estate lies, is seen from above and nowhere else", arguments: EngineKind.allCases)
  func scope(_ engine: EngineKind) async throws {
    try await withProperty(engine) { town in
      var draft = try town.draft("recognition", "demonstration", .estate(town.estates[0].id))
      draft.facts.level = "province"
      let wanted: PropertyDesk.Draft = draft
      let entry: PropertyEntry = try await town.database.write { try town.desk.enter(wanted, by: town.street, in: $0) }
      #expect(entry.place == town.estates[0].place && entry.area == town.estates[0].area)
      let seen: PropertyEntry = try await town.database.read { session in
        try town.desk.records.visible(entry.id, by: town.district.policy(for: .propertyRead), in: session)
      }
      #expect(seen == entry)
      let hidden: Refusal? = try await town.refusal { session in
        _ = try town.desk.records.visible(entry.id, by: town.elsewhere.policy(for: .propertyRead), in: session)
      }
      #expect(hidden == .absent)
      let foreign: Refusal? = try await town.refusal { _ = try town.desk.enter(wanted, by: town.elsewhere, in: $0) }
      #expect(foreign?.fields.map(\.field) == ["estate"])
    }
  }

  @Test("what an estate has already is refused, at another level it is not", arguments: EngineKind.allCases)
  func twice(_ engine: EngineKind) async throws {
    try await withProperty(engine) { town in
      func enter(_ level: String) async throws -> String? {
        var draft = try town.draft("recognition", "demonstration", .estate(town.estates[0].id))
        draft.facts.level = level
        let wanted: PropertyDesk.Draft = draft
        return try await town.refusal { _ = try town.desk.enter(wanted, by: town.street, in: $0) }?.fields.first?.field
      }
      let first: String? = try await enter("city")
      #expect(first == nil)
      #expect(try await enter("city") == "item")
      #expect(try await enter("province") == nil)
      #expect(try await enter("world") == "level")
    }
  }

  @Test("a committee's filing keeps numbers and steps; the next one ends it on its day", arguments: EngineKind.allCases)
  func filing(_ engine: EngineKind) async throws {
    try await withProperty(engine) { town in
      let committee: PropertySubject = .body(try town.body("owners_committee").id)
      func filing(_ item: String, from: Int, party: Int, checks: Set<String>) throws -> PropertyDesk.Draft {
        var draft = try town.draft("owners_committee", item, committee, from: from)
        draft.until = Self.today.adding(days: from + 1826)
        draft.facts.members = .init(all: 5, party: party)
        draft.facts.checks = checks
        return draft
      }
      let all: Set<String> = Set(try town.register("owners_committee").checks)
      let (first, second) = (
        try filing("founding", from: -400, party: 2, checks: ["majority"]), try filing("re_election", from: -10, party: 3, checks: all)
      )
      try await town.database.write { session in
        _ = try town.desk.enter(first, by: town.street, in: session)
        _ = try town.desk.enter(second, by: town.street, in: session)
      }
      let history: [PropertyEntry] = try await town.database.read { session in
        try town.desk.records.all(about: committee, policy: town.street.policy(for: .propertyRead), limit: 9, in: session)
      }
      #expect(history.map(\.item) == ["re_election", "founding"])
      #expect(history.last?.validUntil == Self.today.adding(days: -10))
      #expect(history.map(\.facts.checks) == [all, ["majority"]])
      try await town.database.read { session in
        var complete = PropertyFilter(try town.register("owners_committee"))
        complete.isComplete = true
        let policy: Policy = town.street.policy(for: .propertyRead)
        #expect(try town.desk.records.count(complete, of: policy, on: Self.today, in: session) == 1)
        #expect(try town.desk.records.count(complete, of: policy, on: Self.today.adding(days: -20), in: session) == 0)
        complete.isComplete = nil
        complete.isHalfParty = true
        #expect(try town.desk.records.count(complete, of: policy, on: Self.today, in: session) == 1)
        #expect(try town.desk.records.count(complete, of: policy, on: Self.today.adding(days: -20), in: session) == 0)
      }
      var many = second
      many.facts.members = .init(all: 5, party: 6)
      let wrong: PropertyDesk.Draft = many
      let refused: Refusal? = try await town.refusal { _ = try town.desk.enter(wrong, by: town.street, in: $0) }
      #expect(refused?.fields.map(\.field) == ["party_members"])
    }
  }

  @Test("periods of fees need a last day, do not overlap, and collect no more than was due", arguments: EngineKind.allCases)
  func fees(_ engine: EngineKind) async throws {
    try await withProperty(engine) { town in
      func enter(_ from: Int, _ days: Int?, due: Int64, collected: Int64) async throws -> [String] {
        var draft = try town.draft("fee", "property_fee", .estate(town.estates[0].id), from: from)
        draft.until = days.map { Self.today.adding(days: from + $0) }
        draft.facts.fees = .init(due: due, collected: collected)
        let wanted: PropertyDesk.Draft = draft
        return try await town.refusal { _ = try town.desk.enter(wanted, by: town.street, in: $0) }?.fields.map(\.field) ?? []
      }
      let first: [String] = try await enter(-700, 365, due: 100_000, collected: 70_000)
      #expect(first.isEmpty)
      #expect(try await enter(-400, 365, due: 100_000, collected: 70_000) == ["from"])
      #expect(try await enter(-335, 300, due: 100_000, collected: 97_000) == [])
      #expect(try await enter(-30, nil, due: 100_000, collected: 97_000) == ["last_day"])
      #expect(try await enter(-30, 20, due: 100_000, collected: 100_001) == ["collected"])
      #expect(try await enter(-30, 20, due: 0, collected: 0) == ["due"])
    }
  }

  @Test("a register of bodies takes only bodies of its kinds, and names only partners of its kinds", arguments: EngineKind.allCases)
  func kinds(_ engine: EngineKind) async throws {
    try await withProperty(engine) { town in
      let (company, committee) = (try town.body("property_company"), try town.body("owners_committee"))
      func field(_ register: String, _ item: String, _ subject: PropertySubject, partner: OrganisationID?) async throws -> String? {
        var draft = try town.draft(register, item, subject)
        draft.facts.partner = partner
        let wanted: PropertyDesk.Draft = draft
        return try await town.refusal { _ = try town.desk.enter(wanted, by: town.street, in: $0) }?.fields.first?.field
      }
      #expect(try await field("company_party", "instructor", .body(committee.id), partner: nil) == "organisation")
      #expect(try await field("company_party", "branch", .body(company.id), partner: committee.id) == "partner")
      #expect(try await field("company_party", "instructor", .body(company.id), partner: nil) == nil)
      #expect(try await field("contract", "by_owners", .estate(town.estates[0].id), partner: company.id) == nil)
      let foreign: OrganisationID = try town.body("property_company", 2).id
      #expect(try await field("contract", "by_owners", .estate(town.estates[0].id), partner: foreign) == "partner")
    }
  }

  @Test("who is in a register that expects another is counted by whether it is there", arguments: EngineKind.allCases)
  func expected(_ engine: EngineKind) async throws {
    try await withProperty(engine) { town in
      try await town.database.write { session in
        for index in 0...1 {
          var due = try town.draft("party_eligibility", "eligible", .body(try town.body("property_company", index).id), from: -30)
          due.facts.members = .init(all: 20, party: 4)
          _ = try town.desk.enter(due, by: town.street, in: session)
        }
        let there = try town.draft("company_party", "branch", .body(try town.body("property_company", 1).id), from: -5)
        _ = try town.desk.enter(there, by: town.street, in: session)
      }
      try await town.database.read { session in
        let policy: Policy = town.district.policy(for: .propertyRead)
        var filter = PropertyFilter(try town.register("party_eligibility"))
        filter.isExpectedThere = true
        let covered: [PropertyEntry] = try town.desk.records.list(filter, of: policy, on: Self.today, after: nil, limit: 9, in: session)
        let second: OrganisationID = try town.body("property_company", 1).id
        #expect(covered.map(\.subject) == [.body(second)])
        #expect(try town.desk.records.count(filter, of: policy, on: Self.today.adding(days: -10), in: session) == 0)
        filter.isExpectedThere = false
        #expect(try town.desk.records.count(filter, of: policy, on: Self.today, in: session) == 1)
      }
    }
  }

  @Test("an entry ends with a reason of its register, once; a mistake is taken back and leaves no row", arguments: EngineKind.allCases)
  func endings(_ engine: EngineKind) async throws {
    try await withProperty(engine) { town in
      var draft = try town.draft("recognition", "red_property", .estate(town.estates[1].id), from: -30)
      draft.facts.level = "city"
      let wanted: PropertyDesk.Draft = draft
      let entry: PropertyEntry = try await town.database.write { try town.desk.enter(wanted, by: town.street, in: $0) }
      func end(_ reason: String?, by caller: Caller) async throws -> Refusal? {
        try await town.refusal { session in
          _ = try town.desk.end(entry.id, until: Self.today, ending: reason, expecting: 1, by: caller, in: session)
        }
      }
      #expect(try await end("nonsense", by: town.street)?.fields.map(\.field) == ["ending"])
      #expect(try await end("revoked", by: town.elsewhere) == .absent)
      #expect(try await end("revoked", by: town.street) == nil)
      #expect(try await end("revoked", by: town.street)?.kind == .stale)
      try await town.database.write { session in
        _ = try town.desk.withdraw(entry.id, expecting: 2, by: town.street, in: session)
      }
      let rows: Int = try await town.database.read { try $0.value("SELECT COUNT(*) FROM property_entry") }
      let told: Int = try await town.database.read { session in
        try session.value("SELECT COUNT(*) FROM journal_entry WHERE subject = 'property_entry'")
      }
      #expect(rows == 0)
      #expect(told == 3)
    }
  }

  @Test("an entry that has a last day ends earlier, never later", arguments: EngineKind.allCases)
  func earlier(_ engine: EngineKind) async throws {
    try await withProperty(engine) { town in
      var draft = try town.draft("fee", "property_fee", .estate(town.estates[0].id), from: -100)
      draft.until = Self.today
      draft.facts.fees = .init(due: 100, collected: 90)
      let wanted: PropertyDesk.Draft = draft
      let entry: PropertyEntry = try await town.database.write { try town.desk.enter(wanted, by: town.street, in: $0) }
      func end(_ day: Int) async throws -> String? {
        try await town.refusal { session in
          _ = try town.desk.end(
            entry.id, until: Self.today.adding(days: day), ending: nil, expecting: 1, by: town.street, in: session)
        }?.fields.first?.word
      }
      let later: String? = try await end(1)
      #expect(later == "property.problem.longer")
      #expect(try await end(-10) == nil)
    }
  }

  @Test("a survey keeps how many there are and how many work", arguments: EngineKind.allCases)
  func assets(_ engine: EngineKind) async throws {
    try await withProperty(engine) { town in
      var draft = try town.draft("facility", "survey", .estate(town.estates[0].id))
      draft.facts.assets = [.init(id: "camera", count: 40, working: 38), .init(id: "charging_pile", count: 12, working: 12)]
      let wanted: PropertyDesk.Draft = draft
      let entry: PropertyEntry = try await town.database.write { try town.desk.enter(wanted, by: town.street, in: $0) }
      let read: PropertyEntry = try await town.database.read { session in
        try town.desk.records.visible(entry.id, by: town.street.policy(for: .propertyRead), in: session)
      }
      #expect(read == entry)
    }
  }
}
