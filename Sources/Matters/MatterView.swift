import Ground
import Organisations
import Places

/// One matter with everything its page tells, names resolved, for one caller.
struct MatterView: Sendable {
  struct Event: Sendable {
    let event: MatterEvent
    /// Who did it, for staff: the post's title and the person's name. nil for a requester and the machine.
    let post: String?
    let person: String?
    /// Whom it was given to.
    let target: String?
    let photos: [MatterPhoto]
    /// Of a handover: who had it and who has it from then on.
    var before: String? = nil
    var after: String? = nil
  }

  let matter: Matter
  /// From the city down to the grid.
  let chain: [Area]
  let handler: String?
  let standing: MatterStanding
  /// Newest first.
  let events: [Event]
  let photos: [MatterPhoto]
  let reports: [Report]
  /// Masked on the page; nil where the caller may not even know that there is one.
  let contacts: [Contact]
  let mayReveal: Bool
  let reasons: DeadlineReasons
  /// What the caller may do now, in the order of the table of moves.
  let acts: [Workflow.Move]
  /// To whom the matter may be given, when the caller may dispatch it.
  let choice: DispatchCandidates.Choice?
  /// Whom the territorial duty list names, else the catalogue.
  let owner: DispatchCandidates.Owner?
  /// What the territorial duty list says about it here.
  var advice: TerritorialAdvice? = nil
  /// The number of the matter this one was joined to.
  let joinedTo: Matter?
}
