import ArgumentParser
import Foundation
import Ground
import Hummingbird
import Places
import SQL
import Web

/// Serves until it is asked to stop, then lets requests under way finish.
struct ServeCommand: AsyncParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "serve", abstract: "Serve the site; an empty database gets a demo city first.")

  @Flag(help: "Leave an empty database empty.") var noDemo: Bool = false

  func run() async throws {
    try await Terminal.explaining {
      let settings: Settings = try SettingsReader.ofThisProcess()
      let house: House = try Opening(settings: settings).house()
      try Opening.makeFolder(of: settings.headsPath)
      let start = Start(house: house, settings: settings, words: Terminal.words(house.profile))
      let heads: HeadsFile = try HeadsFile(path: settings.headsPath)
      try await start.prepare(heads, demo: noDemo ? nil : .town)
      let welcome: [String] = try await Welcome(house: house, settings: settings, words: start.words).lines()
      try await serve(house, settings, heads, welcome)
      Terminal.say(start.words("lianzhi.stopped"))
    }
  }

  private func serve(_ house: House, _ settings: Settings, _ heads: HeadsFile, _ welcome: [String]) async throws {
    var site = SiteSettings()
    site.origin = settings.origin
    site.isSecure = settings.origin?.hasPrefix("https://") ?? false
    site.logsRequests = settings.logsRequests ?? !Terminal.isInteractive
    site.visitorLimit = settings.visitorLimit
    site.trustsForwarded = settings.isBehindProxy
    let application = house.site(assets: settings.assets, settings: site)
      .application(host: settings.listen.host, port: settings.listen.port) { _ in welcome.forEach(Terminal.say) }
    let keeping = Housekeeping(house: house, heads: heads, complain: Terminal.complain)
    let sweeps = Task { await keeping.run() }
    defer { sweeps.cancel() }
    try await application.runService()
    sweeps.cancel()
    await sweeps.value
    // What the last requests wrote is sealed too.
    try await keeping.seal()
    await house.database.close()
  }
}
