import Ground
import Web

/// What a request says is to be entered.
extension PropertyRoom {
  /// The fields of every register; each takes those it has.
  var draftFields: [FieldShape] {
    let assets: [String] = PropertyRequest.unique(profile.property.registers.flatMap(\.assets))
    let checks: [String] = PropertyRequest.unique(profile.property.registers.flatMap(\.checks))
    let levels: [String] = PropertyRequest.unique(profile.property.registers.flatMap(\.levels))
    return [
      FieldShape("estate", .id, about: "The estate it is about, for registers of estates"),
      FieldShape("organisation", .id, about: "The body it is about, for registers of bodies"),
      FieldShape("area", .id, about: "The area it is about, for registers of areas"),
      FieldShape("item", .text(max: 40), required: true, about: "An item of the register"),
      FieldShape("level", .choice(levels), about: "A level of the register"),
      FieldShape("from", .day, required: true, about: "The first day"), FieldShape("last_day", .day, about: "The last day"),
      FieldShape("partner", .id, about: "Another body that it names"), FieldShape("number", .text(max: 60), about: "The document's number"),
      FieldShape("note", .text(max: 1000), about: "In words"), FieldShape("score", .integer(0...100), about: "Of 100"),
      FieldShape("due", .number(0...PropertyRequest.mostYuan), about: "Yuan that were to be paid in the period"),
      FieldShape("collected", .number(0...PropertyRequest.mostYuan), about: "Yuan that were paid of them"),
      FieldShape("members", .integer(0...100_000), about: "How many people"),
      FieldShape("party_members", .integer(0...100_000), about: "How many of them are Party members"),
      FieldShape("checks", .choice(checks), many: true, about: "The points of the checklist that are met"),
      FieldShape("q", .text(max: 40), about: "What was searched for"),
    ]
      + assets.flatMap { asset in
        [
          FieldShape(PropertyAssetField.count(asset), .integer(0...1_000_000), about: "How many there are"),
          FieldShape(PropertyAssetField.working(asset), .integer(0...1_000_000), about: "How many of them work; all unless said"),
        ]
      }
  }
}

enum PropertyRequest {
  /// A thousand million a period: amounts in fen stay exact.
  static let mostYuan: Double = 1_000_000_000

  static func unique(_ all: [String]) -> [String] {
    var seen: Set<String> = []
    return all.filter { seen.insert($0).inserted }
  }

  static func draft(_ register: CityProfile.PropertyRegister, _ body: FieldValues) -> PropertyDesk.Draft {
    var draft = PropertyDesk.Draft(register: register)
    draft.item = body.text("item")
    draft.subject = body.text(register.subject.field).flatMap(register.subject.value)
    draft.from = body.day("from")
    if register.fields.contains(.until) { draft.until = body.day("last_day")?.adding(days: 1) }
    draft.facts = facts(register, body)
    (draft.facts.assets, draft.problems) = assets(register, body)
    return draft
  }

  private static func facts(_ register: CityProfile.PropertyRegister, _ body: FieldValues) -> PropertyEntry.Facts {
    let has: (CityProfile.PropertyRegister.Field) -> Bool = { register.fields.contains($0) }
    var facts = PropertyEntry.Facts()
    if has(.level) { facts.level = body.text("level") }
    if has(.partner) { facts.partner = body.id("partner") }
    if has(.number) { facts.number = body.text("number") }
    if has(.note) { facts.note = body.text("note") }
    if has(.score) { facts.score = body.integer("score").map { Int($0) } }
    if has(.fees), let due = body.number("due"), let collected = body.number("collected") {
      facts.fees = .init(due: Yuan.fen(due), collected: Yuan.fen(collected))
    }
    if has(.members), let all = body.integer("members") {
      facts.members = .init(all: Int(all), party: Int(body.integer("party_members") ?? 0))
    }
    facts.checks = Set(body.texts("checks")).intersection(register.checks)
    return facts
  }

  private static func assets(_ register: CityProfile.PropertyRegister, _ body: FieldValues) -> ([PropertyEntry.Asset], [FieldProblem]) {
    var assets: [PropertyEntry.Asset] = []
    var problems: [FieldProblem] = []
    for id in register.assets {
      guard let count = body.integer(PropertyAssetField.count(id)) else { continue }
      let working: Int64 = body.integer(PropertyAssetField.working(id)) ?? count
      if working > count {
        problems.append(FieldProblem(PropertyAssetField.working(id), "property.problem.working", ["count": "\(count)"]))
      } else {
        assets.append(.init(id: id, count: Int(count), working: Int(working)))
      }
    }
    return (assets, problems)
  }
}
