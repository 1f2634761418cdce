import Ground
import Markup

/// What this is, for who comes without a code; and how personal data are protected.
struct HomePages: Sendable {
  let words: Words
  let profile: CityProfile

  func home(city: String?) -> Page {
    let hotline: [String: String] = ["hotline": profile.intake.hotline]
    let main: HTML = """
      <div><h1>\(words("home.title"))</h1><p class="sub">\(words("home.sub"))</p></div>\
      \(DoorCodeForm(words: words))\
      \(Sheet("follow", words("home.follow")) { "<p>\(words("home.follow.how"))</p><p class=\"small quiet\">\(words("home.follow.number", hotline))</p>" })\
      <p class="small quiet">\(words("intake.urgent"))</p>\
      <p>\(Button(words("home.sign_in"), .plain, href: "/sign-in"))</p>
      """
    return Page(title: words("home.title"), layout: .resident, whereTo: city ?? words("intake.where"), main: main)
  }

  func privacy(city: String?) -> Page {
    let facts: [String: String] = ["days": "\(profile.intake.retentionDays)", "hotline": profile.intake.hotline]
    let topics: [String] = ["what", "why", "who", "long", "photos", "place", "link", "ask"]
    let main: HTML = """
      <div><h1>\(words("privacy.title"))</h1><p class="sub">\(words("privacy.sub"))</p></div>\
      \(topics.map { topic($0, facts) })
      """
    return Page(title: words("privacy.title"), layout: .resident, whereTo: city ?? words("intake.where"), main: main)
  }

  private func topic(_ topic: String, _ facts: [String: String]) -> HTML {
    Sheet(topic, words("privacy.\(topic)"), look: .bare) { "<p>\(words("privacy.\(topic).text", facts))</p>" }.html
  }
}
