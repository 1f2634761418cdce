import Ground
import Organisations
import Places

/// How an estate is governed on a day: who stands there, who is missing, how it is managed, and what the registers say.
struct Governance: Sendable {
  /// A body at the estate or in its community.
  struct Standing: Sendable {
    let body: OrganisationID
    let name: String
    let kind: String
    /// How it comes to stand here; nil for a body of the community.
    let binding: BodyBinding?
    /// What the binding's end expects.
    let version: Int64
  }

  struct Party: Sendable {
    let party: CityProfile.PropertyParty
    let bodies: [Standing]
    /// What a register says where no body is bound: 选派党建指导员.
    let entries: [PropertyLine]
    let isWanted: Bool

    var isThere: Bool { !bodies.isEmpty || !entries.isEmpty }
    var isMissing: Bool { isWanted && !isThere }
  }

  struct Cross: Sendable {
    let seat: CrossSeat
    /// nil when people are out of the caller's reach.
    let name: String?
    let body: String
  }

  struct Register: Sendable {
    let register: CityProfile.PropertyRegister
    /// The newest first.
    let lines: [PropertyLine]
  }

  let estate: Estate
  let area: String
  let day: CivilDay
  let parties: [Party]
  /// Those that stood here and no longer do, or are to.
  let others: [Standing]
  let modes: [EstateModeSpan]
  /// The estates that are managed as one with this one.
  let joined: [Estate]
  let cross: [Cross]
  let registers: [Register]
}

/// An estate as the list of governance shows it.
struct GovernanceRow: Sendable {
  let estate: Estate
  let area: String
  let bodies: [(id: OrganisationID, name: String)]
  let cross: [Governance.Cross]
}
