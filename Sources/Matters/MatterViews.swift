import Ground
import Organisations
import Places
import SQL

/// Loads what pages and JSON show, each in one read.
struct MatterViews: Sendable {
  let room: MattersRoom
  let words: Words
  let now: Moment
  let caller: Caller
  let areas: AreaRecords = AreaRecords()

  private var calendar: WorkingCalendar { room.profile.calendar }

  init(_ room: MattersRoom, words: Words, now: Moment, caller: Caller) {
    self.room = room
    self.words = words
    self.now = now
    self.caller = caller
  }

  // MARK: Rows

  func rows(_ matters: [Matter], in session: any Session) throws -> [QueueRow] {
    let places = try areas.titles(Set(matters.map(\.location.area)), lowest: room.profile.levels.last?.id ?? "", words: words, in: session)
    let posts = try room.directory.options(Set(matters.compactMap(\.handlerPost)), at: now, words: words, in: session)
    let organisations = try OrganisationRecords().names(Set(matters.compactMap(\.handlerOrganisation)), words: words, in: session)
    return matters.map { matter in
      let handler = matter.handlerPost.flatMap { posts[$0]?.phrase(words) } ?? matter.handlerOrganisation.flatMap { organisations[$0] }
      return QueueRow(
        matter: matter, areaName: places[matter.location.area] ?? "", handler: handler,
        standing: MatterStanding(matter, at: now, on: calendar))
    }
  }

  // MARK: Queue

  func question(_ filter: MatterFilter, in session: any Session) throws -> MatterQueue.Question {
    // An area that is not there, or out of reach, has no rows: absent and forbidden look alike.
    let isAsWas = filter.structure != nil
    let area = isAsWas ? nil : try filter.area.map { try areas.find($0, in: session)?.range ?? PlaceRange(Place(0), Place(0)) }
    var question = MatterQueue.Question(
      filter: filter, policy: caller.policy(for: .matterRead), area: area, own: own, now: now, desks: desks)
    if let day = filter.structure, let wanted = filter.area { question.asWas = try asWas(wanted, on: day, in: session) }
    return question
  }

  /// What is in the caller's own hands.
  var own: Policy {
    let handling = caller.holdings.filter { $0.permissions.contains(.matterHandle) }
    return Policy(organisations: handling.compactMap(\.organisation), posts: handling.map(\.post))
  }

  /// A desk answers for the matters of its own level and of the levels below it.
  private var desks: [MatterQueue.OwnDesk] {
    caller.holdings.filter { $0.permissions.contains(.matterDispatch) && $0.organisation == nil }.map { holding in
      let width = String(holding.range.last.number - holding.range.first.number + 1).count - 1
      return MatterQueue.OwnDesk(range: holding.range, levels: room.profile.levels.filter { $0.digits >= 15 - width }.map(\.id))
    }
  }

  func page(
    _ filter: MatterFilter, within box: Box? = nil, after cursor: String?, limit: Int, in session: any Session
  ) throws -> (rows: [QueueRow], next: String?) {
    var question = try question(filter, in: session)
    question.box = box
    let page = try room.queue.page(question, after: cursor, limit: limit, in: session)
    return (try rows(page.matters, in: session), page.next)
  }

  func queue(_ filter: MatterFilter, after cursor: String?, limit: Int, in session: any Session) throws -> QueueView {
    let page = try page(filter, after: cursor, limit: limit, in: session)
    let home = try home(in: session)
    var choices = try home.map { try areas.children(of: $0.id, in: session) } ?? []
    if let area = filter.area, !choices.contains(where: { $0.id == area }), let chosen = try areas.find(area, in: session) { choices.append(chosen) }
    let views = try namedFilters.map { name, filter in
      QueueView.Named(id: name, filter: filter, count: try room.queue.figure(try question(filter, in: session), in: session))
    }
    let total = try room.queue.figure(try question(filter, in: session), in: session)
    return QueueView(filter: filter, rows: page.rows, total: total, next: page.next, views: views, areas: choices, home: home)
  }

  /// The views of the caller's own kind of desk; their names are `matter.view.<id>`.
  var namedFilters: [(String, MatterFilter)] {
    let open: (String, MatterFilter) = ("open", MatterFilter(isOpen: true))
    let today: (String, MatterFilter) = ("today", MatterFilter(due: .today))
    let late: (String, MatterFilter) = ("late", MatterFilter(due: .late))
    let closed: (String, MatterFilter) = ("closed", MatterFilter(isOpen: false, order: .newest))
    if caller.may(.matterDispatch) {
      let desk: (String, MatterFilter) = ("desk", MatterFilter(isOpen: true, waitingFor: .desk, mine: true))
      return [desk, today, late, open, closed]
    }
    if caller.may(.matterHandle) { return [("mine", MatterFilter(isOpen: true, waitingFor: .handler, mine: true)), today, late, open, closed] }
    return [open, today, late, closed]
  }

  /// The area of the caller's first post that gives the look into matters.
  func home(in session: any Session) throws -> Area? {
    guard let holding = caller.holdings.first(where: { $0.permissions.contains(.matterRead) }) else { return nil }
    return try areas.find(holding.area, in: session)
  }
}
