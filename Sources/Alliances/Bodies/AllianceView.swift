import Ground
import Organisations
import Places
import SQL

/// An alliance with everything that its page shows, as of a day.
struct AllianceView: Sendable {
  struct Member: Sendable {
    let member: AllianceMember
    let name: String
  }

  struct Seat: Sendable {
    let seat: AllianceSeat
    /// The member's name; nil for a chair from the area itself.
    let unit: String?
    /// Who holds it that day, or who takes the turns; nil while it is vacant.
    let person: String?
  }

  struct Turn: Sendable {
    let turn: Rotation.Turn
    let unit: String
    let person: String
  }

  /// Somebody who was next and may not, as whoever runs the alliance sees it.
  struct Passed: Sendable {
    let turn: Turn
    /// What would come together: `duty.<id>` and `permission.<id>` are words.
    let duty: String
    let permission: String
  }

  let alliance: Alliance
  let name: String
  let areaName: String
  let day: CivilDay
  let members: [Member]
  let seats: [Seat]
  let turns: [Turn]
  /// Empty for those who only read: what somebody else holds is not their business.
  let passed: [Passed]
  /// Who holds the rotating chair's post that day.
  let chair: String?
  let charters: [AllianceCharter]
  /// Working groups and other bodies directly under it.
  let groups: [(id: OrganisationID, name: String)]
  let mayManage: Bool
  /// Whether this caller may set bodies up here.
  let mayAddGroups: Bool
  /// Whether the caller may open the posts behind the seats.
  let mayReadPosts: Bool

  var charter: AllianceCharter? { AllianceCharter.inForce(charters, on: day) }
  var turn: Turn? { turns.first { $0.turn.holds(on: day) } }
  var present: [Member] { members.filter { $0.member.isThere(on: day) } }
  func seats(_ kind: AllianceSeat.Kind) -> [Seat] { seats.filter { $0.seat.kind == kind && $0.seat.isThere(on: day) } }
}

/// A line of the list of alliances.
struct AllianceRow: Sendable {
  let alliance: Alliance
  let name: String
  let areaName: String
  let members: Int
  /// The rotating chair in office, or a standing one.
  let chair: String?
}

/// Puts views together: a handful of queries each, however many rows.
struct AllianceReader: Sendable {
  let people: PersonRecords
  let words: Words
  let records: AllianceRecords = AllianceRecords()
  let seats: SeatRecords = SeatRecords()

  init(seal: PersonSeal, words: Words) {
    people = PersonRecords(seal: seal)
    self.words = words
  }

  func view(_ id: OrganisationID, on day: CivilDay, today: CivilDay, to caller: Caller, in session: any Session) throws -> AllianceView {
    let alliance: Alliance = try records.visible(id, to: caller, on: today, in: session)
    let members: [AllianceMember] = try MemberRecords().all(of: id, in: session)
    let seats: [AllianceSeat] = try self.seats.all(of: id, in: session)
    let turns: [AllianceTurn] = try self.seats.turns(of: id, in: session)
    let mayManage: Bool = caller.policy(for: .allianceManage).allows(place: alliance.place, organisation: id)
    let passed: [PassedOver] = mayManage ? try PassedOverRecords().all(of: id, in: session) : []
    let holders: [PostID: PersonID] = try self.seats.holders(of: Set(seats.map(\.post)), on: day, in: session)
    let mentioned: [PersonID] = seats.map(\.person) + turns.map(\.person) + passed.map(\.person)
    let names: [PersonID: String] = try people.names(Set(holders.values).union(mentioned), in: session)
    let units: [OrganisationID: String] = try OrganisationRecords().names(Set(members.map(\.organisation) + [id]), words: words, in: session)
    let unitOf: [AllianceMemberID: String] = Dictionary(members.map { ($0.id, units[$0.organisation] ?? "") }) { first, _ in first }
    let unitOfSeat: [AllianceSeatID: String] = Dictionary(
      seats.map { ($0.id, $0.member.flatMap { unitOf[$0] } ?? "") }
    ) { first, _ in first }
    func told(_ turn: Rotation.Turn, _ person: PersonID) -> AllianceView.Turn {
      AllianceView.Turn(turn: turn, unit: unitOfSeat[turn.seat] ?? "", person: names[person] ?? "")
    }
    return AllianceView(
      alliance: alliance, name: units[id] ?? "", areaName: try AreaRecords().names([alliance.area], in: session)[alliance.area] ?? "", day: day,
      members: members.map { AllianceView.Member(member: $0, name: units[$0.organisation] ?? "") },
      seats: seats.map { line($0, unitOf, holders, names) },
      turns: turns.map { told($0.turn, $0.person) },
      passed: passed.map { AllianceView.Passed(turn: told($0.turn, $0.person), duty: $0.duty, permission: $0.permission) },
      chair: alliance.rotatingPost.flatMap { holders[$0] }.flatMap { names[$0] }, charters: try CharterRecords().all(of: id, in: session),
      groups: try records.groups(of: id, on: day, in: session),
      mayManage: mayManage,
      mayAddGroups: caller.policy(for: .organisationManage).allows(place: alliance.place, organisation: id),
      mayReadPosts: caller.policy(for: .peopleRead).allows(place: alliance.place, organisation: id))
  }

  private func line(
    _ seat: AllianceSeat, _ units: [AllianceMemberID: String], _ holders: [PostID: PersonID], _ names: [PersonID: String]
  ) -> AllianceView.Seat {
    let person: PersonID? = seat.kind == .rotating ? seat.person : holders[seat.post]
    return AllianceView.Seat(seat: seat, unit: seat.member.flatMap { units[$0] }, person: person.flatMap { names[$0] })
  }

  func rows(_ found: [(alliance: Alliance, members: Int)], on day: CivilDay, in session: any Session) throws -> [AllianceRow] {
    let posts: Set<PostID> = Set(found.compactMap(\.alliance.rotatingPost))
    let holders: [PostID: PersonID] = try seats.holders(of: posts, on: day, in: session)
    let people: [PersonID: String] = try people.names(Set(holders.values), in: session)
    let names: [OrganisationID: String] = try OrganisationRecords().names(Set(found.map(\.alliance.id)), words: words, in: session)
    let areas: [AreaID: String] = try AreaRecords().names(Set(found.map(\.alliance.area)), in: session)
    return found.map { row in
      let chair: String? = row.alliance.rotatingPost.flatMap { holders[$0] }.flatMap { people[$0] }
      return AllianceRow(
        alliance: row.alliance, name: names[row.alliance.id] ?? "", areaName: areas[row.alliance.area] ?? "", members: row.members, chair: chair)
    }
  }

  /// Seats of several alliances, each with the alliance's name.
  func lines(_ found: [AllianceSeat], on day: CivilDay, in session: any Session) throws -> [(seat: AllianceView.Seat, alliance: String)] {
    let members: [AllianceMemberID: OrganisationID] = try MemberRecords().organisations(of: Set(found.compactMap(\.member)), in: session)
    let names: [OrganisationID: String] = try OrganisationRecords().names(
      Set(members.values).union(found.map(\.alliance)), words: words, in: session)
    let holders: [PostID: PersonID] = try seats.holders(of: Set(found.map(\.post)), on: day, in: session)
    let people: [PersonID: String] = try people.names(Set(holders.values).union(found.map(\.person)), in: session)
    let units: [AllianceMemberID: String] = members.mapValues { names[$0] ?? "" }
    return found.map { (line($0, units, holders, people), names[$0.alliance] ?? "") }
  }

  /// People by name, for a choice.
  func choices(_ ids: [PersonID], in session: any Session) throws -> [(id: PersonID, name: String)] {
    let names: [PersonID: String] = try people.names(Set(ids), in: session)
    return ids.compactMap { id in names[id].map { (id, $0) } }
  }
}
