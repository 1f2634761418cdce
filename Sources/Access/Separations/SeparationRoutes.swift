import Ground
import SQL
import Web

extension AccessRoom {
  private static let breach: Schema = .named(
    "SeparationBreach",
    .object([Schema.Property("person", .string), Schema.Property("duty", .string), Schema.Property("permission", .string)]))

  var showSeparation: Route {
    Route(
      .get, "/separation", name: "showSeparation", summary: "Who has together what the city keeps apart; normally nobody",
      access: .anyOf(AccessTabs.Tab.duties.needs), gives: .array(Self.breach)
    ) { visit in
      let view: SeparationView = try await database.read { try SeparationDesk(self).view(at: visit.now, in: $0) }
      if visit.face == .page { return .page(SeparationPages(words: visit.words, caller: visit.caller).page(view)) }
      return .json { json in
        json.array(each: view.violations) { json, line in
          json.object { json in
            json.field("person", line.person)
            json.field("duty", line.duty)
            json.field("permission", line.permission.rawValue)
          }
        }
      }
    }
  }
}
