import ArgumentParser
import Foundation
import Ground
import Organisations
import Places
import SQL
import Sheets
import Vault

/// How long it takes to bring a city's posts in from one sheet, on a database with the areas, buildings and organisations of a demo city.
struct MeasureImportCommand: AsyncParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "measure-import", abstract: "Measure the import of a whole city's posts into a database without any.", shouldDisplay: false)

  @Option(help: "How much of a city: town or city.") var scale: String = "city"
  @Option(help: "A file: the sheet is written there too.") var sheet: String?

  func run() async throws {
    try await Terminal.explaining {
      let house: House = try Opening(settings: try SettingsReader.ofThisProcess()).house()
      try await house.database.migrate(House.migrations)
      guard try await DemoCity.isEmpty(house.database) else { throw SettingsProblem(sentences: ["The database is not empty."]) }
      let scale: DemoScale = DemoScale(rawValue: scale) ?? .city
      let placesDemo = PlacesDemo(profile: house.profile, divisions: try house.cities.divisions(), scale: scale)
      let places: DemoPlaces = try placesDemo.make(ids: house.ids)
      let staff: DemoStaff = OrganisationsDemo(profile: house.profile, names: try house.cities.names(), scale: scale)
        .make(places, passwordHash: "", now: house.timepiece.now(), ids: house.ids)
      try await house.database.load { session in
        try placesDemo.save(places, in: session)
        for organisation in staff.organisations { try OrganisationRecords().insert(organisation, in: session) }
      }
      let book = SheetOfCity(profile: house.profile, places: places, staff: staff)
      let file: [UInt8] = try book.file()
      if let sheet { try Data(file).write(to: URL(fileURLWithPath: sheet)) }
      Terminal.say("sheet\t\(book.rows.count) rows\t\(file.count / 1024) KB")
      let caller: Caller = try SheetOfCity.caller(places, house.profile)
      try await measure("all of it", file, caller, house)
      try await measure("the same again", file, caller, house)
      try await measure("one row in a hundred differs", try book.file(changing: 100), caller, house)
      await house.database.close()
    }
  }

  private func measure(_ name: String, _ file: [UInt8], _ caller: Caller, _ house: House) async throws {
    let times: PostImportTimes = try await house.organisations.timePostImport(file, by: caller)
    Terminal.say(
      String(
        format: "%@\tread %.2f s\tlook through %.2f s\timport %.2f s\tadded %d changed %d unchanged %d problems %d", name, times.read, times.plan,
        times.apply, times.added, times.changed, times.unchanged, times.problems))
  }
}

/// The posts of a demo city as a sheet that somebody might have kept in a spreadsheet program.
private struct SheetOfCity {
  let words: Words
  let rows: [[Cell]]
  private static let keys: [String] = ["area_code", "type", "building", "unit", "organisation", "name", "phone", "from"]

  init(profile: CityProfile, places: DemoPlaces, staff: DemoStaff) {
    let words: Words = profile.words(profile.locales[0])
    self.words = words
    let holders: [PostID: Tenure] = Dictionary(
      staff.tenures.filter { $0.validUntil == nil }.map { ($0.post, $0) }, uniquingKeysWith: { first, _ in first })
    let people: [PersonID: Person] = Dictionary(staff.people.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let houses: [BuildingID: Building] = Dictionary(places.buildings.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var rows: [[Cell]] = []
    let bodies: [OrganisationID: Organisation] = Dictionary(staff.organisations.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    // What governs accounts is not given by sheet.
    for post in staff.posts where profile.postType(post.type)?.level != profile.levels[0].id {
      let tenure: Tenure? = holders[post.id]
      let person: Person? = tenure.flatMap { people[$0.person] }
      rows.append([
        .text(places.tree[post.area]?.code ?? ""), .text(words("post.\(post.type)")), SheetOfCity.text(post.building.flatMap { houses[$0]?.name }),
        post.unit.map { .number(Double($0)) } ?? .empty, SheetOfCity.text(post.organisation.flatMap { bodies[$0]?.name(words) }),
        SheetOfCity.text(person?.name),
        SheetOfCity.text(person?.phone.map { "13" + $0.dropFirst(2) }),
        SheetOfCity.text(tenure?.validFrom.description),
      ])
    }
    self.rows = rows
  }

  private static func text(_ text: String?) -> Cell { text.map { .text($0) } ?? .empty }

  /// - Parameter every: of so many rows one has another telephone.
  func file(changing every: Int? = nil) throws -> [UInt8] {
    let writer = try WorkbookWriter()
    try writer.begin("posts", SheetOfCity.keys.map { SheetColumn(words("imports.posts.\($0)")) })
    for (index, row) in rows.enumerated() {
      var row: [Cell] = row
      // A holder's first day a day later: it differs and stays right.
      if let every, index % every == 7, case .text(let day) = row[7], let date = CivilDay(day) { row[7] = .text(date.adding(days: 1).description) }
      try writer.add(row)
    }
    return try writer.finish()
  }

  /// Somebody who may manage people everywhere.
  static func caller(_ places: DemoPlaces, _ profile: CityProfile) throws -> Caller {
    guard let city = places.tree.areas.first else { throw SettingsProblem(sentences: ["There is no city."]) }
    let holding = Holding(post: PostID(1), title: "", area: city.id, range: city.range, organisation: nil, permissions: [.peopleManage])
    return Caller(account: AccountID(1), person: PersonID(1), name: "measure", holdings: [holding], request: "measure")
  }
}
