import Ground
import Organisations
import SQL
import Testing
import Testkit

@Suite("Who asks, by account and day")
struct CallerTests {
  @Test("a caller has the posts that hold today, several at once, with the permissions of their roles", arguments: EngineKind.allCases)
  func several(_ engine: EngineKind) async throws {
    try await withTown(engine) { town, database in
      let caller: Caller? = try await database.write { session in
        let person = try town.person("王敏", in: session)
        try town.hold(try town.post("desk_community", at: "220211004001", in: session), by: person, in: session)
        try town.hold(try town.post("grid_leader", at: "220211004001002", in: session), by: person, in: session)
        return try town.caller(try town.account("wang", person, in: session), in: session)
      }
      let found = try #require(caller)
      #expect(found.name == "王敏")
      #expect(found.holdings.map(\.title).sorted() == ["社区派单席", "网格长"].sorted())
      #expect(found.may(.matterDispatch))
      #expect(found.policy(for: .matterDispatch).ranges == [try SmallTown.range("220211004001")])
      #expect(!found.may(.accountManage))
    }
  }

  @Test("terms count from their first day to the day before their last", arguments: EngineKind.allCases)
  func terms(_ engine: EngineKind) async throws {
    try await withTown(engine) { town, database in
      let cases: [(from: Int, until: Int?, holds: Bool)] = [
        (0, nil, true), (1, nil, false), (-10, 0, false), (-10, 1, true), (0, 1, true), (-10, -5, false), (-1, nil, true),
      ]
      for (index, term) in cases.enumerated() {
        let caller: Caller? = try await database.write { session in
          let person = try town.person("某人", in: session)
          let post = try town.post("grid_leader", at: "220211004001001", in: session)
          try town.hold(post, by: person, from: term.from, until: term.until, in: session)
          return try town.caller(try town.account("term\(index)", person, in: session), in: session)
        }
        #expect(try #require(caller).holdings.isEmpty == !term.holds, "from \(term.from) until \(String(describing: term.until))")
      }
    }
  }

  @Test("the day changes at midnight of the city, not of Greenwich", arguments: EngineKind.allCases)
  func midnight(_ engine: EngineKind) async throws {
    try await withTown(engine) { town, database in
      let account: Account = try await database.write { session in
        let person = try town.person("某人", in: session)
        try town.hold(try town.post("grid_leader", at: "220211004001001", in: session), by: person, from: 1, in: session)
        return try town.account("early", person, in: session)
      }
      // 2026-03-02T23:59:59+08:00, then one second later.
      town.clock.set(Moment(milliseconds: 1_772_467_199_000))
      let before: Caller? = try await database.read { session in try town.caller(account, in: session) }
      town.clock.advance(seconds: 1)
      let after: Caller? = try await database.read { session in try town.caller(account, in: session) }
      #expect(try #require(before).holdings.isEmpty)
      #expect(try #require(after).holdings.count == 1)
    }
  }

  @Test("a role within an organisation gives nothing in the area, nor at a post that belongs to none", arguments: EngineKind.allCases)
  func within(_ engine: EngineKind) async throws {
    try await withTown(engine) { town, database in
      let (organisation, caller, stray): (OrganisationID, Caller?, Caller?) = try await database.write { session in
        let drainage = try town.organisation("drainage", at: "220211", in: session)
        let person = try town.person("李工", in: session)
        try town.hold(try town.post("department_handler", at: "220211", organisation: drainage, in: session), by: person, in: session)
        let other = try town.person("无主", in: session)
        try town.hold(try town.post("department_handler", at: "220211", in: session), by: other, in: session)
        return (
          drainage, try town.caller(try town.account("li", person, in: session), in: session),
          try town.caller(try town.account("stray", other, in: session), in: session)
        )
      }
      let policy: Policy = try #require(caller).policy(for: .matterRead)
      #expect(policy.ranges.isEmpty)
      #expect(policy.organisations == [organisation])
      #expect(!policy.allows(place: try SmallTown.range("220211").first))
      #expect(policy.allows(place: Place(0), organisation: organisation))
      #expect(try #require(stray).holdings.isEmpty)
    }
  }

  @Test("nobody stands behind a disabled or unknown account; an abolished post gives nothing", arguments: EngineKind.allCases)
  func nobody(_ engine: EngineKind) async throws {
    try await withTown(engine) { town, database in
      try await database.write { session in
        let person = try town.person("某人", in: session)
        let abolished = try town.post("grid_leader", at: "220211004001001", until: 0, in: session)
        try town.hold(abolished, by: person, in: session)
        let disabled = try town.account("gone", person, disabled: true, in: session)
        #expect(try town.caller(disabled, in: session) == nil)
        #expect(try town.callers.caller(AccountID(5), at: town.clock.now, request: "r", in: session) == nil)
        let open = try town.account("open", person, in: session)
        #expect(try #require(try town.caller(open, in: session)).holdings.isEmpty)
      }
    }
  }

  @Test("names and telephones are not in the database in clear", arguments: EngineKind.allCases)
  func sealed(_ engine: EngineKind) async throws {
    try await withTown(engine) { town, database in
      try await database.write { session in
        let person = try town.person("欧阳晓东", phone: "13812345678", in: session)
        let row = try #require(try session.first("SELECT name_sealed, phone_sealed FROM person WHERE id = \(person)"))
        for column in 0..<2 {
          let bytes: [UInt8] = try row.at(column)
          let text = String(decoding: bytes, as: UTF8.self)
          #expect(!text.contains("欧阳") && !text.contains("138") && !text.isEmpty)
        }
        #expect(try PersonRecords(seal: town.seal).names([person], in: session) == [person: "欧阳晓东"])
      }
    }
  }
}
