public import Ground

/// What is dated of a body, from a day to a day: its kind, its names and the body above it.
public struct BodySpan: Sendable, Hashable {
  public var validFrom: CivilDay
  /// The first day on which it is no longer so; nil: until further notice.
  public var validUntil: CivilDay?
  public var kind: String
  public var name: String?
  public var shortName: String?
  public var parent: OrganisationID?

  public func holds(on day: CivilDay) -> Bool { validFrom <= day && validUntil.map { day < $0 } ?? true }

  func saysTheSame(as other: BodySpan) -> Bool {
    kind == other.kind && name == other.name && shortName == other.shortName && parent == other.parent
  }
}

/// The spans of one body in order, each beginning where the one before ends.
public struct BodyStory: Sendable, Hashable {
  public private(set) var spans: [BodySpan]

  public init(_ spans: [BodySpan]) { self.spans = spans.sorted { $0.validFrom < $1.validFrom } }

  public func span(on day: CivilDay) -> BodySpan? { spans.first { $0.holds(on: day) } }

  /// Sets a fact from a day on. A change of the same fact that is planned for later stays as planned.
  /// - Returns: false when the body does not exist on that day.
  @discardableResult
  mutating func set<Fact: Equatable>(_ fact: WritableKeyPath<BodySpan, Fact>, to value: Fact, from day: CivilDay) -> Bool {
    guard var index = spans.firstIndex(where: { $0.holds(on: day) }) else { return false }
    let old: Fact = spans[index][keyPath: fact]
    if spans[index].validFrom < day {
      var rest: BodySpan = spans[index]
      rest.validFrom = day
      spans[index].validUntil = day
      index += 1
      spans.insert(rest, at: index)
    }
    while index < spans.count, spans[index][keyPath: fact] == old {
      spans[index][keyPath: fact] = value
      index += 1
    }
    join()
    return true
  }

  /// How long a fact set from a day on holds: until the next planned change of it, or the body's end.
  func end<Fact: Equatable>(of fact: KeyPath<BodySpan, Fact>, from day: CivilDay) -> CivilDay? {
    guard let first = spans.firstIndex(where: { $0.holds(on: day) }) else { return nil }
    let old: Fact = spans[first][keyPath: fact]
    let next: Int? = spans[first...].firstIndex { $0[keyPath: fact] != old }
    return next.map { spans[$0].validFrom } ?? spans.last?.validUntil
  }

  /// Ends the body: what was planned for later falls away.
  mutating func end(on day: CivilDay) {
    spans.removeAll { $0.validFrom >= day }
    guard !spans.isEmpty else { return }
    spans[spans.count - 1].validUntil = day
  }

  /// The body goes on after all.
  mutating func reopen() {
    guard !spans.isEmpty else { return }
    spans[spans.count - 1].validUntil = nil
  }

  /// Takes back what changes on a day; facts that change again later do so as planned.
  /// - Returns: false when nothing changes on that day.
  mutating func withdraw(_ day: CivilDay) -> Bool {
    guard let before = spans.first(where: { $0.validUntil == day }), let after = spans.first(where: { $0.validFrom == day }) else { return false }
    if before.kind != after.kind { set(\.kind, to: before.kind, from: day) }
    if before.name != after.name { set(\.name, to: before.name, from: day) }
    if before.shortName != after.shortName { set(\.shortName, to: before.shortName, from: day) }
    if before.parent != after.parent { set(\.parent, to: before.parent, from: day) }
    return true
  }

  /// Neighbours that say the same become one.
  private mutating func join() {
    var out: [BodySpan] = []
    for span in spans {
      if let last = out.last, last.validUntil == span.validFrom, last.saysTheSame(as: span) {
        out[out.count - 1].validUntil = span.validUntil
      } else {
        out.append(span)
      }
    }
    spans = out
  }
}
