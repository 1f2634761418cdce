import HTTPTypes

/// The headers that every answer carries.
struct SecurityHeaders: Sendable {
  let fields: HTTPFields

  // No unsafe-inline: neither script nor style stands in any page.
  private static let policy: String = """
    default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; \
    form-action 'self'; frame-ancestors 'none'
    """

  init(isSecure: Bool) {
    var fields = HTTPFields()
    fields[.contentSecurityPolicy] = SecurityHeaders.policy
    fields[.xContentTypeOptions] = "nosniff"
    // Addresses hold secrets (follow links) and never leave the site. Not `no-referrer`: under it browsers say
    // `Origin: null` even of our own forms, and plain HTTP has no Sec-Fetch-Site to tell them apart.
    fields[.referrerPolicy] = "same-origin"
    fields[.permissionsPolicy] = "geolocation=(self), camera=(self), microphone=(), payment=(), usb=()"
    fields[.crossOriginOpenerPolicy] = "same-origin"
    fields[.crossOriginResourcePolicy] = "same-origin"
    if isSecure { fields[.strictTransportSecurity] = "max-age=31536000; includeSubDomains" }
    self.fields = fields
  }
}
