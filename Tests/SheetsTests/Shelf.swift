import CLibZip
import Foundation

@testable import Sheets

/// The workbooks beside the tests, and archives made in memory.
enum Shelf {
  static func bytes(_ name: String) throws -> [UInt8] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")
    return [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
  }

  static func reader(_ name: String) throws -> SheetReader { try SheetReader(bytes(name)) }

  /// The rows of the first sheet.
  static func rows(_ bytes: [UInt8], limits: SheetLimits = .standard) throws -> [SheetRow] {
    let reader = try SheetReader(bytes, limits: limits)
    guard let first = reader.sheets.first else { return [] }
    return try reader.rows(first)
  }

  struct Broken: Error {}

  /// An archive of files, made by libzip.
  static func archive(_ files: [(name: String, text: String)], password: String? = nil) throws -> [UInt8] {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("shelf-\(UUID().uuidString).zip").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    var code: Int32 = 0
    guard let archive = zip_open(path, Int32(ZIP_CREATE), &code) else { throw Broken() }
    var kept: [UnsafeMutablePointer<CChar>] = []
    for file in files {
      guard let copy = strdup(file.text) else { throw Broken() }
      kept.append(copy)
      let source = zip_source_buffer(archive, copy, UInt64(file.text.utf8.count), 0)
      let index = zip_file_add(archive, file.name, source, UInt32(ZIP_FL_ENC_UTF_8))
      if let password, index >= 0 { zip_file_set_encryption(archive, UInt64(index), UInt16(ZIP_EM_AES_256), password) }
    }
    guard zip_close(archive) == 0 else { throw Broken() }
    kept.forEach { free($0) }
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  static let root: String = """
    <Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>
    """
  static let book: String = """
    <workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>
    """
  static let relations: String = """
    <Relationships><Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>\
    <Relationship Id="r2" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Relationships>
    """

  /// A workbook written by hand, with one sheet.
  static func files(sheet: String, texts: String = "<sst/>", book: String = Shelf.book) -> [(name: String, text: String)] {
    [
      ("_rels/.rels", root), ("xl/workbook.xml", book), ("xl/_rels/workbook.xml.rels", relations), ("xl/worksheets/sheet1.xml", sheet),
      ("xl/sharedStrings.xml", texts),
    ]
  }

  static func workbook(sheet: String, texts: String = "<sst/>") throws -> [UInt8] { try archive(files(sheet: sheet, texts: texts)) }

  static func sheet(rows: String) -> String { "<worksheet><sheetData>\(rows)</sheetData></worksheet>" }

  /// Why a file is refused; nil when it is read.
  static func refusal(_ bytes: [UInt8], limits: SheetLimits = .standard) throws -> SheetRefusal.Kind? {
    do {
      let reader = try SheetReader(bytes, limits: limits)
      for sheet in reader.sheets { try reader.each(sheet) { _ in } }
      return nil
    } catch let refusal as SheetRefusal {
      return refusal.kind
    }
  }
}
