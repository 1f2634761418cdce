public import Hummingbird
import HummingbirdCore
import Logging

extension Site {
  /// The site as a responder, ready to be served or tested.
  public func responder() -> SiteResponder { SiteResponder(self) }

  /// The site on a port. `runService()` serves until SIGTERM or SIGINT, then lets requests under way finish.
  public func application(host: String = "127.0.0.1", port: Int = 8080, onRunning: @escaping @Sendable (_ port: Int) async -> Void = { _ in })
    -> Application<SiteResponder>
  {
    var logger = Logger(label: "lianzhi")
    logger.logLevel = .warning
    let channel = HTTP1Channel.Configuration(idleTimeout: .seconds(settings.idleConnection))
    return Application(
      responder: responder(), server: .http1(configuration: channel),
      configuration: ApplicationConfiguration(address: .hostname(host, port: port), backlog: 1024),
      onServerRunning: { await onRunning($0.localAddress?.port ?? port) }, logger: logger)
  }
}
