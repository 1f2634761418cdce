/// A photo as it is kept: encoded anew from its pixels, upright, in sRGB, without any metadata.
public struct ProcessedPhoto: Sendable, Hashable {
  /// A progressive JPEG, at most 2,048 pixels along its longer side.
  public let full: [UInt8]
  /// A progressive JPEG, at most 480 pixels along its longer side.
  public let thumbnail: [UInt8]
  /// Of `full`, in pixels.
  public let width: Int
  public let height: Int
  /// SHA-256 of `full`, 64 lowercase hexadecimal digits. The same upload always gives the same digest.
  public let digest: String
}
