public import Hummingbird
import Ground
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
    let problem = malformed
    let fields = SecurityHeaders(isSecure: settings.isSecure).fields
    let channel = HTTP1Channel.Configuration(
      additionalChannelHandlers: [ParserRefusal(problem: problem, headers: fields)], idleTimeout: .seconds(settings.idleConnection))
    return Application(
      responder: responder(), server: .http1(configuration: channel),
      configuration: ApplicationConfiguration(address: .hostname(host, port: port), backlog: 1024),
      onServerRunning: { await onRunning($0.localAddress?.port ?? port) }, logger: logger)
  }

  /// What somebody gets who does not speak HTTP: in the default language, because nothing could be read.
  private var malformed: [UInt8] {
    Problem(outcome: Outcome(Refusal(.malformed)), words: words(locales.first ?? ""), requestID: "none").json
  }
}
