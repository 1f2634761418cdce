import Ground
import Markup
import Places

/// What staff see of matters: values in, pages out.
struct StaffPages: Sendable {
  let words: Words
  let profile: CityProfile
  let now: Moment
  /// Whether to offer writing down a new matter.
  let mayRegister: Bool
  /// Whether maps may ask for the outlines of areas.
  let maySeeAreas: Bool

  init(words: Words, profile: CityProfile, now: Moment, mayRegister: Bool = true, maySeeAreas: Bool = true) {
    self.words = words
    self.profile = profile
    self.now = now
    self.mayRegister = mayRegister
    self.maySeeAreas = maySeeAreas
  }

  var calendar: WorkingCalendar { profile.calendar }
  var today: CivilDay { calendar.localDay(now) }

  func path(_ id: MatterID) -> String { "/matters/\(id)" }

  func stateTag(_ state: String) -> Tag {
    let shape: Workflow.Shape = profile.workflow.state(state)?.shape ?? .hollow
    return Tag(words("state.\(state)"), TagShape(rawValue: shape.rawValue) ?? .hollow)
  }

  func categoryName(_ id: String) -> String { words("category.\(id)") }

  func sourceName(_ source: Matter.Source) -> String { words("matter.source.\(source.rawValue)") }

  /// What a badge says: by how much it is late, what is left, or the date.
  func lateness(_ matter: Matter, _ standing: MatterStanding) -> Lateness {
    let clock: Deadline.Clock = matter.deadline.clock
    switch standing {
    case .late(let minutes): return Lateness(words("matter.due.late", ["amount": amount(minutes, clock)]), .late)
    case .soon(let minutes): return Lateness(words("matter.due.left", ["amount": amount(minutes, clock)]), .soon)
    case .calm: return Lateness(time(matter.deadline.due))
    case .standing: return Lateness(stood(matter))
    }
  }

  private func stood(_ matter: Matter) -> String {
    if matter.isOpen { return words("matter.due.standing") }
    return words("matter.due.ended", ["time": time(matter.closedAt ?? matter.deadline.due)])
  }

  /// As exact as one needs: minutes within a day, hours within three, then days.
  func amount(_ minutes: Int, _ clock: Deadline.Clock) -> String {
    let perDay: Int = clock == .natural ? 1440 : max(calendar.minutesPerDay, 1)
    let days: Int = minutes / perDay
    let rest: Int = minutes % perDay
    let kept: Int = days == 0 ? rest : (days < 3 ? rest / 60 * 60 : 0)
    return words.length(days * perDay + kept, clock, on: calendar)
  }

  /// `今天 07:35`, else the date, with the year when it is another.
  func time(_ moment: Moment) -> String {
    let day: CivilDay = calendar.localDay(moment)
    if day == today { return words("matter.time.today", ["time": words.clock(calendar.minuteOfDay(moment))]) }
    return words.moment(moment, on: calendar, in: today.parts.year)
  }

  /// A sentence of the words with pieces of HTML in its places.
  func sentence(_ key: String, _ parts: [String: HTML]) -> HTML {
    var out: HTML = .empty
    var rest: Substring = words(key)[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let before: String = String(rest[..<open])
      let name: String = String(rest[rest.index(after: open)..<close])
      out += "\(before)\(parts[name] ?? "\(name)")"
      rest = rest[rest.index(after: close)...]
    }
    let end: String = String(rest)
    return out + "\(end)"
  }

  /// In groups of three, as one reads it aloud: 482 730 619.
  func number(_ number: String) -> String { MatterNumber(typed: number)?.description ?? number }
}
