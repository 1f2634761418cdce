public import Ground
public import SQL

/// A room that keeps something at estates: what stands there ends with the estate. Handed to ``PlacesRoom`` with ``PlacesRoom/hosting(_:)``.
public protocol EstateTenant: Sendable {
  /// Ends what is there, in the same transaction.
  /// - Parameter day: the first on which the estate no longer is one.
  func leave(_ estate: EstateID, on day: CivilDay, by caller: Caller, in session: any Session) throws
}
