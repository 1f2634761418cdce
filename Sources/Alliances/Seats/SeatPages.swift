import Ground
import Markup

/// The page of one seat: another kind of seat for who has it, a swap with somebody else, or its end.
struct SeatPages: Sendable {
  let words: Words
  let view: AllianceView
  let seat: AllianceView.Seat
  let today: CivilDay
  /// What was sent and refused: the form's name and its values.
  let refused: (form: String, filled: FilledForm)?
  let tokens: @Sendable () -> FormTokens

  private var base: String { "/alliances/\(view.alliance.id)/seats/\(seat.seat.id)" }

  private func filled(_ form: String) -> FilledForm {
    refused?.form == form ? refused?.filled ?? FilledForm(words: words) : FilledForm(words: words)
  }

  var page: Page {
    let title: String = words(
      "alliances.seat.of", ["seat": kind(seat.seat.kind), "person": seat.person ?? words("alliances.seat.vacant")])
    let crumbs = Crumbs(
      label: words("alliances.crumbs"), [Link(words("alliances.list"), to: "/alliances"), Link(view.name, to: "/alliances/\(view.alliance.id)")],
      here: title)
    let main: HTML = "\(crumbs)\(Heading(title, note: seat.unit))\(refused?.filled.summary)<div class=\"stack\">\(move)\(swap)\(departure)</div>"
    return Page(title: title, layout: .desk, whereTo: view.name, section: "alliances", main: main, isNarrow: true)
  }

  private func kind(_ kind: AllianceSeat.Kind) -> String { words("alliances.seat.\(kind.rawValue)") }

  private func day(_ form: FilledForm, _ name: String, _ label: String) -> Field {
    Field(
      "day", label: label, error: form.problem("day"), isRequired: true, prefix: name, .line(form.values["day"] ?? today.description, .day))
  }

  private var move: Sheet {
    let form: FilledForm = filled("move")
    let kinds: [Choice] = AllianceSeat.Kind.allCases.filter { $0 != seat.seat.kind && ($0 != .rotating || seat.seat.member != nil) }
      .map { Choice($0.rawValue, kind($0)) }
    return Sheet("move", words("alliances.seat.move")) {
      Form.post(to: "\(base)/move", tokens()) {
        """
        <p class="help">\(words("alliances.seat.move.help"))</p>\
        \(Field("kind", label: words("alliances.seat.move.to"), error: form.problem("kind"), isRequired: true, prefix: "move", .one(kinds, chosen: form.values["kind"] ?? kinds.first?.value)))\
        \(day(form, "move", words("alliances.chair.since")))\(Acts([Button(words("alliances.seat.move.do"), .primary)]))
        """
      }
    }
  }

  private var swap: HTML {
    let others: [AllianceView.Seat] = view.seats.filter {
      $0.seat.kind != seat.seat.kind && $0.seat.validUntil == nil && $0.person != nil && $0.seat.isThere(on: today)
    }
    guard !others.isEmpty else { return .empty }
    let form: FilledForm = filled("swap")
    let choices: [Choice] = others.map {
      Choice($0.seat.id.description, words("alliances.seat.of", ["seat": kind($0.seat.kind), "person": $0.person ?? ""]))
    }
    return """
      \(Disclosure(words("alliances.seat.swap"), isOpen: refused?.form == "swap") {
        Form.post(to: "\(base)/swap", tokens()) {
          """
          <p class="help">\(words("alliances.seat.swap.help"))</p>\
          \(Field("other", label: words("alliances.seat.swap.with"), error: form.problem("other"), isRequired: true, prefix: "swap", .select(choices, chosen: form.values["other"] ?? choices.first?.value ?? "")))\
          \(day(form, "swap", words("alliances.chair.since")))\(Acts([Button(words("alliances.seat.swap.do"))]))
          """
        }
      })
      """
  }

  private var departure: Disclosure {
    let form: FilledForm = filled("departure")
    return Disclosure(words("alliances.seat.vacate.do"), isOpen: refused?.form == "departure") {
      Form.post(to: "\(base)/departure", tokens()) {
        """
        <p class="help">\(words("alliances.departure.help"))</p>\(day(form, "departure", words("alliances.departure.day")))\
        \(Acts([Button(words("alliances.seat.vacate.do"))]))
        """
      }
    }
  }
}
