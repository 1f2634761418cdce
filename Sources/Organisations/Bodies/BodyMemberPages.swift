import Ground
import Markup

/// The forms of a commission's units.
struct BodyMemberPages: Sendable {
  let pages: BodyEditPages

  private var words: Words { pages.words }

  func members(_ edit: BodyEdit) -> HTML {
    let (fields, typed) = pages.fields(edit, .admit)
    let known: Set<OrganisationID> = Set(edit.view.members.map(\.other))
    let units: [Choice] = edit.units.filter { !known.contains($0.id) }
      .map { Choice($0.id.description, $0.name(words), group: words("organisation_kind.\($0.kind)")) }
    let unit = Field(
      "member", label: words("bodies.member"), error: fields.problems["member"], isRequired: true, isBroad: true, prefix: fields.prefix,
      .select([Choice("", words("bodies.choose"))] + units, chosen: typed("member") ?? ""))
    let parts: [Choice] = BodyMember.Part.allCases.map { Choice($0.rawValue, words("bodies.part.\($0.rawValue)")) }
    let part = Field(
      "part", label: words("bodies.part"), error: fields.problems["part"], prefix: fields.prefix,
      .select(parts, chosen: typed("part") ?? BodyMember.Part.member.rawValue))
    let admit: HTML = pages.form(edit, .admit) { "\(unit)\(part)\(fields.from(typed("from") ?? edit.today.description))" }
    let open: [MemberRow] = edit.view.members.filter { $0.member.validUntil == nil }
    return admit + "\(each: open, { pages.ending(edit, .release, $0.member.id.description, $0.name) })"
  }
}

/// The forms of a body's statements of duty.
struct BodyDutyPages: Sendable {
  let pages: BodyEditPages

  private var words: Words { pages.words }

  func duties(_ edit: BodyEdit) -> HTML {
    let (fields, typed) = pages.fields(edit, .addDuty)
    let own = Choice("", words("bodies.duty.own"))
    let members: [Choice] = edit.view.members.map { Choice($0.other.description, $0.name) }
    let member = Field(
      "member", label: words("bodies.duty.whose"), error: fields.problems["member"], prefix: fields.prefix,
      .select([own] + members, chosen: typed("member") ?? ""))
    let add: HTML = pages.form(edit, .addDuty) {
      "\(text(fields, typed("text") ?? ""))\(basis(fields, typed("basis") ?? ""))\(if: !members.isEmpty, member.html)\(fields.from(typed("from") ?? edit.today.description))"
    }
    return add + "\(each: edit.view.duties.filter { $0.duty.validUntil == nil }, { one(edit, $0) })"
  }

  private func one(_ edit: BodyEdit, _ row: DutyRow) -> HTML {
    let id: String = row.duty.id.description
    let organisation: OrganisationID = edit.view.organisation.id
    let (fields, typed) = pages.fields(edit, .reviseDuty, part: id)
    let revise: HTML = Form.post(to: BodyAct.reviseDuty.action(organisation, part: id), pages.tokens(), look: .grid) {
      """
      \(text(fields, typed("text") ?? row.duty.text))\(basis(fields, typed("basis") ?? row.duty.basis ?? ""))\
      \(fields.from(typed("from") ?? edit.today.description))\(Acts([Button(words("bodies.act.reviseDuty"), .primary)]))
      """
    }
    let (ending, endTyped) = pages.fields(edit, .endDuty, part: id)
    let end: HTML = Form.post(to: BodyAct.endDuty.action(organisation, part: id), pages.tokens(), look: .grid) {
      "\(ending.from(endTyped("from") ?? edit.today.description, label: "bodies.end_from"))\(Acts([Button(words("bodies.act.endDuty"))]))"
    }
    let isOpen: Bool = pages.isRefused(edit, .reviseDuty, id) || pages.isRefused(edit, .endDuty, id)
    let about: String = words("bodies.duty.change", ["text": String(row.duty.text.prefix(40))])
    return "\(Disclosure(about, isOpen: isOpen) { revise + end })"
  }

  private func text(_ fields: BodyFieldsPart, _ value: String) -> Field {
    Field(
      "text", label: words("bodies.duty.text"), error: fields.problems["text"], isRequired: true, isBroad: true, prefix: fields.prefix,
      .area(value, rows: 3, most: 1000))
  }

  private func basis(_ fields: BodyFieldsPart, _ value: String) -> Field {
    Field(
      "basis", label: words("bodies.basis"), note: words("bodies.optional"), error: fields.problems["basis"], isBroad: true, prefix: fields.prefix,
      .line(value, most: 300))
  }
}
