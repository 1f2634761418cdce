import Ground
import Organisations
import SQL

/// Agreements that end soon, turns that somebody may not have, visits that are late and what was promised at visits: told to whoever keeps them, and to a unit's own people.
struct TieReminders: Reminding {
  let agreements: AgreementDesk
  let seal: PersonSeal

  /// Rows shown of each; the rest is behind the number.
  static let most: Int = 5

  func reminders(for caller: Caller, at now: Moment, words: Words, in session: any Session) throws -> [Reminder] {
    let today: CivilDay = agreements.profile.calendar.localDay(now)
    return [
      try renewals(caller, today, words, in: session),
      try passedOver(caller, today, words, in: session),
      try visits(VisitFilter(state: .overdue), "overdue", caller, today, words, in: session),
      try visits(VisitFilter(hasOpenFollowUps: true), "follow_ups", caller, today, words, in: session),
    ].filter { $0.count > 0 }
  }

  private func renewals(_ caller: Caller, _ today: CivilDay, _ words: Words, in session: any Session) throws -> Reminder {
    let scope = AgreementScope(responsible: caller)
    let filter = AgreementFilter(view: .due)
    let horizon: CivilDay = agreements.renewal.horizon(from: today)
    let count: Int = try agreements.records.count(filter, of: scope, on: today, horizon: horizon, in: session)
    let found: [Agreement] =
      try count == 0
      ? [] : agreements.records.list(filter, of: scope, on: today, horizon: horizon, after: nil, limit: Self.most, in: session).rows
    let rows: [Reminder.Row] = found.map { agreement in
      let days: Int = agreements.renewal.workingDays(from: today, until: agreement.validUntil)
      return Reminder.Row(
        agreement.title, to: "/agreements/\(agreement.id)", time: words("alliances.agreement.ends_in", count: days), isLate: false)
    }
    return Reminder(
      id: "renewals", title: words("alliances.reminder.renewals", count: count), count: count, rows: rows, href: "/agreements?view=due&own=true")
  }

  private func passedOver(_ caller: Caller, _ today: CivilDay, _ words: Words, in session: any Session) throws -> Reminder {
    let scope = AllianceScope(caller, on: today)
    let filter = AllianceFilter(passedOver: caller.policy(for: .allianceManage))
    let count: Int = try AllianceRecords().count(filter, of: scope, in: session)
    let found: [Alliance] =
      try count == 0 ? [] : AllianceRecords().list(filter, of: scope, after: nil, limit: Self.most, in: session).rows.map(\.alliance)
    let names: [OrganisationID: String] = try OrganisationRecords().names(Set(found.map(\.id)), words: words, in: session)
    let rows: [Reminder.Row] = try found.map { alliance in
      let next: CivilDay? = try PassedOverRecords().all(of: alliance.id, in: session).first { $0.turn.until > today }?.turn.from
      return Reminder.Row(
        names[alliance.id] ?? "", to: "/alliances/\(alliance.id)#passed", time: next.map { words.day($0) } ?? "", isLate: false)
    }
    return Reminder(
      id: "passed_over", title: words("alliances.reminder.passed_over", count: count), count: count, rows: rows,
      href: "/alliances?passed_over=true")
  }

  private func visits(
    _ filter: VisitFilter, _ id: String, _ caller: Caller, _ today: CivilDay, _ words: Words, in session: any Session
  ) throws -> Reminder {
    let scope = VisitScope(caller, .allianceManage)
    let records = VisitRecords()
    let count: Int = try records.count(filter, of: scope, on: today, in: session)
    let found: [SecretaryVisit] =
      try count == 0 ? [] : records.list(filter, of: scope, on: today, after: nil, limit: Self.most, in: session).rows
    let names = try VisitNames.read(found, seal: seal, on: today, words: words, in: session)
    let rows: [Reminder.Row] = found.map { visit in
      let title: String = words("alliances.pair.both", ["left": names.community(visit), "right": names.unit(visit)])
      let late: Int = today.daysSince1970 - visit.planned.daysSince1970
      let time: String =
        filter.state == .overdue ? words("alliances.visit.overdue.by", count: late) : words("alliances.follow_ups.open")
      return Reminder.Row(title, to: "/visits/\(visit.id)", time: time, isLate: filter.state == .overdue)
    }
    let query: String = filter.state == .overdue ? "state=overdue" : "follow_ups=true"
    return Reminder(
      id: id, title: words("alliances.reminder.\(id)", count: count), count: count, rows: rows, href: "/visits?\(query)&own=true")
  }
}
