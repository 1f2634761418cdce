import Ground
import Profiles
import Testing
import Testkit

/// All of them: one that is not read here would be read by nobody before its city starts it.
let cities: [String] = Testkit.cities

@Suite("The cities that come with the house")
struct CityTests {
  @Test("a city's files are right", arguments: cities)
  func right(slug: String) {
    let errors: [ProfileError] = ProfileLoader.check(slug: slug, root: citiesFolder)
    #expect(errors.isEmpty, "\(ProfileErrors(errors))")
  }

  @Test("the five cities of the house are there")
  func five() { #expect(cities == ["jilin", "shizuishan", "taonan", "zhenjiang", "zhenlai"]) }

  @Test("the same code runs all cities, each with its own stages")
  func stages() throws {
    #expect(try stageWords("zhenlai") == ["收集", "联商", "联办", "评议"])
    #expect(try stageWords("taonan") == ["建单", "派单", "办单", "评单"])
    #expect(try stageWords("shizuishan") == ["下单", "派单", "办单", "评单"])
    #expect(try stageWords("jilin") == ["收集", "会商", "落实", "评价"])
    #expect(try stageWords("zhenjiang") == ["集单", "派单", "接单", "评单"])
  }

  private func stageWords(_ slug: String) throws -> [String] {
    let profile: CityProfile = try Testkit.profile(slug)
    let words: Words = profile.words("zh-CN")
    return profile.workflow.stages.map { words("stage.\($0.id)") }
  }

  @Test("Jilin has five chiefs and consults before it dispatches; Zhenjiang has three chiefs and does not")
  func chiefs() throws {
    let jilin: CityProfile = try Testkit.profile("jilin")
    let five: [String] = ["street_chief", "lane_chief", "grid_leader", "building_chief", "unit_chief"]
    #expect(five.allSatisfy { jilin.postType($0) != nil })
    #expect(jilin.workflow.move(.consult, from: "collected")?.to == "consulting")
    #expect(jilin.workflow.move(.dispatch, from: "consulting")?.to == "dispatched")
    let zhenjiang: CityProfile = try Testkit.profile("zhenjiang")
    #expect(zhenjiang.postType("party_group_leader") != nil)
    #expect(zhenjiang.postType("unit_chief") == nil)
    #expect(zhenjiang.workflow.move(.consult, from: "collected") == nil)
  }

  @Test("a county is its own top and keeps nothing of a city above it", arguments: ["zhenlai", "taonan"])
  func county(_ slug: String) throws {
    let profile: CityProfile = try Testkit.profile(slug)
    #expect(profile.levels.map(\.id) == ["district", "subdistrict", "community", "grid"])
    #expect(profile.levels.first?.digits == profile.divisionCode.count)
    #expect(profile.postTypes.allSatisfy { $0.level != "city" })
    #expect(profile.organisations.allSatisfy { $0.level != "city" })
    #expect(profile.organisationKinds.allSatisfy { !$0.levels.contains("city") })
  }

  @Test("a resident is offered eight chips, something else last", arguments: cities)
  func chips(slug: String) throws {
    let offered: [CityProfile.Category] = try Testkit.profile(slug).categories.filter(\.offered)
    #expect(offered.count == 8)
    #expect(offered.last?.id == "other")
  }

  @Test("working hours are eight hours a day in Shanghai's zone", arguments: cities)
  func hours(slug: String) throws {
    let calendar: WorkingCalendar = try Testkit.profile(slug).calendar
    #expect(calendar.hours == [480..<720, 810..<1050])
    #expect(calendar.minutesPerDay == 480)
    #expect(calendar.offset == 28_800)
    #expect(calendar.isWorkingDay(CivilDay(year: 2026, month: 10, day: 10)))
    #expect(!calendar.isWorkingDay(CivilDay(year: 2026, month: 10, day: 1)))
  }
}
