public import Ground
public import Organisations
public import Places
public import SQL

/// Very many matters of two years at once, for measuring at the size of a real city.
///
/// They are written as rows: matter and report, with counters that ``MatterCounts`` works out from the same values. They
/// have no timeline, no photos and **no journal entries**: nobody did any of this, and a journal that says somebody did
/// would be a lie. For a demo that can be looked at, see ``MatterDemo``.
public struct MatterBulk: Sendable {
  private let profile: CityProfile
  private let stories: [DemoStories.Story]
  private let ids: IdentifierMaker
  private let now: Moment
  private let buildings: [Building]
  private let hands: BulkHands
  private let counts: MatterCounts
  private let records: MatterRecords = MatterRecords()
  private let reports: ReportRecords = ReportRecords()

  /// Days back to the first report.
  private static let days: Int64 = 730
  /// Rows to a transaction: the log of a longer one would not fit into memory.
  private static let portion: Int = 50_000

  public init(profile: CityProfile, stories: DemoStories, ids: IdentifierMaker, now: Moment, places: DemoPlaces, staff: DemoStaff) {
    self.profile = profile
    self.stories = stories.stories.filter { profile.category($0.category) != nil }
    self.ids = ids
    self.now = now
    buildings = places.buildings
    hands = BulkHands(profile: profile, staff: staff)
    counts = MatterCounts(calendar: profile.calendar)
  }

  /// Writes them in several transactions, oldest first.
  /// - Returns: how many.
  public func load(_ number: Int, into database: any Database) async throws -> Int {
    guard !stories.isEmpty, !buildings.isEmpty else { return 0 }
    for start in stride(from: 0, to: number, by: Self.portion) {
      let part: Range<Int> = start..<min(start + Self.portion, number)
      _ = try await database.load { session in try save(part, of: number, in: session) }
    }
    return number
  }

  private func save(_ part: Range<Int>, of number: Int, in session: any Session) throws -> Int {
    var dice = DemoDice(state: UInt64(part.lowerBound) &+ 20_260_202)
    var tally = CountTally()
    for index in part {
      let matter: Matter = try place(made(index, of: number, &dice), in: session)
      let report = Report(
        id: ids.next(), matter: matter.id, number: matter.number, body: matter.body, at: matter.reportedAt, rating: matter.rating,
        solved: matter.confirmed, comment: nil, ratedAt: matter.ratedAt)
      _ = try reports.insert(report, in: session)
      if matter.rating != nil { try reports.rate(report, in: session) }
      tally.add(counts.share(of: matter), at: matter.location.place)
    }
    try counts.add(tally, in: session)
    return part.count
  }

  /// Writes a matter; when its number is taken, with another.
  private func place(_ make: (String) -> Matter, in session: any Session) throws -> Matter {
    for _ in 0..<40 {
      let matter: Matter = make(MatterNumber.random().digits)
      if try records.insertWhole(matter, in: session) { return matter }
    }
    throw Refusal(.busy)
  }

  /// A matter's life as far as it would have come by now.
  private func made(_ index: Int, of number: Int, _ dice: inout DemoDice) -> (String) -> Matter {
    let story: DemoStories.Story = stories[dice.next(below: stories.count)]
    let building: Building = buildings[dice.next(below: buildings.count)]
    let span: Int64 = Self.days * 86_400
    let age: Int64 = span - span * Int64(index) / Int64(number) + Int64(dice.next(below: 60))
    let reported: Moment = now.adding(seconds: -age)
    let location = Matter.Location(
      place: building.place, area: building.area, building: building.id, address: building.name, longitude: building.coordinates.longitude,
      latitude: building.coordinates.latitude)
    let life = BulkLife(reported: reported, now: now, profile: profile, category: story.category, &dice)
    let hand: Handler? = life.dispatched == nil ? nil : hands.hand(for: story.category, at: building.place)
    let id: MatterID = ids.next()
    let deskLevel: String = profile.intake.firstDesk
    let state: Workflow.State? = profile.workflow.state(life.state)
    return { number in
      Matter(
        id: id, number: number, location: location, category: story.category, title: Matter.title(from: story.say), body: story.say,
        source: index % 5 == 0 ? .phone : .code, state: life.state, waitingFor: state?.waitingFor ?? .nobody, isOpen: state?.isOpen ?? false,
        deskLevel: deskLevel, handlerPost: hand?.post, handlerOrganisation: hand?.organisation, deadline: life.deadline, askedMinutes: nil,
        reportedAt: reported, dispatchedAt: life.dispatched, acceptedAt: life.accepted, answeredAt: life.answered, resolvedAt: life.verified,
        closedAt: life.closed, confirmed: life.rating.map { $0 >= 3 }, rating: life.rating, ratedAt: life.rated, reopened: 0, reports: 1,
        joinedTo: nil, version: 1)
    }
  }
}
