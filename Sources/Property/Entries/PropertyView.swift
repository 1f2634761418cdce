import Ground
import Organisations
import Places
import SQL

/// An entry as pages and JSON show it, names resolved.
struct PropertyLine: Sendable {
  let entry: PropertyEntry
  let subject: String
  let area: String
  let partner: String?
}

struct PropertyViews: Sendable {
  let words: Words

  func lines(_ entries: [PropertyEntry], in session: any Session) throws -> [PropertyLine] {
    let names: [PropertySubject: String] = try PropertySubjectRecords().names(Set(entries.map(\.subject)), words: words, in: session)
    let areas: [AreaID: String] = try AreaRecords().names(Set(entries.map(\.area)), in: session)
    let partners: [OrganisationID: String] = try OrganisationRecords().names(
      Set(entries.compactMap(\.facts.partner)), words: words, in: session)
    return entries.map { entry in
      PropertyLine(
        entry: entry, subject: names[entry.subject] ?? "", area: areas[entry.area] ?? "", partner: entry.facts.partner.flatMap { partners[$0] })
    }
  }
}
