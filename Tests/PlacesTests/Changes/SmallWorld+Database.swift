import Ground
import SQL

@testable import Places

extension SmallWorld {
  /// Somebody who may change all of it.
  static var boss: Caller {
    let range = PlaceRange(Place(220_200_000_000_000), Place(220_299_999_999_999))
    return caller(over: Area(id: AreaID(101), code: "2202", level: "city", name: "城", parent: nil, range: range), [.areaRead, .areaManage])
  }

  /// Every grid and every building has a printed code.
  func save(in session: any Session) throws {
    for (id, state) in areas.sorted(by: { $0.key < $1.key }) {
      try AreaRecords().insert(
        Area(id: id, code: state.code, level: state.level, name: state.name, parent: state.parent, range: state.range), in: session)
      guard state.level == "grid" else { continue }
      try DoorCodeRecords().insert(
        DoorCode(id: DoorCodeID(id.raw + 5_000), code: "G\(id)", kind: .grid, area: id, place: state.range.first), in: session)
    }
    for (id, house) in buildings.sorted(by: { $0.key < $1.key }) {
      guard let grid = areas[house.grid], let point = house.coordinates else { continue }
      try BuildingRecords().insert(
        Building(id: id, area: house.grid, place: grid.range.first, name: house.name, estate: nil, units: 1, coordinates: point), in: session)
      try DoorCodeRecords().insert(
        DoorCode(id: DoorCodeID(id.raw + 5_000), code: "B\(id)", kind: .building, area: house.grid, place: grid.range.first, building: id),
        in: session)
    }
  }
}
