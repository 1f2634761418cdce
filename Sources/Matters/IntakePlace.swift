import Ground
import Places
import SQL

/// Where the thing is: the door's place, or another one that the resident names.
struct IntakePlace: Sendable {
  let profile: CityProfile
  let locator: GridLocator
  let words: Words

  /// Farther from the door than this, a phone's position says where the phone is and not where the thing is.
  static let near: Double = 2000

  /// - Throws: ``Refusal`` `.invalid` when another place was chosen and its point lies in no grid of the city.
  func location(_ request: IntakeRequest, at step: Doorstep, in session: any Session) throws -> Matter.Location {
    request.isElsewhere ? try elsewhere(request, step, in: session) : try here(request, step, in: session)
  }

  /// The door's own place; the point makes it more exact, if it is near and makes sense.
  private func here(_ request: IntakeRequest, _ step: Doorstep, in session: any Session) throws -> Matter.Location {
    let door: Matter.Location = Matter.Location(
      place: step.place, area: step.area, building: step.building?.id, address: step.spot(words), longitude: step.coordinates?.longitude,
      latitude: step.coordinates?.latitude)
    guard let point = request.point, let grid = try grid(at: point, in: session) else { return door }
    var out: Matter.Location = door
    if let building = step.coordinates {
      guard building.distance(to: point) <= IntakePlace.near else { return door }
    } else {
      guard let area = step.chain.last, area.range.contains(grid.place) else { return door }
      out.place = grid.place
      out.area = grid.id
    }
    out.longitude = point.longitude
    out.latitude = point.latitude
    return out
  }

  private func elsewhere(_ request: IntakeRequest, _ step: Doorstep, in session: any Session) throws -> Matter.Location {
    guard let point = request.point else {
      // The desk that hears of it first knows its streets.
      let area: Area? = step.chain.last { $0.level == profile.intake.firstDesk } ?? step.chain.last
      return Matter.Location(
        place: area?.place ?? step.place, area: area?.id ?? step.area, building: nil, address: request.address ?? "", longitude: nil, latitude: nil)
    }
    guard let grid = try grid(at: point, in: session) else { throw Refusal.invalid([FieldProblem("longitude", "intake.problem.outside")]) }
    return Matter.Location(
      place: grid.place, area: grid.id, building: nil, address: request.address ?? grid.name, longitude: point.longitude, latitude: point.latitude)
  }

  private func grid(at point: Coordinates, in session: any Session) throws -> Area? {
    try locator.grid(at: point, in: session).flatMap { try AreaRecords().find($0, in: session) }
  }
}
