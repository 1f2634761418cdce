import Ground
import Places
import SQL

/// One chain: from an area up to the top, or what stands side by side in it; and the links that it lacks.
struct Chain: Sendable {
  let place: LinkPlace
  let above: String
  let code: String
  let lacking: [CityProfile.OrganisationLink]
}

/// A page of chains.
struct ChainView: Sendable {
  let axis: CityProfile.OrganisationLink.Axis
  let part: LinkPart
  let area: Area?
  let day: CivilDay
  let total: Int
  let missing: Int
  let rows: [Chain]
  let next: RowCursor?
  let mayManage: Bool
}

struct ChainDesk: Sendable {
  let profile: CityProfile

  func view(
    _ axis: CityProfile.OrganisationLink.Axis, _ part: LinkPart, _ area: Area?, by caller: Caller, on day: CivilDay, after cursor: RowCursor?,
    limit: Int, in session: any Session
  ) throws -> ChainView {
    let records = ChainRecords(
      profile: profile, axis: axis, policy: caller.policy(for: .organisationRead), range: area?.range, day: day)
    var found: [LinkPlace] = try records.places(part, after: cursor, limit: limit + 1, in: session)
    let isMore: Bool = found.count > limit
    if isMore { found.removeLast() }
    let lacking: [AreaID: [CityProfile.OrganisationLink]] = try records.lacking(Set(found.map(\.area)), in: session)
    let areas: [AreaID: Area] = try AreaRecords().find(found.map(\.area), in: session)
    let parents: [AreaID: Area] = try AreaRecords().find(areas.values.compactMap(\.parent), in: session)
    let rows: [Chain] = found.map { place in
      let area: Area? = areas[place.area]
      return Chain(
        place: place, above: area?.parent.flatMap { parents[$0]?.name } ?? "", code: area?.code ?? "", lacking: lacking[place.area] ?? [])
    }
    return ChainView(
      axis: axis, part: part, area: area, day: day, total: try records.count(.all, in: session), missing: try records.count(.missing, in: session),
      rows: rows, next: isMore ? found.last.map { RowCursor($0) } : nil, mayManage: caller.may(.organisationManage))
  }
}
