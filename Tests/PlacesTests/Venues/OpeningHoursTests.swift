import Ground
import Testing
import Testkit

@testable import Places

@Suite("Opening hours")
struct OpeningHoursTests {
  private let calendar: WorkingCalendar
  private let hours: OpeningHours

  init() throws {
    calendar = try Testkit.profile("jilin").calendar
    let day: [Range<Int>] = [510..<720, 810..<1050]
    hours = OpeningHours(
      weekly: Array(repeating: day, count: 5) + [[540..<720], []], exceptions: [CivilDay(year: 2026, month: 3, day: 4): []])
  }

  private func moment(_ month: Int, _ day: Int, _ hour: Int, _ minute: Int = 0) -> Moment {
    calendar.moment(CivilDay(year: 2026, month: month, day: day), minute: hour * 60 + minute)
  }

  @Test("a working day, its noon, its evening, the weekend")
  func week() {
    // 2026-03-02 is a Monday.
    #expect(hours.standing(at: moment(3, 2, 9), calendar) == .open(until: 720))
    #expect(hours.standing(at: moment(3, 2, 12), calendar) == .closed(CivilDay(year: 2026, month: 3, day: 2), opens: 810))
    #expect(hours.standing(at: moment(3, 2, 17, 30), calendar) == .closed(CivilDay(year: 2026, month: 3, day: 3), opens: 510))
    #expect(hours.standing(at: moment(3, 7, 10), calendar) == .open(until: 720))
    #expect(hours.standing(at: moment(3, 7, 13), calendar) == .closed(CivilDay(year: 2026, month: 3, day: 9), opens: 510))
  }

  @Test("an exception of its own wins; a public holiday is a day off, a make-up workday has the hours of a Monday")
  func exceptions() {
    #expect(hours.hours(on: CivilDay(year: 2026, month: 3, day: 4), calendar).isEmpty)
    #expect(hours.hours(on: CivilDay(year: 2026, month: 10, day: 1), calendar).isEmpty)
    let makeUp = calendar.exceptions.filter { $0.value.kind == .work && $0.key.parts.year == 2026 }.keys
    #expect(!makeUp.isEmpty)
    for day in makeUp { #expect(hours.hours(on: day, calendar) == [510..<720, 810..<1050]) }
    var own = hours
    own.followsCalendar = false
    #expect(own.hours(on: CivilDay(year: 2026, month: 10, day: 1), calendar) == [510..<720, 810..<1050])
    #expect(OpeningHours.never.standing(at: moment(3, 2, 9), calendar) == .shut)
  }

  @Test(
    "what people write is understood, nonsense is not, and what is kept is read back",
    arguments: [
      ("08:30-12:00, 13:30-17:30", [510..<720, 810..<1050]), ("8:30-12:00，13:30-17:30", [510..<720, 810..<1050]), ("00:00-24:00", [0..<1440]),
      ("", []),
    ] as [(String, [Range<Int>])])
  func written(_ text: String, _ spans: [Range<Int>]) {
    #expect(OpeningHours.spans(text) == spans)
    #expect(OpeningHours.spans(OpeningHours.text(spans)) == spans)
  }

  @Test("nonsense is refused", arguments: ["25:00-26:00", "12:00-08:00", "08:00-12:00, 11:00-13:00", "morning", "08:00", "08:00-", "8-12"])
  func nonsense(_ text: String) {
    #expect(OpeningHours.spans(text) == nil)
  }

  @Test("what is kept is read back")
  func kept() {
    #expect(OpeningHours(weekly: hours.weeklyText, followsCalendar: true, exceptions: hours.exceptionsText) == hours)
    #expect(OpeningHours.exceptions("2026-02-30") == nil)
    #expect(
      OpeningHours.exceptions("2026-10-01\n2026-10-09 09:00-12:00") == [
        CivilDay(year: 2026, month: 10, day: 1): [], CivilDay(year: 2026, month: 10, day: 9): [540..<720],
      ])
  }
}
