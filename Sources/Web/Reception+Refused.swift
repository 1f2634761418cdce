import Ground
import HTTPTypes
import Markup

extension Reception {
  /// A refusal as problem details, or as a page that says what to do next.
  func refuse(_ error: any Error, _ guest: Guest) -> Answer {
    let outcome = Outcome(error)
    let problem = Problem(outcome: outcome, words: guest.words, requestID: guest.arrival.requestID)
    var answer = Answer(status: outcome.status, fields: headers.fields, detail: outcome.detail)
    answer.fields[.cacheControl] = "no-store"
    if guest.arrival.isAPI {
      answer.bytes = problem.json
      answer.fields[.contentType] = Problem.contentType
      answer.fields[.vary] = "Authorization, Cookie, Accept-Language"
    } else {
      answer.bytes = render(RefusalPage(problem: problem, isStaff: guest.caller.isSignedIn).page, guest)
      answer.fields[.contentType] = "text/html; charset=utf-8"
      answer.fields[.vary] = "Cookie, Accept-Language"
    }
    if outcome.refusal.kind == .signInNeeded { answer.fields[.wwwAuthenticate] = "Bearer" }
    if let seconds = outcome.refusal.retryAfter { answer.fields[.retryAfter] = String(seconds) }
    return answer
  }

  /// The whole document around a page.
  func render(_ page: Page, _ guest: Guest) -> [UInt8] {
    let words = guest.words
    let caller = guest.caller
    let isSignedIn = caller.isSignedIn
    let chrome = Chrome(
      locale: words.locale, words: { words($0) }, target: guest.again, menu: isSignedIn ? site.menu(words, caller) : [],
      callerName: isSignedIn ? caller.name : nil, signOut: isSignedIn ? FormTokens(csrf: guest.seal.token(), key: "") : nil,
      mode: guest.presentation.mode, theme: guest.presentation.theme, hotline: site.hotline, version: assets.version)
    return Frame.render(page, chrome)
  }
}
