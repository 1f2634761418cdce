import Ground
import Vault

/// Signed names for photos that came with a refused form: the form gives them back, so that nobody picks them twice, and
/// nobody else's photo can be named. `<digest>.<width>x<height>.<signature>`
struct KeptPhotos: Sendable {
  let keys: KeyRing

  func token(_ photo: StoredPhoto) -> String {
    let name: String = "\(photo.digest).\(photo.width)x\(photo.height)"
    return "\(name).\(Base64URL.encode(keys.sign(message(name), for: .csrf)))"
  }

  /// The photo of a token that was made here, else nil.
  func photo(_ token: String) -> StoredPhoto? {
    let parts: [String] = token.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, let signature = Base64URL.decode(parts[2]) else { return nil }
    guard keys.verify(signature, of: message("\(parts[0]).\(parts[1])"), for: .csrf) else { return nil }
    let sides: [Int] = parts[1].split(separator: "x").compactMap { Int($0) }
    guard sides.count == 2 else { return nil }
    return StoredPhoto(digest: parts[0], width: sides[0], height: sides[1])
  }

  private func message(_ name: String) -> [UInt8] { Array("kept photo \(name)".utf8) }
}
