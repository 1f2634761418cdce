public import Ground
public import Markup
public import SQL

/// What another room knows of an estate, for its page: one card, and where a program finds the same.
public struct EstateFacet: Sendable {
  /// The anchor of the card, unique on the page.
  public let id: String
  public let title: String
  /// What stands beside the heading: to all of it, or to where it is changed.
  public let action: Link?
  public let content: HTML
  /// For programs: addresses below `/api/v1`, each under a name of its own.
  public let addresses: [String: String]

  public init(id: String, title: String, action: Link? = nil, addresses: [String: String] = [:], content: HTML) {
    self.id = id
    self.title = title
    self.action = action
    self.addresses = addresses
    self.content = content
  }
}

/// A room that knows something of estates, such as the one of posts. Handed to ``PlacesRoom`` with ``PlacesRoom/showing(_:)``.
public protocol EstateFaceted: Sendable {
  /// What this caller may see on this day, in the order of the page; empty when there is nothing.
  func facets(of estate: Estate, on day: CivilDay, to caller: Caller, words: Words, in session: any Session) throws -> [EstateFacet]
}
