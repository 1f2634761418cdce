import Ground
import Markup
import Organisations
import SQL
import Testing
import Testkit

@testable import Alliances

@Suite("No turn brings together what the city keeps apart") struct TurnGuardTests {
  /// An alliance of three units whose people take turns of a quarter.
  private struct Circle: Sendable {
    let alliance: OrganisationID
    let people: [PersonID]

    init(_ town: AllianceTown, in session: any Session) throws {
      alliance = try town.found(in: session).id
      var people: [PersonID] = []
      for name in ["甲", "乙", "丙"] {
        let unit = try town.staffed(name, at: "220211", in: session)
        let admission = AllianceDesk.Admission(
          organisation: unit.unit, type: "organ", since: town.today, person: .known(unit.person), takesTurns: true)
        _ = try town.desk.admit(admission, to: alliance, expecting: nil, by: try town.keeper(), in: session)
        people.append(unit.person)
      }
      self.people = people
    }

    func turns(in session: any Session) throws -> [AllianceTurn] { try SeatRecords().turns(of: alliance, in: session) }
    func passed(in session: any Session) throws -> [PassedOver] { try PassedOverRecords().all(of: alliance, in: session) }

    /// Who has the turns, by their number in the circle.
    func order(in session: any Session) throws -> [Int] { try turns(in: session).compactMap { people.firstIndex(of: $0.person) } }

    /// Who holds the chair's post is who has the turn, on every day.
    func isHeldAsTurnsSay(_ town: AllianceTown, in session: any Session) throws -> Bool {
      let post: PostID = try unwrap(try AllianceRecords().find(alliance, in: session)?.rotatingPost)
      let turns: [AllianceTurn] = try turns(in: session)
      return try stride(from: 0, to: 700, by: 7).allSatisfy { offset in
        let day: CivilDay = town.today.adding(days: offset)
        return try SeatRecords().holders(of: [post], on: day, in: session)[post] == turns.first { $0.turn.holds(on: day) }?.person
      }
    }
  }

  /// From a day on whoever chairs also manages organisations: that does not go with auditing.
  private func widen(_ town: AllianceTown, from day: CivilDay, in session: any Session) throws {
    let edit = RoleEdit.permissions(role: "alliance_chair", added: [.organisationManage], removed: [])
    let change = RoleChange(id: town.ids.next(), edit: edit, validFrom: day, made: town.clock.now, by: nil, reason: "test")
    try RoleBookRecords.append(change, expected: RoleBookRecords.edition(in: session).number, in: session)
  }

  private func withCircle(_ engine: EngineKind, _ body: @escaping @Sendable (AllianceTown, Circle, any Session) throws -> Void) async throws {
    try await withAlliances(engine) { town, database in
      try await database.write { session in
        let circle = try Circle(town, in: session)
        #expect(try Array(circle.order(in: session).prefix(4)) == [0, 1, 2, 0] && circle.passed(in: session).isEmpty)
        try body(town, circle, session)
      }
    }
  }

  @Test("a schedule that is made anew passes over whoever may not have a turn, and says why", arguments: EngineKind.allCases)
  func remade(_ engine: EngineKind) async throws {
    try await withCircle(engine) { town, circle, session in
      try town.post("audit_administrator", at: "2202", held: circle.people[1], in: session)
      try widen(town, from: town.today.adding(months: 2), in: session)
      _ = try town.desk.setTurns(months: 3, from: nil, of: circle.alliance, expecting: nil, by: try town.keeper(), in: session)
      #expect(try Array(circle.order(in: session).prefix(5)) == [0, 2, 0, 2, 0])
      let passed: [PassedOver] = try circle.passed(in: session)
      #expect(Set(passed.map(\.person)) == [circle.people[1]])
      #expect(passed.first?.turn.from == town.today.adding(months: 3))
      #expect(passed.first?.duty == "audit" && passed.first?.permission == Permission.organisationManage.rawValue)
      #expect(try circle.isHeldAsTurnsSay(town, in: session))
      // Carried on, what was found is not found twice.
      let count: Int = passed.count
      #expect(try town.desk.extendSchedules(in: session) == 0 && circle.passed(in: session).count == count)
    }
  }

  @Test("a turn that falls due and has come to be kept apart is handed on within the month before, once", arguments: EngineKind.allCases)
  func due(_ engine: EngineKind) async throws {
    try await withCircle(engine) { town, circle, session in
      try town.post("audit_administrator", at: "2202", held: circle.people[1], in: session)
      #expect(try town.desk.handOnTurns(in: session) == 0)
      try widen(town, from: town.today.adding(months: 2), in: session)
      // Too early to be certain.
      #expect(try town.desk.handOnTurns(in: session) == 0)
      town.clock.advance(seconds: 70 * 86_400)
      #expect(try town.desk.handOnTurns(in: session) == 1 && town.desk.handOnTurns(in: session) == 0)
      #expect(try Array(circle.order(in: session).prefix(4)) == [0, 2, 0, 2])
      #expect(try circle.isHeldAsTurnsSay(town, in: session))
      let told: [Int64] = try session.rows("SELECT subject_id FROM journal_entry WHERE verb = 'alliance.turn_handed_on'") { try $0.at(0) }
      #expect(told == [circle.alliance.raw])
    }
  }

  @Test("who was passed over comes first once he may, and turns that nobody had stay nobody's", arguments: EngineKind.allCases)
  func back(_ engine: EngineKind) async throws {
    try await withCircle(engine) { town, circle, session in
      var posts: [PostID] = []
      for person in circle.people { posts.append(try town.post("audit_administrator", at: "2202", held: person, in: session)) }
      try widen(town, from: town.today, in: session)
      _ = try town.desk.setTurns(months: 3, from: nil, of: circle.alliance, expecting: nil, by: try town.keeper(), in: session)
      #expect(try circle.order(in: session) == [0])
      // After the first turn comes one that nobody has.
      town.clock.advance(seconds: 130 * 86_400)
      let vacant: Set<CivilDay> = Set(try circle.passed(in: session).map(\.turn.from).filter { $0 <= town.today })
      #expect(vacant.count == 1)
      try session.run("UPDATE post_holding SET valid_until = \(town.today) WHERE post_id IN (\(list: posts))")
      #expect(try town.desk.extendSchedules(in: session) == 1)
      #expect(try Array(circle.order(in: session).prefix(4)) == [0, 1, 2, 0])
      #expect(try circle.turns(in: session).map(\.turn.from).allSatisfy { !vacant.contains($0) })
      #expect(try circle.passed(in: session).allSatisfy { vacant.contains($0.turn.from) })
      #expect(try circle.isHeldAsTurnsSay(town, in: session))
    }
  }

  @Test("whoever runs the alliance reads who was passed over and why, in every language; a member does not", arguments: EngineKind.allCases)
  func shown(_ engine: EngineKind) async throws {
    try await withCircle(engine) { town, circle, session in
      try town.post("audit_administrator", at: "2202", held: circle.people[1], in: session)
      try widen(town, from: town.today, in: session)
      _ = try town.desk.setTurns(months: 3, from: nil, of: circle.alliance, expecting: nil, by: try town.keeper(), in: session)
      for locale in town.profile.locales {
        let words: Words = town.profile.words(locale)
        func page(_ caller: Caller) throws -> String {
          let view = try AllianceReader(seal: town.seal, words: words).view(
            circle.alliance, on: town.today, today: town.today, to: caller, in: session)
          return AlliancePage(words: words, profile: town.profile, view: view, today: town.today, tokens: { FormTokens(csrf: "c", key: "k") }).page
            .main.text
        }
        let told: String = try page(town.keeper())
        #expect(told.contains(words("alliances.turns.passed")) && told.contains("乙书记") && told.contains(words("duty.audit")))
        let unit: OrganisationID = try unwrap(MemberRecords().all(of: circle.alliance, in: session).first?.organisation)
        #expect(try !page(town.member(of: unit)).contains(words("alliances.turns.passed")))
      }
    }
  }

  @Test("whoever runs alliances is reminded of those in which somebody may not chair, as many as the list has", arguments: EngineKind.allCases)
  func reminded(_ engine: EngineKind) async throws {
    try await withCircle(engine) { town, circle, session in
      _ = try town.found("220211004002", in: session)
      let member: Caller = try town.member(of: unwrap(MemberRecords().all(of: circle.alliance, in: session).first?.organisation))
      func reminders(_ caller: Caller) throws -> [Reminder] {
        try TieReminders(agreements: town.agreements, seal: town.seal).reminders(
          for: caller, at: town.clock.now, words: town.words, in: session)
      }
      #expect(try reminders(town.keeper()).isEmpty)
      try town.post("audit_administrator", at: "2202", held: circle.people[1], in: session)
      try widen(town, from: town.today, in: session)
      _ = try town.desk.setTurns(months: 2, from: nil, of: circle.alliance, expecting: nil, by: try town.keeper(), in: session)
      // The second turn begins when the first ends, in a quarter: too far ahead to be told.
      #expect(try reminders(town.keeper()).isEmpty)
      town.clock.advance(seconds: 10 * 86_400)
      let told: [Reminder] = try reminders(town.keeper())
      #expect(told.map(\.id) == ["passed_over"] && told.first?.count == 1)
      #expect(told.first?.rows.map(\.href) == ["/alliances/\(circle.alliance)#passed"])
      let filter = AllianceFilter(passedOver: try town.keeper().policy(for: .allianceManage))
      let listed = try AllianceRecords().list(filter, of: AllianceScope(town.keeper(), on: town.today), after: nil, limit: 50, in: session)
      #expect(listed.rows.map(\.alliance.id) == [circle.alliance])
      #expect(try reminders(member).isEmpty && reminders(town.keeper("220202001001")).isEmpty)
    }
  }
}
