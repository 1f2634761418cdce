import Ground
import Organisations
import Places
import SQL

/// Estates, bodies and areas as what an entry is about: where they lie, what they are called, and whom one may choose.
struct PropertySubjectRecords: Sendable {
  /// A subject and where it lies.
  struct Home: Sendable {
    let subject: PropertySubject
    let area: AreaID
    let place: Place
    /// Of a body.
    let kind: String?
  }

  /// One that may be chosen.
  struct Option: Sendable, Hashable {
    let id: String
    let name: String
    /// The area where it lies, for telling two of one name apart.
    let area: String
  }

  /// nil when there is no such thing; a body has to exist on the day.
  func home(of subject: PropertySubject, on day: CivilDay, in session: any Session) throws -> Home? {
    switch subject {
    case .area(let id): try AreaRecords().find(id, in: session).map { Home(subject: subject, area: $0.id, place: $0.place, kind: nil) }
    case .estate(let id):
      try EstateRecords().find(id, on: day, in: session).map { Home(subject: subject, area: $0.area, place: $0.place, kind: nil) }
    case .body(let id):
      try BodyRecords().organisation(id, on: day, in: session).map { Home(subject: subject, area: $0.area, place: $0.place, kind: $0.kind) }
    }
  }

  /// On PostgreSQL others who enter something about the same subject wait until this is done, and then see it.
  func hold(_ subject: PropertySubject, in session: any Session) throws {
    switch subject {
    case .area(let id): try session.run("UPDATE area SET name = name WHERE id = \(id)")
    case .estate(let id): try session.run("UPDATE estate SET version = version WHERE id = \(id)")
    case .body(let id): try session.run("UPDATE organisation SET version = version WHERE id = \(id)")
    }
  }

  // MARK: Names

  func names(_ subjects: Set<PropertySubject>, words: Words, in session: any Session) throws -> [PropertySubject: String] {
    var out: [PropertySubject: String] = [:]
    for (id, name) in try EstateRecords().names(Set(subjects.compactMap(\.estate)), in: session) { out[.estate(id)] = name }
    let bodies: [OrganisationID: String] = try OrganisationRecords().names(Set(subjects.compactMap(\.body)), words: words, in: session)
    for (id, name) in bodies { out[.body(id)] = name }
    let areas: [AreaID] = subjects.compactMap { if case .area(let id) = $0 { id } else { nil } }
    for (id, name) in try AreaRecords().names(Set(areas), in: session) { out[.area(id)] = name }
    return out
  }

  // MARK: Choosing

  /// Those of a register's kind within a policy whose name has a piece of text in it, in the order of their places.
  func options(
    _ register: CityProfile.PropertyRegister, named text: String, policy: Policy, on day: CivilDay, in session: any Session
  ) throws -> [Option] {
    let pattern: String = "%\(text.map { "!%_".contains($0) ? "!\($0)" : "\($0)" }.joined().lowercased())%"
    let kinds: Query = register.kinds.isEmpty ? "1 = 1" : "t.kind IN (\(list: register.kinds))"
    let found: Query =
      switch register.subject {
      case .area: "area t LEFT JOIN area a ON a.id = t.parent_id WHERE \(policy.filter(place: "t.place"))"
      case .estate: "estate t LEFT JOIN area a ON a.id = t.area_id WHERE \(policy.filter(place: "t.place"))"
      case .body:
        "organisation t LEFT JOIN area a ON a.id = t.area_id WHERE \(kinds) AND \(policy.filter(place: "t.place", organisation: "t.id"))"
      }
    return try session.rows(
      """
      SELECT t.id, t.name, COALESCE(a.name, '') FROM \(found) AND \(DatedRows.holding("t", on: day))
        AND LOWER(t.name) LIKE \(pattern) ESCAPE '!' ORDER BY t.place, t.id LIMIT 20
      """
    ) { row in Option(id: try row.at(0, as: Int64.self).description, name: try row.at(1), area: try row.at(2)) }
  }

  /// The one that is known already, if it is within a policy.
  func option(_ subject: PropertySubject, policy: Policy, on day: CivilDay, words: Words, in session: any Session) throws -> [Option] {
    guard let home = try home(of: subject, on: day, in: session), policy.allows(place: home.place, organisation: subject.body) else { return [] }
    let name: String = try names([subject], words: words, in: session)[subject] ?? ""
    let area: String = try AreaRecords().names([home.area], in: session)[home.area] ?? ""
    if case .area = subject { return [Option(id: subject.id, name: name, area: "")] }
    return [Option(id: subject.id, name: name, area: area)]
  }

  /// The first two hundred bodies of some kinds within a policy: partners of an entry, bodies for an estate.
  func bodies(
    _ kinds: [String], policy: Policy, on day: CivilDay, words: Words, in session: any Session
  ) throws -> [(id: OrganisationID, name: String, kind: String)] {
    let found: [(OrganisationID, String)] = try session.rows(
      """
      SELECT o.id, o.kind FROM organisation o WHERE o.kind IN (\(list: kinds)) AND \(policy.filter(place: "o.place", organisation: "o.id"))
        AND \(DatedRows.holding("o", on: day)) ORDER BY o.place, o.id LIMIT 200
      """
    ) { (try $0.at(0), try $0.at(1)) }
    let names: [OrganisationID: String] = try OrganisationRecords().names(Set(found.map(\.0)), words: words, in: session)
    return found.map { ($0.0, names[$0.0] ?? "", $0.1) }
  }
}

extension CityProfile.PropertyRegister.Subject {
  /// The form's field that names the subject.
  var field: String {
    switch self {
    case .area: "area"
    case .estate: "estate"
    case .body: "organisation"
    }
  }

  func value(_ id: String) -> PropertySubject? {
    switch self {
    case .area: AreaID(id).map { .area($0) }
    case .estate: EstateID(id).map { .estate($0) }
    case .body: OrganisationID(id).map { .body($0) }
    }
  }
}

extension PropertySubject {
  var id: String {
    switch self {
    case .area(let id): id.description
    case .estate(let id): id.description
    case .body(let id): id.description
    }
  }

  /// The page where one sees it.
  var path: String {
    switch self {
    case .area(let id): "/areas/\(id)"
    case .estate(let id): "/estates/\(id)/governance"
    case .body(let id): "/organisations/\(id)"
    }
  }
}
