import Ground
import SQL
import Testing
import Testkit

@testable import Matters

@Suite("The life of a matter")
struct MatterLifeTests {
  @Test("a matter lives its whole life, and closed, resolved and confirmed are three facts", arguments: EngineKind.allCases, Testkit.cities)
  func wholeLife(_ engine: EngineKind, _ city: String) async throws {
    try await withDatabase(engine, MatterTown.migrations) { database in
      let town = try MatterTown(database, city: city)
      let (verified, report) = try await town.verified()
      #expect(verified.resolvedAt != nil)
      #expect(verified.closedAt == nil)
      #expect(verified.confirmed == nil)
      let rated = try await town.rate(report, 5, solved: true)
      #expect(rated.confirmed == true)
      #expect(rated.state == verified.state)
      let closed = try await town.act(.close, rated, by: try town.communityDesk())
      #expect(closed.closedAt == town.clock.now)
      #expect(!closed.isOpen)
      let events = try await database.read { try town.desk.events.events(of: closed.id, in: $0) }
      #expect(events.map(\.kind.word).reversed() == ["reported", "dispatch", "accept", "answer", "verify", "rated", "close"])
    }
  }

  @Test("not solved reopens one level up, where only the desk above can dispatch", arguments: EngineKind.allCases)
  func reopened(_ engine: EngineKind) async throws {
    try await withDatabase(engine, MatterTown.migrations) { database in
      let town = try MatterTown(database)
      let (verified, report) = try await town.verified()
      let reopened = try await town.rate(report, 1, solved: false)
      #expect(reopened.state == "reopened")
      #expect(verified.deskLevel == "community")
      #expect(reopened.deskLevel == "subdistrict")
      #expect(reopened.confirmed == false)
      #expect(reopened.resolvedAt == nil)
      #expect(reopened.handlerPost == nil)
      #expect(reopened.deadline.consumedMinutes == 0)
      let communityDesk = try town.communityDesk()
      #expect(await refusal { try await town.act(.dispatch, reopened, by: communityDesk) } == .notAllowed)
      let again = try await town.act(.dispatch, reopened, by: try town.streetDesk(), to: .organisation(OrganisationID(71)))
      #expect(again.state == "dispatched")
      #expect(again.handlerOrganisation == OrganisationID(71))
    }
  }

  @Test("what is not ours goes back and is dispatched anew, and the clock goes on", arguments: EngineKind.allCases)
  func givenBack(_ engine: EngineKind) async throws {
    try await withDatabase(engine, MatterTown.migrations) { database in
      let town = try MatterTown(database)
      let (first, _) = try await town.report()
      let drainage = try town.drainage()
      let given = try await town.act(.dispatch, first, by: try town.communityDesk(), to: .organisation(OrganisationID(71)))
      let returned = try await town.act(.giveBack, given, by: drainage)
      #expect(returned.state == "returned")
      #expect(returned.handlerOrganisation == nil)
      #expect(returned.deadline == first.deadline)
      // Out of its hands, the department no longer sees it.
      #expect(await refusal { try await town.act(.accept, returned, by: drainage) } == .absent)
      let again = try await town.act(.dispatch, returned, by: try town.communityDesk())
      #expect(again.handlerPost == PostID(21))
    }
  }

  @Test("more time is asked for, granted or refused, and the date moves only when it is granted", arguments: EngineKind.allCases)
  func moreTime(_ engine: EngineKind) async throws {
    try await withDatabase(engine, MatterTown.migrations) { database in
      let town = try MatterTown(database)
      let (leader, communityDesk) = (try town.leader(), try town.communityDesk())
      var matter = try await town.act(.dispatch, try await town.report().matter, by: communityDesk)
      matter = try await town.act(.accept, matter, by: leader)
      let asked = try await town.act(.askMoreTime, matter, by: leader)
      #expect(asked.deadline.due == matter.deadline.due)
      #expect(asked.askedMinutes == 2 * town.profile.calendar.minutesPerDay)
      #expect(await refusal { try await town.act(.askMoreTime, asked, by: leader) } == .conflict)
      let refused = try await town.act(.refuseMoreTime, asked, by: communityDesk)
      #expect(refused.deadline.due == matter.deadline.due)
      #expect(await refusal { try await town.act(.grantMoreTime, refused, by: communityDesk) } == .conflict)
      let granted = try await town.act(.grantMoreTime, try await town.act(.askMoreTime, refused, by: leader), by: communityDesk)
      #expect(granted.deadline.due > matter.deadline.due)
      #expect(granted.deadline.budgetMinutes == matter.deadline.budgetMinutes + 2 * town.profile.calendar.minutesPerDay)
    }
  }

  @Test("every act from a state that the table does not name is refused and changes nothing", arguments: Testkit.cities)
  func table(_ city: String) async throws {
    try await withDatabase(.sqlite, MatterTown.migrations) { database in
      let town = try MatterTown(database, city: city)
      let everything = try town.allPowers()
      for state in town.profile.workflow.states {
        let (matter, _) = try await town.report()
        _ = try await database.write { session in
          try session.run("UPDATE matter SET state = \(state.id), handler_post_id = 99 WHERE id = \(matter.id)")
        }
        for act in MatterAct.routed where town.profile.workflow.move(act, from: state.id) == nil && act != .join {
          #expect(await refusal { try await town.act(act, matter, by: everything) } == .conflict, "\(act) from \(state.id)")
        }
        let after = try await database.read { try town.desk.matters.matter(matter.id, in: $0) }
        #expect(after?.version == 1)
        #expect(after?.state == state.id)
      }
    }
  }

  @Test("of a hundred who act on the same version exactly one wins", arguments: EngineKind.allCases)
  func racers(_ engine: EngineKind) async throws {
    try await withDatabase(engine, MatterTown.migrations) { database in
      let town = try MatterTown(database)
      let (matter, _) = try await town.report()
      let desk = try town.communityDesk()
      let outcomes = await withTaskGroup(of: Refusal.Kind?.self) { group in
        for _ in 0..<100 { group.addTask { await refusal { try await town.act(.dispatch, matter, by: desk) } } }
        return await group.reduce(into: [Refusal.Kind?]()) { $0.append($1) }
      }
      #expect(outcomes.count { $0 == nil } == 1)
      #expect(outcomes.allSatisfy { $0 == nil || $0 == .stale || $0 == .conflict })
      let events = try await database.read { try town.desk.events.events(of: matter.id, in: $0) }
      #expect(events.count == 2)
    }
  }

  @Test("those who reported the same follow one matter", arguments: EngineKind.allCases)
  func joined(_ engine: EngineKind) async throws {
    try await withDatabase(engine, MatterTown.migrations) { database in
      let town = try MatterTown(database)
      let (main, _) = try await town.report()
      let (double, doubleReport) = try await town.report()
      let desk = try town.communityDesk()
      let gone = try await database.write { session in
        try town.desk.join(double.id, to: main.number, note: "同一件", expecting: 1, by: desk, in: session)
      }
      #expect(gone.joinedTo == main.id)
      #expect(!gone.isOpen)
      let (found, kept) = try await database.read { session in
        (try town.desk.matters.matter(number: doubleReport.number, in: session), try town.desk.matters.matter(main.id, in: session))
      }
      #expect(found == main.id)
      #expect(kept?.reports == 2)
      let other = try await database.write { session in
        try town.desk.alsoReport(main.id, town.draft("我家也是"), by: .visitor(request: "test"), in: session)
      }
      #expect(other.matter.reports == 3)
      #expect(other.report.number != main.number)
      #expect(
        await refusal { try await database.write { try town.desk.alsoReport(double.id, town.draft(), by: .visitor(request: "t"), in: $0) } }
          == .conflict)
    }
  }
}

extension MatterTown {
  /// Somebody who holds every permission over the city, and the post in whose hands matters are.
  func allPowers() throws -> Caller {
    guard let range = PlaceRange(code: "2202") else { throw Missing() }
    let holding = Holding(
      post: PostID(99), title: "all", area: AreaID(1), range: range, organisation: nil, permissions: Set(Permission.allCases))
    return Caller(account: AccountID(99), person: PersonID(99), name: "all", holdings: [holding], request: "test")
  }
}
