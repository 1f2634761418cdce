import Ground
import SQL

/// Conditions on `estate e`: which bodies stand there on a day, and which are wanted and do not.
struct EstateGap: Sendable {
  let profile: CityProfile
  let day: CivilDay

  /// A body of one of the kinds is bound to the estate.
  func stands(_ kinds: [String]) -> Query {
    """
    EXISTS (SELECT 1 FROM organisation_area b JOIN organisation_span s ON s.organisation_id = b.organisation_id AND \(Validity.condition("s", on: day))
      WHERE b.estate_id = e.id AND s.kind IN (\(list: kinds)) AND \(Validity.condition("b", on: day)))
    """
  }

  /// A body of one of the kinds has its home in the estate's community.
  private func isAtHome(_ kinds: [String]) -> Query {
    """
    EXISTS (SELECT 1 FROM organisation o JOIN organisation_span s ON s.organisation_id = o.id AND \(Validity.condition("s", on: day))
      WHERE o.area_id = e.area_id AND s.kind IN (\(list: kinds)))
    """
  }

  /// A body that stands at the estate is in the register.
  private func isEntered(_ register: String) -> Query {
    """
    EXISTS (SELECT 1 FROM organisation_area b JOIN property_entry x ON x.organisation_id = b.organisation_id AND \(Validity.condition("x", on: day))
      WHERE b.estate_id = e.id AND x.register = \(register) AND \(Validity.condition("b", on: day)))
    """
  }

  func isThere(_ party: CityProfile.PropertyParty) -> Query {
    guard party.stands == .estate else { return isAtHome(party.kinds) }
    guard let register = party.register else { return stands(party.kinds) }
    return "(\(stands(party.kinds)) OR \(isEntered(register)))"
  }

  /// Wanted by the way the estate is managed, and not there.
  func isMissing(_ party: CityProfile.PropertyParty) -> Query {
    if party.isOptional { return "1 = 0" }
    guard party.needsCompany else { return "NOT \(isThere(party))" }
    let modes: [String] = profile.housing.modes.filter(\.hasCompany).map(\.id)
    return """
      NOT \(isThere(party)) AND EXISTS (SELECT 1 FROM estate_mode w WHERE w.estate_id = e.id AND w.mode IN (\(list: modes))
        AND \(Validity.condition("w", on: day)))
      """
  }

  var isCrossed: Query {
    guard let cross = profile.property.cross else { return "1 = 0" }
    return "EXISTS (SELECT 1 FROM \(CrossRecords.seats(cross, on: day)) WHERE \(CrossRecords.condition(cross, on: day)))"
  }
}
