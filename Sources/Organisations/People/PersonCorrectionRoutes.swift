import Ground
import SQL
import Web

extension OrganisationsRoom {
  var personCorrectionRoutes: [Route] { [showCorrection, correctPerson] }

  private var showCorrection: Route {
    Route(
      .get, "/people/{person}/correction", name: "showCorrection", summary: "The form on which a name or a telephone is put right",
      access: .permission(.peopleManage), faces: [.page], pathFields: [Self.person]
    ) { visit in try await correctionPage(visit, nil) }
  }

  private var correctPerson: Route {
    Route(
      .post, "/people/{person}/correction", name: "correctPerson", summary: "Puts somebody's name and telephone right",
      access: .permission(.peopleManage), pathFields: [Self.person],
      body: [
        FieldShape("name", .text(max: 40), required: true, about: "The name"),
        FieldShape("phone", .text(max: 30), about: "The telephone; left out: there is none"),
      ], gives: PersonJSON.person, isConditional: true,
      refused: { visit, refusal in try await correctionPage(visit, refusal) },
      handle: { visit in
        guard let id: PersonID = visit.pathValues.id("person") else { throw Refusal.absent }
        let desk: PersonDesk = personDesk
        return try await visit.change(database) { session in
          let person: Person = try desk.correct(
            id, name: visit.body.text("name"), phone: visit.body.text("phone"), expecting: visit.expectedVersion, by: visit.caller, in: session)
          if visit.face == .page { return .see("/people/\(id)") }
          return Reply.json { PersonJSON.write(person, &$0) }.with(version: person.version)
        }
      })
  }

  private func correctionPage(_ visit: Visit, _ refusal: Refusal?) async throws -> Reply {
    guard let id: PersonID = visit.pathValues.id("person") else { throw Refusal.absent }
    let records = PersonRecords(seal: seal)
    let person: Person = try await database.read { try records.correctable(id, by: visit.caller, in: $0).0 }
    let values: [String: String]? = refusal.map { _ in visit.body.values.compactMapValues(\.first) }
    let pages = PersonCorrectionPages(
      words: visit.words, person: person, values: values, refusal: refusal, tokens: visit.tokens(version: person.version))
    return .page(pages.page, status: refusal.map { RefusedForm.status($0.kind) } ?? 200)
  }
}
