/// How much of a file is read before it is refused. A workbook is a packed archive: a small one may hold anything.
public struct SheetLimits: Sendable {
  /// Bytes of the file itself.
  public var fileBytes: Int = 32 << 20
  /// Files in the archive.
  public var entries: Int = 1_000
  /// Bytes of everything in the archive, unpacked.
  public var unpackedBytes: Int = 400 << 20
  /// How much larger than packed an entry may be, when it is larger than ``unsuspicious``. Real sheets stay below 60.
  public var ratio: Int = 200
  public var unsuspicious: Int = 8 << 20
  public var sheets: Int = 64
  /// Rows with something in them, to a sheet.
  public var rows: Int = 200_000
  public var columns: Int = 256
  public var sharedTexts: Int = 2_000_000
  public var sharedBytes: Int = 128 << 20
  public var mergedRanges: Int = 20_000
  public var styles: Int = 70_000
  /// Unicode scalars of one cell; no spreadsheet keeps more.
  public var cellLength: Int = 32_767
  /// How deep elements may stand in one another.
  public var depth: Int = 64

  public init() {}

  public static let standard: SheetLimits = SheetLimits()
}
