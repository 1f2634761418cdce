import Ground

extension PostSheetPlanner {
  /// Who is meant by a name, a telephone and a person's number (ADR on keys of imported people):
  /// the number; else name and telephone together, wherever known; else the name among those of this very post; else somebody new.
  mutating func person(
    _ row: ImportRow, named: String, phone phoneColumn: String, ref: String?, among own: [PersonID], _ steps: inout [PostSheetChange.Step],
    nameColumn: String
  ) throws(ImportProblem) -> PersonID {
    let written: String? = row.text(phoneColumn)
    let isMasked: Bool = written?.contains("*") ?? false
    let phone: String? = isMasked ? nil : written.flatMap { rules.phone($0) }
    let known: PersonID?
    if let ref {
      guard let id = PersonID(ref), world.people[id] != nil else {
        throw ImportProblem(row: row.number, Column.personRef, "imports.posts.problem.person")
      }
      known = id
    } else {
      known = phone.flatMap { world.person(name: named, phone: $0) } ?? own.first { world.people[$0]?.name == named }
    }
    if isMasked, let written, !isOf(known, written.filter { $0 != " " && $0 != "-" }) {
      throw ImportProblem(row: row.number, phoneColumn, "imports.posts.problem.masked")
    }
    guard let known, var person = world.anybody(known) else { return enter(Person(id: ids.next(), name: named, phone: phone), row, &steps) }
    try agree(row, known, named, phone, nameColumn, phoneColumn)
    if person.name != named {
      steps.append(.rename(known, named))
      person.name = named
    }
    if let phone, person.phone != phone {
      steps.append(.setPhone(known, phone))
      maskedBefore[known] = person.maskedPhone
      person.phone = phone
    }
    world.add(person)
    return known
  }

  /// Whether a masked telephone is somebody's, as it is or as it was before this sheet.
  private func isOf(_ person: PersonID?, _ masked: String) -> Bool {
    guard let person else { return false }
    return world.anybody(person)?.maskedPhone == masked || maskedBefore[person] == masked
  }

  private mutating func enter(_ person: Person, _ row: ImportRow, _ steps: inout [PostSheetChange.Step]) -> PersonID {
    steps.append(.enter(person))
    world.add(person)
    said[person.id] = (row.number, person.name, person.phone)
    return person.id
  }

  /// Two rows must not say two things of one person: the sheet would never come to rest.
  private mutating func agree(
    _ row: ImportRow, _ person: PersonID, _ name: String, _ phone: String?, _ nameColumn: String, _ phoneColumn: String
  ) throws(ImportProblem) {
    if let earlier = said[person] {
      if earlier.name != name { throw ImportProblem(row: row.number, nameColumn, "imports.posts.problem.two_names", ["row": "\(earlier.row)"]) }
      if let phone, let before = earlier.phone, before != phone {
        throw ImportProblem(row: row.number, phoneColumn, "imports.posts.problem.two_phones", ["row": "\(earlier.row)"])
      }
    }
    said[person] = (said[person]?.row ?? row.number, name, phone ?? said[person]?.phone)
  }

  /// Whether somebody may get this, after all that earlier rows gave him.
  mutating func checkGift(
    _ row: ImportRow, _ post: Post, _ person: PersonID, from: CivilDay, until: CivilDay?, column: String = Column.name
  ) throws(ImportProblem) {
    let gift = DutyGuard.Gift(post.type, to: person, from: from, until: until, beside: given[person] ?? [])
    if let why = gate.objection(to: gift) { throw ImportProblem(row: row.number, column, why) }
    given[person, default: []].insert(post.type)
  }
}
