import Ground
import Places
import SQL

extension PostSheet {
  /// The same sheet as it is imported: a row for each post and whoever holds it or will. Telephones are masked: a masked one that comes back
  /// says nothing new, and people are known by their numbers.
  func each(
    within area: Area?, by caller: Caller, words: Words, in session: any Session, _ take: ([String: ImportValue]) throws -> Void
  ) throws {
    let policy: Policy = caller.policy(for: permission)
    var conditions: [Query] = [
      policy.filter(place: "p.place", organisation: "p.organisation_id", post: "p.id"),
      "(p.valid_until IS NULL OR p.valid_until > \(today))",
    ]
    if let range = area?.range { conditions.append("p.place BETWEEN \(range.first) AND \(range.last)") }
    let condition: Query = Query.joined(conditions, by: " AND ")
    let names: ExportNames = try ExportNames(condition, people, words, on: today, in: session)
    var last: PostID?
    let query: Query = """
      SELECT \(PostRecords.columns), h.valid_from, h.valid_until, h.term_until, \(PersonRecords.columns)
      FROM post p
        LEFT JOIN post_holding h ON h.post_id = p.id AND (h.valid_until IS NULL OR h.valid_until > \(today))
        LEFT JOIN person n ON n.id = h.person_id
      WHERE \(condition) ORDER BY p.place, p.id, h.valid_from, n.id
      """
    try session.each(query) { row in
      var reader: RowReader = row.reader()
      let post: Post = try PostRecords.post(&reader)
      var values: [String: ImportValue] = names.values(of: post, isFirst: post.id != last)
      last = post.id
      if let from: CivilDay = try reader.next() { try holder(&reader, from, &values) }
      try take(values)
    }
  }

  private func holder(_ reader: inout RowReader, _ from: CivilDay, _ values: inout [String: ImportValue]) throws {
    typealias Column = PostSheetColumns
    values[Column.from] = .day(from)
    if let until: CivilDay = try reader.next() { values[Column.lastDay] = .day(until.adding(days: -1)) }
    if let term: CivilDay = try reader.next() { values[Column.termLastDay] = .day(term.adding(days: -1)) }
    let id: PersonID = try reader.next()
    let person = Person(
      id: id, name: try people.seal.open(try reader.next(), id), phone: try people.seal.open(try reader.next([UInt8]?.self), of: id))
    values[Column.personRef] = .text(id.description)
    values[Column.name] = .text(person.name)
    if let phone = person.maskedPhone { values[Column.phone] = .text(phone) }
  }
}

/// The names around posts, looked up at once for a whole export.
private struct ExportNames {
  private let tree: AreaTree
  private var houses: [BuildingID: String] = [:]
  private var bodies: [OrganisationID: String] = [:]
  private var alternates: [PostID: Person] = [:]
  private let words: Words

  init(_ condition: Query, _ people: PersonRecords, _ words: Words, on day: CivilDay, in session: any Session) throws {
    self.words = words
    tree = try AreaRecords().tree(in: session)
    try session.each("SELECT DISTINCT b.id, b.name FROM building b JOIN post p ON p.building_id = b.id WHERE \(condition)") { row in
      houses[try row.at(0)] = try row.at(1)
    }
    let query: Query = """
      SELECT \(OrganisationRecords.columns) FROM organisation o WHERE o.id IN (SELECT p.organisation_id FROM post p WHERE \(condition))
      """
    for body in try session.rows(query, OrganisationRecords.organisation) { bodies[body.id] = body.name(words) }
    try session.each(
      """
      SELECT \(PersonRecords.columns), s.post_id FROM post_stand_in s JOIN post p ON p.id = s.post_id JOIN person n ON n.id = s.person_id
      WHERE s.kind = 'alternate' AND \(Validity.condition("s", on: day)) AND \(condition) ORDER BY s.id
      """
    ) { row in alternates[try row.at(5)] = try people.opened(row) }
  }

  func values(of post: Post, isFirst: Bool) -> [String: ImportValue] {
    typealias Column = PostSheetColumns
    var out: [String: ImportValue] = [Column.postRef: .text(post.id.description), Column.type: .text(words("post.\(post.type)"))]
    let chain: [Area] = tree.chain(of: post.area)
    if let area = chain.last { out[Column.areaCode] = .text(area.code) }
    out[Column.area] = .text(chain.dropFirst().map(\.name).joined(separator: "/"))
    if let name = post.building.flatMap({ houses[$0] }) { out[Column.building] = .text(name) }
    out[Column.unit] = ImportValue.count(post.unit)
    if let name = post.organisation.flatMap({ bodies[$0] }) { out[Column.organisation] = .text(name) }
    if let seat = post.name { out[Column.seat] = .text(seat) }
    if let until = post.validUntil { out[Column.postLastDay] = .day(until.adding(days: -1)) }
    guard isFirst, let alternate = alternates[post.id] else { return out }
    out[Column.alternate] = .text(alternate.name)
    if let phone = alternate.maskedPhone { out[Column.alternatePhone] = .text(phone) }
    return out
  }
}
