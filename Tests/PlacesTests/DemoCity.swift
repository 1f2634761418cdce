import Foundation
import Ground
import Testkit

@testable import Places

/// The demo places of Jilin, with ids from a clock that stands still.
func demoPlaces(_ scale: DemoScale, seed: UInt64 = 2026) throws -> DemoPlaces {
  try PlacesDemo(profile: try Testkit.profile("jilin"), divisions: try realDivisions(), scale: scale, seed: seed).make(ids: standingIDs())
}

func standingIDs() -> IdentifierMaker {
  IdentifierMaker(node: 1, timepiece: Timepiece { Moment(milliseconds: 1_772_413_200_000) })
}

func realDivisions() throws -> [Division] {
  try Division.parse(String(contentsOfFile: citiesFolder + "/_base/divisions.csv", encoding: .utf8))
}
