public import Ground
public import SQL

extension MattersRoom {
  /// How many matters an area and all below it have within a policy, on today's areas or on those of a day.
  /// - Parameter isOpen: nil for open and closed ones.
  public func count(
    in area: AreaID, isOpen: Bool? = nil, structure: CivilDay? = nil, by caller: Caller, in session: any Session
  ) throws -> Int {
    let views = MatterViews(self, words: profile.words(profile.locales.first ?? ""), now: timepiece.now(), caller: caller)
    let filter = MatterFilter(isOpen: isOpen, area: area, structure: structure)
    return try queue.figure(try views.question(filter, in: session), in: session)
  }
}
