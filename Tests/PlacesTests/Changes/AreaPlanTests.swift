import Ground
import Testing

@testable import Places

@Suite("A change of areas, planned")
struct AreaPlanTests {
  let world: SmallWorld
  let day = SmallWorld.today

  init() {
    var generator = DemoGenerator(seed: 8)
    world = SmallWorld(&generator)
  }

  private func area(_ code: String) throws -> AreaID { try #require(world.areas.first { $0.value.code == code }?.key) }

  private func plan(_ command: AreaCommand, on day: CivilDay? = nil, in outlook: AreaOutlook? = nil) throws -> AreaPlan {
    var next: Int64 = 9_000
    return try AreaPlanner.plan(command, on: day ?? self.day, in: outlook ?? world.outlook, levels: SmallWorld.levels) {
      next += 1
      return AreaID(next)
    }
  }

  private func problem(_ command: AreaCommand, on day: CivilDay? = nil, in outlook: AreaOutlook? = nil) -> String? {
    do {
      _ = try plan(command, on: day, in: outlook)
      return nil
    } catch let refusal as Refusal {
      return refusal.fields.first.map { "\($0.field): \($0.word.split(separator: ".").last ?? "")" }
    } catch {
      return "\(error)"
    }
  }

  @Test("a recoded community takes its grids along; to move everything in it takes one shift of numbers")
  func recode() throws {
    let community = try area("220202001001")
    let plan = try plan(.recode([community: "220202001077"]))
    #expect(plan.steps.first?.after?.code == "220202001077")
    #expect(plan.steps.dropFirst().allSatisfy { $0.after?.code.hasPrefix("220202001077") ?? false })
    #expect(plan.steps.count == world.outlook.subtree(of: community).count)
    #expect(plan.shifts.count == 1)
    #expect(plan.shifts.first?.distance == 76_000)
  }

  @Test("a community that is split by a list of buildings cuts the grids of which only some go")
  func split() throws {
    let community = try area("220202001001")
    let grids = world.outlook.children(of: community).filter { world.outlook.buildings(of: $0).count > 1 }
    let grid = try #require(grids.first)
    let houses = world.outlook.buildings(of: grid)
    let plan = try plan(.split(community, [.init(name: "新社区", buildings: [houses[0]])]))
    let created = plan.steps.filter(\.isNew)
    #expect(created.map { $0.after?.level } == ["community", "grid"])
    #expect(created[1].after?.parent == created[0].area)
    #expect(created[1].origin == grid)
    #expect(plan.buildings == [AreaPlan.BuildingStep(building: houses[0], from: grid, to: created[1].area)])
    let all = try self.plan(.split(community, [.init(name: "新社区", buildings: Set(houses))]))
    #expect(all.buildings.isEmpty, "a grid that goes altogether stays one grid")
    #expect(all.steps.contains { $0.area == grid && $0.after?.parent != community })
  }

  @Test("what is not possible is said, at the field that is wrong")
  func refusals() throws {
    let community = try area("220202001001")
    let other = try area("220202001002")
    let street = try area("220202002")
    let city = try area("2202")
    #expect(problem(.recode([community: "220202001002"])) == "code: code_taken")
    #expect(problem(.recode([community: "220202002001"])) == "code: code_shape")
    #expect(problem(.recode([community: "22020200107"])) == "code: code_shape")
    #expect(problem(.recode([community: "220202001000"])) == "code: code_shape")
    #expect(problem(.move(community, to: city, code: nil)) == "parent: level")
    #expect(problem(.move(community, to: community, code: nil)) == "parent: level")
    #expect(problem(.move(city, to: street, code: nil)) == "area: top")
    #expect(problem(.merge([community], into: community)) == "into: merge_self")
    #expect(problem(.merge([community], into: street)) == "into: level")
    #expect(problem(.retire(community, successor: nil)) == "area: open_children")
    #expect(problem(.rename(community, name: "")) == "name: name")
    #expect(problem(.rename(community, name: "A220202001001")) == "area: nothing")
    #expect(problem(.rename(AreaID(1), name: "x")) == "area: gone")
    #expect(problem(.split(community, [.init(name: "x")])) == "buildings: nothing_chosen")
    let houses = world.outlook.subtree(of: community).flatMap { world.outlook.buildings(of: $0) }
    let everything = AreaCommand.Part(name: "x", areas: Set(world.outlook.children(of: community)), buildings: Set(houses))
    #expect(problem(.split(community, [everything])) == "buildings: nothing_left")
    #expect(problem(.split(other, [.init(name: "x", buildings: Set(houses))])) == "buildings: no_building")
  }

  @Test("nothing is decided before what has been decided; an ended area's code is never given again, a left one is")
  func order() throws {
    let community = try area("220202001001")
    let outlook = world.outlook.applying(try plan(.recode([community: "220202001077"])))
    #expect(problem(.rename(community, name: "x"), on: day.adding(days: -1), in: outlook) == "day: day")
    #expect(problem(.rename(community, name: "x"), in: outlook) == nil)
    let other = try area("220202001002")
    #expect(problem(.recode([other: "220202001001"]), on: day.adding(days: -1), in: outlook) == "code: code_taken")
    #expect(problem(.recode([other: "220202001001"]), in: outlook) == nil)
    let merged = outlook.applying(try plan(.merge([community], into: other), in: outlook))
    #expect(problem(.create(parent: try area("220202001"), code: "220202001077", name: "x"), in: merged) == "code: code_taken")
  }

  private func square(_ x: Double, _ y: Double, width: Double = 1) throws -> Polygon {
    try Polygon(
      outer: [
        Coordinates(checkedLongitude: x, latitude: y), Coordinates(checkedLongitude: x + width, latitude: y),
        Coordinates(checkedLongitude: x + width, latitude: y + 1), Coordinates(checkedLongitude: x, latitude: y + 1),
      ])
  }

  @Test("what goes where it does not touch leaves the area above to be drawn; a neighbour is drawn with it")
  func joined() throws {
    let (street, other) = (try area("220202001"), try area("220202002"))
    let (own, theirs) = (world.outlook.children(of: street), world.outlook.children(of: other))
    for gap in [0.0, 5] {
      let start: Double = Double(own.count) + gap
      var outlines: [AreaID: Polygon] = [
        street: try square(0, 0, width: Double(own.count)), other: try square(start, 0, width: Double(theirs.count)),
      ]
      for (index, community) in own.enumerated() { outlines[community] = try square(Double(index), 0) }
      for (index, community) in theirs.enumerated() { outlines[community] = try square(start + Double(index), 0) }
      let outlook = AreaOutlook(entries: world.outlook.entries, buildings: [:], claims: world.outlook.claims, outlines: outlines)
      let plan = try plan(.move(try #require(own.last), to: other, code: nil), in: outlook)
      #expect(plan.undrawn == (gap == 0 ? [] : [other]))
      #expect(Set(plan.outlines.map(\.area)) == (gap == 0 ? [street, other] : [street]))
    }
  }

  @Test("neighbours that share their corners become one outline; what does not touch stays to be drawn")
  func united() throws {
    let both = try #require(Polygon.united([square(1, 1), square(2, 1)]))
    #expect(both.twiceArea == (try square(1, 1)).twiceArea * 2)
    #expect(Polygon.united([try square(1, 1), try square(5, 1)]) == nil)
  }
}
