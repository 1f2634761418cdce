import Ground
import Testing

@testable import Places

@Suite("Divisions and codes")
struct DivisionTests {
  @Test("the register has 320 rows, each below a row of its own")
  func register() throws {
    let divisions = try realDivisions()
    #expect(divisions.count == 320)
    let codes = Set(divisions.map(\.code))
    let above = [4: 2, 6: 4, 9: 6]
    for division in divisions {
      guard let digits = above[division.code.count] else { continue }
      #expect(codes.contains(String(division.code.prefix(digits))), "\(division.code)")
    }
  }

  @Test("a wrong line is named by its number", arguments: ["22", "2202,city,,22", "22x2,city,吉林市,22", "22020,city,吉林市,22", "1,2,3,4,5"])
  func wrong(_ line: String) {
    #expect(throws: DivisionProblem(line: 3)) { try Division.parse("code,level,name,parent\n22,province,吉林省,\n\(line)\n") }
  }

  @Test("codes are cut and continued by the profile's digits")
  func pattern() {
    let pattern = AreaCode(levels: [.init(id: "city", digits: 4), .init(id: "district", digits: 6), .init(id: "street", digits: 9)])
    #expect(pattern.level(of: "220211")?.id == "district")
    #expect(pattern.level(of: "22021") == nil)
    #expect(pattern.level(of: "22021１") == nil)
    #expect(pattern.above("220211004") == "220211")
    #expect(pattern.above("2202") == nil)
    #expect(pattern.below("220211", number: 4) == "220211004")
    #expect(pattern.below("220211", number: 1_000) == nil)
    #expect(pattern.below("220211", number: 0) == nil)
    #expect(pattern.below("220211004", number: 1) == nil)
  }
}
