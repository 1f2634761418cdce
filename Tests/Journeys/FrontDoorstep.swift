import HTTPTypes
import HummingbirdTesting
import Organisations

/// Where everybody comes from: gives each a browser of their own.
struct FrontDoorstep: Sendable {
  let client: any TestClientProtocol

  /// Somebody who has not signed in.
  func visitor(language: String = "zh-CN") -> Visitor { Visitor(client: client, language: language) }

  /// Signs in through the form, as people do.
  func signIn(_ account: String, password: String = OrganisationsDemo.password) async throws -> Visitor {
    let visitor: Visitor = visitor()
    let page: Answer = try await visitor.get("/sign-in")
    let answer: Answer = try await visitor.submit(page, to: "/sign-in", ["account": account, "password": password])
    guard answer.status == 303 else { throw NotLetIn(account: account, status: answer.status) }
    return visitor
  }

  /// Signs in through the JSON interface, as machines do.
  func token(_ account: String, password: String = OrganisationsDemo.password, language: String = "zh-CN") async throws -> Visitor {
    let visitor: Visitor = visitor()
    let answer: Answer = try await visitor.json(.post, "/api/v1/sessions", ["account": account, "password": password])
    guard let token = answer.json["token"] as? String else { throw NotLetIn(account: account, status: answer.status) }
    return Visitor(client: client, language: language, token: token)
  }

  struct NotLetIn: Error {
    let account: String
    let status: Int
  }
}
