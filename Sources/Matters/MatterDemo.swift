public import Ground
public import Organisations
public import Places
public import SQL
import Synchronization
public import Vault

/// Matters of a demo city in every state of their lives, made by the same verbs that staff use, at times in the past.
public struct MatterDemo: Sendable {
  /// How far a matter's life is told.
  private enum Stop: CaseIterable {
    case collected, dispatched, handling, askedMoreTime, returned, answered, verified, closed, reopened
  }

  private let profile: CityProfile
  private let stories: DemoStories
  private let desk: MatterDesk
  private let clock: DemoClock
  /// Drawings that stand for what residents and handlers photographed; they lie in the photo store already.
  private let before: StoredPhoto
  private let after: StoredPhoto

  public init(
    profile: CityProfile, stories: DemoStories, ids: IdentifierMaker, keys: KeyRing, now: Moment, before: StoredPhoto, after: StoredPhoto
  ) {
    self.profile = profile
    self.stories = stories
    self.before = before
    self.after = after
    let clock = DemoClock(now)
    self.clock = clock
    // The journal tells the true time of writing; only the matters' own times lie in the past.
    desk = MatterDesk(
      profile: profile, ids: ids, timepiece: clock.timepiece, journal: Journal(ids: ids, timepiece: Timepiece { now }), keys: keys)
  }

  /// Writes the demo's matters into the community of the demo's accounts and around it; meant for `Database.load`.
  /// - Returns: how many.
  public func save(_ places: DemoPlaces, _ staff: DemoStaff, in session: any Session) throws -> Int {
    let crew = DemoCrew(profile: profile, staff: staff)
    var generator = DemoDice(state: 20_260_101)
    let now = clock.now
    var count = 0
    for (index, story) in stories.stories.enumerated() where profile.category(story.category) != nil {
      for (turn, stop) in stops(for: index).enumerated() {
        // The first of each kind where the demo's accounts work; what a grid's leader handles, in the leader's own grid.
        let own = isForLeader(story) ? crew.homeGrid : crew.homeRange
        guard let building = pick(places.buildings, within: turn == 0 ? own : nil, &generator) else { continue }
        // Those far along began days ago; fresh ones this morning.
        let hours = hoursAgo(stop, &generator)
        clock.now = now.adding(seconds: -Int64(hours) * 3600 - Int64(generator.next(below: 3600)))
        try tell(story, at: building, until: stop, crew, now: now, &generator, in: session)
        count += 1
      }
    }
    return count
  }

  private func isForLeader(_ story: DemoStories.Story) -> Bool {
    if case .post = profile.category(story.category)?.owner { return true }
    return false
  }

  private func stops(for index: Int) -> [Stop] {
    let all = Stop.allCases
    return [all[index % all.count], all[(index * 5 + 2) % all.count], .collected]
  }

  private func hoursAgo(_ stop: Stop, _ dice: inout DemoDice) -> Int {
    switch stop {
    case .collected: 1 + dice.next(below: 30)
    case .dispatched: 4 + dice.next(below: 40)
    case .handling, .askedMoreTime, .returned: 20 + dice.next(below: 120)
    case .answered, .verified: 50 + dice.next(below: 60)
    case .closed, .reopened: 120 + dice.next(below: 400)
    }
  }

  private func pick(_ buildings: [Building], within range: PlaceRange?, _ dice: inout DemoDice) -> Building? {
    let there = range.map { range in buildings.filter { range.contains($0.place) } } ?? buildings
    return there.isEmpty ? nil : there[dice.next(below: there.count)]
  }

  private func tell(
    _ story: DemoStories.Story, at building: Building, until stop: Stop, _ crew: DemoCrew, now: Moment, _ dice: inout DemoDice,
    in session: any Session
  ) throws {
    let location = Matter.Location(
      place: building.place, area: building.area, building: building.id, address: building.name, longitude: building.coordinates.longitude,
      latitude: building.coordinates.latitude)
    let draft = IntakeDraft(
      location: location, category: story.category, body: story.say, source: dice.next(below: 5) == 0 ? .phone : .code,
      photos: dice.next(below: 2) == 0 ? [before] : [])
    let (matter, report) = try desk.report(draft, by: .visitor(request: "demo"), in: session)
    guard stop != .collected, let dispatcher = crew.desk(at: matter.location.place, level: profile.intake.firstDesk),
      let first = crew.handler(for: matter, profile)
    else { return }
    try pass(&dice, hours: 2, now)
    var current = try give(matter, to: first, by: dispatcher, in: session)
    if let reason = story.giveBack, stop == .returned || stop == .closed {
      try pass(&dice, hours: 4, now)
      current = try desk.giveBack(current.id, reason: reason, expecting: current.version, by: first.caller, in: session)
    }
    guard stop != .dispatched, stop != .returned else { return }
    if current.handlerPost == nil, current.handlerOrganisation == nil { current = try give(current, to: first, by: dispatcher, in: session) }
    try pass(&dice, hours: 3, now)
    current = try desk.accept(current.id, expecting: current.version, by: first.caller, in: session)
    if stop == .askedMoreTime {
      try pass(&dice, hours: 3, now)
      _ = try desk.askMoreTime(current.id, days: 2, reason: story.answer, expecting: current.version, by: first.caller, in: session)
    }
    guard stop != .handling, stop != .askedMoreTime else { return }
    try finish(current, report, story, until: stop, by: first, dispatcher, now: now, &dice, in: session)
  }

  private func finish(
    _ matter: Matter, _ report: Report, _ story: DemoStories.Story, until stop: Stop, by handler: DemoCrew.Hand, _ dispatcher: Caller,
    now: Moment, _ dice: inout DemoDice, in session: any Session
  ) throws {
    try pass(&dice, hours: 20, now)
    var current = try desk.answer(
      matter.id, note: story.answer, evidence: [after], expecting: matter.version, by: handler.caller, in: session)
    guard stop != .answered else { return }
    try pass(&dice, hours: 5, now)
    current = try desk.verify(current.id, note: nil, expecting: current.version, by: dispatcher, in: session)
    guard stop != .verified else { return }
    try pass(&dice, hours: 20, now)
    let isSolved = stop == .closed
    let rating = isSolved ? 5 - dice.next(below: 3) : 1 + dice.next(below: 2)
    current = try desk.rate(report.id, rating: rating, solved: isSolved, comment: nil, by: .visitor(request: "demo"), in: session).matter
    guard isSolved else { return }
    try pass(&dice, hours: 10, now)
    _ = try desk.close(current.id, note: nil, expecting: current.version, by: dispatcher, in: session)
  }

  private func give(_ matter: Matter, to hand: DemoCrew.Hand, by dispatcher: Caller, in session: any Session) throws -> Matter {
    try desk.dispatch(matter.id, to: hand.handler, note: nil, expecting: matter.version, by: dispatcher, in: session) { _, _ in true }
  }

  /// Lets some of the time go by, never past now.
  private func pass(_ dice: inout DemoDice, hours: Int, _ now: Moment) throws {
    let later = clock.now.adding(seconds: Int64(1800 + dice.next(below: hours * 3600)))
    clock.now = min(later, now.adding(seconds: -60))
  }
}

/// A clock that the demo sets.
private final class DemoClock: Sendable {
  private let moment: Mutex<Moment>

  init(_ now: Moment) { moment = Mutex(now) }

  var now: Moment {
    get { moment.withLock { $0 } }
    set { moment.withLock { $0 = newValue } }
  }

  var timepiece: Timepiece { Timepiece { self.now } }
}
