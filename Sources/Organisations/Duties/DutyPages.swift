import Ground
import Markup

/// Statements of duty, as a list in order; those of members stand under the member's name.
struct DutyPages: Sendable {
  let words: Words

  func list(_ rows: [DutyRow]) -> HTML {
    var out: HTML = .empty
    for group in DutyPages.groups(rows) {
      if let name = group.member { out += "<h3>\(name)</h3>" }
      out += "<ol class=\"duties\">\(each: group.rows, item)</ol>"
    }
    return out
  }

  private func item(_ row: DutyRow) -> HTML {
    let basis: HTML = row.duty.basis.map { "<p class=\"small quiet\">\(words("bodies.duty.basis", ["basis": $0]))</p>" } ?? .empty
    let since: String = words("bodies.days.open", ["from": words.date(row.duty.validFrom)])
    return "<li><p>\(row.duty.text)</p>\(basis)<p class=\"small quiet\">\(since)</p></li>"
  }

  private static func groups(_ rows: [DutyRow]) -> [(member: String?, rows: [DutyRow])] {
    var out: [(member: String?, rows: [DutyRow])] = []
    for row in rows {
      if let last = out.indices.last, out[last].rows.first?.duty.member == row.duty.member {
        out[last].rows.append(row)
      } else {
        out.append((row.memberName, [row]))
      }
    }
    return out
  }
}
