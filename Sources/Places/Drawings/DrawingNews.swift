import Ground

/// What has changed about a drawing since somebody opened it.
struct DrawingNews: Sendable, Hashable {
  enum Kind: String, Sendable { case changed, added, ended }

  struct Line: Sendable, Hashable {
    let area: AreaID
    let kind: Kind
  }

  let lines: [Line]

  /// - Parameter seen: the ``Drawing/marks`` of the drawing as it was opened.
  init(_ drawing: Drawing, since seen: String) {
    let before = DrawingNews.read(seen)
    let now = DrawingNews.read(drawing.marks)
    let known = now.compactMap { area, mark -> Line? in
      guard let old = before[area] else { return Line(area: area, kind: .added) }
      return old == mark ? nil : Line(area: area, kind: .changed)
    }
    let ended = before.keys.filter { now[$0] == nil }.map { Line(area: $0, kind: .ended) }
    lines = (known + ended).sorted { $0.area < $1.area }
  }

  /// `7:1f3c 8:99ab`.
  private static func read(_ text: String) -> [AreaID: Substring] {
    var out: [AreaID: Substring] = [:]
    for pair in text.split(separator: " ") {
      let parts = pair.split(separator: ":")
      guard parts.count == 2, let area = AreaID(String(parts[0])) else { continue }
      out[area] = parts[1]
    }
    return out
  }
}

extension Drawing {
  /// A short mark for everything that is drawn, so that a page can be told later what changed: `7:1f3c 8:99ab`.
  var marks: String {
    let areas = ([self] + neighbours).flatMap { drawing in
      [(drawing.community.id, "\(drawing.community.name) \(drawing.whole.map(GeoJSON.text) ?? "")")] + drawing.grids.map { ($0.id, $0.told) }
    }
    return areas.map { "\($0.0):\(String(Drawing.mark([$0.1]), radix: 36))" }.joined(separator: " ")
  }

  /// FNV-1a, its sign taken off.
  static func mark(_ texts: [String]) -> Int64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for text in texts {
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash = (hash ^ 0xff) &* 0x100_0000_01b3
    }
    return Int64(truncatingIfNeeded: hash & 0x001f_ffff_ffff_ffff)
  }
}
