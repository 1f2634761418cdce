import Foundation
import Ground
import Profiles
import Testing
import Testkit

/// One thing broken in a city's files and what must be said of it.
struct Breakage: Sendable, CustomTestStringConvertible {
  let name: String
  var file: String = "_base/profile.yaml"
  let old: String
  let new: String
  /// Lines below the one where the broken text begins.
  var below: Int = 0
  /// Where the complaint stands, when it is another file or line.
  var told: String?
  let sentence: String

  var testDescription: String { name }
}

private let base: String = "_base/profile.yaml"
private let jilin: String = "jilin/profile.yaml"

private let shapes: [Breakage] = [
  Breakage(name: "an unknown key", old: "digits: 4}", new: "digits: 4, color: red}", sentence: "the key 'color' is unknown"),
  Breakage(
    name: "an unknown key at the top", file: jilin, old: "division:", new: "slogan: hello\ndivision:", sentence: "the key 'slogan' is unknown"),
  Breakage(
    name: "extending what is not there", file: jilin, old: "division:", new: "extends: _nowhere\ndivision:",
    sentence: "'extends' names '_nowhere', which is no folder below this one"),
  Breakage(name: "a missing key", old: "{id: city, digits: 4}", new: "{id: city}", sentence: "the key 'digits' is missing"),
  Breakage(name: "a wrong type", old: "digits: 4}", new: "digits: four}", sentence: "'digits' must be a whole number"),
  Breakage(
    name: "a text where a list is due", old: "from: [handling], to: answered", new: "from: handling, to: answered",
    sentence: "'from' must be a list"),
  Breakage(name: "neither true nor false", old: "offered: true", new: "offered: maybe", sentence: "'offered' must be true or false"),
  Breakage(
    name: "a name that is none", old: "{id: city, digits", new: "{id: City!, digits",
    sentence: "'City!' cannot be a name: small letters, digits and _ only, a letter first"),
  Breakage(
    name: "a duplicate id", old: "  - {id: district, digits: 6}", new: "  - {id: city, digits: 6}\n  - {id: district, digits: 6}",
    sentence: "the id 'city' is used twice"),
  Breakage(
    name: "a duplicate key", old: "time_zone: Asia/Shanghai", new: "time_zone: Asia/Shanghai\ntime_zone: Asia/Urumqi", below: 1,
    sentence: "the key 'time_zone' is written twice"),
  Breakage(
    name: "text that is not YAML", file: jilin, old: "roles:", new: "roles: [", below: 1, sentence: "the file is not YAML"),
  Breakage(
    name: "removing what is not there", file: jilin, old: "  - {id: noise, offered: false}", new: "  - {id: nothing, remove: true}",
    sentence: "'nothing' cannot be removed: _base does not have it"),
  Breakage(
    name: "placing before what is not there", file: jilin, old: "before: lighting}", new: "before: darkness}",
    sentence: "'before' names 'darkness', which is not in this list"),
]

private let senses: [Breakage] = [
  Breakage(
    name: "a role with an unknown permission", old: "[matter.read, matter.register, matter.handle, area.read]",
    new: "[matter.read, matter.destroy]", sentence: "the role 'building_chief' has the permission 'matter.destroy', which does not exist"),
  Breakage(
    name: "a post type with an unknown role", old: "level: grid, role: grid_leader", new: "level: grid, role: king",
    sentence: "the post type 'grid_leader' has the role 'king', which does not exist"),
  Breakage(
    name: "a post type with an unknown level", old: "level: grid, role: grid_leader", new: "level: moon, role: grid_leader",
    sentence: "the post type 'grid_leader' has the level 'moon', which does not exist"),
  Breakage(
    name: "a post without the level its role needs", old: "{id: auditor, level: city, role: auditor}", new: "{id: auditor, role: auditor}",
    sentence: "the post type 'auditor' needs a level, because its role holds within an area"),
  Breakage(
    name: "levels out of order", old: "{id: district, digits: 6}", new: "{id: district, digits: 3}",
    sentence: "the level 'district' must have more digits than the one above, and at most 15"),
  Breakage(
    name: "an organisation of an unknown kind", old: "{id: drainage, kind: public_unit", new: "{id: drainage, kind: circus",
    sentence: "the organisation 'drainage' has the kind 'circus', which does not exist"),
  Breakage(
    name: "an organisation kind of no known family", old: "{id: utility, family: unit", new: "{id: utility, family: circus",
    sentence:
      "'circus' is not a known family; known are party, government, unit, property, residents, social, alliance, commission"),
  Breakage(
    name: "an organisation kind below one that does not exist", old: "parents: [party_committee_city], bound: area",
    new: "parents: [moon_committee], bound: area",
    sentence: "the organisation kind 'party_committee_district' has the parent 'moon_committee', which does not exist"),
  Breakage(
    name: "an organisation kind whose seat is a post of areas",
    old: "{id: fire_brigade, family: unit, field: organ, seats: [{post: department_handler",
    new: "{id: fire_brigade, family: unit, field: organ, seats: [{post: grid_leader",
    sentence: "the organisation kind 'fire_brigade' has the seat 'grid_leader', which is a post of areas"),
  Breakage(
    name: "an organisation kind with a field of its own making", old: "family: unit, field: institution", new: "family: unit, field: moon",
    sentence: "the organisation kind 'public_unit' has the field 'moon', which does not exist"),
  Breakage(
    name: "a link at a level that does not exist", old: "axis: vertical, level: grid", new: "axis: vertical, level: moon",
    sentence: "the organisation link 'party_grid' has the level 'moon', which does not exist"),
  Breakage(
    name: "a link of nothing", old: "level: city, kinds: [party_committee_city]}", new: "level: city}",
    sentence: "the organisation link 'party_city' has either kinds or posts"),
  Breakage(
    name: "a category without an owner", old: ", owner: {organisation: drainage}}", new: "}", sentence: "the category 'drain' has no owner"),
  Breakage(
    name: "a category whose owning organisation does not exist", old: "owner: {organisation: drainage}", new: "owner: {organisation: nobody}",
    sentence: "the category 'drain' is owned by the organisation 'nobody', which does not exist"),
  Breakage(
    name: "a category whose owning post does not exist", old: "owner: {post: desk_community}", new: "owner: {post: nobody}",
    sentence: "the category 'other' is owned by the post type 'nobody', which does not exist"),
  Breakage(
    name: "a budget of two kinds", old: "budget: {working_days: 5}", new: "budget: {working_days: 5, natural_hours: 2}",
    sentence: "a budget has one of working_days, working_hours and natural_hours"),
  Breakage(
    name: "a budget of nothing", old: "budget: {working_days: 5}", new: "budget: {working_days: 0}",
    sentence: "'working_days' must be at least 1"),
  Breakage(
    name: "a first desk that cannot dispatch", old: "first_desk: community", new: "first_desk: grid",
    sentence: "the first desk is at the level 'grid', where no post may dispatch"),
  Breakage(
    name: "a demo outside the divisions", file: jilin, old: "subdistrict: \"220211004\"", new: "subdistrict: \"220211999\"",
    sentence: "the demo's subdistrict '220211999' is not in divisions.csv under '2202'"),
  Breakage(
    name: "a demo in another city", file: jilin, old: "subdistrict: \"220211004\"", new: "subdistrict: \"321111003\"",
    sentence: "the demo's subdistrict '321111003' is not in divisions.csv under '2202'"),
  Breakage(
    name: "a division that does not exist", file: jilin, old: "division: \"2202\"", new: "division: \"9999\"",
    sentence: "the division '9999' is not in divisions.csv"),
]

private let times: [Breakage] = [
  Breakage(
    name: "a bad time zone", old: "Asia/Shanghai", new: "Asia/Atlantis", sentence: "'Asia/Atlantis' is not a time zone such as Asia/Shanghai"),
  Breakage(
    name: "a zone with daylight saving", old: "Asia/Shanghai", new: "Europe/Paris",
    sentence: "the time zone 'Europe/Paris' has daylight saving, which working hours do not support"),
  Breakage(
    name: "hours out of order", old: "[\"08:00-12:00\", \"13:30-17:30\"]", new: "[\"13:30-17:30\", \"08:00-12:00\"]",
    sentence: "the hours '08:00-12:00' are out of order"),
  Breakage(name: "hours that end before they begin", old: "08:00-12:00", new: "12:00-08:00", sentence: "the hours '12:00-08:00' are out of order"),
  Breakage(name: "a time that is none", old: "08:00-12:00", new: "08:00-25:00", sentence: "'25:00' is not a time such as 08:30"),
  Breakage(
    name: "a year called announced without days", old: "\"2026\"]", new: "\"2026\", \"2031\"]", sentence: "the year 2031 is called announced, but"),
  Breakage(
    name: "a broken holiday", file: "_base/holidays.csv", old: "2026-10-10,work", new: "2026-10-40,work",
    sentence: "a line is a date, off or work, the holiday and the notice"),
]

private let grids: [Breakage] = [
  Breakage(
    name: "limits of households turned round", old: "{least: 200, most: 500}", new: "{least: 500, most: 200}",
    sentence: "the households of a grid are at least 0, and 'least' is not above 'most'"),
  Breakage(
    name: "a tolerance beyond all measure", old: "tolerance_metres: 1", new: "tolerance_metres: 1000",
    sentence: "'tolerance_metres' must be between 0 and 100"),
  Breakage(
    name: "a pattern of codes that is none", old: "codes: sequence", new: "codes: roman",
    sentence: "'roman' is not a known codes; known are sequence, typed"),
  Breakage(
    name: "two kinds of grids with one digit", old: "{id: dedicated, digit: 9}", new: "{id: dedicated, digit: 0}",
    sentence: "the grid kind 'dedicated' needs a digit of its own, 0 to 9"),
]

private let workflows: [Breakage] = [
  Breakage(
    name: "an unreachable state", old: "to: joined", new: "to: closed", told: "jilin/profile.yaml: {id: joined, stage",
    sentence: "no move leads to the state 'joined'"),
  Breakage(
    name: "a closed state that no move leads to", old: "to: closed, by: matter.verify", new: "to: verified, by: matter.verify",
    told: "jilin/profile.yaml: {id: closed, stage", sentence: "no move leads to the state 'closed'"),
  Breakage(
    name: "a dead end", file: jilin,
    old: """
          - {act: dispatch, from: [collected, consulting, returned, reopened, dispatched]}
          - {act: join, from: [collected, consulting, returned, reopened, dispatched]}

      """, new: "",
    told: "jilin/profile.yaml: {id: consulting, stage", sentence: "from the state 'consulting' a matter can never be closed"),
  Breakage(
    name: "a move from an unknown state", old: "from: [dispatched], to: handling", new: "from: [dispatched, limbo], to: handling",
    sentence: "the move 'accept' comes from the state 'limbo', which does not exist"),
  Breakage(
    name: "a move to an unknown state", old: "from: [dispatched], to: handling", new: "from: [dispatched], to: limbo",
    sentence: "the move 'accept' leads to the state 'limbo', which does not exist"),
  Breakage(
    name: "an unknown act", old: "{act: accept,", new: "{act: applaud,", sentence: "'applaud' is not a known act; known are consult, dispatch"),
  Breakage(
    name: "an unknown stage", file: jilin, old: "{id: collected, stage: collect}", new: "{id: collected, stage: dream}",
    sentence: "the state 'collected' has the stage 'dream', which does not exist"),
  Breakage(
    name: "a first state that does not exist", old: "initial: collected", new: "initial: nowhere",
    sentence: "the first state 'nowhere' does not exist"),
  Breakage(
    name: "a move by nobody known", old: "to: closed, by: matter.verify", new: "to: closed, by: anybody",
    sentence: "'anybody' is neither a permission nor 'requester'"),
  Breakage(
    name: "an act that leads to two places", old: "    - {act: accept,",
    new: "    - {id: accept_again, act: accept, from: [dispatched], to: answered, by: matter.handle}\n    - {act: accept,", below: 1,
    sentence: "the act 'accept' is possible twice from the state 'dispatched'"),
]

private let spoken: [Breakage] = [
  Breakage(
    name: "a word in one locale only", file: "_base/words.profile.zh-CN.yaml", old: "level.city: 市", new: "level.city: 市\nlevel.moon: 月亮",
    below: 1, sentence: "the word 'level.moon' is missing in en"),
  Breakage(
    name: "a thing without its word", file: jilin, old: "  - id: unit_chief",
    new: "  - id: sky_chief\n    within: area\n    permissions: [area.read]\n  - id: unit_chief",
    sentence: "the word 'role.sky_chief' is missing in zh-CN"),
  Breakage(
    name: "different places to fill", file: "_base/words.profile.en.yaml", old: "{count} working days", new: "{number} working days",
    sentence: "the word 'budget.working_days' has no {count} in en, as it has in zh-CN"),
  Breakage(
    name: "an empty word", file: "_base/words.profile.en.yaml", old: "level.city: City", new: "level.city:",
    sentence: "the word 'level.city' must be a text"),
  Breakage(
    name: "a nested word", file: "_base/words.profile.en.yaml", old: "level.city: City", new: "level.city: {a: b}",
    sentence: "the word 'level.city' must be a text"),
  Breakage(
    name: "two kinds of posts with one word", file: "jilin/words.zh-CN.yaml", old: "post.street_chief: 街路长", new: "post.street_chief: 网格长",
    sentence: "'post.grid_leader' and 'post.street_chief' are both called '网格长' in zh-CN"),
  Breakage(
    name: "two kinds of posts with one word, told at the other too", file: "jilin/words.en.yaml", old: "post.lane_chief: Lane chief",
    new: "post.lane_chief: Grid leader", told: "_base/words.profile.en.yaml: post.grid_leader: Grid leader",
    sentence: "'post.grid_leader' and 'post.lane_chief' are both called 'Grid leader' in en"),
  Breakage(
    name: "two modes of estates with one word", file: "_base/words.housing.en.yaml", old: "estate_mode.none: Not managed",
    new: "estate_mode.none: Property company",
    sentence: "'estate_mode.company' and 'estate_mode.none' are both called 'Property company' in en"),
]

@Suite("A city's files are read strictly")
struct StrictnessTests {
  @Test("what is broken is named with its file and line", arguments: shapes + senses + times + grids + workflows + spoken)
  func names(_ breakage: Breakage) throws {
    let city: BrokenCity = try BrokenCity()
    let line: Int = try city.replace(breakage.file, breakage.old, breakage.new)
    let complaints: [String] = city.complaints()
    let place: String = try breakage.told.map { try city.place(of: $0) } ?? "\(breakage.file):\(line + breakage.below)"
    let found: Bool = complaints.contains { $0.hasPrefix("\(place): \(breakage.sentence)") }
    #expect(found, "\(place): \(breakage.sentence) is not among:\n\(complaints.joined(separator: "\n"))")
  }

  @Test("the untouched copy is right")
  func untouched() throws {
    #expect(try BrokenCity().complaints() == [])
  }

  @Test("all mistakes are named at once, and nothing is loaded")
  func allAtOnce() throws {
    let city: BrokenCity = try BrokenCity()
    try city.replace("_base/profile.yaml", "digits: 4}", "digits: four}")
    try city.replace("_base/profile.yaml", "owner: {post: desk_community}", "owner: {post: nobody}")
    try city.replace("jilin/words.en.yaml", "stage.collect: Collect\n", "")
    let complaints: [String] = city.complaints()
    #expect(complaints.contains { $0.contains("must be a whole number") })
    #expect(complaints.contains { $0.contains("'nobody', which does not exist") })
    #expect(complaints.contains { $0.contains("the word 'stage.collect' is missing in en") })
    #expect(throws: ProfileErrors.self) { try ProfileLoader.load(slug: "jilin", root: city.root) }
  }

  @Test("a city that is not there is one mistake with a file")
  func noCity() throws {
    let errors: [ProfileError] = ProfileLoader.check(slug: "atlantis", root: citiesFolder)
    #expect(errors.contains { $0.file.hasSuffix("atlantis/profile.yaml") && $0.sentence == "the file is missing" })
  }

  @Test("a word twice in two files of one folder, and a file of no known locale, are mistakes")
  func wordFiles() throws {
    let city: BrokenCity = try BrokenCity()
    try city.write("_base/words.zz.en.yaml", "# twice\nlevel.city: Town\n")
    try city.write("_base/words.zz.fr.yaml", "level.city: Ville\n")
    let complaints: [String] = city.complaints()
    #expect(complaints.contains("_base/words.zz.en.yaml:2: the word 'level.city' is in another file of this folder too"))
    #expect(complaints.contains("_base/words.zz.fr.yaml:1: the file's name ends in no locale of this city"))
  }

  @Test("a city may say a word otherwise, and take things out")
  func overrides() throws {
    let city: BrokenCity = try BrokenCity()
    try city.write("jilin/words.mine.en.yaml", "level.city: Great City\n")
    try city.write("jilin/words.mine.zh-CN.yaml", "level.city: 大市\n")
    try city.replace("jilin/profile.yaml", "  - {id: noise, offered: false}", "  - {id: noise, remove: true}")
    let profile: CityProfile = try ProfileLoader.load(slug: "jilin", root: city.root)
    #expect(profile.words("en")("level.city") == "Great City")
    #expect(profile.category("noise") == nil)
    #expect(profile.category("heating") != nil)
  }
}

extension BrokenCity {
  /// `file: text` -> `file:line` of the first line that has the text.
  func place(of told: String) throws -> String {
    let pieces: [String] = told.components(separatedBy: ": ")
    let file: String = pieces[0]
    let text: String = pieces.dropFirst().joined(separator: ": ")
    return "\(file):\(try replace(file, text, text))"
  }
}
