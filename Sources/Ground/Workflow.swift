/// What can be done to a matter. The acts are ours, because code stands behind each; which state an act leads from and to,
/// under which stage and with whose permission, is the city's table of moves.
public enum MatterAct: String, Sendable, CaseIterable, Codable {
  /// The desk and the alliance talk it over before it is dispatched (会商).
  case consult
  case dispatch
  case accept
  case askMoreTime = "ask_more_time"
  case grantMoreTime = "grant_more_time"
  case refuseMoreTime = "refuse_more_time"
  /// Not ours: back to the desk, with a reason.
  case giveBack = "give_back"
  case recordWork = "record_work"
  /// The work is done: an answer for the requester, with evidence.
  case answer
  case verify
  /// The desk is not convinced: back to the handler.
  case sendBack = "send_back"
  case close
  /// The same thing reported twice: its reports follow the other matter.
  case join
  /// The requester says it is not solved.
  case reopen
}

/// A matter's stages, states and moves, as one city's profile sets them.
public struct Workflow: Sendable, Hashable {
  /// A stage as residents and secretaries know it: 集单, 派单 … Its word is `stage.<id>`.
  public struct Stage: Sendable, Hashable {
    public let id: String
    public init(id: String) { self.id = id }
  }

  public enum WaitingFor: String, Sendable, CaseIterable, Codable {
    case desk, handler, requester, nobody
  }

  /// How a state's tag is drawn (`look.css`, `.tag`).
  public enum Shape: String, Sendable, CaseIterable, Codable {
    case hollow, doing, done, back, hold
  }

  /// Its words: `state.<id>` for staff, `state.<id>.plain` for residents.
  public struct State: Sendable, Hashable {
    public let id: String
    public let stage: String
    public let waitingFor: WaitingFor
    public let shape: Shape
    /// Whether the handling time runs in this state.
    public let clockRuns: Bool
    /// Open matters are in somebody's queue.
    public let isOpen: Bool
    public init(id: String, stage: String, waitingFor: WaitingFor, shape: Shape, clockRuns: Bool, isOpen: Bool) {
      self.id = id
      self.stage = stage
      self.waitingFor = waitingFor
      self.shape = shape
      self.clockRuns = clockRuns
      self.isOpen = isOpen
    }
  }

  public struct Move: Sendable, Hashable {
    public let act: MatterAct
    public let from: [String]
    /// The state after the act; nil when the act leaves the state as it is.
    public let to: String?
    /// nil: the requester, by the secret link.
    public let permission: Permission?
    public let needsReason: Bool
    public let needsEvidence: Bool
    public init(act: MatterAct, from: [String], to: String?, permission: Permission?, needsReason: Bool, needsEvidence: Bool) {
      self.act = act
      self.from = from
      self.to = to
      self.permission = permission
      self.needsReason = needsReason
      self.needsEvidence = needsEvidence
    }
  }

  public let stages: [Stage]
  public let states: [State]
  public let moves: [Move]
  /// The state of a new matter.
  public let initial: String

  public init(stages: [Stage], states: [State], moves: [Move], initial: String) {
    self.stages = stages
    self.states = states
    self.moves = moves
    self.initial = initial
  }

  public func state(_ id: String) -> State? { states.first { $0.id == id } }

  /// The move that an act makes from a state, if the table has one.
  public func move(_ act: MatterAct, from state: String) -> Move? {
    moves.first { $0.act == act && $0.from.contains(state) }
  }
}
