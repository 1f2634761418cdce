import Ground
public import Places
import SQL

/// Open matters at a building that ends go to the building that takes over, or stay with the grid alone; closed ones keep their building.
struct MatterTenant: BuildingTenant {
  let desk: MatterDesk

  func load(of ending: BuildingEnding, in session: any Session) throws -> [BuildingLoad] {
    guard ending.unit == nil else { return [] }
    let count: Int = try session.value("SELECT COUNT(*) FROM matter m WHERE \(open(ending.building))")
    return [BuildingLoad(word: "building_load.matters", count: count)]
  }

  func leave(_ ending: BuildingEnding, by caller: Caller, in session: any Session) throws {
    guard ending.unit == nil else { return }
    let building: Building = ending.building
    let matters: [MatterID] = try session.rows("SELECT m.id FROM matter m WHERE \(open(building)) ORDER BY m.id") { try $0.at(0) }
    for matter in matters {
      try session.run("UPDATE matter SET building_id = \(ending.heir?.id), version = version + 1 WHERE id = \(matter)")
      let draft = JournalDraft(
        "matter.rehomed", subject: "matter", id: matter.raw, place: building.place,
        before: ["building": building.id.description], after: ["building": ending.heir?.id.description ?? ""])
      try desk.journal.append(draft, by: caller, in: session)
    }
  }

  /// By its place, because that has an index among open matters.
  private func open(_ building: Building) -> Query { "m.is_open = 1 AND m.place = \(building.place) AND m.building_id = \(building.id)" }
}

extension MattersRoom {
  public var buildingTenant: any BuildingTenant { MatterTenant(desk: desk) }
}
