import Ground
import Organisations
import SQL
import Web

extension AccessRoom {
  /// Everybody about themself; about others those who may explain, within their places.
  var explainAccess: Route {
    Route(
      .get, "/why", name: "explainAccess", summary: "Why an account may do something or may not, naming the posts, the rules and the dates",
      access: .signedIn,
      query: [
        FieldShape("account", .text(max: 64), about: "The sign-in name; oneself unless said"),
        FieldShape("permission", .choice(Permission.allCases.map(\.rawValue)), about: "What is to be done; reading the thing unless said"),
        FieldShape("kind", .choice(WhyTarget.Kind.allCases.map(\.rawValue)), about: "What the thing is; a matter unless said"),
        FieldShape("thing", .text(max: 60), about: "A matter's number, an area's code or id, a post's or an organisation's id"),
      ], gives: WhyJSON.answer
    ) { visit in
      visit.face == .json ? try await explained(visit) : try await explanation(visit)
    }
  }

  private func explained(_ visit: Visit) async throws -> Reply {
    let view: WhyView = try await why(visit)
    return .json { WhyJSON.write(view, words: visit.words, &$0) }
  }

  private func explanation(_ visit: Visit) async throws -> Reply {
    let pages = WhyPages(words: visit.words, tabs: AccessTabs(words: visit.words, caller: visit.caller))
    let mayAsk: Bool = visit.caller.may(.accessExplain)
    let question: WhyQuestion = visit.whyQuestion
    guard visit.query.text("permission") != nil else { return .page(pages.page(nil, asked: question, mayAskAboutOthers: mayAsk)) }
    do {
      return .page(pages.page(try await why(visit), asked: question, mayAskAboutOthers: mayAsk))
    } catch let refusal as Refusal where refusal.kind == .absent {
      let problem: String = visit.words("access.why.no_account", ["name": question.account ?? ""])
      return .page(pages.page(nil, asked: question, mayAskAboutOthers: mayAsk, problem: problem))
    }
  }

  private func why(_ visit: Visit) async throws -> WhyView {
    let desk = WhyDesk(callers: organisations.callers, directory: organisations.directory, scope: scope, profile: profile)
    let question: WhyQuestion = visit.whyQuestion
    return try await database.read { session in
      try desk.answer(question, by: visit.caller, at: visit.now, words: visit.words, in: session)
    }
  }
}

extension Visit {
  fileprivate var whyQuestion: WhyQuestion {
    let kind: WhyTarget.Kind = query.text("kind").flatMap { WhyTarget.Kind(rawValue: $0) } ?? .matter
    let named: Permission? = query.text("permission").flatMap { Permission(rawValue: $0) }
    return WhyQuestion(
      account: query.text("account"), permission: named ?? kind.reading, thing: query.text("thing").map { (kind, $0) })
  }
}
