import Ground
import SQL

/// Lists and counts of matters for one caller: scope and filter become one condition, and every figure is counted under the
/// same condition as the rows behind it.
struct MatterQueue: Sendable {
  let calendar: WorkingCalendar

  /// What a filter needs to know about the caller and the day.
  struct Question: Sendable {
    let filter: MatterFilter
    var policy: Policy
    /// The range of `filter.area`.
    let area: PlaceRange?
    /// What is in the caller's own hands.
    let own: Policy
    let now: Moment
    /// The desks that are the caller's own.
    var desks: [OwnDesk] = []
    /// Only what has a position, and has it here.
    var box: Box?
    /// What another part of the same question answers already.
    var outside: [PlaceRange] = []
    /// The area as it was on a day, instead of `area`.
    var asWas: AreaAsWas?

    /// One question for the subtrees, one for what lies elsewhere and is in the caller's hands. Together in one statement,
    /// an OR of a place and a hand, no engine finds an index, and every page of a desk would walk all that is open.
    var parts: [Question] {
      guard let asWas else { return reaches }
      return reaches.flatMap { reach in
        asWas.parts.map { part in
          var question: Question = reach
          question.asWas = part
          return question
        }
      }
    }

    private var reaches: [Question] {
      let hands = Policy(organisations: policy.organisations, posts: policy.posts)
      guard !policy.ranges.isEmpty, !hands.isNothing else { return [self] }
      var within: Question = self
      within.policy = Policy(ranges: policy.ranges)
      if let area, policy.ranges.contains(where: { $0.contains(area) }) { return [within] }
      var elsewhere: Question = self
      elsewhere.policy = hands
      elsewhere.outside = policy.ranges
      return [within, elsewhere]
    }
  }

  /// A desk: its area, and the levels whose matters lie on it or below.
  struct OwnDesk: Sendable, Hashable {
    let range: PlaceRange
    let levels: [String]
  }

  /// A subdistrict's width: from there on it is cheaper to walk the order and skip what is outside than to sort what is
  /// inside. Measured on 10 million matters: queue of 50 by (due, place) 0.14 ms for a city, 6.5 ms for a grid; by
  /// (place, due) 11.3 ms and 0.08 ms.
  private static let wide: Int64 = 1_000_000

  /// A whole city's width. A count has no order to walk: only for a city is the due date the narrower of the two.
  private static let whole: Int64 = 100_000_000_000

  func condition(_ question: Question, from wide: Int64 = MatterQueue.wide) -> Query {
    var all: [Query] = [scope(question, from: wide)]
    let filter = question.filter
    if let isOpen = filter.isOpen { all.append(isOpen ? "m.is_open = 1" : "m.is_open = 0") }
    if let state = filter.state { all.append("m.state = \(state)") }
    if let waiting = filter.waitingFor { all.append("m.waiting_for = \(waiting.rawValue)") }
    if let category = filter.category { all.append("m.category = \(category)") }
    if let source = filter.source { all.append("m.source = \(source.rawValue)") }
    if filter.mine { all.append(mine(question)) }
    if let post = filter.post { all.append("m.handler_post_id = \(post)") }
    if let organisation = filter.organisation { all.append("m.handler_organisation_id = \(organisation)") }
    if let due = filter.due { all.append(self.due(due, question.now)) }
    if filter.answered != nil { all.append("m.answered_at >= \(calendar.startOfWeek(question.now))") }
    if let rated = filter.rated { all.append(self.rated(rated, question.now)) }
    if let box = question.box { all.append(box.condition) }
    if let text = filter.text { all.append(search(text)) }
    return Query.joined(all, by: " AND ")
  }

  /// In the caller's own hands, or on the caller's own desk.
  private func mine(_ question: Question) -> Query {
    var arms: [Query] = [question.own.filter(place: "+m.place", organisation: "m.handler_organisation_id", post: "m.handler_post_id")]
    for desk in question.desks {
      arms.append(
        "(m.waiting_for = 'desk' AND m.desk_level IN (\(list: desk.levels)) AND +m.place BETWEEN \(desk.range.first) AND \(desk.range.last))")
    }
    return "(\(Query.joined(arms, by: " OR ")))"
  }

  /// Due dates are asked only of open matters whose clock runs; a standing clock is never late.
  private func due(_ due: MatterFilter.Due, _ now: Moment) -> Query {
    let running: Query = "m.is_open = 1 AND m.running_since IS NOT NULL"
    switch due {
    case .late: return "\(running) AND m.due_at < \(now)"
    case .today: return "\(running) AND m.due_at >= \(now) AND m.due_at < \(calendar.startOfDay(after: now))"
    case .week: return "\(running) AND m.due_at >= \(now) AND m.due_at < \(calendar.startOfWeek(now).adding(seconds: 7 * 86_400))"
    }
  }

  private func rated(_ rated: MatterFilter.Rated, _ now: Moment) -> Query {
    let recent: Query = "m.rated_at >= \(calendar.startOfRatingMonth(now))"
    switch rated {
    case .month: return recent
    case .satisfied: return "\(recent) AND m.rating >= \(MatterCounts.satisfiedFrom)"
    case .unsatisfied: return "\(recent) AND m.rating < \(MatterCounts.satisfiedFrom)"
    }
  }

  private func search(_ text: String) -> Query {
    if let number = MatterNumber(typed: text) { return "m.id IN (SELECT matter_id FROM matter_report WHERE number = \(number.digits))" }
    let escaped = text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
    let pattern = "%\(escaped.lowercased())%"
    return "(lower(m.title) LIKE \(pattern) ESCAPE '\\' OR lower(m.address) LIKE \(pattern) ESCAPE '\\')"
  }

  private func scope(_ question: Question, from wide: Int64) -> Query {
    // A unary plus keeps the place out of the choice of index, in both engines.
    let place: Query = isWide(question, from: wide) ? "+m.place" : "m.place"
    let policy = question.policy.filter(place: place, organisation: "m.handler_organisation_id", post: "m.handler_post_id")
    let outside: [Query] = question.outside.map { " AND NOT +m.place BETWEEN \($0.first) AND \($0.last)" }
    let scope: Query = Query.joined([policy] + outside, by: "")
    if let asWas = question.asWas { return "\(scope) AND \(asWas.condition(place: place))" }
    guard let area = question.area else { return scope }
    return "\(scope) AND \(place) BETWEEN \(area.first) AND \(area.last)"
  }

  private func isWide(_ question: Question, from wide: Int64 = MatterQueue.wide) -> Bool {
    let ranges = question.asWas?.ranges ?? question.area.map { [$0] } ?? question.policy.ranges
    return ranges.contains { $0.last.number - $0.first.number + 1 >= wide }
  }

  /// One page of matters and the cursor of the next, nil at the end.
  func page(_ question: Question, after cursor: String?, limit: Int, in session: any Session) throws -> (matters: [Matter], next: String?) {
    let order: MatterFilter.Order = question.filter.order
    let parts: [Question] = question.parts
    var rows: [Matter] = []
    for part in parts { rows += try first(limit + 1, of: part, after: cursor, in: session) }
    if parts.count > 1 {
      rows.sort { order == .due ? ($0.deadline.due, $0.id) < ($1.deadline.due, $1.id) : ($0.reportedAt, $0.id) > ($1.reportedAt, $1.id) }
    }
    guard rows.count > limit else { return (rows, nil) }
    let shown: [Matter] = Array(rows.prefix(limit))
    guard let last = shown.last else { return (shown, nil) }
    let key: Moment = order == .due ? last.deadline.due : last.reportedAt
    return (shown, "\(order.rawValue).\(key.milliseconds).\(last.id)")
  }

  private func first(_ limit: Int, of question: Question, after cursor: String?, in session: any Session) throws -> [Matter] {
    var condition = condition(question)
    if let cursor { condition = "\(condition) AND \(try after(cursor, question.filter.order))" }
    // Within a narrow scope the order must not choose the index: walking the city by due date for one community reads most of it.
    let byDue: Query = isWide(question) ? "m.due_at, m.id" : "+m.due_at, m.id"
    let order: Query = question.filter.order == .due ? byDue : "m.reported_at DESC, m.id DESC"
    return try session.rows(
      "SELECT \(MatterRecords.columns) FROM matter m WHERE \(condition) ORDER BY \(order) LIMIT \(limit)", Matter.init(row:))
  }

  /// - Throws: ``Refusal`` `.malformed` for a cursor of another order.
  private func after(_ cursor: String, _ order: MatterFilter.Order) throws -> Query {
    let parts = cursor.split(separator: ".")
    guard parts.count == 3, parts[0] == order.rawValue, let key = Int64(parts[1]), let id = Int64(parts[2]) else {
      throw Refusal(.malformed, "refusal.cursor")
    }
    return order == .due ? "(m.due_at, m.id) > (\(key), \(id))" : "(m.reported_at, m.id) < (\(key), \(id))"
  }

  func count(_ question: Question, in session: any Session) throws -> Int {
    try question.parts.reduce(0) { $0 + (try rows($1, in: session)) }
  }

  /// The rows of one part of a question.
  func rows(_ part: Question, in session: any Session) throws -> Int {
    try session.value("SELECT count(*) FROM matter m WHERE \(condition(part, from: Self.whole))", as: Int.self)
  }

  /// The same figure, from the counters where they hold it: all closed matters of a city are too many to be counted for a page.
  func figure(_ question: Question, in session: any Session) throws -> Int {
    if let asWas = question.asWas { return try figure(question, asWas, in: session) }
    var plain = MatterFilter(isOpen: question.filter.isOpen, order: question.filter.order)
    plain.area = question.filter.area
    guard plain == question.filter else { return try count(question, in: session) }
    return try question.parts.reduce(0) { sum, part in
      guard part.outside.isEmpty, let ranges = MatterTileCounter.wholeSubtrees(part.policy, part.area) else {
        return sum + (try count(part, in: session))
      }
      return try ranges.reduce(sum) { $0 + (try counted(plain.isOpen, in: $1, session)) }
    }
  }

  func counted(_ isOpen: Bool?, in range: PlaceRange, _ session: any Session) throws -> Int {
    let wanted: Query =
      switch isOpen {
      case true?: "matters"
      case false?: "all_matters - matters"
      case nil: "all_matters"
      }
    return try session.value(
      "SELECT CAST(coalesce(sum(\(wanted)), 0) AS BIGINT) FROM matter_open_count WHERE place BETWEEN \(range.first) AND \(range.last)")
  }
}
