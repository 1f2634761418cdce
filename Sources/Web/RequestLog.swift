import Foundation

/// Where log lines go. A line names the route, never the path: paths carry secrets and names.
public struct RequestLog: Sendable {
  let write: @Sendable ([UInt8]) -> Void

  /// - Parameter write: gets one JSON object without a line end.
  public init(write: @escaping @Sendable ([UInt8]) -> Void) { self.write = write }

  public static let silent: RequestLog = RequestLog { _ in }

  /// One write call for each line, so that lines of several threads do not mix.
  public static let standardError: RequestLog = RequestLog { line in
    let whole = line + [0x0a]
    _ = whole.withUnsafeBytes { Foundation.write(2, $0.baseAddress, $0.count) }
  }
}
