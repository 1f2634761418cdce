import HTTPTypes

/// What goes out.
struct Answer: Sendable {
  var status: Int
  var fields: HTTPFields
  var bytes: [UInt8] = []
  /// Already as its Content-Encoding says.
  var isEncoded: Bool = false
  /// The route's name for the log and the meter, or a word for what is no route.
  var name: String = "none"
  /// Its position in the meter; nil for what is no route.
  var number: Int?
  /// What only the log may tell.
  var detail: String?
  var account: Int64?
}
