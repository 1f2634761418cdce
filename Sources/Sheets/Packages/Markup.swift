import CExpat

/// The name of an element, without the prefix of its namespace. Valid only while the handler that got it runs.
struct ElementName {
  private let start: UnsafePointer<CChar>

  init(_ full: UnsafePointer<CChar>) {
    var start = full
    var at = full
    while at.pointee != 0 {
      if at.pointee == 0x3a { start = at + 1 }
      at += 1
    }
    self.start = start
  }

  func callAsFunction(_ name: StaticString) -> Bool {
    let wanted = UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    var index = 0
    while index < name.utf8CodeUnitCount {
      if start[index] != wanted[index] { return false }
      index += 1
    }
    return start[index] == 0
  }
}

/// The attributes of an element: names and values in turn, and then nil.
struct ElementAttributes {
  private let list: UnsafeMutablePointer<UnsafePointer<CChar>?>?

  init(_ list: UnsafeMutablePointer<UnsafePointer<CChar>?>?) { self.list = list }

  /// The bytes of an attribute's value, ended by a zero.
  func bytes(_ name: StaticString) -> UnsafePointer<CChar>? {
    guard let list else { return nil }
    var index = 0
    while let found = list[index] {
      if ElementName(found)(name) { return list[index + 1] }
      index += 2
    }
    return nil
  }

  func text(_ name: StaticString) -> String? { bytes(name).map { String(cString: $0) } }

  func flag(_ name: StaticString) -> Bool {
    guard let text = text(name) else { return false }
    return text == "1" || text == "true"
  }
}

/// What an expat parser meets.
protocol MarkupListener: AnyObject {
  func begin(_ name: ElementName, _ attributes: ElementAttributes) throws
  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws
  func end(_ name: ElementName) throws
}

/// Reads XML as it comes. A document type is refused before it can declare anything: so there are no entities but the five
/// of XML itself, and nothing outside the file is ever asked for.
final class MarkupScan {
  private let parser: XML_Parser
  private let listener: any MarkupListener
  private let depthLimit: Int
  private var depth: Int = 0
  private var failure: (any Error)?

  init(_ listener: any MarkupListener, depth: Int) throws {
    guard let parser = XML_ParserCreate(nil) else { throw SheetRefusal(.damaged) }
    self.parser = parser
    self.listener = listener
    depthLimit = depth
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser, { MarkupScan.of($0)?.begin($1, $2) }, { MarkupScan.of($0)?.end($1) })
    XML_SetCharacterDataHandler(parser) { MarkupScan.of($0)?.text($1, $2) }
    XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in MarkupScan.of(data)?.fail(SheetRefusal(.documentType)) }
  }

  deinit { XML_ParserFree(parser) }

  /// - Throws: ``SheetRefusal``, and what the listener throws.
  func feed(_ piece: UnsafeRawBufferPointer) throws { try parse(piece, isLast: false) }

  func finish() throws { try parse(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true) }

  private func parse(_ piece: UnsafeRawBufferPointer, isLast: Bool) throws {
    let status = XML_Parse(parser, piece.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(piece.count), isLast ? 1 : 0)
    if let failure { throw failure }
    guard status == XML_STATUS_OK else { throw SheetRefusal(.damaged) }
  }

  private static func of(_ data: UnsafeMutableRawPointer?) -> MarkupScan? {
    data.map { Unmanaged<MarkupScan>.fromOpaque($0).takeUnretainedValue() }
  }

  private func begin(_ name: UnsafePointer<CChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
    depth += 1
    if depth > depthLimit { return fail(SheetRefusal(.tooDeep)) }
    guard failure == nil, let name else { return }
    attempt { try listener.begin(ElementName(name), ElementAttributes(attributes)) }
  }

  private func end(_ name: UnsafePointer<CChar>?) {
    depth -= 1
    guard failure == nil, let name else { return }
    attempt { try listener.end(ElementName(name)) }
  }

  private func text(_ bytes: UnsafePointer<CChar>?, _ count: Int32) {
    guard failure == nil, let bytes else { return }
    bytes.withMemoryRebound(to: UInt8.self, capacity: Int(count)) { start in
      attempt { try listener.text(UnsafeBufferPointer(start: start, count: Int(count))) }
    }
  }

  private func attempt(_ work: () throws -> Void) {
    do { try work() } catch { fail(error) }
  }

  private func fail(_ error: any Error) {
    if failure == nil { failure = error }
    XML_StopParser(parser, 0)
  }
}

extension Package {
  /// Reads one XML file of the archive.
  func scan(_ path: String, _ listener: any MarkupListener, depth: Int) throws {
    let scan = try MarkupScan(listener, depth: depth)
    try read(path) { try scan.feed($0) }
    try scan.finish()
  }
}
