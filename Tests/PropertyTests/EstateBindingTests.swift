import Ground
import Organisations
import Places
import SQL
import Testing
import Testkit

@testable import Property

@Suite("Bodies at estates") struct EstateBindingTests {
  private static let today: CivilDay = PropertyTown.today

  @Test("a company stands at an estate from its day on until the day it ends, and the journal says both", arguments: EngineKind.allCases)
  func days(_ engine: EngineKind) async throws {
    try await withProperty(engine) { town in
      let (company, estate) = (try town.body("property_company"), town.estates[0])
      let bound: Organisation = try await town.database.write { try town.bind(company, to: estate, on: 5, in: $0) }
      #expect(bound.version == company.version + 1)
      let bindings: [BodyBinding] = try await town.database.read { try BodyRecords().bindings(to: estate.id, in: $0) }
      let binding: BodyBinding = try #require(bindings.first)
      #expect(bindings.count == 1 && binding.estate == estate.id && binding.organisation == company.id)
      func standing(_ day: Int) async throws -> [EstateID: [OrganisationID]] {
        try await town.database.read { session in
          try GovernanceRecords(profile: town.profile).standing(at: [estate.id], on: Self.today.adding(days: day), in: session)
        }
      }
      #expect(try await standing(4).isEmpty)
      #expect(try await standing(5) == [estate.id: [company.id]])
      try await town.database.write { session in
        _ = try town.bodies.unbind(
          company.id, binding.id, on: Self.today.adding(days: 40), expecting: bound.version, by: town.district, in: session)
      }
      #expect(try await standing(39) == [estate.id: [company.id]])
      #expect(try await standing(40).isEmpty)
      let verbs: [String] = try await town.database.read { session in
        try session.rows("SELECT verb FROM journal_entry WHERE subject = 'organisation' ORDER BY id") { try $0.at(0) }
      }
      #expect(verbs == ["organisation.bound", "organisation.unbound"])
    }
  }

  @Test("no second of its kind, none that does not belong, nobody who may not, nothing before its day", arguments: EngineKind.allCases)
  func refusals(_ engine: EngineKind) async throws {
    try await withProperty(engine) { town in
      let (first, second) = (try town.body("property_company", 0), try town.body("property_company", 1))
      let (committee, residents) = (try town.body("owners_committee"), try town.body("residents_committee"))
      let estate: Estate = town.estates[0]
      func word(_ body: Organisation, _ day: Int = 0, by caller: Caller? = nil) async throws -> String? {
        try await town.refusal { session in
          let version: Int64? = try OrganisationRecords().organisation(body.id, in: session)?.version
          _ = try town.bodies.bind(
            body.id, to: estate.id, from: Self.today.adding(days: day), expecting: version, by: caller ?? town.district, in: session)
        }.map { $0.fields.first?.word ?? $0.kind.rawValue }
      }
      let free: String? = try await word(first)
      #expect(free == nil)
      #expect(try await word(second, 10) == "bodies.problem.estate_taken")
      #expect(try await word(second, -10) == "bodies.problem.estate_taken")
      #expect(try await word(committee) == nil)
      #expect(try await word(residents) == "bodies.problem.estate")
      #expect(try await word(second, -2000) == "bodies.problem.day")
      #expect(try await word(second, by: town.street) == "absent")
      let foreign: String? = try await town.refusal { session in
        _ = try town.bind(second, to: town.estates[4], on: 0, in: session)
      }?.fields.first?.word
      #expect(foreign == "bodies.problem.estate")
    }
  }

  /// What stands where on each day, told without SQL.
  private struct Oracle {
    static let days: Int = 80
    var companies: [EstateID: [OrganisationID?]] = [:]

    func isFree(_ estate: EstateID, from day: Int) -> Bool { companies[estate].map { $0[day...].allSatisfy { $0 == nil } } ?? true }

    mutating func bind(_ company: OrganisationID, _ estate: EstateID, from day: Int) {
      var line: [OrganisationID?] = companies[estate] ?? Array(repeating: nil, count: Self.days)
      for index in day..<Self.days { line[index] = company }
      companies[estate] = line
    }

    mutating func unbind(_ estate: EstateID, from day: Int, _ stretch: Range<Int>) {
      for index in stretch where index >= day { companies[estate]?[index] = nil }
    }
  }

  @Test("random bindings and endings leave at most one company at an estate on every day, as a plain list says", arguments: EngineKind.allCases)
  func random(_ engine: EngineKind) async throws {
    for seed: UInt64 in [9001, 9002, 9003] {
      try await withProperty(engine) { town in
        try await town.database.write { session in try run(town, seed, in: session) }
      }
    }
  }

  private func run(_ town: PropertyTown, _ seed: UInt64, in session: any Session) throws {
    var generator = SeededGenerator(seed: seed)
    var oracle = Oracle()
    let companies: [Organisation] = [try town.body("property_company", 0), try town.body("property_company", 1)]
    let estates: [Estate] = Array(town.estates.prefix(4))
    var (accepted, refused, ended) = (0, 0, 0)
    for _ in 0..<150 {
      let estate: Estate = estates[Int.random(in: 0..<4, using: &generator)]
      let day = Int.random(in: 0..<70, using: &generator)
      if Bool.random(using: &generator) {
        let company: Organisation = companies[Int.random(in: 0..<2, using: &generator)]
        do {
          try town.bind(company, to: estate, on: day, in: session)
          #expect(oracle.isFree(estate.id, from: day), "seed \(seed): bound where one stands")
          oracle.bind(company.id, estate.id, from: day)
          accepted += 1
        } catch let refusal as Refusal {
          #expect(refusal.fields.map(\.word) == ["bodies.problem.estate_taken"], "seed \(seed)")
          #expect(!oracle.isFree(estate.id, from: day), "seed \(seed): refused where none stands")
          refused += 1
        }
      } else if try end(at: estate, on: day, town, &oracle, in: session) {
        ended += 1
      }
    }
    #expect(accepted > 10 && refused > 10 && ended > 10, "seed \(seed): \(accepted) \(refused) \(ended)")
    try compare(town, oracle, estates, seed, in: session)
  }

  /// Ends one of the estate's bindings, the first that lasts beyond the day.
  private func end(at estate: Estate, on day: Int, _ town: PropertyTown, _ oracle: inout Oracle, in session: any Session) throws -> Bool {
    let date: CivilDay = Self.today.adding(days: day)
    let all: [BodyBinding] = try BodyRecords().bindings(to: estate.id, in: session)
    guard let binding = all.first(where: { $0.validUntil.map { $0 > date } ?? true }) else { return false }
    let version: Int64? = try OrganisationRecords().organisation(binding.organisation, in: session)?.version
    _ = try town.bodies.unbind(binding.organisation, binding.id, on: date, expecting: version, by: town.district, in: session)
    let first: Int = binding.validFrom.daysSince1970 - Self.today.daysSince1970
    let last: Int = binding.validUntil.map { $0.daysSince1970 - Self.today.daysSince1970 } ?? Oracle.days
    oracle.unbind(estate.id, from: day, first..<last)
    return true
  }

  private func compare(_ town: PropertyTown, _ oracle: Oracle, _ estates: [Estate], _ seed: UInt64, in session: any Session) throws {
    let records = GovernanceRecords(profile: town.profile)
    let policy: Policy = town.district.policy(for: .propertyRead)
    var without = GovernanceFilter()
    without.kind = "property_company"
    without.hasKind = false
    for day in stride(from: 0, to: 75, by: 3) {
      let date: CivilDay = Self.today.adding(days: day)
      let standing: [EstateID: [OrganisationID]] = try records.standing(at: estates.map(\.id), on: date, in: session)
      let expected: [EstateID: [OrganisationID]] = Dictionary(
        uniqueKeysWithValues: estates.compactMap { estate in
          oracle.companies[estate.id].flatMap { $0[day] }.map { (estate.id, [$0]) }
        })
      #expect(standing == expected, "seed \(seed), day \(day)")
      #expect(try records.count(without, of: policy, on: date, in: session) == 4 - expected.count, "seed \(seed), day \(day)")
    }
  }
}

@Suite("Two who bind at once") struct EstateRaceTests {
  @Test("of two companies bound to one estate at the same time, one stands there", arguments: EngineKind.allCases)
  func race(_ engine: EngineKind) async throws {
    try await withProperty(engine) { town in
      let companies: [Organisation] = [try town.body("property_company", 0), try town.body("property_company", 1)]
      for estate in town.estates.prefix(4) {
        let outcomes: [Bool] = await withTaskGroup(of: Bool.self) { group in
          for company in companies {
            group.addTask {
              do {
                _ = try await town.database.write { try town.bind(company, to: estate, on: 0, in: $0) }
                return true
              } catch { return false }
            }
          }
          return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.filter { $0 }.count == 1)
        let standing: Int = try await town.database.read { session in
          try session.value("SELECT COUNT(*) FROM organisation_area WHERE estate_id = \(estate.id)")
        }
        #expect(standing == 1)
      }
    }
  }
}
