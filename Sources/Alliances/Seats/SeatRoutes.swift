import Ground
import SQL
import Web

/// One seat: it ends, its holder takes another, or two swap.
extension AlliancesRoom {
  var seatRoutes: [Route] { [showSeat, endSeat, moveSeat, swapSeats] }

  private static let seat: FieldShape = FieldShape("seat", .id, required: true, about: "The seat's id")
  private static let firstDay: FieldShape = FieldShape("day", .day, required: true, about: "The first day on which it is so")

  private var showSeat: Route {
    Route(
      .get, "/alliances/{alliance}/seats/{seat}", name: "showAllianceSeat",
      summary: "The forms that end a seat, move its holder to another or swap two",
      access: .permission(.allianceManage), faces: [.page], pathFields: [Self.alliance, Self.seat]
    ) { visit in try await seatPage(visit, nil) }
  }

  private var endSeat: Route {
    Route(
      .post, "/alliances/{alliance}/seats/{seat}/departure", name: "endAllianceSeat", summary: "Ends a seat; its turns to come go to the others",
      access: .permission(.allianceManage), pathFields: [Self.alliance, Self.seat], body: [Self.lastDay], gives: AllianceJSON.state,
      isConditional: true,
      refused: { visit, refusal in try await seatPage(visit, ("departure", Self.filled(visit, refusal))) },
      handle: { visit in
        guard let id: OrganisationID = visit.pathValues.id("alliance"), let seat: AllianceSeatID = visit.pathValues.id("seat"),
          let day = visit.body.day("day")
        else { throw Refusal.absent }
        return try await visit.change(database) { session in
          changed(try desk.vacate(seat, of: id, on: day, expecting: visit.expectedVersion, by: visit.caller, in: session), visit)
        }
      })
  }

  private var moveSeat: Route {
    Route(
      .post, "/alliances/{alliance}/seats/{seat}/move", name: "moveAllianceSeat", summary: "Gives a seat's holder one of another kind, in one step",
      access: .permission(.allianceManage), pathFields: [Self.alliance, Self.seat],
      body: [
        FieldShape("kind", .choice(AllianceSeat.Kind.allCases.map(\.rawValue)), required: true, about: "The kind of the new seat"), Self.firstDay,
      ], gives: AllianceJSON.state, isConditional: true,
      refused: { visit, refusal in try await seatPage(visit, ("move", Self.filled(visit, refusal))) },
      handle: { visit in
        guard let id: OrganisationID = visit.pathValues.id("alliance"), let seat: AllianceSeatID = visit.pathValues.id("seat"),
          let day = visit.body.day("day"), let kind = visit.body.text("kind").flatMap({ AllianceSeat.Kind(rawValue: $0) })
        else { throw Refusal.absent }
        return try await visit.change(database) { session in
          changed(try desk.reseat(seat, as: kind, from: day, of: id, expecting: visit.expectedVersion, by: visit.caller, in: session), visit)
        }
      })
  }

  private var swapSeats: Route {
    Route(
      .post, "/alliances/{alliance}/seats/{seat}/swap", name: "swapAllianceSeats",
      summary: "Two people exchange the kinds of their seats, in one step",
      access: .permission(.allianceManage), pathFields: [Self.alliance, Self.seat],
      body: [FieldShape("other", .id, required: true, about: "The other seat"), Self.firstDay], gives: AllianceJSON.state, isConditional: true,
      refused: { visit, refusal in try await seatPage(visit, ("swap", Self.filled(visit, refusal))) },
      handle: { visit in
        guard let id: OrganisationID = visit.pathValues.id("alliance"), let seat: AllianceSeatID = visit.pathValues.id("seat"),
          let day = visit.body.day("day"), let other: AllianceSeatID = visit.body.id("other")
        else { throw Refusal.absent }
        return try await visit.change(database) { session in
          changed(try desk.swap(seat, with: other, from: day, of: id, expecting: visit.expectedVersion, by: visit.caller, in: session), visit)
        }
      })
  }

  private func seatPage(_ visit: Visit, _ refused: (form: String, filled: FilledForm)?) async throws -> Reply {
    let view: AllianceView = try await managed(visit)
    guard let seat = view.seats.first(where: { $0.seat.id == visit.pathValues.id("seat") }) else { throw Refusal.absent }
    let pages = SeatPages(words: visit.words, view: view, seat: seat, today: today, refused: refused) {
      visit.tokens(version: view.alliance.version)
    }
    return .page(pages.page)
  }
}
