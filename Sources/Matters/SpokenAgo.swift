import Ground

/// How long ago something was, as neighbours say it.
struct SpokenAgo {
  let words: Words

  func text(from then: Moment, to now: Moment) -> String {
    let minutes: Int = Int(max(0, now.milliseconds - then.milliseconds) / 60_000)
    if minutes < 2 { return words("intake.ago.now") }
    if minutes < 60 { return words("intake.ago.minutes", count: minutes) }
    if minutes < 1440 { return words("intake.ago.hours", count: minutes / 60) }
    return words("intake.ago.days", count: minutes / 1440)
  }
}
