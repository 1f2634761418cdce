import Ground
import Places
import SQL
import Testing
import Testkit

@testable import Organisations

@Suite("Setting bodies up and changing them")
struct BodyDeskTests {
  @Test("a new body gets the seats of its kind, vacant, and a journal entry", arguments: EngineKind.allCases)
  func create(_ engine: EngineKind) async throws {
    try await withBodies(engine) { town, database in
      try await database.write { session in
        let committee = try town.make("party_committee_community", at: "220211004001", in: session)
        let types: [String] = try session.rows("SELECT type FROM post WHERE organisation_id = \(committee) ORDER BY id") { try $0.at(0) }
        #expect(types == ["body_secretary", "body_deputy_secretary", "body_commissioner", "body_commissioner", "body_commissioner"])
        let entry: String = try session.value("SELECT verb FROM journal_entry WHERE subject_id = \(committee)")
        #expect(entry == "organisation.created")
      }
    }
  }

  @Test("what does not fit is refused by name, and nothing is kept", arguments: EngineKind.allCases)
  func refusals(_ engine: EngineKind) async throws {
    try await withBodies(engine) { town, database in
      let before: Int = try await database.read { try $0.value("SELECT COUNT(*) FROM organisation") }
      let problems: [String?] = try await database.write { session in
        let district = try BodyTown.caller(at: "220211")
        let committee = try town.make("party_committee_community", at: "220211004001", in: session)
        let other = try town.make("party_committee_community", at: "220211004002", in: session)
        return [
          town.problem { try town.make("circus", at: "220211", in: session) },
          town.problem { try town.make("party_committee_community", at: "220211004", in: session) },
          town.problem { try town.make("department", at: "220202", by: district, in: session) },
          town.problem { try town.make("party_committee_community", at: "220211004001", in: session) },
          town.problem { try town.make("party_group_building", at: "220211004001001", in: session) },
          town.problem { try town.make("party_group_grid", at: "220211004001001", below: other, in: session) },
          town.problem { try town.make("party_working_committee", at: "220211004", below: committee, in: session) },
          town.problem { try town.make("party_group_grid", at: "220211004001001", below: OrganisationID(5), in: session) },
        ]
      }
      #expect(
        problems
          == [
            "bodies.problem.kind", "bodies.problem.level", "bodies.problem.area", "bodies.problem.taken", "bodies.problem.building",
            "bodies.problem.outside", "bodies.problem.kind_of_parent", "bodies.problem.parent",
          ])
      let after: Int = try await database.read { try $0.value("SELECT COUNT(*) FROM organisation") }
      #expect(after == before + 2)
    }
  }

  @Test(
    "a name that changes next month is the old one today and the new one then, also on the row once the day has come", arguments: EngineKind.allCases)
  func rename(_ engine: EngineKind) async throws {
    try await withBodies(engine) { town, database in
      let day: CivilDay = BodyTown.today.adding(days: 30)
      let id: OrganisationID = try await database.write { session in
        let id = try town.make("social_organisation", at: "220211", name: "旧名", in: session)
        let version = try town.version(id, in: session)
        let changed = try town.desk.rename(id, "新名", from: day, expecting: version, by: town.manager, in: session)
        #expect(changed.name == "旧名")
        let coded = try town.desk.describe(
          id, BodyDescription(creditCode: "91350100-M000100Y43"), expecting: changed.version, by: town.manager, in: session)
        #expect(coded.name == "旧名" && coded.creditCode == "91350100M000100Y43")
        let again: String? = town.problem { _ = try town.desk.rename(id, "新名", from: day, expecting: version, by: town.manager, in: session) }
        #expect(again == "stale")
        return id
      }
      try await database.write { session in
        let records = BodyRecords()
        let names: [String?] = try [-1, 0].map { try records.organisation(id, on: day.adding(days: $0), in: session)?.name }
        #expect(names == ["旧名", "新名"])
        let due: [Bool] = try [-1, 0].map { try records.isDue(on: day.adding(days: $0), in: session) }
        #expect(due == [false, true])
        let rolled: [Int] = [try records.roll(to: day, in: session), try records.roll(to: day, in: session)]
        #expect(rolled == [1, 0])
        let row: Organisation? = try OrganisationRecords().organisation(id, in: session)
        #expect(row?.name == "新名")
      }
    }
  }

  @Test("a planned move stays planned when the name changes before it", arguments: EngineKind.allCases)
  func plans(_ engine: EngineKind) async throws {
    try await withBodies(engine) { town, database in
      try await database.write { session in
        let old = try town.make("general_branch_community", at: "220211004001", in: session)
        let new = try town.make("party_committee_community", at: "220211004001", in: session)
        let group = try town.make("party_group_grid", at: "220211004001001", below: old, in: session)
        try town.move(group, below: new, on: 20, in: session)
        _ = try town.desk.rename(
          group, "第一党小组", from: BodyTown.today.adding(days: 10), expecting: try town.version(group, in: session),
          by: town.manager, in: session)
        let story = try BodyRecords().story(of: group, in: session)
        #expect(story.spans.map(\.name) == ["party_group_grid 220211004001001", "第一党小组", "第一党小组"])
        #expect(story.spans.map(\.parent) == [old, old, new])
        #expect(story.spans.last?.validUntil == nil)
      }
    }
  }

  @Test("a branch becomes a general branch; its seats grow, and those below must fit", arguments: EngineKind.allCases)
  func reorganise(_ engine: EngineKind) async throws {
    try await withBodies(engine) { town, database in
      try await database.write { session in
        let branch = try town.make("party_branch_community", at: "220211004001", in: session)
        try town.make("party_group_grid", at: "220211004001001", below: branch, in: session)
        let day = BodyTown.today
        let version = try town.version(branch, in: session)
        let changed = try town.desk.reorganise(
          branch, as: "party_committee_community", from: day, expecting: version, by: town.manager, in: session)
        #expect(changed.kind == "party_committee_community")
        let seats: Int = try session.value("SELECT COUNT(*) FROM post WHERE organisation_id = \(branch)")
        #expect(seats == 5)
        #expect(try BodyRecords().organisation(branch, on: day.adding(days: -1), in: session)?.kind == "party_branch_community")
        let problem = town.problem {
          _ = try town.desk.reorganise(
            branch, as: "residents_committee", from: day, expecting: changed.version, by: town.manager, in: session)
        }
        #expect(problem == "bodies.problem.kind_of_children")
      }
    }
  }

  @Test("dissolving ends seats, holders and bindings; those below go to the successor, and without one it is refused", arguments: EngineKind.allCases)
  func dissolve(_ engine: EngineKind) async throws {
    try await withBodies(engine) { town, database in
      try await database.write { session in
        let old = try town.make("general_branch_community", at: "220211004001", in: session)
        let new = try town.make("party_committee_community", at: "220211004001", in: session)
        let group = try town.make("party_group_grid", at: "220211004001001", below: old, in: session)
        let seat: PostID = try session.value("SELECT id FROM post WHERE organisation_id = \(old) AND type = 'body_secretary'")
        try town.town.hold(seat, by: try town.town.person("王敏", in: session), in: session)
        let day: CivilDay = BodyTown.today.adding(days: 5)
        let version = try town.version(old, in: session)
        let refused = town.problem {
          _ = try town.desk.dissolve(old, on: day, successor: nil, expecting: version, by: town.manager, in: session)
        }
        #expect(refused == "bodies.problem.children")
        _ = try town.desk.dissolve(old, on: day, successor: new, expecting: try town.version(old, in: session), by: town.manager, in: session)
        #expect(try town.above(group, on: 4, in: session) == [old])
        #expect(try town.above(group, on: 5, in: session) == [new])
        #expect(try BodyRecords().organisation(old, on: day, in: session) == nil)
        #expect(try town.desk.settleEndings(in: session) == 0)
        let holds: Int? = try session.value("SELECT valid_until FROM post_holding WHERE post_id = \(seat)")
        #expect(holds == nil)
        town.town.clock.advance(seconds: 5 * 86_400)
        #expect(try town.desk.settleEndings(in: session) == 1)
        #expect(try town.desk.settleEndings(in: session) == 0)
        let ends: Int = try session.value("SELECT valid_until FROM post_holding WHERE post_id = \(seat)")
        #expect(ends == day.daysSince1970)
        let open: Int = try session.value("SELECT COUNT(*) FROM post WHERE organisation_id = \(old) AND valid_until IS NULL")
        #expect(open == 0)
        #expect(try OrganisationRecords().organisation(old, in: session)?.successor == new)
      }
    }
  }

  @Test("who does not manage organisations there finds nothing to change", arguments: EngineKind.allCases)
  func scope(_ engine: EngineKind) async throws {
    try await withBodies(engine) { town, database in
      try await database.write { session in
        let id = try town.make("department", at: "220211", in: session)
        let version = try town.version(id, in: session)
        for caller in [
          try BodyTown.caller(at: "220202"), try BodyTown.caller(at: "2202", [.organisationRead]), Caller.visitor(request: "test"),
        ] {
          let day = BodyTown.today
          let problems: [String?] = [
            town.problem { _ = try town.desk.rename(id, "x", from: day, expecting: version, by: caller, in: session) },
            town.problem { _ = try town.desk.move(id, below: nil, from: day, expecting: version, by: caller, in: session) },
            town.problem { _ = try town.desk.reorganise(id, as: "utility", from: day, expecting: version, by: caller, in: session) },
            town.problem { _ = try town.desk.dissolve(id, on: day, successor: nil, expecting: version, by: caller, in: session) },
            town.problem {
              _ = try town.desk.bind(
                id, to: try SmallTown.area("220211004"), building: nil, from: day, expecting: version, by: caller, in: session)
            },
            town.problem {
              _ = try town.desk.addDuty(to: id, text: "x", basis: nil, member: nil, from: day, expecting: version, by: caller, in: session)
            },
          ]
          #expect(problems == Array(repeating: "absent", count: 6))
        }
        #expect(try town.version(id, in: session) == version)
      }
    }
  }
}
