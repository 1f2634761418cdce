import Testing

@testable import Places

@Suite("Coordinates and datums")
struct CoordinatesTests {
  @Test("what is not a point on the earth is refused")
  func refused() {
    for (x, y) in [(Double.nan, 0.0), (0, .nan), (.infinity, 0), (0, -.infinity), (180.1, 0), (0, 90.1), (-181, 0), (1e300, 1e300)] {
      #expect(Coordinates(longitude: x, latitude: y) == nil)
      for datum in Datum.allCases { #expect(datum.toWGS84(longitude: x, latitude: y) == nil) }
    }
    #expect(Coordinates(longitude: -180, latitude: 90) != nil)
  }

  @Test("5,000 random points in China come back within 1 m through each datum", arguments: Datum.allCases)
  func roundTrip(_ datum: Datum) throws {
    let seed: UInt64 = 7_946
    var generator = DemoGenerator(seed: seed)
    var worst = 0.0
    for _ in 0..<5_000 {
      let longitude = Double.random(in: 73.7...135, using: &generator)
      let latitude = Double.random(in: 18.2...53.5, using: &generator)
      let point = try #require(Coordinates(longitude: longitude, latitude: latitude))
      let shown = datum.fromWGS84(point)
      let back = try #require(datum.toWGS84(longitude: shown.longitude, latitude: shown.latitude))
      worst = max(worst, back.distance(to: point))
    }
    #expect(worst < 1, "seed \(seed): \(worst) m")
  }

  @Test("outside China nothing is shifted", arguments: Datum.allCases)
  func outside(_ datum: Datum) throws {
    for (x, y) in [(-0.1276, 51.5072), (139.69, 35.68), (151.2, -33.87), (-122.4, 37.8), (0, 0)] {
      let point = try #require(Coordinates(longitude: x, latitude: y))
      #expect(datum.fromWGS84(point) == point)
      #expect(datum.toWGS84(longitude: x, latitude: y) == point)
    }
  }

  @Test("the shifts give the published figures for Tian'anmen")
  func published() throws {
    // eviltransform's test vector: WGS-84 31.1774276, 121.5272106 is GCJ-02 31.17530398364597, 121.531541859215.
    let shanghai = try #require(Coordinates(longitude: 121.5272106, latitude: 31.1774276))
    let shifted = Datum.gcj02.fromWGS84(shanghai)
    #expect(abs(shifted.longitude - 121.531541859215) < 1e-6)
    #expect(abs(shifted.latitude - 31.17530398364597) < 1e-6)
    // Baidu's own documentation moves GCJ-02 about 11 m per 0.0001 degrees: 0.0065 and 0.006 on the whole.
    let baidu = Datum.bd09.fromWGS84(shanghai)
    #expect(abs(baidu.longitude - shifted.longitude - 0.0065) < 0.0002)
    #expect(abs(baidu.latitude - shifted.latitude - 0.006) < 0.0002)
  }

  @Test("a degree of latitude is 111.2 km, and half around the earth is 20,015 km")
  func distance() throws {
    let origin = try #require(Coordinates(longitude: 0, latitude: 0))
    let north = try #require(Coordinates(longitude: 0, latitude: 1))
    let across = try #require(Coordinates(longitude: 180, latitude: 0))
    #expect(abs(origin.distance(to: north) - 111_195) < 1)
    #expect(abs(origin.distance(to: across) - 20_015_114) < 10)
    #expect(origin.distance(to: origin) == 0)
  }
}
