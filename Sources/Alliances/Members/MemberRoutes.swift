import Ground
import Organisations
import Places
import SQL
import Web

/// Members and seats of an alliance: come and go.
extension AlliancesRoom {
  var memberRoutes: [Route] { [newMember, admitMember, showMember, endMember, newChair, seatChair] + seatRoutes }

  private static let member: FieldShape = FieldShape("member", .id, required: true, about: "The membership's id")
  static let lastDay: FieldShape = FieldShape("day", .day, required: true, about: "The first day on which it is no longer so")

  // MARK: Members

  private var newMember: Route {
    Route(
      .get, "/alliances/{alliance}/members/new", name: "newAllianceMember", summary: "The form on which a member is admitted",
      access: .permission(.allianceManage), faces: [.page], pathFields: [Self.alliance],
      query: [FieldShape("q", .text(max: 60)), FieldShape("organisation", .id)]
    ) { visit in
      let values: [String: String] = visit.query.values.compactMapValues(\.first)
      return try await memberPage(visit, FilledForm(words: visit.words, values: values), query: visit.query.text("q"))
    }
  }

  private var admitMember: Route {
    Route(
      .post, "/alliances/{alliance}/members", name: "admitAllianceMember", summary: "Admits an organisation", access: .permission(.allianceManage),
      pathFields: [Self.alliance],
      body: [
        FieldShape("organisation", .id, required: true, about: "The organisation"),
        FieldShape("type", .choice(profile.alliances.memberTypes), required: true, about: "Its type of member"),
        FieldShape("since", .day, required: true, about: "The first day"),
        FieldShape("takes_turns", .flag, about: "Its person takes turns as rotating chair"),
      ] + Self.person, gives: AllianceJSON.state, status: 201, isConditional: true,
      refused: { visit, refusal in try await memberPage(visit, Self.filled(visit, refusal), query: nil) },
      handle: { visit in
        guard let id: OrganisationID = visit.pathValues.id("alliance"), let organisation: OrganisationID = visit.body.id("organisation"),
          let since = visit.body.day("since")
        else { throw Refusal.absent }
        let admission = AllianceDesk.Admission(
          organisation: organisation, type: visit.body.text("type") ?? "", since: since, person: Self.seated(visit),
          takesTurns: visit.body.flag("takes_turns"))
        return try await visit.change(database) { session in
          let alliance = try desk.admit(admission, to: id, expecting: visit.expectedVersion, by: visit.caller, in: session)
          return changed(alliance, visit, status: 201)
        }
      })
  }

  private func memberPage(_ visit: Visit, _ form: FilledForm, query: String?) async throws -> Reply {
    let view: AllianceView = try await managed(visit)
    let reader = AllianceReader(seal: seal, words: visit.words)
    let choices = UnitChoices(profile: profile)
    let chosen: OrganisationID? = OrganisationID(form["organisation"])
    let (units, people) = try await database.read { session in
      var units = try choices.find(query, near: view.alliance.place, on: today, words: visit.words, in: session)
      if let chosen, !units.contains(where: { $0.id == chosen }) {
        units += try OrganisationRecords().names([chosen], words: visit.words, in: session).map { ($0.key, $0.value) }
      }
      let near: [PersonID] = try chosen.map { try SeatRecords().people(of: $0, on: today, in: session) } ?? []
      return (units, try reader.choices(near, in: session))
    }
    let takesTurns: Bool = profile.alliances.kind(view.alliance.kind)?.rotatingChair != nil
    let pages = AllianceFormPages(words: visit.words, profile: profile, today: today)
    return .page(
      pages.admit(
        view.heading, form, query: query ?? "", units: units, people: people, takesTurns: takesTurns,
        tokens: visit.tokens(version: view.alliance.version)))
  }

  private var showMember: Route {
    Route(
      .get, "/alliances/{alliance}/members/{member}", name: "showAllianceMember", summary: "The form that ends a membership",
      access: .permission(.allianceManage), faces: [.page], pathFields: [Self.alliance, Self.member]
    ) { visit in try await memberDeparture(visit, FilledForm(words: visit.words)) }
  }

  private var endMember: Route {
    Route(
      .post, "/alliances/{alliance}/members/{member}/departure", name: "endAllianceMember",
      summary: "Ends a membership; seats and turns to come go with it", access: .permission(.allianceManage),
      pathFields: [Self.alliance, Self.member], body: [Self.lastDay], gives: AllianceJSON.state, isConditional: true,
      refused: { visit, refusal in try await memberDeparture(visit, Self.filled(visit, refusal)) },
      handle: { visit in
        guard let id: OrganisationID = visit.pathValues.id("alliance"), let member: AllianceMemberID = visit.pathValues.id("member"),
          let day = visit.body.day("day")
        else { throw Refusal.absent }
        return try await visit.change(database) { session in
          changed(try desk.dismiss(member, of: id, on: day, expecting: visit.expectedVersion, by: visit.caller, in: session), visit)
        }
      })
  }

  private func memberDeparture(_ visit: Visit, _ form: FilledForm) async throws -> Reply {
    let view: AllianceView = try await managed(visit)
    guard let member = view.members.first(where: { $0.member.id == visit.pathValues.id("member") }) else { throw Refusal.absent }
    let pages = AllianceFormPages(words: visit.words, profile: profile, today: today)
    return .page(
      pages.departure(
        view.heading, title: visit.words("alliances.member.leave.do"), what: member.name,
        to: "/alliances/\(view.alliance.id)/members/\(member.member.id)/departure", form, tokens: visit.tokens(version: view.alliance.version)))
  }

  // MARK: Seats

  private var newChair: Route {
    Route(
      .get, "/alliances/{alliance}/chairs/new", name: "newAllianceChair", summary: "The form on which a chair is seated",
      access: .permission(.allianceManage), faces: [.page], pathFields: [Self.alliance]
    ) { visit in try await chairPage(visit, FilledForm(words: visit.words)) }
  }

  private var seatChair: Route {
    Route(
      .post, "/alliances/{alliance}/chairs", name: "seatAllianceChair", summary: "Seats a standing chair, or somebody who takes turns",
      access: .permission(.allianceManage), pathFields: [Self.alliance],
      body: [
        FieldShape("kind", .choice(["standing", "rotating"]), required: true, about: "Which chair"),
        FieldShape("member", .id, about: "The membership for which a rotating chair sits"),
        FieldShape("since", .day, required: true, about: "The first day"),
      ] + Self.person, gives: AllianceJSON.state, status: 201, isConditional: true,
      refused: { visit, refusal in try await chairPage(visit, Self.filled(visit, refusal)) },
      handle: { visit in
        guard let id: OrganisationID = visit.pathValues.id("alliance"), let since = visit.body.day("since") else { throw Refusal.absent }
        guard let person = Self.seated(visit) else { throw Refusal.invalid([FieldProblem("person", "alliances.problem.person_missing")]) }
        let rotates: Bool = visit.body.text("kind") == "rotating"
        let member: AllianceMemberID? = visit.body.id("member")
        if rotates, member == nil { throw Refusal.invalid([FieldProblem("member", "alliances.problem.member_missing")]) }
        return try await visit.change(database) { session in
          let version: Int64? = visit.expectedVersion
          if rotates, let member {
            return changed(
              try desk.seatRotating(person, for: member, from: since, of: id, expecting: version, by: visit.caller, in: session), visit, status: 201)
          }
          return changed(try desk.seatChair(person, from: since, of: id, expecting: version, by: visit.caller, in: session), visit, status: 201)
        }
      })
  }

  private func chairPage(_ visit: Visit, _ form: FilledForm) async throws -> Reply {
    let view: AllianceView = try await managed(visit)
    let reader = AllianceReader(seal: seal, words: visit.words)
    let people = try await database.read { session in
      var near: [PersonID] = try SeatRecords().people(of: view.alliance.id, on: today, in: session)
      near += try SeatRecords().people(at: view.alliance.area, on: today, in: session)
      for member in view.present.prefix(60) { near += try SeatRecords().people(of: member.member.organisation, on: today, in: session) }
      return try reader.choices(Array(Set(near)).sorted(), in: session)
    }
    let pages = AllianceFormPages(words: visit.words, profile: profile, today: today)
    return .page(
      pages.chair(
        view.heading, form, members: view.present.map { ($0.member.id, $0.name) }, people: people,
        tokens: visit.tokens(version: view.alliance.version)))
  }
}
