import Foundation
import Ground
import Testkit
import Web

/// `Tests/authorisation.csv`: who may use which route, as a person would write it down. `everyone`, `signed in`, or permissions with ` or ` between.
struct AuthorisationTable {
  enum Needs: Equatable {
    case nothing
    case signIn
    case anyOf([Permission])
  }

  struct Line {
    let route: String
    let method: String
    let path: String
    let needs: Needs
  }

  struct NotATable: Error {
    let line: String
  }

  let lines: [String: Line]

  init() throws {
    let text = try String(contentsOf: repositoryRoot.appending(path: "Tests/authorisation.csv"), encoding: .utf8)
    var lines: [String: Line] = [:]
    for row in text.split(separator: "\n").dropFirst() {
      let line: Line = try AuthorisationTable.line(String(row))
      guard lines.updateValue(line, forKey: line.route) == nil else { throw NotATable(line: String(row)) }
    }
    self.lines = lines
  }

  static func line(_ row: String) throws -> Line {
    let cells: [String] = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard cells.count == 4 else { throw NotATable(line: row) }
    return Line(route: cells[0], method: cells[1], path: cells[2], needs: try needs(cells[3]))
  }

  private static func needs(_ cell: String) throws -> Needs {
    switch cell {
    case "everyone": return .nothing
    case "signed in": return .signIn
    default:
      return .anyOf(
        try cell.components(separatedBy: " or ").map { name in
          guard let permission = Permission(rawValue: name) else { throw NotATable(line: cell) }
          return permission
        })
    }
  }

  /// Whether somebody gets past the door of a route.
  /// - Parameter permissions: what the posts of somebody who has signed in give; nil for a visitor.
  static func admits(_ permissions: Set<Permission>?, to line: Line) -> Bool {
    switch line.needs {
    case .nothing: true
    case .signIn: permissions != nil
    case .anyOf(let needed): !(permissions ?? []).isDisjoint(with: needed)
    }
  }
}
