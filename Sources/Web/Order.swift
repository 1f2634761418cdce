import Ground

/// What a request asks for, as its handler will see it.
struct Order: Sendable {
  var pathValues: FieldValues
  var query: FieldValues
  var cursor: String?
  var limit: Int
  var body: FieldValues = FieldValues()
  var expectedVersion: Int64?
  /// Why the form cannot be carried out, found before any handler saw it: it is shown again, filled in.
  var refusal: Refusal?
  /// If-Match is required and did not come. The handler looks the resource up first, so that a resource that is not there
  /// says so; whatever it then does is undone.
  var lacksCondition: Bool = false
  var claim: RequestMemory.Claim?
}
