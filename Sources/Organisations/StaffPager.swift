import Ground
import Markup

/// The foot of the lists of this room.
struct StaffPager: Sendable {
  let words: Words

  func pager(_ count: Int, next: String?) -> Pager {
    Pager(
      label: words("organisations.pager"), words("organisations.pager.rows", count: count),
      next: next.map { Link(words("organisations.pager.next"), to: $0) })
  }
}
