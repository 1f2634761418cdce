import Foundation

/// The frame in which a longitude and a latitude are meant. Maps published in China are shifted from WGS-84; what a sender
/// declares is converted on the way in, and only WGS-84 is kept.
public enum Datum: String, Sendable, CaseIterable {
  case wgs84
  /// The State Bureau's shifted frame, used by AMap and Tencent.
  case gcj02
  /// Baidu's own shift of GCJ-02.
  case bd09

  /// A point given in this datum, in WGS-84 within 1 m.
  /// - Returns: nil when it is not a point on the earth.
  public func toWGS84(longitude: Double, latitude: Double) -> Coordinates? {
    guard let given = Coordinates(longitude: longitude, latitude: latitude) else { return nil }
    switch self {
    case .wgs84: return given
    case .gcj02: return DatumShift.unshifted(given, by: DatumShift.gcj02)
    case .bd09: return DatumShift.unshifted(given) { DatumShift.bd09(from: DatumShift.gcj02($0)) }
    }
  }

  /// A stored point as this datum shows it.
  public func fromWGS84(_ point: Coordinates) -> Coordinates {
    switch self {
    case .wgs84: point
    case .gcj02: DatumShift.gcj02(point)
    case .bd09: DatumShift.inChina(point) ? DatumShift.bd09(from: DatumShift.gcj02(point)) : point
    }
  }
}

/// The shifts themselves, after the published reverse engineering (eviltransform and its many ports); there is no official
/// formula. Outside the rectangle around China nothing is shifted.
enum DatumShift {
  /// Krasovsky 1940, which the shift is computed on: semi-major axis in metres and squared eccentricity.
  private static let axis: Double = 6_378_245
  private static let eccentricity: Double = 0.006_693_421_622_965_943

  static func inChina(_ point: Coordinates) -> Bool {
    (72.004...137.8347).contains(point.longitude) && (0.8293...55.8271).contains(point.latitude)
  }

  static func gcj02(_ point: Coordinates) -> Coordinates {
    guard inChina(point) else { return point }
    let east = point.longitude - 105
    let north = point.latitude - 35
    let radians = point.latitude * .pi / 180
    let sine = sin(radians)
    let squeeze = 1 - eccentricity * sine * sine
    let meridian = axis * (1 - eccentricity) / (squeeze * squeeze.squareRoot()) * .pi / 180
    let parallel = axis / squeeze.squareRoot() * cos(radians) * .pi / 180
    return Coordinates(
      checkedLongitude: point.longitude + eastward(east, north) / parallel, latitude: point.latitude + northward(east, north) / meridian)
  }

  static func bd09(from gcj02: Coordinates) -> Coordinates {
    let turn: Double = .pi * 3000 / 180
    let radius: Double = (gcj02.longitude * gcj02.longitude + gcj02.latitude * gcj02.latitude).squareRoot()
    let away: Double = radius + 0.00002 * sin(gcj02.latitude * turn)
    let angle: Double = atan2(gcj02.latitude, gcj02.longitude) + 0.000003 * cos(gcj02.longitude * turn)
    return Coordinates(checkedLongitude: away * cos(angle) + 0.0065, latitude: away * sin(angle) + 0.006)
  }

  /// The point that a shift carries to the given one. Both shifts change by less than a thousandth of the way, so each round
  /// leaves a thousandth of the error: from 700 m to under a micrometre in four; ten leave room.
  static func unshifted(_ given: Coordinates, by shift: (Coordinates) -> Coordinates) -> Coordinates {
    guard inChina(given) else { return given }
    var guess = given
    for _ in 0..<10 {
      let shown = shift(guess)
      let next = Coordinates(
        checkedLongitude: guess.longitude + given.longitude - shown.longitude, latitude: guess.latitude + given.latitude - shown.latitude)
      if next == guess { break }
      guess = next
    }
    return guess
  }

  private static func northward(_ x: Double, _ y: Double) -> Double {
    let plain: Double = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * abs(x).squareRoot()
    let short: Double = (20 * sin(6 * x * .pi) + 20 * sin(2 * x * .pi)) * 2 / 3
    let middle: Double = (20 * sin(y * .pi) + 40 * sin(y / 3 * .pi)) * 2 / 3
    let long: Double = (160 * sin(y / 12 * .pi) + 320 * sin(y * .pi / 30)) * 2 / 3
    return plain + short + middle + long
  }

  private static func eastward(_ x: Double, _ y: Double) -> Double {
    let plain: Double = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * abs(x).squareRoot()
    let short: Double = (20 * sin(6 * x * .pi) + 20 * sin(2 * x * .pi)) * 2 / 3
    let middle: Double = (20 * sin(x * .pi) + 40 * sin(x / 3 * .pi)) * 2 / 3
    let long: Double = (150 * sin(x / 12 * .pi) + 300 * sin(x / 30 * .pi)) * 2 / 3
    return plain + short + middle + long
  }
}
