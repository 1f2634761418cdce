import Ground
import SQL

/// A refusal with its place in HTTP: the status and the word of its type. Whatever was thrown becomes one.
struct Outcome: Sendable {
  let refusal: Refusal
  let status: Int
  /// The last part of the problem's URN.
  let type: String
  /// What only the log may tell.
  let detail: String?

  init(_ error: any Error) {
    switch error {
    case let refusal as Refusal: self.init(refusal)
    case let refusal as DatabaseRefusal: self.init(refusal)
    default: self.init(Refusal(.broken), status: 500, type: "broken", detail: Outcome.name(of: error))
    }
  }

  /// Its type, and its case where it is an enum. Never what it carries: that may be a row with somebody's name in it.
  private static func name(of error: any Error) -> String {
    let mirror = Mirror(reflecting: error)
    let name = String(describing: Swift.type(of: error))
    guard mirror.displayStyle == .enum else { return name }
    return "\(name).\(mirror.children.first?.label ?? "\(error)")"
  }

  init(_ refusal: Refusal) {
    self.init(refusal, status: Outcome.status(of: refusal.kind), type: refusal.kind.rawValue, detail: nil)
  }

  private init(_ refusal: Refusal, status: Int, type: String, detail: String?) {
    self.refusal = refusal
    self.status = status
    self.type = type
    self.detail = detail
  }

  /// What each refusal of the database means to a visitor. Check and not-null are for us to have prevented: defects.
  private init(_ refusal: DatabaseRefusal) {
    let detail = "database \(refusal.kind.rawValue) \(refusal.subject ?? ""): \(refusal.detail)"
    switch refusal.kind {
    case .unique: self.init(Refusal(.conflict, "refusal.unique"), status: 409, type: "unique", detail: nil)
    case .foreignKey: self.init(Refusal(.conflict, "refusal.reference"), status: 409, type: "reference", detail: nil)
    case .busy, .serialization: self.init(Refusal(.busy, retryAfter: 1), status: 503, type: "busy", detail: detail)
    case .lost: self.init(Refusal(.busy, "refusal.lost", retryAfter: 5), status: 503, type: "lost", detail: detail)
    case .storage: self.init(Refusal(.busy, "refusal.storage", retryAfter: 60), status: 507, type: "storage", detail: detail)
    case .readOnly, .newer: self.init(Refusal(.busy, "refusal.readOnly", retryAfter: 60), status: 503, type: "readOnly", detail: detail)
    case .check, .notNull, .broken: self.init(Refusal(.broken), status: 500, type: "broken", detail: detail)
    }
  }

  static func status(of kind: Refusal.Kind) -> Int {
    switch kind {
    case .malformed: 400
    case .signInNeeded: 401
    case .notAllowed, .foreignOrigin: 403
    case .absent: 404
    case .wrongMethod: 405
    case .notAcceptable: 406
    // 409 and not 422: the request is in order, it is the key that clashes.
    case .conflict, .keyReused: 409
    case .stale: 412
    case .tooLarge: 413
    case .unsupportedMedia: 415
    case .invalid: 422
    case .conditionMissing: 428
    case .tooMany: 429
    case .broken: 500
    case .busy: 503
    }
  }
}
