import Ground
import Testing
import Testkit

@testable import Alliances

extension Rotation {
  /// Nobody is barred.
  static let nobody: @Sendable (Turn) -> Bool = { _ in false }
}

@Suite("Whose turn it is") struct RotationTests {
  private let start = CivilDay(year: 2026, month: 1, day: 1)

  private func seat(_ id: Int64, from day: CivilDay? = nil, until: CivilDay? = nil) -> Rotation.Seat {
    Rotation.Seat(id: AllianceSeatID(id), from: day ?? start, until: until)
  }

  @Test("quarters follow one another and every cycle has each seat once")
  func quarters() {
    let rotation = Rotation(start: start, months: 3, seats: [seat(1), seat(2), seat(3)])
    let turns: [Rotation.Turn] = rotation.turns(through: CivilDay(year: 2027, month: 7, day: 1), unless: Rotation.nobody)
    #expect(turns.map(\.seat.raw) == [1, 2, 3, 1, 2, 3])
    #expect(turns.map(\.from.description).prefix(3) == ["2026-01-01", "2026-04-01", "2026-07-01"])
    #expect(zip(turns, turns.dropFirst()).allSatisfy { $0.until == $1.from })
  }

  @Test("a month that is too short ends the turn on its last day, and the next ones do not move")
  func shortMonths() {
    let rotation = Rotation(start: CivilDay(year: 2026, month: 1, day: 31), months: 1, seats: [seat(1)])
    let days: [String] = rotation.turns(through: CivilDay(year: 2026, month: 5, day: 1), unless: Rotation.nobody).map(\.from.description)
    #expect(days == ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"])
  }

  @Test("who leaves gives up what is to come, and what has begun stays")
  func leaving() {
    let today = CivilDay(year: 2026, month: 5, day: 10)
    let before: [Rotation.Turn] = Rotation(start: start, months: 3, seats: [seat(1), seat(2), seat(3)]).turns(
      through: today.adding(months: 18), unless: Rotation.nobody)
    let kept: [Rotation.Turn] = Rotation.kept(before, on: today, changing: today)
    #expect(kept.map(\.seat.raw) == [1, 2])
    let after: [Rotation.Turn] = Rotation(start: start, months: 3, seats: [seat(1), seat(2, until: today), seat(3)])
      .turns(keeping: kept, through: today.adding(months: 18), unless: Rotation.nobody)
    #expect(after.map(\.seat.raw).prefix(6) == [1, 2, 3, 1, 3, 1])
    #expect(Array(after.prefix(2)) == kept)
  }

  @Test("nobody there: no turn, and the schedule goes on when somebody comes")
  func nobody() {
    let late: CivilDay = start.adding(months: 7)
    let turns: [Rotation.Turn] = Rotation(start: start, months: 3, seats: [seat(1, from: late)]).turns(
      through: start.adding(months: 12), unless: Rotation.nobody)
    #expect(turns.map(\.from.description) == ["2026-10-01"])
  }

  @Test("who may not is passed over and goes on waiting: the next turn that is open to them is theirs")
  func barred() {
    let rotation = Rotation(start: start, months: 3, seats: [seat(1), seat(2), seat(3)])
    var passed: [Rotation.Turn] = []
    let turns: [Rotation.Turn] = rotation.turns(through: start.adding(months: 18)) { turn in
      let isBarred: Bool = turn.seat.raw == 2 && turn.from < start.adding(months: 9)
      if isBarred { passed.append(turn) }
      return isBarred
    }
    #expect(turns.map(\.seat.raw) == [1, 3, 1, 2, 3, 1])
    #expect(passed.map(\.from) == [start.adding(months: 3), start.adding(months: 6)])
    let none: [Rotation.Turn] = rotation.turns(through: start.adding(months: 6)) { $0.from == start }
    #expect(none.map(\.seat.raw) == [1] && none.first?.from == start.adding(months: 3))
  }

  @Test("a new length begins where the current turn ends")
  func newLength() {
    let kept = [Rotation.Turn(seat: AllianceSeatID(1), from: start, until: start.adding(months: 3))]
    let turns: [Rotation.Turn] = Rotation(start: start.adding(months: 3), months: 6, seats: [seat(1), seat(2)])
      .turns(keeping: kept, through: start.adding(months: 15), unless: Rotation.nobody)
    #expect(turns.map(\.from.description) == ["2026-01-01", "2026-04-01", "2026-10-01"])
    #expect(turns.map(\.seat.raw) == [1, 2, 1])
  }
}

/// Random lives of alliances: seats come and go, the schedule is re-made each time.
@Suite("Turns are fair whoever comes and goes") struct RotationFairnessTests {
  struct Life {
    var seats: [Rotation.Seat] = []
    var turns: [Rotation.Turn] = []
    var today: CivilDay
    let start: CivilDay
    let months: Int
    var generator: SeededGenerator

    init(seed: UInt64) {
      generator = SeededGenerator(seed: seed)
      start = CivilDay(year: 2024, month: Int.random(in: 1...12, using: &generator), day: Int.random(in: 1...31, using: &generator))
      today = start
      months = [1, 3, 6].randomElement(using: &generator) ?? 3
      for id in 1...Int64.random(in: 1...7, using: &generator) { seats.append(Rotation.Seat(id: AllianceSeatID(id), from: start)) }
      remake(from: start)
    }

    var rotation: Rotation { Rotation(start: start, months: months, seats: seats) }

    mutating func remake(from day: CivilDay) {
      turns = rotation.turns(keeping: Rotation.kept(turns, on: today, changing: day), through: today.adding(months: 60), unless: Rotation.nobody)
    }

    /// Time passes, and somebody comes or goes, now or later.
    mutating func step() {
      today = today.adding(days: Int.random(in: 1...200, using: &generator))
      let day: CivilDay = today.adding(days: Int.random(in: 1...90, using: &generator))
      let leavers: [Int] = seats.indices.filter { seats[$0].until == nil && seats[$0].from < day }
      if Bool.random(using: &generator), let index = leavers.randomElement(using: &generator) {
        seats[index] = Rotation.Seat(id: seats[index].id, from: seats[index].from, until: day)
      } else {
        seats.append(Rotation.Seat(id: AllianceSeatID(Int64(seats.count + 1)), from: day))
      }
      remake(from: day)
    }
  }

  /// Chairs of two seats in any stretch of turns in which both were there: how far they differ at most.
  private func worst(_ life: Life) -> Int {
    var worst: Int = 0
    for one in life.seats {
      for other in life.seats where one.id < other.id {
        var balance: Int = 0
        var range: (least: Int, most: Int) = (0, 0)
        for turn in life.turns where one.isThere(on: turn.from) && other.isThere(on: turn.from) {
          balance += turn.seat == one.id ? 1 : turn.seat == other.id ? -1 : 0
          range = (min(range.least, balance), max(range.most, balance))
        }
        worst = max(worst, range.most - range.least)
      }
    }
    return worst
  }

  @Test("over 4,000 random histories numbers of turns differ by at most one in any stretch, and what had begun never changes", arguments: 1...8)
  func fair(seed: Int) {
    print("rotation seed \(seed)")
    for round in 0..<500 {
      var life = Life(seed: UInt64(seed * 10_000 + round))
      for _ in 0..<6 {
        let begun: [Rotation.Turn] = life.turns
        life.step()
        let past: [Rotation.Turn] = begun.filter { $0.from <= life.today }
        #expect(Array(life.turns.prefix(past.count)) == past, "seed \(seed), round \(round)")
        #expect(zip(life.turns, life.turns.dropFirst()).allSatisfy { $0.until <= $1.from }, "seed \(seed), round \(round)")
      }
      #expect(worst(life) <= 1, "seed \(seed), round \(round)")
      #expect(life.turns == walked(life), "seed \(seed), round \(round)")
    }
  }

  /// The turns as somebody with a list on paper would find them: who comes goes to the end of the list, whoever stands first and is still
  /// there serves until the next date and goes to the end again.
  private func walked(_ life: Life, unless isBarred: (Rotation.Turn) -> Bool = Rotation.nobody) -> [Rotation.Turn] {
    var waiting: [Rotation.Seat] = []
    var coming: [Rotation.Seat] = life.seats.sorted { ($0.from, $0.id) < ($1.from, $1.id) }
    var out: [Rotation.Turn] = []
    var server: Rotation.Seat?
    let end: CivilDay = life.today.adding(months: 60)
    for step in 0... {
      let day: CivilDay = life.start.adding(months: step * life.months)
      if day >= end { break }
      while let next = coming.first, next.from < day { waiting.append(coming.removeFirst()); _ = next }
      if let server { waiting.append(server) }
      while let next = coming.first, next.from == day { waiting.append(coming.removeFirst()); _ = next }
      waiting.removeAll { seat in seat.until.map { $0 <= day } ?? false }
      let until: CivilDay = life.start.adding(months: (step + 1) * life.months)
      let next: Int? = waiting.firstIndex { !isBarred(Rotation.Turn(seat: $0.id, from: day, until: until)) }
      server = next.map { waiting.remove(at: $0) }
      if let server { out.append(Rotation.Turn(seat: server.id, from: day, until: until)) }
    }
    return out
  }

  @Test("with some barred at times the turns are those of a list on paper on which they are skipped", arguments: [3, 14, 159])
  func barred(seed: Int) {
    for round in 0..<300 {
      var life = Life(seed: UInt64(seed * 10_000 + round))
      for _ in 0..<4 { life.step() }
      let chance: UInt64 = UInt64(seed + round)
      @Sendable func isBarred(_ turn: Rotation.Turn) -> Bool {
        var dice = SeededGenerator(seed: chance ^ UInt64(turn.seat.raw) << 32 ^ UInt64(turn.from.daysSince1970))
        return Int.random(in: 0..<3, using: &dice) == 0
      }
      let turns: [Rotation.Turn] = life.rotation.turns(through: life.today.adding(months: 60), unless: isBarred)
      #expect(turns == walked(life, unless: isBarred), "seed \(seed), round \(round)")
      #expect(!turns.contains(where: isBarred), "seed \(seed), round \(round)")
    }
  }

  @Test("a schedule that only counted turns would be found out")
  func failing() {
    var unfair: Int = 0
    for seed in 0..<200 {
      var life = Life(seed: UInt64(seed))
      for _ in 0..<6 { life.step() }
      // Whoever has served least is next, newcomers with nothing: they would serve once for every turn that others had before.
      var served: [AllianceSeatID: Int] = [:]
      life.turns = life.turns.map { turn in
        let there: [Rotation.Seat] = life.seats.filter { $0.isThere(on: turn.from) }
        let next: AllianceSeatID = there.min { (served[$0.id] ?? 0, $0.id) < (served[$1.id] ?? 0, $1.id) }?.id ?? turn.seat
        served[next, default: 0] += 1
        return Rotation.Turn(seat: next, from: turn.from, until: turn.until)
      }
      if worst(life) > 1 { unfair += 1 }
    }
    #expect(unfair > 20)
  }
}
