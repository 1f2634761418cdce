import Foundation
import Ground
import Matters
import Organisations
import Places
import Profiles

/// The folder of the cities: what every city starts from in `_base`, and a folder for each.
struct CityFolder: Sendable {
  let path: String

  /// Every city, in order.
  var slugs: [String] {
    let names: [String] = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { !$0.hasPrefix("_") && !$0.hasPrefix(".") && holds("\($0)/profile.yaml") }.sorted()
  }

  /// The city that is meant when nothing names one: what the file `_default` says, else the first.
  /// - Throws: ``SettingsProblem`` when there is no city at all, or not this one.
  func slug(_ wanted: String?) throws -> String {
    let known: [String] = slugs
    guard let slug = wanted ?? written ?? known.first else { throw SettingsProblem(sentences: ["There is no city in the folder \(path)."]) }
    guard known.contains(slug) else {
      throw SettingsProblem(sentences: ["LIANZHI_CITY is one of \(known.joined(separator: ", ")), not \(slug)."])
    }
    return slug
  }

  /// - Throws: `ProfileErrors`.
  func profile(_ slug: String) throws -> CityProfile { try ProfileLoader.load(slug: slug, root: path) }

  func divisions() throws -> [Division] { try Division.parse(String(contentsOf: base("divisions.csv"), encoding: .utf8)) }

  func names() throws -> NameParts { try NameParts(contentsOf: base("names.csv")) }

  func passwordRules() throws -> PasswordRules { try PasswordRules(contentsOf: base("passwords.txt")) }

  /// What the residents of a demo city report.
  func stories() throws -> DemoStories { try DemoStories(contentsOf: base("demo_matters.csv")) }

  /// What the bodies of a demo city are called and do.
  func bodies(_ slug: String) throws -> BodyStock {
    let own: String = "\(slug)/demo_bodies.csv"
    return try BodyStock(base: base("demo_bodies.csv"), city: holds(own) ? URL(fileURLWithPath: "\(path)/\(own)") : nil)
  }

  func demoPhoto(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: base("demo_photos/\(name)"))) }

  private var written: String? {
    let text: String? = try? String(contentsOfFile: "\(path)/_default", encoding: .utf8)
    return text?.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func base(_ name: String) -> URL { URL(fileURLWithPath: "\(path)/_base/\(name)") }

  private func holds(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(name)") }
}
