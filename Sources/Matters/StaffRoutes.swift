import Web

extension MattersRoom {
  /// What staff do: look, dispatch, handle, verify, close.
  var staffRoutes: [Route] { [] }
}
