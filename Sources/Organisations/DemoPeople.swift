public import Foundation
import Ground
import Places

/// The parts of which the demo's names are put together: surnames with how common they are, and syllables of given names.
/// A name that some real person bears is chance.
public struct NameParts: Sendable {
  let surnames: [(text: String, upTo: Int)]
  let given: [String]

  public enum Problem: Error, Hashable {
    /// The number of the line that is not `part,text,weight`, or nil when a part is missing altogether.
    case line(Int?)
  }

  /// Reads `names.csv`.
  /// - Throws: ``Problem``, and what reading a file throws.
  public init(contentsOf file: URL) throws {
    try self.init(csv: String(contentsOf: file, encoding: .utf8))
  }

  init(csv: String) throws {
    var surnames: [(text: String, upTo: Int)] = []
    var given: [String] = []
    var total: Int = 0
    for (index, line) in csv.split(whereSeparator: \.isNewline).enumerated().dropFirst() {
      let cells: [Substring] = line.split(separator: ",")
      guard cells.count == 3, let weight = Int(cells[2]), weight > 0 else { throw Problem.line(index + 1) }
      if cells[0] == "surname" {
        total += weight
        surnames.append((String(cells[1]), total))
      } else {
        given.append(String(cells[1]))
      }
    }
    guard !surnames.isEmpty, !given.isEmpty else { throw Problem.line(nil) }
    self.surnames = surnames
    self.given = given
  }

  func name(using generator: inout DemoGenerator) -> String {
    let draw: Int = Int.random(in: 0..<(surnames.last?.upTo ?? 1), using: &generator)
    let surname: String = surnames.first { draw < $0.upTo }?.text ?? ""
    // Four of five given names have two syllables.
    let count: Int = Int.random(in: 0..<5, using: &generator) == 0 ? 1 : 2
    var out: String = surname
    for _ in 0..<count { out += given.randomElement(using: &generator) ?? "" }
    return out
  }
}

/// Makes people, each with a telephone number that no telephone has.
struct DemoPeople {
  let parts: NameParts
  let ids: IdentifierMaker
  var generator: DemoGenerator
  private(set) var people: [Person] = []

  init(parts: NameParts, ids: IdentifierMaker, seed: UInt64) {
    self.parts = parts
    self.ids = ids
    generator = DemoGenerator(seed: seed &+ 11)
  }

  mutating func someone() -> PersonID {
    // Mobile numbers begin with 13 to 19: 100 is nobody's.
    let phone: String = "100" + String(Int.random(in: 10_000_000...99_999_999, using: &generator))
    let person = Person(id: ids.next(), name: parts.name(using: &generator), phone: phone)
    people.append(person)
    return person.id
  }
}
