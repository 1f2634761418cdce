import Ground
import Places

extension PostSheetPlanner {
  /// Which post a row is about.
  enum Home {
    case known(Int)
    case new(Draft)

    struct Draft {
      let key: PostSheetWorld.Key
      let range: PlaceRange
      let seat: String?
    }

    var position: Int? { if case .known(let position) = self { position } else { nil } }
  }

  /// By the post's number where there is one, else by what and where it is.
  func home(of row: ImportRow, _ wrong: inout [ImportProblem]) -> Home? {
    let type: CityProfile.PostType? = type(of: row, &wrong)
    if let ref = row.text(Column.postRef) { return known(ref, row, type, &wrong) }
    guard let type else { return nil }
    let body: PostSheetWorld.Body? = body(of: row, type, &wrong)
    guard let area = area(of: row, body, type, &wrong), wrong.isEmpty else { return nil }
    guard let spot = spot(of: row, type, area, &wrong) else { return nil }
    guard policy.allows(place: area.place, organisation: body?.id) else {
      wrong.append(areaProblem(row))
      return nil
    }
    let key = PostSheetWorld.Key(type: type.id, area: area.id, building: spot.building, unit: spot.unit, organisation: body?.id)
    return home(key, area.range, row, &wrong)
  }

  private func home(_ key: PostSheetWorld.Key, _ range: PlaceRange, _ row: ImportRow, _ wrong: inout [ImportProblem]) -> Home? {
    let seat: String? = row.text(Column.seat)
    let all: [Int] = world.positions(key).filter { seat == nil || world.states[$0].post.name == seat }
    let ended: [Int] = all.filter { isEnded($0, by: row) }
    let found: [Int] = ended.isEmpty ? all.filter { world.states[$0].post.validUntil.map { $0 > day } ?? true } : ended
    if found.count > 1 {
      wrong.append(ImportProblem(row: row.number, Column.postRef, "imports.posts.problem.several"))
      return nil
    }
    return found.first.map { .known($0) } ?? .new(Home.Draft(key: key, range: range, seat: seat))
  }

  /// What this very row has ended before stays as it is.
  private func isEnded(_ position: Int, by row: ImportRow) -> Bool {
    guard let until = row.firstDayAfter(Column.postLastDay), until <= day else { return false }
    return world.states[position].post.validUntil == until
  }

  private func known(_ ref: String, _ row: ImportRow, _ type: CityProfile.PostType?, _ wrong: inout [ImportProblem]) -> Home? {
    guard let id = PostID(ref), let position = world.position(of: id) else {
      wrong.append(ImportProblem(row: row.number, Column.postRef, "imports.posts.problem.post"))
      return nil
    }
    let post: Post = world.states[position].post
    if let type, type.id != post.type {
      wrong.append(ImportProblem(row: row.number, Column.type, "imports.posts.problem.other_type", ["type": "@post.\(post.type)"]))
    }
    if let code = row.text(Column.areaCode), let area = world.tree[post.area], world.area(code: code)?.id != area.id {
      wrong.append(ImportProblem(row: row.number, Column.areaCode, "imports.posts.problem.other_area", ["code": area.code]))
    }
    return .known(position)
  }

  private func type(of row: ImportRow, _ wrong: inout [ImportProblem]) -> CityProfile.PostType? {
    guard let word = row.text(Column.type) else {
      if row.text(Column.postRef) == nil { wrong.append(ImportProblem(row: row.number, Column.type, "imports.problem.missing")) }
      return nil
    }
    if let type = rules.type(word) { return type }
    wrong.append(ImportProblem(row: row.number, Column.type, "imports.posts.problem.type", ["value": word]))
    return nil
  }

  private func body(of row: ImportRow, _ type: CityProfile.PostType, _ wrong: inout [ImportProblem]) -> PostSheetWorld.Body? {
    guard let name = row.text(Column.organisation) else {
      if type.level == nil { wrong.append(ImportProblem(row: row.number, Column.organisation, "imports.posts.problem.needs_organisation")) }
      return nil
    }
    var found: [PostSheetWorld.Body] = world.bodies[name] ?? []
    if found.count > 1, let area = row.text(Column.areaCode).flatMap({ world.area(code: $0) }) {
      found = found.filter { area.range.contains($0.place) }
    }
    if found.count == 1 { return found[0] }
    let word: String = found.isEmpty ? "imports.posts.problem.organisation" : "imports.posts.problem.organisations"
    wrong.append(ImportProblem(row: row.number, Column.organisation, word, ["value": name]))
    return nil
  }

  private func area(of row: ImportRow, _ body: PostSheetWorld.Body?, _ type: CityProfile.PostType, _ wrong: inout [ImportProblem]) -> Area? {
    var found: [Area] = []
    if let code = row.text(Column.areaCode) {
      found = world.area(code: code).map { [$0] } ?? []
    } else if let path = row.text(Column.area) {
      found = world.areas(path: path).filter { policy.allows(place: $0.place) && rules.fits($0, type) }
    } else if let body {
      found = world.tree[body.area].map { [$0] } ?? []
    } else {
      if wrong.isEmpty { wrong.append(ImportProblem(row: row.number, Column.areaCode, "imports.posts.problem.needs_area")) }
      return nil
    }
    if found.count > 1 {
      wrong.append(ImportProblem(row: row.number, Column.area, "imports.posts.problem.areas", ["count": "\(found.count)"]))
      return nil
    }
    guard let area = found.first, policy.allows(place: area.place, organisation: body?.id) else {
      wrong.append(areaProblem(row))
      return nil
    }
    if rules.fits(area, type) { return area }
    let level: String = rules.level(of: type) ?? area.level
    wrong.append(ImportProblem(row: row.number, Column.areaCode, "imports.posts.problem.level", ["level": "@level.\(level)", "area": area.name]))
    return nil
  }

  /// Absent and out of the caller's reach look alike.
  private func areaProblem(_ row: ImportRow) -> ImportProblem {
    let column: String = row.text(Column.areaCode) != nil || row.text(Column.area) == nil ? Column.areaCode : Column.area
    return ImportProblem(row: row.number, column, "imports.posts.problem.area")
  }

  private func spot(
    of row: ImportRow, _ type: CityProfile.PostType, _ area: Area, _ wrong: inout [ImportProblem]
  ) -> (building: BuildingID?, unit: Int?)? {
    let name: String? = row.text(Column.building)
    let unit: Int? = row.integer(Column.unit)
    guard type.level == "building" || type.level == "unit" else {
      if name == nil, unit == nil { return (nil, nil) }
      wrong.append(ImportProblem(row: row.number, name == nil ? Column.unit : Column.building, "posts.problem.no_building"))
      return nil
    }
    guard let name else {
      wrong.append(ImportProblem(row: row.number, Column.building, "imports.problem.missing"))
      return nil
    }
    let found: [PostSheetWorld.House] = (world.houses[area.id] ?? []).filter { $0.name == name }
    guard found.count == 1, let house = found.first else {
      let word: String = found.isEmpty ? "imports.posts.problem.building" : "imports.posts.problem.buildings"
      wrong.append(ImportProblem(row: row.number, Column.building, word, ["value": name, "area": area.name]))
      return nil
    }
    let isRight: Bool = type.level == "unit" ? unit.map { (1...max(1, house.units)).contains($0) } ?? false : unit == nil
    if isRight { return (house.id, unit) }
    let word: String = type.level == "unit" ? "posts.problem.unit" : "imports.posts.problem.no_unit"
    wrong.append(ImportProblem(row: row.number, Column.unit, word, ["units": "\(house.units)"]))
    return nil
  }
}
