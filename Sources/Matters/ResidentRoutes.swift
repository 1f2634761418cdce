import Web

extension MattersRoom {
  /// What a resident does without an account: report, follow, rate.
  var residentRoutes: [Route] {
    [showHome, showPrivacy, findCode, showIntake, mapCode, report, alsoReport, showKeptPhoto, followReport, showFollowPhoto, rateReport]
  }
}
