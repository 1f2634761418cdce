import Foundation
import Ground
import PostgresEngine
import SQL
import SQLiteEngine
import Vault

/// Opens a house as the settings say.
struct Opening {
  let settings: Settings

  /// - Throws: ``SettingsProblem``, `ProfileErrors`, `KeyFileError`, `DatabaseRefusal`.
  func house() throws -> House {
    let cities = CityFolder(path: settings.cities)
    let profile: CityProfile = try cities.profile(try cities.slug(settings.city))
    try Opening.makeFolder(of: settings.keys)
    let keys: KeyRing = try KeyFile(path: settings.keys).open(now: Date())
    return try House(
      profile: profile, cities: cities, database: try database(), keys: keys, files: settings.files, node: settings.node)
  }

  func database() throws -> any Database {
    switch settings.database {
    case .server(let address): return try PostgresDatabase(address, connections: 2 * max(2, Opening.cores))
    case .file(let path):
      try Opening.makeFolder(of: path)
      return try SQLiteDatabase(path: path, readers: max(2, Opening.cores))
    }
  }

  private static var cores: Int { ProcessInfo.processInfo.activeProcessorCount }

  /// - Throws: ``SettingsProblem``.
  static func makeFolder(of path: String) throws {
    let folder: URL = URL(fileURLWithPath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw SettingsProblem(sentences: ["The folder \(folder.path) cannot be made."])
    }
  }
}
