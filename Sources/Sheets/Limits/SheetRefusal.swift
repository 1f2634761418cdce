/// Why a file is not read. Every kind has a sentence of its own for people, `sheets.refusal.<kind>`.
public struct SheetRefusal: Error, Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    /// The file itself is larger than is taken.
    case tooLarge
    case empty
    /// It unpacks to far more than it should.
    case bomb
    case tooManyEntries
    /// A file in the archive has a name that leads elsewhere.
    case wrongPath
    /// Protected by a password, or packed with one.
    case encrypted
    /// `.xls`, of before 2007.
    case oldExcel
    /// `.xlsb`.
    case binaryExcel
    /// `.ods`.
    case openDocument
    /// A web page with the name of a sheet, as some systems export.
    case webPage
    /// An archive, but no workbook.
    case noWorkbook
    /// Neither a workbook nor text.
    case wrongType
    /// Cut off or broken.
    case damaged
    /// It declares a document type or entities, as no workbook does.
    case documentType
    case tooDeep
    case tooManySheets
    case tooManyRows
    case tooManyColumns
    case tooManyTexts
    case tooManyMerges
    case tooManyStyles
    case cellTooLong
    /// Text in no encoding that is known here.
    case encoding
    /// A quotation mark that is never closed.
    case openQuote
  }

  public let kind: Kind
  /// For the sentence: `max`, `row`, `column`, `part`.
  public let arguments: [String: String]

  public init(_ kind: Kind, _ arguments: [String: String] = [:]) {
    self.kind = kind
    self.arguments = arguments
  }
}
