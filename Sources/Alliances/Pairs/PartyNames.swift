import Ground
import Organisations
import Places
import SQL

/// What parties are called, in two queries however many they are; and where they are.
struct PartyNames: Sendable {
  private let names: [PairParty: String]

  init(_ parties: some Sequence<PairParty>, words: Words, in session: any Session) throws {
    let all: Set<PairParty> = Set(parties)
    let areas: [AreaID: String] = try AreaRecords().names(Set(all.compactMap(\.area)), in: session)
    let organisations: [OrganisationID: String] = try OrganisationRecords().names(
      Set(all.compactMap(\.organisation)), words: words, in: session)
    var names: [PairParty: String] = [:]
    for (id, name) in areas { names[.area(id)] = name }
    for (id, name) in organisations { names[.organisation(id)] = name }
    self.names = names
  }

  subscript(_ party: PairParty) -> String { names[party] ?? "" }

  func both(_ pair: Pair, words: Words) -> String { words("alliances.pair.both", ["left": self[pair.left], "right": self[pair.right]]) }

  /// - Throws: ``Refusal`` `.invalid` naming the field when there is no such party.
  static func place(of party: PairParty, field: String, in session: any Session) throws -> Place {
    switch party {
    case .area(let id):
      if let area = try AreaRecords().find(id, in: session) { return area.place }
    case .organisation(let id):
      if let organisation = try OrganisationRecords().organisation(id, in: session) { return organisation.place }
    }
    throw Refusal.invalid([FieldProblem(field, "alliances.problem.party")])
  }
}
