import Ground

/// The dates of one matter's life, as far as it has come by now: most are dispatched within hours and answered within days,
/// one in two hundred lies for weeks.
struct BulkLife {
  let state: String
  let deadline: Deadline
  private(set) var dispatched: Moment?
  private(set) var accepted: Moment?
  private(set) var answered: Moment?
  private(set) var verified: Moment?
  private(set) var closed: Moment?
  private(set) var rated: Moment?
  private(set) var rating: Int?

  init(reported: Moment, now: Moment, profile: CityProfile, category: String, _ dice: inout DemoDice) {
    let isSlow: Bool = dice.next(below: 200) == 0
    var time: Moment = reported
    func pass(_ hours: Int) -> Moment? {
      time = time.adding(seconds: Int64(600 + dice.next(below: hours * 3600)))
      return time <= now ? time : nil
    }
    dispatched = pass(12)
    accepted = pass(24)
    answered = pass(isSlow ? 1200 : 200)
    verified = pass(48)
    closed = pass(60)
    let isRated: Bool = dice.next(below: 5) < 2
    if isRated, let verified, let closed {
      rated = Moment(milliseconds: (verified.milliseconds + closed.milliseconds) / 2)
      rating = 5 - min(4, dice.next(below: 4) * dice.next(below: 3))
    }
    state = BulkLife.walk(
      profile.workflow, [(.dispatch, dispatched), (.accept, accepted), (.answer, answered), (.verify, verified), (.close, closed)])
    var deadline = Deadline(profile.category(category)?.budget ?? .workingDays(5), from: reported, on: profile.calendar)
    if let answered { deadline.pause(at: answered, on: profile.calendar) }
    self.deadline = deadline
  }

  /// The state that the acts done so far lead to.
  private static func walk(_ workflow: Workflow, _ acts: [(MatterAct, Moment?)]) -> String {
    var state: String = workflow.initial
    for (act, moment) in acts where moment != nil { state = workflow.move(act, from: state)?.to ?? state }
    return state
  }
}
