/// A reply as bytes, to be remembered. Every piece is its length in eight bytes and then itself.
enum ReplyBytes {
  enum Broken: Error { case truncated, unknown }

  static func encode(_ reply: Reply) -> [UInt8] {
    var out: [UInt8] = []
    put(Int64(reply.status), &out)
    switch reply.body {
    case .none, .page: put("none", &out); put([], &out)
    case .json(let bytes): put("json", &out); put(bytes, &out)
    case .bytes(let bytes, let type): put(type, &out); put(bytes, &out)
    }
    put(Int64(reply.headers.count), &out)
    for header in reply.headers { put(header.name, &out); put(header.value, &out) }
    put(Int64(reply.cookies.count), &out)
    for cookie in reply.cookies { put(cookie, &out) }
    put(reply.version ?? -1, &out)
    return out
  }

  static func decode(_ bytes: [UInt8]) throws -> Reply {
    var rest = bytes[...]
    let status = Int(try number(&rest))
    let type = try text(&rest)
    let content = try piece(&rest)
    var reply = Reply(status: status, body: body(type, Array(content)))
    for _ in 0..<(try number(&rest)) { reply.headers.append((try text(&rest), try text(&rest))) }
    for _ in 0..<(try number(&rest)) { reply.cookies.append(try text(&rest)) }
    let version = try number(&rest)
    reply.version = version < 0 ? nil : version
    return reply
  }

  private static func body(_ type: String, _ bytes: [UInt8]) -> Reply.Body {
    switch type {
    case "none": .none
    case "json": .json(bytes)
    default: .bytes(bytes, type: type)
    }
  }

  private static func put(_ number: Int64, _ out: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { out.append(contentsOf: $0) }
  }

  private static func put(_ bytes: [UInt8], _ out: inout [UInt8]) {
    put(Int64(bytes.count), &out)
    out.append(contentsOf: bytes)
  }

  private static func put(_ text: String, _ out: inout [UInt8]) { put(Array(text.utf8), &out) }

  private static func number(_ rest: inout ArraySlice<UInt8>) throws -> Int64 {
    guard rest.count >= 8 else { throw Broken.truncated }
    let number = rest.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    rest = rest.dropFirst(8)
    return Int64(bitPattern: number)
  }

  private static func piece(_ rest: inout ArraySlice<UInt8>) throws -> ArraySlice<UInt8> {
    let count = Int(try number(&rest))
    guard count >= 0, rest.count >= count else { throw Broken.truncated }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  private static func text(_ rest: inout ArraySlice<UInt8>) throws -> String {
    guard let text = String(validating: try piece(&rest), as: UTF8.self) else { throw Broken.unknown }
    return text
  }
}
