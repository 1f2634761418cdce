public import Ground
public import Places
import SQL

/// What a list of organisations is narrowed by; the same fields as in the URL.
public struct OrganisationFilter: Sendable, Hashable {
  /// Facts that a body should have and has not.
  public enum Missing: String, Sendable, CaseIterable {
    /// Its kind stands below another, but it does not.
    case parent
    /// It does not come up to the top of the chain: on the way a body is missing.
    case chain
    /// A department, unit, company or social organisation without a credit code.
    case code
    case field
    /// A seat that nobody holds.
    case holder
  }

  public var within: Within?
  public var kind: String?
  public var family: CityProfile.OrganisationKind.Family?
  public var field: String?
  public var unitLevel: String?
  /// Only those directly below this one.
  public var parent: OrganisationID?
  public var missing: Missing?
  /// A piece of the name, or the beginning of the credit code.
  public var text: String?
  /// As it was or will be on this day; nil: today.
  public var day: CivilDay?

  public init(
    within: Within? = nil, kind: String? = nil, family: CityProfile.OrganisationKind.Family? = nil, field: String? = nil,
    unitLevel: String? = nil, parent: OrganisationID? = nil, missing: Missing? = nil, text: String? = nil, day: CivilDay? = nil
  ) {
    self.within = within
    self.kind = kind
    self.family = family
    self.field = field
    self.unitLevel = unitLevel
    self.parent = parent
    self.missing = missing
    self.text = text
    self.day = day
  }

  /// Conditions on `organisation o` and its span `s` on the day.
  func conditions(_ profile: CityProfile, on day: CivilDay) -> [Query] {
    var out: [Query] = []
    if let within { out.append(within.condition("o", .organisations)) }
    if let kind { out.append("s.kind = \(kind)") }
    if let family { out.append("s.kind IN (\(list: profile.organisationKinds.filter { $0.family == family }.map(\.id)))") }
    if let field { out.append("o.field = \(field)") }
    if let unitLevel { out.append("o.unit_level = \(unitLevel)") }
    if let parent { out.append("s.parent_id = \(parent)") }
    if let missing { out.append(missing.condition(profile, on: day)) }
    if let text { out.append(OrganisationFilter.naming(text)) }
    return out
  }

  private static func naming(_ text: String) -> Query {
    let escaped: String = text.map { "!%_".contains($0) ? "!\($0)" : "\($0)" }.joined()
    let piece: String = "%\(escaped.lowercased())%"
    let beginning: String = "\(escaped.uppercased())%"
    return """
      (LOWER(s.name) LIKE \(piece) ESCAPE '!' OR LOWER(s.short_name) LIKE \(piece) ESCAPE '!' OR o.credit_code LIKE \(beginning) ESCAPE '!')
      """
  }
}

extension OrganisationFilter.Missing {
  /// The families whose bodies are registered under a credit code of their own.
  private static let coded: Set<CityProfile.OrganisationKind.Family> = [.government, .unit, .property, .social]

  /// Families whose bodies belong to a field of Party work; commissions and alliances stand across them.
  private static let fielded: Set<CityProfile.OrganisationKind.Family> = [.party, .government, .unit, .property, .residents, .social]

  fileprivate func condition(_ profile: CityProfile, on day: CivilDay) -> Query {
    switch self {
    case .parent:
      let kinds: [String] = profile.organisationKinds.filter { !$0.parents.isEmpty }.map(\.id)
      return "s.kind IN (\(list: kinds)) AND s.parent_id IS NULL"
    case .chain: return CompletenessRecords.isCutOff(profile.organisationRules, on: day)
    case .code:
      let kinds: [String] = profile.organisationKinds.filter { Self.coded.contains($0.family) }.map(\.id)
      return "s.kind IN (\(list: kinds)) AND o.credit_code IS NULL"
    case .field:
      let kinds: [String] = profile.organisationKinds.filter { Self.fielded.contains($0.family) }.map(\.id)
      return "s.kind IN (\(list: kinds)) AND o.field IS NULL"
    case .holder:
      return """
        EXISTS (SELECT 1 FROM post p WHERE p.organisation_id = o.id AND \(Validity.condition("p", on: day))
          AND NOT EXISTS (SELECT 1 FROM post_holding h WHERE h.post_id = p.id AND \(Validity.condition("h", on: day))))
        """
    }
  }
}
