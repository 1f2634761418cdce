import Web

extension MattersRoom {
  /// What a resident does without an account: report, follow, rate.
  var residentRoutes: [Route] { [] }
}
