import Foundation

/// What an installation may set. ``SettingsReader`` makes it from the environment and a file.
struct Settings: Sendable, Equatable {
  enum Database: Sendable, Equatable {
    case file(String)
    case server(String)
  }

  /// Where the server listens.
  struct Listen: Sendable, Equatable {
    var host: String
    var port: Int

    /// How a browser on this machine reaches it.
    var address: String {
      let isAnywhere: Bool = host == "0.0.0.0" || host == "::"
      return "http://\(isAnywhere ? "127.0.0.1" : host.contains(":") ? "[\(host)]" : host):\(port)"
    }
  }

  /// `LIANZHI_DATABASE`: a file's path, or `postgres://…`.
  var database: Database = .file("var/lianzhi.sqlite")
  /// `LIANZHI_LISTEN`: `host:port`.
  var listen: Listen = Listen(host: "127.0.0.1", port: 8080)
  /// `LIANZHI_CITY`: a folder of `LIANZHI_CITIES`; nil: the one that the file `_default` there names.
  var city: String?
  /// `LIANZHI_CITIES`: the folder of the cities.
  var cities: String = "cities"
  /// `LIANZHI_ASSETS`: the folder of style sheets and scripts.
  var assets: String = "Assets"
  /// `LIANZHI_KEYS`: the file of secret keys.
  var keys: String = "var/keys"
  /// `LIANZHI_FILES`: the folder of photos.
  var files: String = "var/files"
  /// `LIANZHI_JOURNAL_HEADS`: the file to which the journal's heads are published; nil: `journal.heads` beside the keys.
  var journalHeads: String?
  /// `LIANZHI_NODE`: 0 to 1023, different for every process that writes to the same database.
  var node: Int = 0
  /// `LIANZHI_ORIGIN`: scheme and host under which visitors reach the site, when something stands in front of it.
  var origin: String?
  /// `LIANZHI_LOG`: whether every request is logged (`requests`) or only what went wrong (`problems`).
  var logsRequests: Bool?
  /// `LIANZHI_VISITOR_LIMIT`: changes a minute that one address may ask for without an account; nil: as many as it likes.
  var visitorLimit: Int?
  /// `LIANZHI_BEHIND_PROXY`: whether a proxy of ours stands in front and says in X-Forwarded-For who asks.
  var isBehindProxy: Bool = false

  var headsPath: String {
    journalHeads ?? URL(fileURLWithPath: keys).deletingLastPathComponent().appending(path: "journal.heads").path
  }
}

/// Everything that is wrong with the settings, one sentence each.
struct SettingsProblem: Error, Equatable, CustomStringConvertible {
  let sentences: [String]
  var description: String { sentences.joined(separator: "\n") }
}
