import Ground

/// `"v12"`: the version of a resource as its ETag.
enum EntityTag {
  static let pattern: String = "^\"v[0-9]{1,18}\"$"

  static func of(_ version: Int64) -> String { "\"v\(version)\"" }

  /// The version that If-Match asks for; -1, which no row has, for a tag that is well formed and not ours.
  /// - Throws: ``Refusal`` `.malformed` when it is no single entity tag. `*` says nothing about what was seen and is none.
  static func expected(_ header: String) throws -> Int64 {
    let text = header.trimmed
    let strong = text.hasPrefix("W/") ? text.dropFirst(2) : text[...]
    guard strong.count >= 2, strong.first == "\"", strong.last == "\"", !strong.dropFirst().dropLast().contains("\"") else {
      throw Refusal(.malformed, "refusal.malformed.condition")
    }
    let inner = strong.dropFirst().dropLast()
    guard !text.hasPrefix("W/"), inner.first == "v", let version = Int64(inner.dropFirst()), version >= 0 else { return -1 }
    return version
  }

  /// If-None-Match, compared weakly (RFC 9110 section 13.1.2).
  static func isUnchanged(_ header: String, tag: String) -> Bool {
    header.split(separator: ",").contains { part in
      let text = String(part).trimmed
      return text == "*" || text == tag || text == "W/\(tag)"
    }
  }
}
