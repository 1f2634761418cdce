import Ground
import SQL
import Testing
import Testkit
import Web

@testable import Places

@Suite("Venues are opened, put right and closed")
struct VenueDeskTests {
  private func draft(_ town: EstateTown, _ name: String = "江畔驿站", hours: OpeningHours = .usual) -> VenueDraft {
    VenueDraft(
      kind: "red_station", name: name, area: town.community.id, address: "江畔花园 3 号楼", point: town.buildings[0].coordinates,
      phone: "0555-5550001", functions: ["rest", "reading"], services: ["居住证明"], loans: ["雨伞"], hours: hours)
  }

  @Test("a venue is opened where its point lies in the area it serves, once under a name, by whoever manages there", arguments: EngineKind.allCases)
  func opened(_ engine: EngineKind) async throws {
    try await withEstates(engine) { town, session in
      let desk = town.room.venueDesk
      let made = try desk.open(draft(town), by: town.boss, in: session)
      #expect(try desk.records.find(made.id, in: session) == made)
      #expect(made.functions == ["rest", "reading"] && made.place == town.community.place && made.validFrom == town.today)
      let verbs: [String] = try session.rows("SELECT verb FROM journal_entry WHERE subject_id = \(made.id)") { try $0.at(0) }
      #expect(verbs == ["venue.opened"])
      func wrong(by caller: Caller? = nil, _ change: (inout VenueDraft) -> Void) -> [String] {
        var wanted = draft(town, "别的驿站")
        change(&wanted)
        return fields { try desk.open(wanted, by: caller ?? town.boss, in: session) }
      }
      #expect(wrong { $0.name = made.name } == ["name"])
      #expect(wrong { $0.area = nil } == ["area"])
      #expect(wrong { $0.area = town.elsewhere.id } == ["area"])
      #expect(wrong(by: town.stranger) { _ in } == ["area"])
      #expect(wrong { $0.point = nil } == ["longitude"])
      let outside = town.buildingsElsewhere.first?.coordinates
      #expect(wrong { $0.point = outside } == ["longitude"])
    }
  }

  @Test("what has passed of its exceptions stays when it is put right; closed, it cannot be changed any more", arguments: EngineKind.allCases)
  func changed(_ engine: EngineKind) async throws {
    try await withEstates(engine) { town, session in
      let desk = town.room.venueDesk
      let (past, ahead) = (town.today.adding(days: -3), town.today.adding(days: 3))
      var hours = OpeningHours.usual
      hours.exceptions = [past: [], ahead: [540..<600]]
      let made = try desk.open(draft(town, hours: hours), by: town.boss, in: session)
      let after = draft(town, "江畔新驿站")
      #expect(throws: Refusal.absent) { try desk.describe(made.id, after, expecting: 1, by: town.stranger, in: session) }
      #expect(throws: Refusal(.stale)) { try desk.describe(made.id, after, expecting: 4, by: town.boss, in: session) }
      let described = try desk.describe(made.id, after, expecting: 1, by: town.boss, in: session)
      #expect(described.name == "江畔新驿站" && described.hours.exceptions == [past: []] && described.version == 2)
      #expect(fields { try desk.close(made.id, on: town.today.adding(days: 1), expecting: 2, by: town.boss, in: session) } == ["day"])
      let closed = try desk.close(made.id, on: town.today, expecting: 2, by: town.boss, in: session)
      #expect(closed.validUntil == town.today)
      #expect(throws: Refusal(.conflict, "venues.refusal.ended")) {
        try desk.describe(made.id, after, expecting: closed.version, by: town.boss, in: session)
      }
      let left = try desk.records.list(VenueFilter(within: Within(town.community)), on: town.today, limit: 500, in: session)
      #expect(!left.contains { $0.id == made.id })
    }
  }

  @Test("hours are read from groups of days, or from seven lines, and what cannot be hours is named at its field")
  func hours() throws {
    func read(_ values: [String: [String]]) throws -> OpeningHours { try VenueHoursForm.hours(FieldValues(values: values)) }
    let groups = try read([
      "days_1": ["1", "2"], "open_1": ["08:30"], "close_1": ["12:00"], "open_again_1": ["13:30"], "close_again_1": ["17:00"],
      "days_2": ["6"], "open_2": ["9:00"], "close_2": ["11:30"], "follows_calendar": ["1"], "exceptions": ["2026-12-01"],
      "exception_day": ["2026-12-02"], "exception_open": ["10:00"], "exception_close": ["11:00"],
    ])
    #expect(groups.weekly == [[510..<720, 810..<1020], [510..<720, 810..<1020], [], [], [], [540..<690], []])
    #expect(groups.followsCalendar)
    #expect(groups.exceptions == [CivilDay(year: 2026, month: 12, day: 1): [], CivilDay(year: 2026, month: 12, day: 2): [600..<660]])
    #expect(try read(["weekly": [groups.weeklyText]]).weekly == groups.weekly)
    #expect(fields { try read(["days_1": ["1"], "open_1": ["12:00"], "close_1": ["08:30"]]) } == ["close_1"])
    #expect(fields { try read(["days_1": ["1"], "open_1": ["12:00"]]) } == ["close_1"])
    #expect(fields { try read(["days_1": ["1"], "days_3": ["1"]]) } == ["days_3"])
    let twice = ["open_1": ["08:00"], "close_1": ["12:00"], "open_again_1": ["11:00"], "close_again_1": ["13:00"]]
    #expect(fields { try read(twice) } == ["open_again_1"])
    #expect(fields { try read(["weekly": ["ten"]]) } == ["weekly"])
    #expect(fields { try read(["exceptions": ["tomorrow"]]) } == ["exceptions"])
  }
}
