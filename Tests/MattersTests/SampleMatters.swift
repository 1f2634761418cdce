import Ground
import Organisations
import Places
import Testkit

@testable import Matters

/// One fabricated matter in whatever words a test wants, without a database.
struct SampleMatters {
  let profile: CityProfile
  let words: Words
  let now: Moment
  /// What a stranger typed.
  var text: String = "6 号楼 2 单元下水道反水，楼道里有积水"

  init(locale: String = "zh-CN") throws {
    profile = try Testkit.profile("jilin")
    words = profile.words(locale)
    now = profile.calendar.moment(CivilDay(year: 2026, month: 10, day: 9), minute: 600)
  }

  var pages: StaffPages { StaffPages(words: words, profile: profile, now: now) }

  func matter(state: String = "collected", reported: CivilDay = CivilDay(year: 2026, month: 9, day: 28)) -> Matter {
    let at: Moment = profile.calendar.moment(reported, minute: 980)
    let status: Workflow.State? = profile.workflow.state(state)
    let range: Place = Place(220_211_004_001_001)
    return Matter(
      id: MatterID(7), number: "482730613",
      location: .init(place: range, area: AreaID(5), building: nil, address: text, longitude: 126.56, latitude: 43.81), category: "drain",
      title: text, body: text, source: .code, state: state, waitingFor: status?.waitingFor ?? .desk, isOpen: status?.isOpen ?? true,
      deskLevel: "community", handlerPost: nil, handlerOrganisation: nil, deadline: Deadline(.workingDays(5), from: at, on: profile.calendar),
      askedMinutes: state == "handling" ? 480 : nil, reportedAt: at, dispatchedAt: nil, acceptedAt: nil, answeredAt: nil, resolvedAt: nil,
      closedAt: nil, confirmed: nil, rating: nil, ratedAt: nil, reopened: 0, reports: 2, joinedTo: nil, version: 3)
  }

  func row(_ matter: Matter) -> QueueRow {
    QueueRow(matter: matter, areaName: text, handler: text, standing: MatterStanding(matter, at: now, on: profile.calendar))
  }

  var area: Area { Area(id: AreaID(5), code: "220211004", level: "subdistrict", name: text, parent: nil, range: PlaceRange(Place(1), Place(9))) }

  func queue(_ filter: MatterFilter = MatterFilter(isOpen: true), rows: [QueueRow]? = nil) -> QueueView {
    let shown: [QueueRow] = rows ?? [row(matter()), row(matter(state: "handling", reported: CivilDay(year: 2026, month: 10, day: 9)))]
    return QueueView(
      filter: filter, rows: shown, total: shown.count, next: nil,
      views: [
        .init(id: "open", filter: MatterFilter(isOpen: true), count: shown.count), .init(id: "late", filter: MatterFilter(due: .late), count: 1),
      ],
      areas: [area], home: area)
  }

  /// Every act that the table has from this state, as if the caller held every post.
  func view(_ matter: Matter) -> MatterView {
    let at: Moment = matter.reportedAt
    let kinds: [MatterEvent.Kind] = [.act(.grantMoreTime), .act(.dispatch), .reported]
    let photo: MatterPhoto = MatterPhoto(
      id: PhotoID(3), matter: matter.id, event: MatterEventID(1), kind: .report, digest: "d", width: 400, height: 300, at: at)
    let events: [MatterView.Event] = kinds.enumerated().map { index, kind in
      let event: MatterEvent = MatterEvent(
        id: MatterEventID(Int64(index + 1)), matter: matter.id, at: at.adding(seconds: Int64(9000 - index * 3000)), kind: kind, person: nil,
        post: nil,
        targetPost: nil, targetOrganisation: nil, note: text, dueBefore: index == 0 ? at : nil, dueAfter: index == 0 ? matter.deadline.due : nil)
      return .init(event: event, post: index == 2 ? nil : text, person: index == 2 ? nil : text, target: text, photos: index == 2 ? [photo] : [])
    }
    let report: Report = Report(
      id: ReportID(1), matter: matter.id, number: matter.number, body: text, at: at, rating: 4, solved: true, comment: text, ratedAt: at)
    let reasons: DeadlineReasons = matter.deadline.why(.init(startedAt: at, budget: .workingDays(5)), at: now, on: profile.calendar)
    return MatterView(
      matter: matter, chain: [area], handler: text, standing: MatterStanding(matter, at: now, on: profile.calendar), events: events, photos: [photo],
      reports: [report, report], contacts: [Contact(name: text, phone: "13812346021")], mayReveal: true, reasons: reasons,
      acts: profile.workflow.moves.filter { $0.from.contains(matter.state) && $0.permission != nil }, choice: nil, owner: nil, joinedTo: nil)
  }

  var tiles: TilesView {
    let figures: MatterTiles = MatterTiles(open: 31, dueToday: 4, late: 3, answeredThisWeek: 12, rated: 8, satisfied: 7)
    return TilesView(area: area, chain: [area], tiles: figures, lines: [.init(area: area, tiles: figures)])
  }
}
