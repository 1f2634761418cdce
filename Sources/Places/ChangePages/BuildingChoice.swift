import Ground
import Web

/// Choosing buildings out of many: by a stretch of a lane or an estate, or one by one after a search. What is chosen goes along in one
/// field of the form, so that nothing is lost from one page to the next and no script is needed.
struct BuildingChoice: Sendable {
  /// With so many buildings or fewer all stand on the form; a form takes no more values of one field.
  static let most: Int = 200
  /// Buildings that a page of a search shows.
  static let shown: Int = 100

  static let shapes: [FieldShape] = [
    FieldShape("street", .text(max: 200), about: "Of the form: a lane or an estate in a grid"),
    FieldShape("from", .integer(0...100_000), about: "Of the form: the first number of a stretch of it"),
    FieldShape("to", .integer(0...100_000), about: "Of the form: the last number of a stretch of it"),
    FieldShape("q", .text(max: 60), about: "Of the form: what the name of a building, lane or grid holds"),
    FieldShape("skip", .integer(0...100_000), about: "Of the form: how many of those found have been shown"),
    FieldShape("step", .choice(["add", "take", "find", "more", "back"]), about: "Of the form: what its reader wants to see next"),
  ]

  let streets: [AreaChangeForm.Street]
  private(set) var chosen: Set<String>
  let search: String
  let skipped: Int

  /// - Parameter values: as the form came.
  init(_ streets: [AreaChangeForm.Street], _ values: FieldValues) {
    self.streets = streets
    chosen = Set(AreaRequest.buildings(values).map(\.description))
    search = values.text("q") ?? ""
    let before = Int(values.integer("skip") ?? 0)
    switch values.text("step") {
    case "more": skipped = before + Self.shown
    case "back": skipped = max(0, before - Self.shown)
    default: skipped = 0
    }
    let step = values.text("step")
    guard step == "add" || step == "take" else { return }
    let stretch = stretch(values)
    if step == "add" { chosen.formUnion(stretch) } else { chosen.subtract(stretch) }
  }

  private func stretch(_ values: FieldValues) -> [String] {
    guard let street = values.text("street").flatMap({ key in streets.first { $0.key == key } }) else { return [] }
    let (from, to) = (values.integer("from"), values.integer("to"))
    return street.houses.filter { house in
      guard from != nil || to != nil else { return true }
      guard let number = house.number else { return false }
      return number >= from ?? 0 && number <= to ?? .max
    }.map(\.id.description)
  }

  /// Those chosen, lane by lane.
  var taken: [AreaChangeForm.Street] { streets.compactMap { street in street.holding { chosen.contains($0.id.description) } } }

  /// Those that the search finds and that are not chosen yet.
  var found: [AreaChangeForm.Street] {
    guard !search.isEmpty else { return [] }
    return streets.compactMap { street in
      let isWhole = street.title.contains(search)
      return street.holding {
        !chosen.contains($0.id.description) && (isWhole || "\(street.name)\($0.name)".contains(search) || $0.name.contains(search))
      }
    }
  }

  /// A page of them, and how many there are.
  var page: (streets: [AreaChangeForm.Street], count: Int) {
    let all = found
    var left = skipped
    var room = Self.shown
    var out: [AreaChangeForm.Street] = []
    for var street in all {
      let houses = street.houses.dropFirst(left).prefix(room)
      left = max(0, left - street.houses.count)
      room -= houses.count
      street.houses = Array(houses)
      if !houses.isEmpty { out.append(street) }
    }
    return (out, all.reduce(0) { $0 + $1.houses.count })
  }
}

extension AreaChangeForm.Street {
  /// Names it on the form, whatever else is called the same.
  var key: String { "\(grid)|\(name)" }
  var title: String { "\(grid) \(name)" }

  func holding(_ isWanted: (AreaChangeForm.House) -> Bool) -> AreaChangeForm.Street? {
    let own = houses.filter(isWanted)
    return own.isEmpty ? nil : AreaChangeForm.Street(grid: grid, name: name, houses: own)
  }
}
