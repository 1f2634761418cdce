import Ground
import SQL
import Testing
import Testkit

@testable import Organisations

@Suite("Several alternates, in order")
struct AlternateOrderTests {
  @Test("they are asked in the order in which they came, until somebody puts one elsewhere", arguments: EngineKind.allCases)
  func order(_ engine: EngineKind) async throws {
    try await withSeats(engine) { town in
      try await town.database.write { session in
        for person in [0, 1, 2] {
          try town.desk.appointAlternate(town.people[person], to: town.seat, from: town.today, expecting: nil, by: town.office, in: session)
        }
        func asked() throws -> [PersonID] {
          try TenureRecords().standIns(of: town.seat, in: session).sorted(by: StandIn.isAsked).map(\.person)
        }
        #expect(try asked() == [town.people[0], town.people[1], town.people[2]])
        let last: StandIn.ID = try unwrap(TenureRecords().standIns(of: town.seat, in: session).first { $0.person == town.people[2] }).id
        try town.desk.orderAlternate(last, of: town.seat, at: 1, expecting: nil, by: town.office, in: session)
        #expect(try asked() == [town.people[2], town.people[0], town.people[1]])
        let entries: [String] = try session.rows("SELECT after FROM journal_entry WHERE verb = 'post.alternate_ordered'") { try $0.at(0) }
        #expect(entries.count == 1 && entries[0].contains(town.people[2].description))
      }
      let wrong: Refusal? = try await town.refusal { session in
        let one: StandIn.ID = try unwrap(TenureRecords().standIns(of: town.seat, in: session).first).id
        try town.desk.orderAlternate(one, of: town.seat, at: 4, expecting: nil, by: town.office, in: session)
      }
      #expect(wrong?.fields.first?.field == "rank")
      let nobody: Refusal? = try await town.refusal { session in
        try town.desk.orderAlternate(StandIn.ID(5), of: town.seat, at: 1, expecting: nil, by: town.office, in: session)
      }
      #expect(nobody == .absent)
    }
  }

  @Test("whatever order is asked for, it is the one that a list on paper would have", arguments: EngineKind.allCases)
  func random(_ engine: EngineKind) async throws {
    var generator = SeededGenerator(seed: 41)
    let moves: [(Int, Int)] = (0..<60).map { _ in (Int.random(in: 0..<3, using: &generator), Int.random(in: 1...3, using: &generator)) }
    try await withSeats(engine) { town in
      try await town.database.write { session in
        var paper: [PersonID] = Array(town.people.prefix(3))
        for person in paper {
          try town.desk.appointAlternate(person, to: town.seat, from: town.today, expecting: nil, by: town.office, in: session)
        }
        for (index, rank) in moves {
          let person: PersonID = town.people[index]
          let id: StandIn.ID = try unwrap(TenureRecords().standIns(of: town.seat, in: session).first { $0.person == person }).id
          try town.desk.orderAlternate(id, of: town.seat, at: rank, expecting: nil, by: town.office, in: session)
          paper.removeAll { $0 == person }
          paper.insert(person, at: rank - 1)
          let asked: [PersonID] = try TenureRecords().standIns(of: town.seat, in: session).sorted(by: StandIn.isAsked).map(\.person)
          #expect(asked == paper, "seed 41")
        }
      }
    }
  }
}
