import HTTPTypes

/// Header names that HTTPTypes does not know.
extension HTTPField.Name {
  static let contentSecurityPolicy: HTTPField.Name = named("content-security-policy")
  static let crossOriginOpenerPolicy: HTTPField.Name = named("cross-origin-opener-policy")
  static let crossOriginResourcePolicy: HTTPField.Name = named("cross-origin-resource-policy")
  static let csrfToken: HTTPField.Name = named("x-csrf-token")
  static let forwardedFor: HTTPField.Name = named("x-forwarded-for")
  static let idempotencyKey: HTTPField.Name = named("idempotency-key")
  static let link: HTTPField.Name = named("link")
  static let permissionsPolicy: HTTPField.Name = named("permissions-policy")
  static let referrerPolicy: HTTPField.Name = named("referrer-policy")
  static let requestID: HTTPField.Name = named("x-request-id")
  static let secFetchSite: HTTPField.Name = named("sec-fetch-site")

  private static func named(_ text: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is no header name") }
    return name
  }
}
