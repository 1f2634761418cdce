import Ground
import Places
import SQL
import Web

extension PropertyRoom {
  var overviewRoute: Route {
    Route(
      .get, "/property", name: "showProperty", summary: "Where the management of estates stands, every number with its rows",
      access: .permission(.propertyRead), query: Within.fields, gives: PropertyOverviewJSON.view
    ) { visit in
      let policy: Policy = visit.caller.policy(for: .propertyRead)
      let day: CivilDay = today(visit)
      let view: PropertyOverview = try await database.read { session in
        // Without an area asked for, a caller of one area looks at that one.
        let within: Within? = try structures.within(visit.query, own: visit.ownArea, in: session)
        if let within { _ = try AreaRecords().reachable(within.area, by: policy, in: session) }
        return try PropertyOverviewRecords(profile: profile, policy: policy, within: within, structures: structures, day: day).overview(in: session)
      }
      if visit.face == .json { return .json { PropertyOverviewJSON.write(view, &$0) } }
      return .page(PropertyOverviewPages(words: visit.words, profile: profile).page(view))
    }
  }
}

extension Visit {
  /// The area of the caller's posts that read the registers, when it is one.
  fileprivate var ownArea: AreaID? {
    let areas: Set<AreaID> = Set(caller.holdings.filter { $0.permissions.contains(.propertyRead) && $0.organisation == nil }.map(\.area))
    return areas.count == 1 ? areas.first : nil
  }
}
