import Ground
import SQL

/// Shares of many matters, added up in memory before they are written.
struct CountTally {
  struct Day: Hashable {
    let place: Place
    let day: Int
  }

  struct Figures {
    var answered: Int = 0
    var rated: Int = 0
    var satisfied: Int = 0
  }

  private(set) var places: [Place: (open: Int, all: Int)] = [:]
  private(set) var days: [Day: Figures] = [:]

  mutating func add(_ share: MatterCounts.Share, at place: Place) { add(share, at: place, times: 1) }

  /// The opposite.
  mutating func take(_ share: MatterCounts.Share, at place: Place) { add(share, at: place, times: -1) }

  private mutating func add(_ share: MatterCounts.Share, at place: Place, times: Int) {
    places[place, default: (0, 0)].open += times * share.open
    places[place, default: (0, 0)].all += times * share.all
    if let day = share.answeredDay { days[Day(place: place, day: day), default: Figures()].answered += times }
    guard let day = share.ratedDay else { return }
    days[Day(place: place, day: day), default: Figures()].rated += times
    days[Day(place: place, day: day), default: Figures()].satisfied += times * share.satisfied
  }
}

extension MatterCounts {
  func add(_ tally: CountTally, in session: any Session) throws {
    for (place, sum) in tally.places.sorted(by: { $0.key.number < $1.key.number }) {
      try add(open: sum.open, all: sum.all, at: place, in: session)
    }
    for (key, figures) in tally.days.sorted(by: { ($0.key.place.number, $0.key.day) < ($1.key.place.number, $1.key.day) }) {
      try add(
        answered: figures.answered, rated: figures.rated, satisfied: figures.satisfied, at: key.place, on: key.day, in: session)
    }
  }
}
