import Ground
import Organisations
import SQL

/// An entry as pages and JSON show it, names resolved.
struct CareerLine: Sendable {
  let entry: CareerEntry
  let person: String
  let partner: String?
  let organisation: String?
}

struct CareerViews: Sendable {
  let people: PersonRecords
  let words: Words

  func lines(_ entries: [CareerEntry], in session: any Session) throws -> [CareerLine] {
    let names: [PersonID: String] = try people.names(Set(entries.flatMap { [$0.person, $0.partner].compactMap(\.self) }), in: session)
    let bodies: [OrganisationID: String] = try OrganisationRecords().names(Set(entries.compactMap(\.organisation)), words: words, in: session)
    return entries.map { entry in
      CareerLine(
        entry: entry, person: names[entry.person] ?? "", partner: entry.partner.flatMap { names[$0] },
        organisation: entry.organisation.flatMap { bodies[$0] })
    }
  }
}
