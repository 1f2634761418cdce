public import Ground
import SQL

/// Dry runs.
extension AreaChangeDesk {
  /// What a change would do.
  public struct Preview: Sendable {
    public let plan: AreaPlan
    public let touches: [AreaTouch]
    /// The names of all areas it speaks of, new ones among them.
    public let names: [AreaID: String]
    /// How many changes that were decided for days before are taken as having come about.
    public let ahead: Int
  }

  /// Changes that are decided come about before the day of a dry run: it must rehearse them, which only a session can that may write.
  struct NeedsRehearsal: Error {}

  /// The dry run. For a day to come areas and buildings are as they will be on it; what stands in them is what is registered today.
  /// Whatever is done on the way is undone again.
  /// - Parameters: which of the rows that move are told; whether the session may write.
  /// - Throws: ``NeedsRehearsal`` when it may not, and would have to.
  func preview(
    _ plan: AreaPlan, rows: Range<Int> = AreaEffect.firstRows, reverses: AreaChangeID? = nil, isWriting: Bool, by caller: Caller, words: Words,
    in session: any Session
  ) throws -> Preview {
    // What is taken back before its day is rehearsed too: it shows what will not happen.
    let due = plan.day > today ? try records.ahead(in: session).filter { $0.plan.day <= plan.day } : []
    guard !due.isEmpty else { return try look(plan, rows, reverses, 0, by: caller, words, in: session) }
    guard isWriting else { throw NeedsRehearsal() }
    do {
      return try session.attempt { () throws -> Preview in
        for change in due { try enact(change, by: caller, in: session) }
        throw Rehearsal(preview: try look(plan, rows, reverses, due.filter { $0.id != reverses }.count, by: caller, words, in: session))
      }
    } catch let rehearsal as Rehearsal {
      return rehearsal.preview
    }
  }

  /// Carries a dry run out of what is undone.
  private struct Rehearsal: Error {
    let preview: Preview
  }

  private func look(
    _ plan: AreaPlan, _ rows: Range<Int>, _ reverses: AreaChangeID?, _ ahead: Int, by caller: Caller, _ words: Words, in session: any Session
  ) throws -> Preview {
    let effect = try AreaEffectRecords(plan: plan, change: ids.next(), reverses: reverses).effect(in: session).showing(rows)
    var touches: [AreaTouch] = try BuildingFollower().touched(by: effect, for: caller, words: words, in: session)
    for follower in followers { touches += try follower.touched(by: effect, for: caller, words: words, in: session) }
    return Preview(plan: plan, touches: touches, names: try names(plan, touches, words, in: session), ahead: ahead)
  }

  private func names(_ plan: AreaPlan, _ touches: [AreaTouch], _ words: Words, in session: any Session) throws -> [AreaID: String] {
    var ids: Set<AreaID> = plan.areas
    for step in plan.steps { ids.formUnion([step.before?.parent, step.after?.parent, step.successor, step.origin].compactMap { $0 }) }
    for touch in touches { ids.formUnion(touch.rows.flatMap { [$0.from, $0.to] }) }
    var out = try areas.titles(ids, lowest: profile.levels.last?.id ?? "", words: words, in: session)
    for step in plan.steps where out[step.area] == nil {
      guard let after = step.after else { continue }
      let above = after.parent.flatMap { out[$0] ?? plan.name(of: $0) }
      out[step.area] = after.level == profile.levels.last?.id ? words("place.area_address", ["upper": above ?? "", "area": after.name]) : after.name
    }
    return out
  }
}

extension AreaPlan {
  /// The name that an area gets by the plan.
  func name(of area: AreaID) -> String? { steps.first { $0.area == area }?.after?.name }
}
