public import Ground

public enum Method: String, Sendable, CaseIterable {
  case get = "GET"
  case post = "POST"
  case put = "PUT"
  case patch = "PATCH"
  case delete = "DELETE"

  public var isSafe: Bool { self == .get }
}

/// One row of the URL table. From it come the router, the OpenAPI document, the checks of every request and the answer to
/// a wrong method. A route with the face `.json` is served under `/api/v1` + path, one with `.page` under the path itself.
public struct Route: Sendable {
  public enum Access: Sendable {
    /// Residents too, without an account.
    case everyone
    case signedIn
    /// A caller who holds a post with this permission somewhere; the look-up decides where.
    case permission(Permission)
    /// A caller who holds posts with any of these.
    case anyOf([Permission])
  }

  public enum Face: Sendable { case page, json }

  public var method: Method
  /// `/matters/{matter}/dispatch`; the names in braces are in `path` shapes.
  public var path: String
  /// The operation's name, unique: `dispatchMatter`.
  public var name: String
  /// For the OpenAPI document, in English.
  public var summary: String
  public var access: Access
  public var faces: Set<Face>
  public var pathFields: [FieldShape]
  public var query: [FieldShape]
  public var body: [FieldShape]
  /// The JSON of a success, and its status.
  public var gives: Schema?
  /// Of that JSON, where it has a type of its own, such as `application/geo+json`.
  public var mediaType: String
  public var status: Int
  /// A list: takes `cursor` and `limit`, answers `{"items": […]}` of `gives` with `Link`.
  public var isList: Bool
  /// Changes a single resource: If-Match (or the form's hidden version) is required.
  public var isConditional: Bool
  /// Bytes of the body, files included.
  public var maxBody: Int
  public var handle: @Sendable (Visit) async throws -> Reply
  /// Renders the form again, filled in, after a refusal of an HTML form. Without it the refusal is a page of its own.
  public var refused: (@Sendable (Visit, Refusal) async throws -> Reply)?

  public init(
    _ method: Method, _ path: String, name: String, summary: String, access: Access, faces: Set<Face> = [.page, .json],
    pathFields: [FieldShape] = [], query: [FieldShape] = [], body: [FieldShape] = [], gives: Schema? = nil, mediaType: String = "application/json",
    status: Int = 200,
    isList: Bool = false, isConditional: Bool = false, maxBody: Int = 256 * 1024,
    refused: (@Sendable (Visit, Refusal) async throws -> Reply)? = nil, handle: @escaping @Sendable (Visit) async throws -> Reply
  ) {
    self.method = method
    self.path = path
    self.name = name
    self.summary = summary
    self.access = access
    self.faces = faces
    self.pathFields = pathFields
    self.query = query
    self.body = body
    self.gives = gives
    self.mediaType = mediaType
    self.status = status
    self.isList = isList
    self.isConditional = isConditional
    self.maxBody = maxBody
    self.handle = handle
    self.refused = refused
  }
}
