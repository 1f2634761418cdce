public import Ground
import Places
public import SQL

/// The verbs on the territorial duty list.
extension BodyDesk {
  /// What is written of a line.
  public struct TerritorialDraft: Sendable {
    public var title: String
    public var category: String?
    public var lead: DutyHolder?
    public var supports: [DutyHolder]
    public var basis: String?
    public var from: CivilDay

    public init(title: String, category: String?, lead: DutyHolder?, supports: [DutyHolder] = [], basis: String? = nil, from: CivilDay) {
      self.title = title
      self.category = category
      self.lead = lead
      self.supports = supports
      self.basis = basis
      self.from = from
    }
  }

  public func addTerritorialDuty(
    _ draft: TerritorialDraft, at areaID: AreaID, by caller: Caller, in session: any Session
  ) throws -> TerritorialDuty {
    let area: Area = try keptArea(areaID, from: draft.from, by: caller, in: session)
    let lead: DutyHolder = try checked(draft, in: session)
    let duty = TerritorialDuty(
      id: ids.next(), title: draft.title, category: draft.category, area: areaID, range: area.range, lead: lead,
      supports: draft.supports, basis: draft.basis, validFrom: draft.from)
    try TerritorialRecords().insert(duty, in: session)
    try note("territorial_duty.added", duty, ["lead": lead.description, "from": draft.from.description], by: caller, in: session)
    return duty
  }

  /// Words a line anew from a day on; the old wording stays for the days before.
  public func reviseTerritorialDuty(
    _ id: TerritorialDutyID, _ draft: TerritorialDraft, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> TerritorialDuty {
    var old: TerritorialDuty = try kept(TerritorialRecords().duty(id, in: session), expecting: version, by: caller)
    let lead: DutyHolder = try checked(draft, in: session)
    guard draft.from >= old.validFrom, old.validUntil == nil else { throw BodyProblem.day.refusal }
    let records = TerritorialRecords()
    if draft.from == old.validFrom {
      old.take(draft, lead: lead)
      let saved: TerritorialDuty = try records.update(old, in: session)
      try note("territorial_duty.corrected", saved, ["lead": lead.description], by: caller, in: session)
      return saved
    }
    var new = TerritorialDuty(
      id: ids.next(), title: old.title, category: old.category, area: old.area, range: old.range, lead: lead, position: old.position,
      validFrom: draft.from)
    new.take(draft, lead: lead)
    old.validUntil = draft.from
    _ = try records.update(old, in: session)
    try records.insert(new, in: session)
    try note("territorial_duty.revised", new, ["before": id.description, "from": draft.from.description], by: caller, in: session)
    return new
  }

  /// Ends a line; the day is the first on which it no longer holds.
  public func endTerritorialDuty(
    _ id: TerritorialDutyID, on day: CivilDay, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> TerritorialDuty {
    var duty: TerritorialDuty = try kept(TerritorialRecords().duty(id, in: session), expecting: version, by: caller)
    guard day > duty.validFrom, duty.validUntil.map({ day < $0 }) ?? true else { throw BodyProblem.day.refusal }
    duty.validUntil = day
    let saved: TerritorialDuty = try TerritorialRecords().update(duty, in: session)
    try note("territorial_duty.ended", saved, ["until": day.description], by: caller, in: session)
    return saved
  }

  /// Everybody named must be somebody.
  private func checked(_ draft: TerritorialDraft, in session: any Session) throws -> DutyHolder {
    guard let lead = draft.lead, try isKnown(lead, in: session) else { throw BodyProblem.holder.refusal }
    for support in draft.supports where try !isKnown(support, in: session) || support == lead {
      throw Refusal.invalid([FieldProblem("supports", "bodies.problem.supports")])
    }
    if let category = draft.category, profile.category(category) == nil { throw BodyProblem.category.refusal }
    return lead
  }

  private func isKnown(_ holder: DutyHolder, in session: any Session) throws -> Bool {
    switch holder {
    case .organisation(let id): try organisations.organisation(id, in: session) != nil
    case .named(let key): profile.organisations.contains { $0.id == key }
    case .post(let type): profile.postType(type)?.level != nil
    }
  }
}

extension TerritorialDuty {
  fileprivate mutating func take(_ draft: BodyDesk.TerritorialDraft, lead: DutyHolder) {
    title = draft.title
    category = draft.category
    self.lead = lead
    supports = draft.supports
    basis = draft.basis
  }
}
