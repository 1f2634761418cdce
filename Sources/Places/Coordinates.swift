import Foundation

/// A point on the earth in WGS-84 degrees: the only datum that is stored.
public struct Coordinates: Sendable, Hashable {
  public let longitude: Double
  public let latitude: Double

  /// - Returns: nil unless both are finite and within ±180 and ±90.
  public init?(longitude: Double, latitude: Double) {
    guard longitude.isFinite, latitude.isFinite, abs(longitude) <= 180, abs(latitude) <= 90 else { return nil }
    self.init(checkedLongitude: longitude, latitude: latitude)
  }

  /// For numbers that are known to be in range.
  init(checkedLongitude longitude: Double, latitude: Double) {
    self.longitude = longitude
    self.latitude = latitude
  }

  /// The way along the great circle, in metres, on a sphere of the mean radius (haversine; within 0.6 % of the ellipsoid).
  public func distance(to other: Coordinates) -> Double {
    let radians = Double.pi / 180
    let north = sin((other.latitude - latitude) * radians / 2)
    let east = sin((other.longitude - longitude) * radians / 2)
    let chord = north * north + cos(latitude * radians) * cos(other.latitude * radians) * east * east
    return 2 * Coordinates.earthRadius * asin(min(1, chord.squareRoot()))
  }

  /// Mean radius of the WGS-84 ellipsoid, metres (IUGG R1).
  static let earthRadius: Double = 6_371_008.8
}
