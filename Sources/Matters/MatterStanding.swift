import Ground

/// How a matter stands with its time: what a badge says.
enum MatterStanding: Sendable, Hashable {
  /// Minutes past the date, of the deadline's clock.
  case late(minutes: Int)
  /// A working day or less is left.
  case soon(minutes: Int)
  case calm(minutes: Int)
  /// The clock stands, or the matter is closed.
  case standing

  init(_ matter: Matter, at now: Moment, on calendar: WorkingCalendar) {
    guard matter.isOpen, !matter.deadline.isPaused else {
      self = .standing
      return
    }
    let left = matter.deadline.remaining(at: now, on: calendar)
    if matter.deadline.isLate(at: now) {
      self = .late(minutes: -left)
    } else {
      self = left <= calendar.minutesPerDay ? .soon(minutes: left) : .calm(minutes: left)
    }
  }
}
