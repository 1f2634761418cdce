public import Ground
public import SQL

/// A co-building agreement (共建协议): who promises what to whom, from when until when.
public struct Agreement: Sendable, Hashable {
  public enum State: String, Sendable, CaseIterable, Bindable {
    /// Being negotiated or waiting for a signature.
    case draft
    /// Signed by every party.
    case signed
  }

  public struct Party: Sendable, Hashable {
    public let party: PairParty
    public var signed: CivilDay?

    public init(_ party: PairParty, signed: CivilDay? = nil) {
      self.party = party
      self.signed = signed
    }
  }

  /// 一书三单: what is there to share, what is needed, what is done together. One entry a line.
  public struct Lists: Sendable, Hashable {
    public var resources: String
    public var needs: String
    public var projects: String

    public init(resources: String = "", needs: String = "", projects: String = "") {
      self.resources = resources
      self.needs = needs
      self.projects = projects
    }

    static func lines(_ text: String) -> [String] {
      text.split(whereSeparator: \.isNewline).map { $0.trimmingPrefix(while: { $0 == " " }) }.filter { !$0.isEmpty }.map(String.init)
    }
  }

  public let id: AgreementID
  public var title: String
  /// The pair it belongs to, if any.
  public let pair: PairID?
  public let place: Place
  /// The first day, and the first on which it no longer holds.
  public let validFrom: CivilDay
  public let validUntil: CivilDay
  public var terms: String
  public var lists: Lists
  public var state: State
  /// In the order in which they stand on paper; at least two.
  public var parties: [Party]
  /// The agreement that this one continues.
  public let renews: AgreementID?
  public var version: Int64

  public init(
    id: AgreementID, title: String, pair: PairID? = nil, place: Place, validFrom: CivilDay, validUntil: CivilDay, terms: String,
    lists: Lists = Lists(), state: State = .draft, parties: [Party], renews: AgreementID? = nil, version: Int64 = 1
  ) {
    self.id = id
    self.title = title
    self.pair = pair
    self.place = place
    self.validFrom = validFrom
    self.validUntil = validUntil
    self.terms = terms
    self.lists = lists
    self.state = state
    self.parties = parties
    self.renews = renews
    self.version = version
  }

  /// Records a party's signature. With the last one the agreement is signed.
  /// - Throws: ``Refusal``: `.invalid` for somebody who is no party, `.conflict` when they have signed.
  public mutating func sign(_ party: PairParty, on day: CivilDay) throws {
    guard let index = parties.firstIndex(where: { $0.party == party }) else {
      throw Refusal.invalid([FieldProblem("party", "alliances.agreement.no_party")])
    }
    guard parties[index].signed == nil else { throw Refusal(.conflict, "alliances.agreement.signed_already") }
    parties[index].signed = day
    if parties.allSatisfy({ $0.signed != nil }) { state = .signed }
  }

  public func isOver(on day: CivilDay) -> Bool { validUntil <= day }

  /// The term that follows this one: as many months where it was whole months, else as many days.
  public var nextTerm: (from: CivilDay, until: CivilDay) {
    let (first, last) = (validFrom.parts, validUntil.parts)
    let months: Int = (last.year - first.year) * 12 + last.month - first.month
    guard validFrom.adding(months: months) == validUntil else {
      return (validUntil, validUntil.adding(days: validUntil.daysSince1970 - validFrom.daysSince1970))
    }
    return (validUntil, validUntil.adding(months: months))
  }
}
