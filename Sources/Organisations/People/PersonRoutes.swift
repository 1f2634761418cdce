import Ground
import SQL
import Web

extension OrganisationsRoom {
  static let person: FieldShape = FieldShape("person", .id, required: true, about: "The person's id")

  var listPeople: Route {
    Route(
      .get, "/people", name: "listPeople", summary: "People by name, among those whose posts the caller may see",
      access: .permission(.peopleRead), query: [FieldShape("q", .text(max: 40), about: "A name, or a part of one")], gives: PersonJSON.person,
      isList: true
    ) { visit in
      let after: PersonID? = try visit.cursor(as: PersonID.self)
      let text: String? = visit.query.text("q")
      let found: PeopleDirectory.Found = try await database.read { session in
        try people.search(text, to: visit.caller, after: after, limit: visit.limit, in: session)
      }
      let next: String? = found.next?.description
      if visit.face == .json { return Reply.json { $0.array(each: found.people) { PersonJSON.write($1, &$0) } }.with(next: next) }
      let today: CivilDay = profile.calendar.localDay(visit.now)
      let page = PersonPages(words: visit.words, today: today).list(
        found.people, text: text, nav: PostNav(words: visit.words).views(nil, PostFilter(), here: .people), next: next.map { visit.address(next: $0) }
      )
      return Reply.page(page).with(next: next)
    }
  }

  var showPerson: Route {
    Route(
      .get, "/people/{person}", name: "showPerson", summary: "One person and the posts they hold, as far as the caller may see them",
      access: .signedIn, pathFields: [Self.person], gives: PersonJSON.view
    ) { visit in
      guard let id: PersonID = visit.pathValues.id("person") else { throw Refusal.absent }
      let views = PersonViews(directory: directory, people: PersonRecords(seal: seal), profile: profile, rooms: facetRooms)
      let view: PersonView = try await database.read { session in
        try views.view(id, to: visit.caller, at: visit.now, words: visit.words, in: session)
      }
      let today: CivilDay = profile.calendar.localDay(visit.now)
      let reply: Reply =
        visit.face == .page ? .page(PersonPages(words: visit.words, today: today).one(view)) : .json { PersonJSON.write(view, &$0) }
      return reply.with(version: view.person.version)
    }
  }
}
