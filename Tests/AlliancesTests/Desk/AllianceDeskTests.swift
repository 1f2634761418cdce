import Ground
import Organisations
import SQL
import Testing
import Testkit

@testable import Alliances

@Suite("Alliances with their chairs") struct AllianceDeskTests {
  private func admission(_ unit: OrganisationID, _ person: PersonID?, since: CivilDay, turns: Bool = true) -> AllianceDesk.Admission {
    AllianceDesk.Admission(organisation: unit, type: "organ", since: since, person: person.map { .known($0) }, takesTurns: turns)
  }

  @Test("members take turns, and on each day the holder of the rotating chair's post is whose turn it is", arguments: EngineKind.allCases)
  func turns(_ engine: EngineKind) async throws {
    try await withAlliances(engine) { town, database in
      try await database.write { session in
        let alliance: Alliance = try town.found(in: session)
        let units = try ["甲", "乙", "丙"].map { try town.staffed($0, at: "220211", in: session) }
        for unit in units {
          _ = try town.desk.admit(
            admission(unit.unit, unit.person, since: town.today), to: alliance.id, expecting: nil, by: try town.keeper(), in: session)
        }
        let post: PostID = try unwrap(try AllianceRecords().find(alliance.id, in: session)?.rotatingPost)
        let turns: [AllianceTurn] = try SeatRecords().turns(of: alliance.id, in: session)
        #expect(turns.prefix(6).map(\.person) == units.map(\.person) + units.map(\.person))
        for months in [0, 2, 3, 5, 6, 8, 9] {
          let day: CivilDay = town.today.adding(months: months)
          #expect(try SeatRecords().holders(of: [post], on: day, in: session)[post] == units[(months / 3) % 3].person, "\(months)")
        }
      }
    }
  }

  @Test("no alliance is founded in a community that has ended, nor before the first day of one", arguments: EngineKind.allCases)
  func beginnings(_ engine: EngineKind) async throws {
    try await withAlliances(engine) { town, database in
      let day: CivilDay = town.today.adding(days: 10)
      func problem(_ code: String, _ since: CivilDay) async throws -> String? {
        do {
          _ = try await database.write { try town.found(code, since: since, in: $0) }
          return nil
        } catch let refusal as Refusal { return refusal.fields.map { "\($0.field): \($0.word)" }.joined() }
      }
      try await database.write { session in
        let ended: Query = "valid_until = \(town.today)"
        let planned: Query = "valid_from = \(day)"
        for (code, dates) in [("220211004002", ended), ("220211004003", planned)] {
          try session.run("UPDATE area SET \(dates) WHERE code = \(code)")
          try session.run("UPDATE area_span SET \(dates) WHERE code = \(code)")
        }
      }
      #expect(try await problem("220211004002", town.today) == "area: area_change.problem.gone")
      #expect(try await problem("220211004003", town.today) == "since: area_change.problem.since")
      #expect(try await problem("220211004003", day) == nil)
    }
  }

  @Test("whoever comes and goes, holdings are the turns, turns do not overlap, and what has begun stays", arguments: EngineKind.allCases, 1...5)
  func random(_ engine: EngineKind, seed: Int) async throws {
    print("alliance seed \(seed)")
    try await withAlliances(engine) { town, database in
      let keeper: Caller = try town.keeper()
      let alliance: Alliance = try await database.write { try town.found(in: $0) }
      var generator = SeededGenerator(seed: UInt64(seed))
      for step in 0..<8 {
        let before: [AllianceTurn] = try await database.read { try SeatRecords().turns(of: alliance.id, in: $0) }
        let leaves: Bool = step > 2 && Bool.random(using: &generator)
        let days: Int = Int.random(in: 1...60, using: &generator)
        let pick: UInt64 = generator.next()
        try await database.write { session in
          let open: [AllianceMember] = try MemberRecords().all(of: alliance.id, in: session).filter {
            $0.validUntil == nil && $0.validFrom < town.today
          }
          if leaves, !open.isEmpty {
            let member: AllianceMember = open[Int(pick % UInt64(open.count))]
            _ = try town.desk.dismiss(member.id, of: alliance.id, on: town.today.adding(days: days), expecting: nil, by: keeper, in: session)
          } else {
            let unit = try town.staffed("单位\(step)", at: "220211", in: session)
            let since: CivilDay = town.today.adding(days: step < 2 ? 0 : days)
            _ = try town.desk.admit(admission(unit.unit, unit.person, since: since), to: alliance.id, expecting: nil, by: keeper, in: session)
          }
        }
        try await database.read { session in
          let turns: [AllianceTurn] = try SeatRecords().turns(of: alliance.id, in: session)
          let begun: [AllianceTurn] = before.filter { $0.turn.from <= town.today }
          #expect(Array(turns.prefix(begun.count)) == begun)
          #expect(zip(turns, turns.dropFirst()).allSatisfy { $0.turn.until <= $1.turn.from })
          let post: PostID = try unwrap(try AllianceRecords().find(alliance.id, in: session)?.rotatingPost)
          for offset in stride(from: -200, to: 700, by: 13) {
            let day: CivilDay = town.today.adding(days: offset)
            let oracle: PersonID? = turns.first { $0.turn.holds(on: day) }?.person
            #expect(try SeatRecords().holders(of: [post], on: day, in: session)[post] == oracle, "\(day)")
          }
        }
        town.clock.advance(seconds: Int64(days) * 86_400)
      }
    }
  }

  @Test("a schedule that comes to its end is carried on, once", arguments: EngineKind.allCases)
  func extend(_ engine: EngineKind) async throws {
    try await withAlliances(engine) { town, database in
      let alliance: Alliance = try await database.write { session in
        let alliance: Alliance = try town.found(in: session)
        let unit = try town.staffed("甲", at: "220211", in: session)
        _ = try town.desk.admit(
          admission(unit.unit, unit.person, since: town.today), to: alliance.id, expecting: nil, by: try town.keeper(), in: session)
        return alliance
      }
      let before: [AllianceTurn] = try await database.read { try SeatRecords().turns(of: alliance.id, in: $0) }
      #expect(try await database.write { try town.desk.extendSchedules(in: $0) } == 0)
      town.clock.advance(seconds: 86_400 * 500)
      #expect(try await database.write { try town.desk.extendSchedules(in: $0) } == 1)
      #expect(try await database.write { try town.desk.extendSchedules(in: $0) } == 0)
      let after: [AllianceTurn] = try await database.read { try SeatRecords().turns(of: alliance.id, in: $0) }
      #expect(Array(after.prefix(before.count)) == before && after.count > before.count)
    }
  }

  @Test("what may not be is refused: twice a member, before the founding, a stranger in a seat, a stale version", arguments: EngineKind.allCases)
  func refusals(_ engine: EngineKind) async throws {
    try await withAlliances(engine) { town, database in
      try await database.write { session in
        let keeper: Caller = try town.keeper()
        let alliance: Alliance = try town.found(in: session)
        let unit = try town.staffed("甲", at: "220211", in: session)
        let stranger: PersonID = try town.person("外人", in: session)
        let desk: AllianceDesk = town.desk
        _ = try desk.admit(admission(unit.unit, unit.person, since: town.today), to: alliance.id, expecting: 1, by: keeper, in: session)
        let other = try town.staffed("乙", at: "220211", in: session)
        let wrong: [(AllianceDesk.Admission, String)] = [
          (admission(unit.unit, unit.person, since: town.today), "organisation"),
          (admission(alliance.id, nil, since: town.today, turns: false), "organisation"),
          (admission(other.unit, other.person, since: town.today.adding(days: -1)), "since"),
          (admission(other.unit, stranger, since: town.today), "person"),
          (admission(other.unit, nil, since: town.today), "person"),
        ]
        for (admission, field) in wrong {
          do {
            _ = try session.attempt { try desk.admit(admission, to: alliance.id, expecting: nil, by: keeper, in: session) }
            Issue.record("\(field) was accepted")
          } catch let refusal as Refusal { #expect(refusal.fields.first?.field == field) }
        }
        #expect(throws: Refusal.invalid([FieldProblem("since", "alliances.problem.day_far")])) {
          try town.found("220211004002", since: CivilDay(year: 1, month: 1, day: 1), in: session)
        }
        #expect(throws: Refusal(.stale)) { try desk.setTurns(months: 6, from: nil, of: alliance.id, expecting: 1, by: keeper, in: session) }
        #expect(throws: Refusal.absent) {
          try desk.setTurns(months: 6, from: nil, of: alliance.id, expecting: nil, by: try town.keeper("220202"), in: session)
        }
        #expect(throws: Refusal.absent) {
          try desk.setTurns(
            months: 6, from: nil, of: alliance.id, expecting: nil, by: try town.member(of: unit.unit, [.allianceRead, .allianceManage]), in: session)
        }
      }
    }
  }

  @Test("every figure is the length of its list, for every caller", arguments: EngineKind.allCases)
  func totals(_ engine: EngineKind) async throws {
    try await withAlliances(engine) { town, database in
      try await database.write { session in
        for (rank, code) in ["220211004001", "220211004002", "220202001001"].enumerated() {
          let alliance: Alliance = try town.found(code, in: session)
          for index in 0...rank + 1 {
            let unit = try town.staffed("单位\(rank)\(index)", at: "220211", in: session)
            _ = try town.desk.admit(
              admission(unit.unit, unit.person, since: town.today, turns: index == 0), to: alliance.id, expecting: nil, by: try town.keeper(),
              in: session)
          }
        }
        for code in ["2202", "220211", "220202", "220211004002"] {
          let scope = AllianceScope(try town.keeper(code), on: town.today)
          let totals = try AllianceTotals.read(
            town.profile.alliances, AllianceFilter(), of: scope, to: try town.keeper(code), town.agreements.renewal, in: session)
          #expect(totals.alliances == (try AllianceRecords().list(AllianceFilter(), of: scope, after: nil, limit: 99, in: session).rows.count))
          #expect(
            totals.units
              == (try MemberRecords().units(type: nil, alliances: AllianceFilter(), of: scope, after: nil, limit: 99, in: session).rows.count))
          for (kind, count) in [(AllianceSeat.Kind.standing, totals.standing), (.rotating, totals.rotating), (.member, totals.members)] {
            let rows = try SeatRecords().list(kind: kind, of: scope, alliances: AllianceFilter(), after: nil, limit: 99, in: session).rows
            #expect(rows.count == count, "\(code) \(kind)")
          }
          let areas: Policy = try town.keeper(code).policy(for: .areaRead)
          for cover in totals.coverage {
            let gaps = try CoverageRecords(rules: town.profile.alliances).gaps(
              of: areas, level: cover.level, on: town.today, after: nil, limit: 99, in: session)
            #expect(gaps.rows.count == cover.all - cover.covered)
          }
        }
      }
    }
  }

  @Test("ten alliances with a standing chair, two who take turns and twelve members each: 10, 20 and 120", arguments: EngineKind.allCases)
  func seeds(_ engine: EngineKind) async throws {
    try await withAlliances(engine) { town, database in
      try await database.write { session in
        let keeper: Caller = try town.keeper()
        let secretary: PersonID = try town.person("书记", in: session)
        try town.post("secretary_community", at: "220211004001", held: secretary, in: session)
        for rank in 0..<10 {
          let alliance: Alliance = try town.found(in: session)
          _ = try town.desk.seatChair(.known(secretary), from: town.today, of: alliance.id, expecting: nil, by: keeper, in: session)
          for index in 0..<12 {
            let unit = try town.staffed("单位\(rank)-\(index)", at: "220211", in: session)
            _ = try town.desk.admit(
              admission(unit.unit, unit.person, since: town.today, turns: index < 2), to: alliance.id, expecting: nil, by: keeper, in: session)
          }
        }
        let totals = try AllianceTotals.read(
          town.profile.alliances, AllianceFilter(), of: AllianceScope(keeper, on: town.today), to: keeper, town.agreements.renewal, in: session)
        #expect([totals.alliances, totals.units, totals.standing, totals.rotating, totals.members] == [10, 120, 10, 20, 120])
      }
    }
  }

  @Test("358 alliances with 1,972 units among them are counted as such", arguments: EngineKind.allCases)
  func manyAlliances(_ engine: EngineKind) async throws {
    try await withAlliances(engine) { town, database in
      try await database.load { session in
        var alliances: [OrganisationID] = []
        for _ in 0..<358 { alliances.append(try town.found(in: session).id) }
        for index in 0..<1972 {
          let unit: OrganisationID = try town.unit("单位\(index)", at: "220211", in: session)
          // One unit in five is in two alliances.
          for alliance in [alliances[index % 358]] + (index % 5 == 0 ? [alliances[(index + 7) % 358]] : []) {
            try MemberRecords().insert(
              AllianceMember(id: town.ids.next(), alliance: alliance, organisation: unit, type: "organ", validFrom: town.today), in: session)
          }
        }
      }
      let keeper: Caller = try town.keeper()
      let totals = try await database.read { session in
        try AllianceTotals.read(
          town.profile.alliances, AllianceFilter(), of: AllianceScope(keeper, on: town.today), to: keeper, town.agreements.renewal, in: session)
      }
      #expect(totals.alliances == 358 && totals.units == 1972)
    }
  }
}
