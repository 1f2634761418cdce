import Ground

/// One request as one JSON object: the route's name, never its path or query; an account's id, never a name.
enum LogLine {
  static func of(_ arrival: Arrival, _ answer: Answer, _ took: Duration) -> [UInt8] {
    var json = JSONWriter(capacity: 256)
    json.object { json in
      json.field("time", arrival.now)
      json.field("level", answer.status >= 500 ? "error" : "info")
      json.field("request", arrival.requestID)
      json.field("method", arrival.method.withoutControls.quoted)
      json.field("route", answer.name)
      json.field("status", answer.status)
      json.field("ms", milliseconds(took))
      json.field("bytes", answer.bytes.count)
      if let account = answer.account { json.field("account", String(account)) }
      if let detail = answer.detail { json.field("detail", detail) }
    }
    return json.bytes
  }

  /// With two decimals.
  private static func milliseconds(_ took: Duration) -> Double {
    let (seconds, attoseconds) = took.components
    let hundredths = seconds * 100_000 + attoseconds / 10_000_000_000_000
    return Double(hundredths) / 100
  }
}
