public import Ground
public import SQL

extension DispatchCandidates {
  /// What the territorial duty list says about a category at a place on the day of `now`: the line of the nearest area.
  public func advice(
    on category: String, at place: Place, building: BuildingID? = nil, now: Moment, words: Words, in session: any Session
  ) throws -> TerritorialAdvice? {
    let day: CivilDay = calendar.localDay(now)
    guard let duty = try TerritorialRecords().at(place, category: category, ancestry: ancestry, on: day, in: session).first else { return nil }
    let lead = try owner(duty.lead, at: place, building, now, words, in: session)
    let supports: [DutyHolder] = duty.supports
    var names: [String] = []
    var owners: [Owner] = []
    for support in supports {
      let found: Owner? = try owner(support, at: place, building, now, words, in: session)
      names.append(found.map { DispatchCandidates.name($0, words) } ?? DispatchCandidates.name(support, words))
      if let found { owners.append(found) }
    }
    return TerritorialAdvice(
      duty: duty.id, title: duty.title, basis: duty.basis, lead: lead,
      leadName: lead.map { DispatchCandidates.name($0, words) } ?? DispatchCandidates.name(duty.lead, words), supports: owners,
      supportNames: names)
  }

  /// Whoever that is at the place and can take a matter; nil when there is none.
  private func owner(
    _ holder: DutyHolder, at place: Place, _ building: BuildingID?, _ now: Moment, _ words: Words, in session: any Session
  ) throws -> Owner? {
    switch holder {
    case .organisation(let id):
      let found: Organisation? = try OrganisationRecords().organisation(id, in: session)
      guard let found, found.holds(on: calendar.localDay(now)), handlingKinds.contains(found.kind), found.range.contains(place) else { return nil }
      return .organisation(OrganisationOption(found, words: words))
    case .named(let key): return try owner(.organisation(key), at: place, building: building, now: now, words: words, in: session)
    case .post(let type):
      let found: Owner? = try owner(.post(type), at: place, building: building, now: now, words: words, in: session)
      if case .post(let post)? = found, post.isVacant { return nil }
      return found
    }
  }

  static func name(_ owner: Owner, _ words: Words) -> String {
    switch owner {
    case .post(let post): post.phrase(words)
    case .organisation(let organisation): organisation.name
    }
  }

  /// By the profile's words, where nobody in particular is meant.
  static func name(_ holder: DutyHolder, _ words: Words) -> String {
    switch holder {
    case .organisation: words("bodies.holder.gone")
    case .named(let key): words("organisation.\(key)")
    case .post(let type): words("post.\(type)")
    }
  }
}
