import Ground
import Testing
import Testkit

@testable import Alliances

@Suite("Pairs found twice") struct PairMergeTests {
  private let day = CivilDay(year: 2026, month: 3, day: 2)

  private func pair(_ id: Int64, _ left: PairParty, _ right: PairParty, from: Int = -100, until: Int? = nil) -> Pair {
    Pair(
      id: PairID(id), type: "block", campaign: "\(id)", left: left, right: right, place: Place(1), otherPlace: Place(2),
      validFrom: day.adding(days: from), validUntil: until.map { day.adding(days: $0) })
  }

  private let community = PairParty.area(AreaID(5))
  private let unit = PairParty.organisation(OrganisationID(9))

  @Test("the same two parties under two campaigns are suggested, whichever stands first; what is over is not")
  func suggestions() {
    let pairs: [Pair] = [
      pair(1, community, unit, from: -10), pair(2, unit, community, from: -20), pair(3, community, unit, until: -1),
      pair(4, community, .organisation(OrganisationID(10))),
    ]
    #expect(PairMerge.suggestions(pairs, on: day).map { $0.map(\.id.raw) } == [[2, 1]])
  }

  @Test("only live pairs of the same parties become one")
  func problems() {
    let one: Pair = pair(1, community, unit)
    #expect(PairMerge.problem(one, into: one, on: day) == "alliances.merge.same")
    #expect(PairMerge.problem(pair(2, community, .area(AreaID(6))), into: one, on: day) == "alliances.merge.parties")
    #expect(PairMerge.problem(pair(2, community, unit, until: -1), into: one, on: day) == "alliances.merge.over")
    #expect(PairMerge.problem(pair(2, unit, community), into: one, on: day) == nil)
  }

  @Test("whatever is merged and taken back in whatever order, every record is found under one pair that lives", arguments: 1...30)
  func nothingLost(seed: Int) {
    print("merge seed \(seed)")
    var generator = SeededGenerator(seed: UInt64(seed))
    var pairs: [Pair] = (1...9).map { pair($0, community, unit) }
    let records: [PairID] = (0..<40).map { _ in PairID(Int64.random(in: 1...9, using: &generator)) }
    for _ in 0..<40 {
      let before: [Pair] = pairs
      let live: [Pair] = pairs.filter { $0.isLive(on: day) }
      guard let source = live.randomElement(using: &generator), let target = live.randomElement(using: &generator),
        PairMerge.problem(source, into: target, on: day) == nil
      else {
        // Taken back, it goes on with what it had when it went.
        guard let index = pairs.indices.filter({ pairs[$0].mergedInto != nil }).randomElement(using: &generator) else { continue }
        let own: Set<PairID> = Set(pairs.filter { PairMerge.goingOn($0, of: pairs) == PairMerge.goingOn(pairs[index], of: pairs) }.map(\.id))
        pairs[index].mergedInto = nil
        let parted: Set<PairID> = Set(pairs.filter { PairMerge.goingOn($0, of: pairs) == pairs[index].id }.map(\.id))
        #expect(parted.isStrictSubset(of: own) && parted.contains(pairs[index].id))
        continue
      }
      pairs[Int(source.id.raw) - 1].mergedInto = target.id
      for record in records {
        let root: Pair? = pairs.first { $0.id == PairMerge.goingOn(pairs[Int(record.raw) - 1], of: pairs) }
        #expect(root?.isLive(on: day) == true)
      }
      var undone: [Pair] = pairs
      undone[Int(source.id.raw) - 1].mergedInto = nil
      #expect(undone == before)
    }
  }

  @Test("parties are read as they are written, and nothing else is")
  func parties() {
    for party in [community, unit] { #expect(PairParty(party.description) == party) }
    for wrong in ["", "area", "area:", "area:0", "area:01", "house:1", "area:1:2", "organisation:-1"] { #expect(PairParty(wrong) == nil, "\(wrong)") }
  }
}
