public import Ground
import Foundation
public import Profiles
import Synchronization

/// The real profile of a city, read once per test process from the repository's `cities/`. Written `Testkit.profile("jilin")`.
public func profile(_ slug: String) throws(ProfileErrors) -> CityProfile {
  if let known = profiles.withLock({ $0[slug] }) { return known }
  let profile: CityProfile = try ProfileLoader.load(slug: slug, root: citiesFolder)
  profiles.withLock { $0[slug] = profile }
  return profile
}

/// The repository's `cities/`.
public let citiesFolder: String = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "cities").path()

/// The cities that come with the house: the folders of `cities/` that are no layer of others. Written `Testkit.cities`.
public let cities: [String] = ((try? FileManager.default.contentsOfDirectory(atPath: citiesFolder)) ?? [])
  .filter { !$0.hasPrefix("_") && !$0.hasPrefix(".") }.sorted()

private let profiles: Mutex<[String: CityProfile]> = Mutex([:])
