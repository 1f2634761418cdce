/// Reads one map strictly: what is missing, of the wrong type or unknown is complained about, with its line.
final class Fields {
  let position: Position
  let complaints: Complaints
  private let entries: [ProfileNode.Entry]
  private var taken: Set<String> = []

  init(_ node: ProfileNode, _ complaints: Complaints) {
    position = node.position
    self.complaints = complaints
    if case .map(let entries) = node.content {
      self.entries = entries
    } else {
      entries = []
      complaints.add(node.position, "a map of keys and values is expected here")
    }
  }

  func node(_ key: String) -> ProfileNode? {
    taken.insert(key)
    return entries.first { $0.key == key }?.value
  }

  /// Where a key stands, or else the map.
  func position(_ key: String) -> Position { entries.first { $0.key == key }?.position ?? position }

  private func required(_ key: String) -> ProfileNode? {
    let found: ProfileNode? = node(key)
    if found == nil { complaints.add(position, "the key '\(key)' is missing") }
    return found
  }

  func text(_ key: String) -> String? { required(key).flatMap { text($0, key) } }

  func textIfPresent(_ key: String) -> String? { node(key).flatMap { text($0, key) } }

  private func text(_ node: ProfileNode, _ key: String) -> String? {
    if let text = node.scalar, !text.isEmpty { return text }
    complaints.add(node.position, "'\(key)' must be a text")
    return nil
  }

  /// A short name that the database and the words' keys use.
  func id(_ key: String = "id") -> String? {
    guard let text = text(key) else { return nil }
    if text.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_") }), text.first?.isLowercase == true { return text }
    complaints.add(position(key), "'\(text)' cannot be a name: small letters, digits and _ only, a letter first")
    return nil
  }

  func number(_ key: String) -> Int? {
    guard let node = required(key) else { return nil }
    if let number = node.scalar.flatMap({ Int($0) }) { return number }
    complaints.add(node.position, "'\(key)' must be a whole number")
    return nil
  }

  func decimal(_ key: String) -> Double? {
    guard let node = required(key) else { return nil }
    if let number = node.scalar.flatMap({ Double($0) }) { return number }
    complaints.add(node.position, "'\(key)' must be a number")
    return nil
  }

  /// true or false; false when it is not there.
  func flag(_ key: String) -> Bool {
    guard let node = node(key) else { return false }
    if node.scalar == "true" { return true }
    if node.scalar != "false" { complaints.add(node.position, "'\(key)' must be true or false") }
    return false
  }

  func texts(_ key: String) -> [Placed<String>] {
    guard let node = required(key) else { return [] }
    guard case .list(let items) = node.content else {
      complaints.add(node.position, "'\(key)' must be a list")
      return []
    }
    return items.compactMap { item in text(item, key).map { Placed($0, item.position) } }
  }

  /// The same when the key may be left out.
  func textsIfPresent(_ key: String) -> [Placed<String>] { node(key) == nil ? [] : texts(key) }

  func itemsIfPresent(_ key: String) -> [Fields] { node(key) == nil ? [] : items(key) }

  /// The maps of a list.
  func items(_ key: String) -> [Fields] {
    guard let node = required(key) else { return [] }
    guard case .list(let items) = node.content else {
      complaints.add(node.position, "'\(key)' must be a list")
      return []
    }
    return items.map { Fields($0, complaints) }
  }

  func inner(_ key: String) -> Fields? { required(key).map { Fields($0, complaints) } }

  /// One of the cases of an enumeration.
  func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, _: Choice.Type) -> Choice? where Choice.RawValue == String {
    guard let text = text(key) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let known: String = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    complaints.add(position(key), "'\(text)' is not a known \(key); known are \(known)")
    return nil
  }

  /// The same for a key that may be left out.
  func choiceIfPresent<Choice: RawRepresentable & CaseIterable>(_ key: String, _ kind: Choice.Type) -> Choice? where Choice.RawValue == String {
    node(key) == nil ? nil : choice(key, kind)
  }

  /// Complains about every key that nobody asked for.
  func close() {
    for entry in entries where !taken.contains(entry.key) { complaints.add(entry.position, "the key '\(entry.key)' is unknown") }
  }
}

/// A value and where it stands.
struct Placed<Value> {
  let value: Value
  let position: Position

  init(_ value: Value, _ position: Position) {
    self.value = value
    self.position = position
  }
}
