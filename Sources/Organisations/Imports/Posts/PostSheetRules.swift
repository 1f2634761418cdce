import Foundation
import Ground
import Places

/// What the city's profile says of posts and telephones, made ready once for a whole sheet.
struct PostSheetRules {
  private let profile: CityProfile
  private let types: [String: CityProfile.PostType]
  private let phonePattern: Regex<AnyRegexOutput>?
  /// The words for "until further notice", in every language.
  let open: Set<String>
  let lowest: String

  init(profile: CityProfile) {
    self.profile = profile
    var types: [String: CityProfile.PostType] = [:]
    var open: Set<String> = []
    for locale in profile.locales {
      let words: Words = profile.words(locale)
      for type in profile.postTypes where types[words("post.\(type.id)")] == nil { types[words("post.\(type.id)")] = type }
      open.insert(words("imports.open"))
    }
    for type in profile.postTypes { types[type.id] = type }
    self.types = types
    self.open = open
    lowest = profile.levels.last?.id ?? ""
    phonePattern = try? Regex(profile.intake.phonePattern)
  }

  var phoneDigits: Int { profile.intake.phoneDigits }

  func type(_ word: String) -> CityProfile.PostType? { types[word] }

  func holders(_ type: String) -> CityProfile.PostType.Holders { profile.postType(type)?.holders ?? .one }

  func term(_ type: String, _ from: CivilDay) -> CivilDay? { profile.postType(type)?.termYears.map { PostRules.term($0, from: from) } }

  /// The level of the areas of a type; buildings stand in areas of the lowest.
  func level(of type: CityProfile.PostType) -> String? { type.level == "building" || type.level == "unit" ? lowest : type.level }

  func fits(_ area: Area, _ type: CityProfile.PostType) -> Bool { level(of: type).map { $0 == area.level } ?? true }

  /// Without spaces and dashes; nil when it is no telephone.
  func phone(_ text: String) -> String? {
    let digits: String = text.filter { !$0.isWhitespace && $0 != "-" }
    guard let phonePattern, digits.wholeMatch(of: phonePattern) != nil else { return nil }
    return digits
  }
}
