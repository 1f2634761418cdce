/// A sheet of a workbook, as its tab shows it.
public struct SheetName: Sendable, Hashable {
  public let name: String
  public let isHidden: Bool
  /// Where it lies in the archive.
  let path: String
}

/// `workbook.xml`: the sheets by relation, and from which year dates are counted.
final class WorkbookListener: MarkupListener {
  private(set) var sheets: [(name: String, relation: String, isHidden: Bool)] = []
  private(set) var isFrom1904: Bool = false
  private let limits: SheetLimits

  init(limits: SheetLimits) { self.limits = limits }

  func begin(_ name: ElementName, _ attributes: ElementAttributes) throws {
    if name("workbookPr") { isFrom1904 = attributes.flag("date1904") }
    guard name("sheet"), let title = attributes.text("name"), let relation = attributes.text("id") else { return }
    guard sheets.count < limits.sheets else { throw SheetRefusal(.tooManySheets, ["max": "\(limits.sheets)"]) }
    let state = attributes.text("state") ?? "visible"
    sheets.append((title, relation, state != "visible"))
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {}
  func end(_ name: ElementName) throws {}
}

/// A `.rels` file: what relations lead to.
final class RelationsListener: MarkupListener {
  private(set) var targets: [String: (kind: String, target: String)] = [:]

  func begin(_ name: ElementName, _ attributes: ElementAttributes) throws {
    guard name("Relationship"), let id = attributes.text("Id"), let target = attributes.text("Target") else { return }
    // What lies outside the archive is never asked for.
    guard attributes.text("TargetMode")?.lowercased() != "external" else { return }
    guard targets.count < 10_000 else { throw SheetRefusal(.tooManyEntries, ["max": "10000"]) }
    let kind = attributes.text("Type") ?? ""
    targets[id] = (String(kind.split(separator: "/").last ?? ""), target)
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {}
  func end(_ name: ElementName) throws {}

  /// A target as a path of the archive.
  static func path(_ target: String, from folder: String) throws -> String {
    if target.hasPrefix("/") { return String(target.dropFirst()) }
    var steps: [Substring] = folder.split(separator: "/")
    for step in target.split(separator: "/") {
      switch step {
      case ".": continue
      case "..":
        guard !steps.isEmpty else { throw SheetRefusal(.wrongPath) }
        steps.removeLast()
      default: steps.append(step)
      }
    }
    return steps.joined(separator: "/")
  }
}
