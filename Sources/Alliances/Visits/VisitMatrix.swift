import Ground
import Markup

/// Units down, communities across; each cell is a visit and leads to it.
struct VisitMatrix: Part {
  let words: Words
  let today: CivilDay
  let round: VisitRoundID
  let visits: [SecretaryVisit]
  let names: VisitNames

  var html: HTML {
    let cells: [VisitPlan.Pair: SecretaryVisit] = Dictionary(visits.map { ($0.pair, $0) }) { first, _ in first }
    let secretaries: [PostID] = Set(visits.map(\.pair.secretary)).sorted()
    let units: [OrganisationID] = Set(visits.map(\.pair.unit)).sorted()
    guard !visits.isEmpty else { return "\(Empty(words("alliances.matrix.empty"), words("alliances.matrix.empty.why")))" }
    return """
      <div class="matrix" role="region" aria-label="\(words("alliances.matrix.caption"))" tabindex="0"><table><caption class="sr">\(words("alliances.matrix.caption"))</caption>\
      <thead><tr><th scope="col">\(words("alliances.unit"))</th>\(each: secretaries, head)<th scope="col">\(words("alliances.matrix.done"))</th></tr></thead>\
      <tbody>\(each: units, { row($0, secretaries, cells) })</tbody></table></div>
      """
  }

  private func head(_ secretary: PostID) -> HTML {
    let name: (area: String, person: String?)? = names.secretaries[secretary]
    return """
      <th scope="col">\(Link(name?.area ?? "", to: "/visits?round=\(round)&secretary=\(secretary)"))<small>\(name?.person ?? "")</small></th>
      """
  }

  private func row(_ unit: OrganisationID, _ secretaries: [PostID], _ cells: [VisitPlan.Pair: SecretaryVisit]) -> HTML {
    let own: [SecretaryVisit?] = secretaries.map { cells[VisitPlan.Pair(secretary: $0, unit: unit)] }
    let known: [SecretaryVisit] = own.compactMap { $0 }
    let done: Int = known.filter { $0.done != nil }.count
    return """
      <tr><th scope="row">\(Link(names.units[unit] ?? "", to: "/visits?round=\(round)&unit=\(unit)"))</th>\(each: own, cell)\
      <td class="num">\(done)/\(known.count)</td></tr>
      """
  }

  private func cell(_ visit: SecretaryVisit?) -> HTML {
    guard let visit else { return "<td></td>" }
    let state: SecretaryVisit.State = visit.state(on: today)
    let text: String = words("alliances.matrix.cell.\(state.rawValue)", ["day": words.day(visit.done ?? visit.planned)])
    return "<td class=\"\(state.rawValue)\"><a\(href: "/visits/\(visit.id)")>\(text)</a></td>"
  }
}
