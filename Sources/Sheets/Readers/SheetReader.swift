/// Reads what people upload: `.xlsx` workbooks and `.csv` text. What a file is, is told by its bytes.
///
/// ```swift
/// let reader = try SheetReader(upload.bytes)
/// for sheet in reader.sheets where !sheet.isHidden { try reader.each(sheet) { row in … } }
/// ```
/// Rows stream by: only the texts that cells share are kept.
public final class SheetReader {
  private enum Source {
    case workbook(Workbook)
    case text(CSVText)
  }

  private let source: Source
  /// In the order of their tabs; text is one sheet without a name.
  public let sheets: [SheetName]

  /// - Throws: ``SheetRefusal``.
  public init(_ bytes: [UInt8], limits: SheetLimits = .standard) throws {
    guard bytes.count <= limits.fileBytes else { throw SheetRefusal(.tooLarge, ["max": "\(limits.fileBytes >> 20) MB"]) }
    switch try FileKind(bytes) {
    case .package:
      let workbook = try Workbook(bytes, limits: limits)
      guard !workbook.sheets.isEmpty else { throw SheetRefusal(.empty) }
      source = .workbook(workbook)
      sheets = workbook.sheets
    case .text:
      source = .text(try CSVText(bytes, limits: limits))
      sheets = [SheetName(name: "", isHidden: false, path: "")]
    }
  }

  /// The rows of a sheet that hold something, in order.
  /// - Throws: ``SheetRefusal``, and what `take` throws.
  public func each(_ sheet: SheetName, _ take: (SheetRow) throws -> Void) throws {
    switch source {
    case .workbook(let workbook): try workbook.each(sheet, take)
    case .text(let text): try text.each(take)
    }
  }

  public func rows(_ sheet: SheetName) throws -> [SheetRow] {
    var out: [SheetRow] = []
    try each(sheet) { out.append($0) }
    return out
  }
}
