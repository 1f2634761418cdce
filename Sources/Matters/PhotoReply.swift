import Web

extension Reply {
  /// A stored photo: made here from pixels, yet a browser shall never take it for anything but a picture.
  static func photo(_ bytes: [UInt8]) -> Reply {
    Reply.bytes(bytes, type: "image/jpeg")
      .with(header: "content-security-policy", "sandbox; default-src 'none'")
      .with(header: "cache-control", "private, max-age=31536000, immutable")
  }
}
