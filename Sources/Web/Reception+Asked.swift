import Ground

extension Reception {
  struct Asked: Sendable {
    let query: FieldValues
    let cursor: String?
    let limit: Int
  }

  /// The query, held against its shapes. A page ignores names it does not know (old links, tracking); JSON refuses them.
  func ask(_ endpoint: Endpoint, _ pairs: [(name: String, value: String)]) throws -> Asked {
    var raw = RawFields()
    raw.values = pairs.map { ($0.name, RawValue.text($0.value)) }
    if endpoint.face == .json {
      raw.manner = .address
      complainOfRepeats(endpoint, &raw)
    }
    let outcome = endpoint.queryCheck.check(raw, refusesUnknown: endpoint.face == .json)
    guard outcome.problems.isEmpty else { throw Refusal.invalid(outcome.problems) }
    guard endpoint.route.isList else { return Asked(query: outcome.values, cursor: nil, limit: Endpoint.defaultLimit) }
    let cursor = try outcome.values.text("cursor").map { try cursors.opened($0, for: endpoint.route.name) }
    let limit = outcome.values.integer("limit").map { Int($0) } ?? Endpoint.defaultLimit
    return Asked(query: outcome.values, cursor: cursor, limit: limit)
  }

  /// In an address a name that may come once came twice: somebody means something else than we would understand.
  private func complainOfRepeats(_ endpoint: Endpoint, _ raw: inout RawFields) {
    guard raw.values.count > 1 else { return }
    for rule in endpoint.queryCheck.rules where !rule.shape.many {
      if raw.values.filter({ $0.name == rule.shape.name }).count > 1 { raw.complain(rule.shape.name, "field.repeated") }
    }
  }
}
