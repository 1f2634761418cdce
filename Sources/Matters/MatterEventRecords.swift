import Ground
import SQL

/// The rows of timelines and of photos.
struct MatterEventRecords: Sendable {
  func insert(_ event: MatterEvent, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO matter_event (id, matter_id, at, kind, person_id, post_id, target_post_id, target_organisation_id, note, due_before, due_after,
        before_person_id, after_person_id, day)
      VALUES (\(event.id), \(event.matter), \(event.at), \(event.kind.word), \(event.person), \(event.post), \(event.targetPost),
        \(event.targetOrganisation), \(event.note), \(event.dueBefore), \(event.dueAfter), \(event.before), \(event.after), \(event.day))
      """)
  }

  /// Newest first, as a timeline is read.
  func events(of matter: MatterID, in session: any Session) throws -> [MatterEvent] {
    try session.rows(
      """
      SELECT id, matter_id, at, kind, person_id, post_id, target_post_id, target_organisation_id, note, due_before, due_after,
        before_person_id, after_person_id, day
      FROM matter_event WHERE matter_id = \(matter) ORDER BY id DESC
      """, MatterEvent.init(row:))
  }

  /// The matter to whose timeline an event belongs.
  func matter(of event: MatterEventID, in session: any Session) throws -> MatterID? {
    try session.first("SELECT matter_id FROM matter_event WHERE id = \(event)") { try $0.at(0) }
  }

  func insert(_ photo: MatterPhoto, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO matter_photo (id, matter_id, event_id, kind, digest, width, height, at)
      VALUES (\(photo.id), \(photo.matter), \(photo.event), \(photo.kind.rawValue), \(photo.digest), \(photo.width), \(photo.height), \(photo.at))
      """)
  }

  func photos(of matter: MatterID, in session: any Session) throws -> [MatterPhoto] {
    try session.rows(
      "SELECT id, matter_id, event_id, kind, digest, width, height, at FROM matter_photo WHERE matter_id = \(matter) ORDER BY id",
      MatterPhoto.init(row:))
  }
}

extension MatterEvent {
  init(row: Row) throws {
    var next = row.reader()
    id = try next.next()
    matter = try next.next()
    at = try next.next()
    let word: String = try next.next()
    guard let known = Kind(word: word) else { throw RowError.unknown(word: word, of: "MatterEvent.Kind") }
    kind = known
    person = try next.next()
    post = try next.next()
    targetPost = try next.next()
    targetOrganisation = try next.next()
    note = try next.next()
    dueBefore = try next.next()
    dueAfter = try next.next()
    before = try next.next()
    after = try next.next()
    day = try next.next()
  }
}

extension MatterPhoto {
  init(row: Row) throws {
    var next = row.reader()
    id = try next.next()
    matter = try next.next()
    event = try next.next()
    kind = try Matter.known(try next.next())
    digest = try next.next()
    width = try next.next()
    height = try next.next()
    at = try next.next()
  }
}
