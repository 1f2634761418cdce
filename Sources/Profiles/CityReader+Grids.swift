import Ground

/// How the city sizes, numbers and tells apart its grids.
extension CityReader {
  func grids(_ fields: Fields) -> CityProfile.GridRules? {
    defer { fields.close() }
    let households: ClosedRange<Int>? = fields.inner("households").flatMap(households)
    let tolerance: Double? = fields.decimal("tolerance_metres")
    let codes: CityProfile.GridRules.CodePattern? = fields.choice("codes", CityProfile.GridRules.CodePattern.self)
    let kinds: [Placed<CityProfile.GridRules.Kind>] = fields.items("kinds").compactMap(gridKind)
    let duties: [CityProfile.GridRules.Duty] = fields.items("duties").compactMap(gridDuty)
    if let tolerance, !(0...100).contains(tolerance) {
      complaints.add(fields.position("tolerance_metres"), "'tolerance_metres' must be between 0 and 100")
    }
    checkDigits(kinds, at: fields.position("kinds"))
    guard let households, let tolerance, let codes else { return nil }
    return .init(households: households, tolerance: tolerance, codes: codes, kinds: kinds.map(\.value), duties: duties)
  }

  private func households(_ fields: Fields) -> ClosedRange<Int>? {
    defer { fields.close() }
    guard let least = fields.number("least"), let most = fields.number("most") else { return nil }
    guard least >= 0, least <= most else {
      complaints.add(fields.position, "the households of a grid are at least 0, and 'least' is not above 'most'")
      return nil
    }
    return least...most
  }

  private func gridKind(_ fields: Fields) -> Placed<CityProfile.GridRules.Kind>? {
    defer { fields.close() }
    let isSized: Bool = fields.flag("sized")
    guard let id = fields.id(), let digit = fields.number("digit") else { return nil }
    return Placed(.init(id: id, digit: digit, isSized: isSized), fields.position)
  }

  private func gridDuty(_ fields: Fields) -> CityProfile.GridRules.Duty? {
    defer { fields.close() }
    return fields.id().map { .init(id: $0) }
  }

  /// A code must tell the kind.
  private func checkDigits(_ kinds: [Placed<CityProfile.GridRules.Kind>], at position: Position) {
    var seen: Set<Int> = []
    for kind in kinds {
      if !(0...9).contains(kind.value.digit) || !seen.insert(kind.value.digit).inserted {
        complaints.add(kind.position, "the grid kind '\(kind.value.id)' needs a digit of its own, 0 to 9")
      }
    }
    if kinds.isEmpty { complaints.add(position, "there must be a kind of grid") }
  }
}
