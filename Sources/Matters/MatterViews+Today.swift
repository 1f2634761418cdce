import Ground
import Organisations
import Places
import SQL

extension MatterViews {
  func today(in session: any Session) throws -> TodayView {
    let reminders: [Reminder] = try room.reminding.flatMap { try $0.reminders(for: caller, at: now, words: words, in: session) }
    guard caller.may(.matterHandle) else {
      return TodayView(
        first: [], rest: [], answered: [], home: try home(in: session), title: nil, mayHandle: false, reminders: reminders)
    }
    let mine = try page(MatterFilter(isOpen: true, waitingFor: .handler, mine: true), after: nil, limit: 100, in: session).rows
    let answered = try page(MatterFilter(answered: .week, mine: true, order: .newest), after: nil, limit: 20, in: session).rows
    func presses(_ row: QueueRow) -> Bool {
      switch row.standing {
      case .late, .soon: true
      default: false
      }
    }
    let post = caller.holdings.first { $0.permissions.contains(.matterHandle) }?.post
    let title = try post.flatMap { try room.directory.options([$0], at: now, words: words, in: session)[$0]?.title }
    return TodayView(
      first: mine.filter(presses), rest: mine.filter { !presses($0) }, answered: answered, home: try home(in: session), title: title,
      mayHandle: true, reminders: reminders)
  }

  /// - Parameter id: nil for the caller's own area.
  /// - Throws: ``Refusal/absent`` when the area is out of the caller's reach.
  func tiles(_ id: AreaID?, on day: CivilDay? = nil, in session: any Session) throws -> TilesView {
    let policy = caller.policy(for: .matterRead)
    if let day { return try tiles(id, asWasOn: day, in: session) }
    guard let area = try id.map({ try areas.find($0, in: session) }) ?? home(in: session) else { throw Refusal.absent }
    guard policy.ranges.contains(where: { $0.contains(area.range) }) || !policy.organisations.isEmpty else { throw Refusal.absent }
    let counter = MatterTileCounter(queue: room.queue)
    let children = try areas.children(of: area.id, in: session)
    let chain = try reachable(areas.chain(to: area.id, in: session), policy)
    if policy.ranges.contains(where: { $0.contains(area.range) }) {
      let all = try counter.tiles(of: area.range, below: children.map(\.range), now: now, in: session)
      return TilesView(area: area, chain: chain, tiles: all.area, lines: zip(children, all.below).map { TilesView.Line(area: $0, tiles: $1) })
    }
    let lines = try children.map { child in
      TilesView.Line(area: child, tiles: try counter.tiles(policy: policy, area: child.range, now: now, in: session))
    }
    return TilesView(
      area: area, chain: chain, tiles: try counter.tiles(policy: policy, area: area.range, now: now, in: session), lines: lines)
  }

  /// A way up leads only where the caller may go.
  private func reachable(_ chain: [Area], _ policy: Policy) -> [Area] {
    chain.filter { area in policy.ranges.contains { $0.contains(area.range) } || !policy.organisations.isEmpty }
  }
}
