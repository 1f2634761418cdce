import Ground
import Organisations
import Places
import SQL

/// What one reporter is shown of a matter: how it goes, never who of the staff did it, and nothing that another reporter
/// said.
struct FollowView: Sendable {
  struct Event: Sendable {
    let event: MatterEvent
    /// The unit or post it was given to, without its holder.
    let target: String?
    let photos: [MatterPhoto]
  }

  let matter: Matter
  let report: Report
  let chain: [Area]
  /// Newest first.
  let events: [Event]
  let isRatable: Bool

  /// Only the first reporter's words are the matter's own.
  var isFirst: Bool { report.number == matter.number }

  var photos: [MatterPhoto] { events.reversed().flatMap(\.photos) }

  /// What the handler answered last.
  var answer: Event? { events.first { $0.event.kind == .act(.answer) } }
}

/// Loads what a reporter is shown, in one read.
struct FollowDesk: Sendable {
  let room: MattersRoom
  let words: Words
  let now: Moment

  /// - Throws: ``Refusal/absent`` for a token that was not made here.
  func view(_ token: String, in session: any Session) throws -> FollowView {
    guard let id = room.links.report(token), let report = try room.desk.reports.report(id, in: session),
      let matter = try room.desk.matters.matter(report.matter, in: session)
    else { throw Refusal.absent }
    let story: [MatterEvent] = try story(of: matter, report, in: session)
    let photos: [MatterPhoto] = try Set(story.map(\.matter)).flatMap { try room.desk.events.photos(of: $0, in: session) }
    return FollowView(
      matter: matter, report: report, chain: try AreaRecords().chain(to: matter.location.area, in: session),
      events: try told(story, photos, report, in: session), isRatable: matter.answeredAt != nil && room.desk.isRatable(matter))
  }

  /// The matter's story. Where the matter that was reported has been joined to another, it begins with that one's.
  private func story(of matter: Matter, _ report: Report, in session: any Session) throws -> [MatterEvent] {
    let events: [MatterEvent] = try room.desk.events.events(of: matter.id, in: session)
    guard let own = try room.desk.events.matter(of: report.firstStep, in: session), own != matter.id else { return events }
    let first: [MatterEvent] = try room.desk.events.events(of: own, in: session)
    return (events.filter { $0.at >= report.at } + first).sorted { $0.id > $1.id }
  }

  private func told(_ events: [MatterEvent], _ photos: [MatterPhoto], _ report: Report, in session: any Session) throws -> [FollowView.Event] {
    let posts = try room.directory.options(Set(events.compactMap(\.targetPost)), at: now, words: words, in: session)
    let organisations = try OrganisationRecords().names(Set(events.compactMap(\.targetOrganisation)), words: words, in: session)
    return events.filter { words.has("follow.event.\($0.kind.word)") }.map { event in
      let post: String? = event.targetPost.flatMap { posts[$0] }.map { $0.standing(words, joint: words("matter.post_joint")) }
      let target: String? = post ?? event.targetOrganisation.flatMap { organisations[$0] }
      let shown: [MatterPhoto] = isShown(event, report) ? photos.filter { $0.event == event.id } : []
      return FollowView.Event(event: event, target: target, photos: shown)
    }
  }

  /// One's own photos and those of the answer; never a neighbour's.
  private func isShown(_ event: MatterEvent, _ report: Report) -> Bool {
    switch event.kind {
    case .reported, .alsoReported: event.id == report.firstStep
    case .act(.answer): true
    default: false
    }
  }
}
