import Ground
public import Markup

/// What a handler answers. `Web` adds the frame, the headers and the encoding.
public struct Reply: Sendable {
  public enum Body: Sendable {
    case none
    case page(Page)
    case json([UInt8])
    case bytes([UInt8], type: String)
  }

  public var status: Int
  public var body: Body
  /// Header names in lower case.
  public var headers: [(name: String, value: String)]
  public var cookies: [String] = []
  /// The version behind the ETag of a single resource.
  public var version: Int64?
  /// Where the next page of a list starts, in the desk's own words (`1772413200000-42`). `Web` seals it, makes the `Link`
  /// header from it, and, around a JSON list that was written as an array, the envelope `{"items": […], "next": …}`.
  /// ``Visit/cursor`` gives it back as it was.
  public var nextCursor: String?

  public init(status: Int, body: Body, headers: [(name: String, value: String)] = []) {
    self.status = status
    self.body = body
    self.headers = headers
  }

  public static func page(_ page: Page, status: Int = 200) -> Reply { Reply(status: status, body: .page(page)) }

  public static func json(status: Int = 200, _ write: (inout JSONWriter) -> Void) -> Reply {
    var writer = JSONWriter()
    write(&writer)
    return Reply(status: status, body: .json(writer.bytes))
  }

  public static func bytes(_ bytes: [UInt8], type: String) -> Reply { Reply(status: 200, body: .bytes(bytes, type: type)) }

  public static let nothing: Reply = Reply(status: 204, body: .none)

  /// 303 to a page: the answer to a form that was carried out.
  public static func see(_ path: String) -> Reply { Reply(status: 303, body: .none, headers: [("location", path)]) }

  public func with(version: Int64) -> Reply {
    var out = self
    out.version = version
    return out
  }

  public func with(next cursor: String?) -> Reply {
    var out = self
    out.nextCursor = cursor
    return out
  }

  public func with(header name: String, _ value: String) -> Reply {
    var out = self
    out.headers.append((name, value))
    return out
  }
}
