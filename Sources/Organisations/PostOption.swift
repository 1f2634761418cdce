public import Ground

/// A post as others name it: what it is, where, and who holds it now. For choosing one and for naming it in a list.
public struct PostOption: Sendable, Hashable {
  public let id: PostID
  public let type: String
  /// The type's word, such as 网格长.
  public let title: String
  public let area: AreaID
  /// A grid's with its community's: 吉钢社区第4网格.
  public let areaName: String
  /// What it belongs to, as people say it: the organisation, or the area with the building and its unit.
  public let home: String
  public let place: Place
  public let organisation: OrganisationID?
  public let building: BuildingID?
  public let unit: Int?
  /// Who holds it on the day asked for; empty when it is vacant.
  public let holders: [String]
  /// Since when it is held, by the first of them, or vacant.
  public let since: CivilDay?
  /// The first day after the term of who holds it.
  public let termUntil: CivilDay?
  /// Who acts for it on that day.
  public let acting: [String]

  public var isVacant: Bool { holders.isEmpty }

  /// Home and title in one: 吉钢社区派单席, not 吉钢社区社区派单席. A level that ends the one and begins the other is said once.
  public func standing(_ words: Words, joint: String) -> String {
    let levels: [String] = ["city", "subdistrict", "community", "grid", "unit"].map { words("level.\($0)") }
    // A district's word names two kinds in Chinese, 区县; a name ends with one of them.
    let district: String = words("level.district")
    let districts: [String] = district.count == 2 ? district.map { String($0) } : [district]
    let said: String? = (levels + districts).first { home.hasSuffix($0) && title.hasPrefix($0) }
    guard let said else { return "\(home)\(joint)\(title)" }
    return "\(home)\(title.dropFirst(said.count))"
  }

  /// Title, holders and home as one phrase: 网格长 王敏（吉钢社区第4网格）.
  public func phrase(_ words: Words) -> String {
    if isVacant { return words("organisations.post_vacant", ["post": title, "home": home]) }
    return words("organisations.post_held", ["post": title, "holder": holders.joined(separator: words("organisations.and")), "home": home])
  }
}

/// An organisation as others name it.
public struct OrganisationOption: Sendable, Hashable {
  public let id: OrganisationID
  public let kind: String
  /// The profile's id for it, where the catalogue knows it.
  public let key: String?
  public let name: String
  public let place: Place

  init(_ organisation: Organisation, words: Words) {
    id = organisation.id
    kind = organisation.kind
    key = organisation.key
    name = organisation.name(words)
    place = organisation.place
  }
}
