import Ground
import Places
import SQL

/// The whole picture: each link, and the bodies that lack something.
struct CompletenessView: Sendable {
  let area: Area?
  let day: CivilDay
  let links: [LinkCoverage]
  let lacking: [(what: OrganisationFilter.Missing, count: Int)]
}

/// One link's places.
struct LinkView: Sendable {
  struct Row: Sendable {
    let place: LinkPlace
    /// With the name of the area above, where the own name is only a number.
    let title: String
    let above: String
    /// The area's code, for setting up what is missing.
    let code: String
  }

  let coverage: LinkCoverage
  let part: LinkPart
  let area: Area?
  let day: CivilDay
  let rows: [Row]
  let next: RowCursor?
  /// Whether the caller may set up what is missing.
  let mayManage: Bool
}

struct CompletenessDesk: Sendable {
  let profile: CityProfile
  private let records: CompletenessRecords = CompletenessRecords()

  init(profile: CityProfile) { self.profile = profile }

  func view(_ area: Area?, by caller: Caller, on day: CivilDay, in session: any Session) throws -> CompletenessView {
    let policy: Policy = caller.policy(for: .organisationRead)
    let links: [LinkCoverage] = try profile.organisationRules.links.map {
      try records.coverage(of: $0, policy, within: area?.range, on: day, in: session)
    }
    let lacking: [(what: OrganisationFilter.Missing, count: Int)] = try OrganisationFilter.Missing.allCases.map { what in
      let filter = OrganisationFilter(within: area.map { Within($0) }, missing: what)
      return (what, try records.count(filter, profile, of: policy, on: day, in: session))
    }
    return CompletenessView(area: area, day: day, links: links, lacking: lacking)
  }

  func link(
    _ link: CityProfile.OrganisationLink, _ part: LinkPart, _ area: Area?, by caller: Caller, on day: CivilDay, after cursor: RowCursor?,
    limit: Int, words: Words, in session: any Session
  ) throws -> LinkView {
    let policy: Policy = caller.policy(for: .organisationRead)
    var found: [LinkPlace] = try records.places(
      of: link, part, policy, within: area?.range, on: day, after: cursor, limit: limit + 1, in: session)
    let isMore: Bool = found.count > limit
    if isMore { found.removeLast() }
    return LinkView(
      coverage: try records.coverage(of: link, policy, within: area?.range, on: day, in: session), part: part, area: area, day: day,
      rows: try rows(found, words, in: session), next: isMore ? found.last.map { RowCursor($0) } : nil,
      mayManage: caller.may(.organisationManage))
  }

  private func rows(_ found: [LinkPlace], _ words: Words, in session: any Session) throws -> [LinkView.Row] {
    let areas: [AreaID: Area] = try AreaRecords().find(found.map(\.area), in: session)
    let parents: [AreaID: Area] = try AreaRecords().find(areas.values.compactMap(\.parent), in: session)
    return found.map { place in
      let area: Area? = areas[place.area]
      let above: String = area?.parent.flatMap { parents[$0]?.name } ?? ""
      return LinkView.Row(
        place: place, title: place.name, above: place.building == nil ? above : "\(above) \(area?.name ?? "")", code: area?.code ?? "")
    }
  }
}
