import Ground
import SQL

/// Organisations that can be chosen as a member or a party.
struct UnitChoices: Sendable {
  /// The kinds that are alliances themselves are left out.
  let rules: CityProfile.AllianceRules
  /// Digits of a district's code: what is near lies in the same district, or is responsible for the place from above.
  let districtDigits: Int

  init(profile: CityProfile) {
    rules = profile.alliances
    districtDigits = profile.levels.count > 1 ? profile.levels[1].digits : 6
  }

  static let most: Int = 300

  /// - Parameter text: a piece of the name; then the whole city is searched, since partners may come from elsewhere.
  func find(_ text: String?, near place: Place?, on day: CivilDay, words: Words, in session: any Session) throws -> [(
    id: OrganisationID, name: String
  )] {
    let kinds: [String] = rules.kinds.map(\.id)
    var conditions: [Query] = [Validity.condition("o", on: day), "o.kind NOT IN (\(list: kinds))", "o.name IS NOT NULL"]
    if let text {
      conditions.append("LOWER(o.name) LIKE \("%\(UnitChoices.escaped(text.lowercased()))%") ESCAPE '!'")
    } else if let place {
      let district: PlaceRange = range(around: place)
      conditions.append("(o.place BETWEEN \(district.first) AND \(district.last) OR (o.place <= \(place) AND o.place_last >= \(place)))")
    }
    return try session.rows(
      """
      SELECT o.id, o.name FROM organisation o WHERE \(Query.joined(conditions, by: " AND "))
      ORDER BY o.place DESC, o.id LIMIT \(UnitChoices.most)
      """
    ) { (try $0.at(0), try $0.at(1)) }
  }

  private func range(around place: Place) -> PlaceRange {
    var width: Int64 = 1
    for _ in districtDigits..<15 { width *= 10 }
    let first: Int64 = place.number / width * width
    return PlaceRange(Place(first), Place(first + width - 1))
  }

  /// With what LIKE would read as a pattern taken literally.
  static func escaped(_ text: String) -> String {
    var out = ""
    for character in text {
      if character == "!" || character == "%" || character == "_" { out.append("!") }
      out.append(character)
    }
    return out
  }
}
