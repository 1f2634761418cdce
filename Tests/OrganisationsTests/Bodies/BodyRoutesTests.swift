import Ground
import Markup
import SQL
import Testing
import Testkit
import Web

@testable import Organisations

@Suite("The routes of bodies")
struct BodyRoutesTests {
  private func text(_ reply: Reply) throws -> String {
    switch reply.body {
    case .page(let page): page.main.text
    case .json(let bytes): String(decoding: bytes, as: UTF8.self)
    default: throw Missing()
    }
  }

  @Test("every page of bodies has its words in both languages, for who manages and who only reads", arguments: EngineKind.allCases)
  func pages(_ engine: EngineKind) async throws {
    try await withStaff(engine) { staff in
      let town = try BodyTown(staff.town)
      let reader = try BodyTown.caller(at: "220211", [.organisationRead])
      let (group, duty): (OrganisationID, TerritorialDutyID) = try await staff.database.write { session in
        let commission = try town.make("commission", at: "220211", in: session)
        let group = try town.make("task_group", at: "220211", below: commission, in: session)
        let unit = try town.make("department", at: "220211", in: session)
        _ = try town.desk.admit(
          unit, to: group, as: .lead, from: BodyTown.today, expecting: try town.version(group, in: session), by: town.manager, in: session)
        _ = try town.desk.addDuty(
          to: group, text: "牵头", basis: "文件", member: unit, from: BodyTown.today, expecting: try town.version(group, in: session),
          by: town.manager, in: session)
        _ = try town.desk.addLevelDuty("city", text: "推动", basis: nil, from: BodyTown.today, by: town.manager, in: session)
        let draft = BodyDesk.TerritorialDraft(
          title: "排水", category: "drain", lead: .named("drainage"), supports: [.post("desk_subdistrict")], from: BodyTown.today)
        return (group, try town.desk.addTerritorialDuty(draft, at: SmallTown.area("220211"), by: town.manager, in: session).id)
      }
      let path: [String: [String]] = ["organisation": [group.description], "duty": [duty.description], "link": ["party_grid"]]
      for caller in [town.manager, reader] {
        for locale in ["zh-CN", "en"] {
          var names: [String] = [
            "listOrganisations", "showOrganisation", "chartOrganisation", "showCompleteness", "listLinkPlaces", "listChains", "listTerritorialDuties",
            "showTerritorialDuty", "listLevelDuties",
          ]
          if caller == town.manager { names += ["newOrganisation", "editOrganisation", "newTerritorialDuty", "previewDissolution"] }
          for name in names {
            let route: Route = try staff.route(name)
            let page: String = try text(try await route.handle(try staff.visit(route, caller: caller, path: path, locale: locale)))
            #expect(page.contains("<h1>"), "\(name)")
            let bare: String? = page.firstMatch(of: /[>"](bodies|organisations|organisation_[a-z]+|level|unit_level|post)\.[a-z_.]+[<"]/).map {
              "\($0.0)"
            }
            #expect(bare == nil, "\(name) \(locale): \(bare ?? "")")
          }
        }
      }
      let edit: Route = try staff.route("editOrganisation")
      let refusal = await #expect(throws: Refusal.self) { _ = try await edit.handle(try staff.visit(edit, caller: reader, path: path)) }
      #expect(refusal == .absent)
    }
  }

  @Test("walking the list page by page shows every body within reach once, also as of a day to come", arguments: EngineKind.allCases)
  func walk(_ engine: EngineKind) async throws {
    try await withStaff(engine) { staff in
      let town = try BodyTown(staff.town)
      let made: [OrganisationID] = try await staff.database.write { session in
        var out: [OrganisationID] = []
        for index in 0..<7 {
          out.append(try town.make("social_organisation", at: "220211", name: "会\(index)", from: index < 5 ? -3 : 30, in: session))
        }
        try town.make("social_organisation", at: "220202", name: "外", in: session)
        return out
      }
      let route: Route = try staff.route("listOrganisations")
      let caller = try BodyTown.caller(at: "220211", [.organisationRead])
      for (query, expected) in [([:], Array(made.prefix(5))), (["day": [BodyTown.today.adding(days: 30).description]], made)] {
        var seen: [String] = []
        var cursor: String?
        repeat {
          let reply: Reply = try await route.handle(
            try staff.visit(route, face: .json, caller: caller, query: query, cursor: cursor, limit: 2))
          seen += try text(reply).matches(of: /\{"id":"(\d+)"/).map { String($0.1) }
          cursor = reply.nextCursor
        } while cursor != nil
        #expect(seen == expected.map(\.description))
      }
    }
  }
}
