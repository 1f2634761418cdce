/// A path on this site, for `next=` of the sign-in page: never another host, however it is written.
public enum LocalPath {
  /// The text itself, or nil when a browser could take it for somewhere else.
  public static func checked(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    guard bytes.first == UInt8(ascii: "/"), bytes.count <= 2000 else { return nil }
    // A second slash or a backslash (which browsers read as one) begins a host.
    if bytes.count > 1, bytes[1] == UInt8(ascii: "/") { return nil }
    // Tabs and line ends are dropped by browsers before they look: `/\t/host`.
    let isPlain = bytes.allSatisfy { (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "\\") }
    return isPlain ? text : nil
  }
}
