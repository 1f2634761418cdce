import Ground
import Organisations
import SQL
import Web

extension AccessRoom {
  var readJournal: Route {
    Route(
      .get, "/journal", name: "readJournal", summary: "The journal, the newest first, within the caller's places", access: .permission(.journalRead),
      query: [
        FieldShape("verb", .text(max: 60), about: "The beginning of what was done, such as matter or role.edited"),
        FieldShape("account", .text(max: 64), about: "By this sign-in name"),
        FieldShape("area", .text(max: 15), about: "Within the area of this code"),
        FieldShape("from", .day, about: "From this day on"), FieldShape("to", .day, about: "Up to this day"),
        FieldShape("subject", .text(max: 60), about: "Only entries of this kind of thing"),
        FieldShape("id", .id, about: "With subject: only this one's"),
      ], gives: JournalLineJSON.entry, isList: true
    ) { visit in
      let filter: JournalFilter = visit.journalFilter
      let pages = JournalPages(words: visit.words, caller: visit.caller, calendar: profile.calendar)
      do {
        let (found, standing) = try await database.read { session in
          let found = try JournalDesk(self).page(
            filter, by: visit.caller, before: visit.cursor.flatMap { JournalEntryID($0) }, limit: visit.limit + 1, at: visit.now,
            words: visit.words, in: session)
          return (found, try JournalRecords.standing(in: session))
        }
        let shown: [JournalLine] = Array(found.prefix(visit.limit))
        let next: String? = found.count > visit.limit ? shown.last?.entry.id.description : nil
        if visit.face == .json { return Reply.json { $0.array(each: shown) { JournalLineJSON.write($1, &$0) } }.with(next: next) }
        return Reply.page(pages.page(shown, filter, standing: standing, next: next.map { visit.address(next: $0) })).with(next: next)
      } catch let refusal as Refusal where refusal.kind == .invalid && visit.face == .page {
        return .page(pages.page([], filter, standing: nil, next: nil, refusal: refusal), status: 422)
      }
    }
  }
}

extension Visit {
  fileprivate var journalFilter: JournalFilter {
    JournalFilter(
      verb: query.text("verb"), account: query.text("account"), area: query.text("area"), from: query.day("from"), to: query.day("to"),
      subject: query.text("subject"), id: query.text("id").flatMap { Int64($0) })
  }
}
