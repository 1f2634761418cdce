import Ground
import Testing

@testable import Alliances

@Suite("Records and agreements of two sides") struct TwoWayTests {
  private let day = CivilDay(year: 2026, month: 3, day: 2)

  @Test("each direction is given and then confirmed, on its own, and never twice")
  func directions() throws {
    var record = TwoWayRecord(id: TwoWayRecordID(1), pair: PairID(1), kind: "pledge", about: "x", day: day)
    #expect(throws: Refusal.self) { try record.left.confirm(on: day) }
    try record[.left].give("a", on: day)
    #expect(record.right.state == .awaited)
    #expect(throws: Refusal.self) { try record.left.give("b", on: day) }
    try record[.left].confirm(on: day)
    try record[.right].give("c", on: day)
    #expect(!record.isComplete)
    try record[.right].confirm(on: day)
    #expect(record.isComplete && record.left.text == "a")
  }

  @Test("an agreement is signed when its last party has signed; strangers and second signatures are refused")
  func signatures() throws {
    let parties: [PairParty] = [.area(AreaID(1)), .organisation(OrganisationID(2))]
    var agreement = Agreement(
      id: AgreementID(1), title: "x", place: Place(1), validFrom: day, validUntil: day.adding(days: 365), terms: "y",
      parties: parties.map { Agreement.Party($0) })
    #expect(throws: Refusal.self) { try agreement.sign(.area(AreaID(9)), on: day) }
    try agreement.sign(parties[0], on: day)
    #expect(agreement.state == .draft)
    #expect(throws: Refusal.self) { try agreement.sign(parties[0], on: day) }
    try agreement.sign(parties[1], on: day)
    #expect(agreement.state == .signed)
    #expect(agreement.nextTerm.from == agreement.validUntil)
    #expect(agreement.nextTerm.until == day.adding(months: 24))
    let june: CivilDay = CivilDay(year: 2027, month: 6, day: 1)
    #expect(next(until: CivilDay(year: 2027, month: 3, day: 1)) == june, "three months, although fewer days")
    #expect(next(until: CivilDay(year: 2027, month: 3, day: 2)) == june, "91 days")
  }

  /// The end of the term after one from 1 December 2026.
  private func next(until: CivilDay) -> CivilDay {
    Agreement(
      id: AgreementID(1), title: "x", place: Place(1), validFrom: CivilDay(year: 2026, month: 12, day: 1), validUntil: until, terms: "y", parties: []
    ).nextTerm.until
  }

  @Test("lists are lines, empty ones left out")
  func lines() {
    #expect(Agreement.Lists.lines("a\n\n  b\r\nc \n") == ["a", "b", "c "])
  }
}
