import CQRencode
import Foundation

/// A QR code (ISO/IEC 18004) of error correction level M, as a square of light and dark modules without the quiet zone: whoever
/// draws it leaves 4 light modules around it.
public struct QRCode: Sendable, Hashable {
  public enum Failure: Error, Hashable {
    /// Nothing to say, or a NUL character, at which the encoder would stop.
    case notEncodable
    /// More than a code of 177 by 177 modules holds: 2,331 bytes.
    case tooLong
  }

  /// Modules along one side, 21 to 177.
  public let size: Int
  private let dark: [Bool]

  /// - Throws: ``Failure``.
  public init(_ text: String) throws {
    guard !text.isEmpty, !text.utf8.contains(0) else { throw Failure.notEncodable }
    guard let code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1) else {
      throw errno == ERANGE ? Failure.tooLong : Failure.notEncodable
    }
    defer { QRcode_free(code) }
    let size: Int = Int(code.pointee.width)
    self.size = size
    // The lowest bit of each byte is the module; the others say what it is part of.
    dark = UnsafeBufferPointer(start: code.pointee.data, count: size * size).map { $0 & 1 == 1 }
  }

  /// Whether the module in column `x` of row `y`, both from 0, is dark. All around the code is light.
  public func isDark(_ x: Int, _ y: Int) -> Bool {
    guard (0..<size).contains(x), (0..<size).contains(y) else { return false }
    return dark[y * size + x]
  }
}
