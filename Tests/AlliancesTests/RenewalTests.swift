import Ground
import Testing
import Testkit

@testable import Alliances

@Suite("When an agreement is due for renewal") struct RenewalTests {
  @Test("working days are counted, holidays and make-up workdays too")
  func horizon() throws {
    let calendar: WorkingCalendar = try Testkit.profile("jilin").calendar
    // From Tuesday 2026-02-10: the Spring Festival of 2026 is off from the 15th to the 23rd; Saturday the 14th and the 28th are worked.
    let today = CivilDay(year: 2026, month: 2, day: 10)
    let renewal = Renewal(calendar: calendar, notice: 20)
    let horizon: CivilDay = renewal.horizon(from: today)
    var days: Int = 0
    for offset in 1...60 where today.adding(days: offset) <= horizon && calendar.isWorkingDay(today.adding(days: offset)) { days += 1 }
    #expect(days == 20)
    #expect(calendar.isWorkingDay(horizon))
    #expect(renewal.workingDays(from: today, until: today.adding(days: 1)) == 1)
    #expect(renewal.workingDays(from: today, until: today) == 0)
  }
}
