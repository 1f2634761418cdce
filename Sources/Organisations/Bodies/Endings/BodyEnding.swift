import Ground
import SQL

/// What would happen if a body were dissolved, or merged into its successor, on a day.
struct BodyEnding: Sendable {
  let organisation: Organisation
  let successor: Organisation?
  let day: CivilDay
  let loads: [BodyLoad]
  /// Why it cannot be done like this, each with its field.
  let problems: [FieldProblem]
}

extension BodyDesk {
  /// The dry run of ``dissolve(_:on:successor:expecting:by:in:)``: nothing is changed.
  func ending(
    of organisation: Organisation, on day: CivilDay, successor id: OrganisationID?, by caller: Caller, in session: any Session
  ) throws -> BodyEnding {
    let ending: BodySuccession = succession(organisation, on: day, successor: id, by: caller)
    var problems: [FieldProblem] = []
    if let began = try bodies.lastBegun(of: organisation.id, from: day, before: today, in: session) {
      problems.append(FieldProblem("from", "bodies.problem.began_since", ["from": began.description]))
    } else if let problem = try dayProblem(organisation, day, in: session) {
      problems.append(problem.field)
    }
    let successor: Organisation? = try id.flatMap { try heir($0, of: organisation, on: day, by: caller, in: session) }
    if id != nil, successor == nil { problems.append(BodyProblem.successor.field) }
    do {
      _ = try followingChildren(of: organisation, to: successor, on: day, by: caller, in: session)
    } catch let refusal as Refusal {
      // What is wrong with a body below is said of the successor, whom one can choose anew.
      problems += refusal.fields.map { FieldProblem("successor", $0.word, $0.arguments) }
    }
    let loads: [BodyLoad] = try everyFollower.flatMap { try $0.loads(of: ending, in: session) }.filter { $0.count > 0 }
    problems += loads.compactMap { load in load.problem.map { FieldProblem("successor", $0, ["count": String(load.count)]) } }
    return BodyEnding(organisation: organisation, successor: successor, day: day, loads: loads, problems: problems)
  }

  func succession(_ organisation: Organisation, on day: CivilDay, successor: OrganisationID?, by caller: Caller) -> BodySuccession {
    let acting: Holding? = caller.acting(.organisationManage, place: organisation.place, organisation: organisation.id)
    return BodySuccession(body: organisation.id, successor: successor, day: day, acting: acting?.post)
  }

  private func dayProblem(_ organisation: Organisation, _ day: CivilDay, in session: any Session) throws -> BodyProblem? {
    if organisation.validUntil != nil { return .ending }
    if day <= organisation.validFrom { return .day }
    if try bodies.story(of: organisation.id, in: session).spans.contains(where: { $0.validFrom >= day }) { return .plans }
    if try bodies.isAwaitedSuccessor(organisation.id, in: session) { return .awaited }
    return nil
  }

  private func heir(
    _ id: OrganisationID, of organisation: Organisation, on day: CivilDay, by caller: Caller, in session: any Session
  ) throws -> Organisation? {
    guard id != organisation.id, let found = try bodies.organisation(id, on: day, in: session), found.validUntil == nil,
      caller.policy(for: .organisationManage).allows(place: found.place, organisation: found.id)
    else { return nil }
    return found
  }
}
