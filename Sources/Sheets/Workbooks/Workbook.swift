/// An opened `.xlsx`: its sheets are known, their rows are read when they are asked for.
final class Workbook {
  let sheets: [SheetName]
  private let package: Package
  private let limits: SheetLimits
  private let texts: [String]
  private let isDate: [Bool]
  private let isFrom1904: Bool

  /// - Throws: ``SheetRefusal``.
  init(_ bytes: [UInt8], limits: SheetLimits) throws {
    let package = try Package(bytes, limits: limits)
    self.package = package
    self.limits = limits
    let path = try Workbook.path(in: package, limits)
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    let file = String(path.split(separator: "/").last ?? "")
    let book = WorkbookListener(limits: limits)
    try package.scan(path, book, depth: limits.depth)
    let relations = RelationsListener()
    try package.scan("\(folder.isEmpty ? "" : folder + "/")_rels/\(file).rels", relations, depth: limits.depth)
    isFrom1904 = book.isFrom1904
    sheets = try book.sheets.compactMap { sheet in
      // A relation may lead to a chart, which has no cells.
      guard let found = relations.targets[sheet.relation], found.kind == "worksheet" else { return nil }
      let place = try RelationsListener.path(found.target, from: folder)
      guard package.has(place) else { throw SheetRefusal(.damaged, ["part": place]) }
      return SheetName(name: sheet.name, isHidden: sheet.isHidden, path: place)
    }
    texts = try Workbook.texts(package, relations, folder, limits)
    isDate = try Workbook.styles(package, relations, folder, limits)
  }

  private static func path(in package: Package, _ limits: SheetLimits) throws -> String {
    guard package.has("_rels/.rels") else { throw refusal(of: package) }
    let root = RelationsListener()
    try package.scan("_rels/.rels", root, depth: limits.depth)
    guard let target = root.targets.values.first(where: { $0.kind == "officeDocument" })?.target else { throw refusal(of: package) }
    let path = try RelationsListener.path(target, from: "")
    if path.lowercased().hasSuffix(".bin") { throw SheetRefusal(.binaryExcel) }
    guard package.has(path), path.lowercased().contains("workbook") else { throw SheetRefusal(.noWorkbook) }
    return path
  }

  private static func refusal(of package: Package) -> SheetRefusal {
    if package.has("mimetype"), package.has("content.xml") { return SheetRefusal(.openDocument) }
    return SheetRefusal(.noWorkbook)
  }

  private static func texts(_ package: Package, _ relations: RelationsListener, _ folder: String, _ limits: SheetLimits) throws -> [String] {
    guard let target = relations.targets.values.first(where: { $0.kind == "sharedStrings" })?.target else { return [] }
    let listener = SharedTextsListener(limits: limits)
    try package.scan(try RelationsListener.path(target, from: folder), listener, depth: limits.depth)
    return listener.texts
  }

  private static func styles(_ package: Package, _ relations: RelationsListener, _ folder: String, _ limits: SheetLimits) throws -> [Bool] {
    guard let target = relations.targets.values.first(where: { $0.kind == "styles" })?.target else { return [] }
    let listener = DateStylesListener(limits: limits)
    try package.scan(try RelationsListener.path(target, from: folder), listener, depth: limits.depth)
    return listener.isDate
  }

  func each(_ sheet: SheetName, _ take: (SheetRow) throws -> Void) throws {
    let merged = MergesListener(limits: limits)
    try package.scan(sheet.path, merged, depth: limits.depth)
    try withoutActuallyEscaping(take) { take in
      let rows = RowsListener(
        limits: limits, texts: texts, isDate: isDate, isFrom1904: isFrom1904, merges: Merges(merged.ranges, width: limits.columns), take: take)
      try package.scan(sheet.path, rows, depth: limits.depth)
    }
  }
}
