import Ground
import Markup

/// The part of a form that says which buildings go.
extension AreaChangePages {
  func houses(_ form: AreaChangeForm) -> HTML {
    let error: HTML = form.problem("buildings", words).map { "<p class=\"error\">\($0)</p>" } ?? .empty
    guard !form.streets.isEmpty else { return error }
    let fields = form.choice.map { choosing($0, form) } ?? boxes(form.streets, chosen: form.several("buildings"), prefix: "street")
    return """
      <div class="stack" id="buildings"><h3>\(words("area_change.buildings"))</h3>\
      <p class="help">\(words("area_change.buildings.help"))</p>\(error)\(fields)</div>
      """
  }

  /// Checkboxes, lane by lane.
  private func boxes(_ streets: [AreaChangeForm.Street], chosen: Set<String>, prefix: String, name: String = "buildings") -> HTML {
    var fields: HTML = .empty
    for (index, street) in streets.enumerated() {
      let label = words("area_change.buildings.of", count: street.houses.count, ["street": told(street)])
      fields +=
        Field(name, label: label, prefix: "\(prefix)\(index)", .several(street.houses.map { Choice($0.id.description, $0.name) }, chosen: chosen))
        .html
    }
    return fields
  }

  private func told(_ street: AreaChangeForm.Street) -> String {
    "\(street.grid) \(street.name.isEmpty ? words("area_change.buildings.loose") : street.name)"
  }

  // MARK: Out of many

  private func choosing(_ choice: BuildingChoice, _ form: AreaChangeForm) -> HTML {
    let ids = choice.chosen.sorted().joined(separator: " ")
    return "\(Form.hidden("chosen", ids))\(taken(choice))\(stretch(choice, form))\(search(choice, form))"
  }

  private func taken(_ choice: BuildingChoice) -> HTML {
    guard !choice.chosen.isEmpty else { return "<p><b>\(words("area_change.choice.none"))</b></p>" }
    let lines: [HTML] = choice.taken.map { street in
      "<li>\(words("area_change.buildings.of", count: street.houses.count, ["street": told(street)])) <span class=\"quiet small\">\(names(street))</span></li>"
    }
    let list = Disclosure(words("area_change.choice.taken", count: choice.chosen.count), isOpen: lines.count <= 8) {
      "<ul>\(each: lines, { $0 })</ul>"
    }
    return "\(list)"
  }

  private func names(_ street: AreaChangeForm.Street) -> String { street.houses.map(\.name).joined(separator: words("matter.comma")) }

  private func stretch(_ choice: BuildingChoice, _ form: AreaChangeForm) -> HTML {
    let streets = choice.streets.map { street in
      Choice(street.key, words("area_change.buildings.of", count: street.houses.count, ["street": told(street)]))
    }
    let again = "/areas/\(form.area.id)/change-forms"
    return """
      <fieldset class="stack"><legend>\(words("area_change.choice.stretch"))</legend>\
      <p class="help">\(words("area_change.choice.stretch.help"))</p>\
      \(Field("street", label: words("area_change.choice.street"), .select([Choice("", words("area_change.choose"))] + streets, chosen: form.value("street"))))\
      <div class="line">\(Field("from", label: words("area_change.choice.from"), .line(form.value("from"), .number)))\
      \(Field("to", label: words("area_change.choice.to"), .line(form.value("to"), .number)))</div>\
      <div class="line">\(Button(words("area_change.choice.add"), name: "step", value: "add", action: again))\
      \(Button(words("area_change.choice.take"), .plain, name: "step", value: "take", action: again))</div></fieldset>
      """
  }

  private func search(_ choice: BuildingChoice, _ form: AreaChangeForm) -> HTML {
    let again = "/areas/\(form.area.id)/change-forms"
    return """
      <fieldset class="stack"><legend>\(words("area_change.choice.search"))</legend>\
      \(Field("q", label: words("area_change.choice.q"), help: words("area_change.choice.q.help"), .line(choice.search, .search, most: 60)))\
      <div class="line">\(Button(words("area_change.choice.find"), name: "step", value: "find", action: again))</div>\
      \(choice.search.isEmpty ? .empty : found(choice, again))</fieldset>
      """
  }

  private func found(_ choice: BuildingChoice, _ again: String) -> HTML {
    let (streets, count) = choice.page
    guard count > 0 else { return "<p class=\"quiet\">\(words("area_change.choice.nothing"))</p>" }
    let last = min(count, choice.skipped + BuildingChoice.shown)
    return """
      <p class="quiet" role="status">\(words("area_change.choice.found", ["count": words.number(count), "first": words.number(choice.skipped + 1), "last": words.number(last)]))</p>\
      \(boxes(streets, chosen: [], prefix: "found"))\(Form.hidden("skip", "\(choice.skipped)"))\
      <div class="line">\(Button(words("area_change.choice.add"), name: "step", value: "find", action: again))\
      \(if: choice.skipped > 0, Button(words("area_change.choice.back"), .plain, name: "step", value: "back", action: again).html)\
      \(if: last < count, Button(words("area_change.choice.more"), .plain, name: "step", value: "more", action: again).html)</div>
      """
  }
}
