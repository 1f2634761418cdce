/// The head: the seal, where one is, the menu of a desk, the switches.
struct FrameHead: Part {
  let page: Page
  let chrome: Chrome

  var html: HTML {
    """
    <header class="head"><div class="head-in">\
    <a class="seal" href="/" aria-label="\(chrome.words("frame.home"))">\(chrome.words("frame.seal"))</a>\
    <p class="where">\(page.whereTo)\(if: !page.whereSmall.isEmpty, " <small>\(page.whereSmall)</small>")</p>\
    \(menu)\(side)</div></header>\(parts)
    """
  }

  private var menu: HTML {
    guard page.layout == .desk, !chrome.menu.isEmpty else { return .empty }
    return "<nav class=\"menu\" aria-label=\"\(chrome.words("frame.menu"))\">\(each: chrome.menu, entry)</nav>"
  }

  private func entry(_ entry: MenuEntry) -> HTML {
    "<a\(href: entry.href)\(attribute: "aria-current", entry.holds(page.section ?? "") ? (entry.parts.isEmpty ? "page" : "true") : nil)>\(entry.title)</a>"
  }

  /// The subjects that stand together with this page's, one line below the head.
  private var parts: HTML {
    guard page.layout == .desk, let group = chrome.menu.first(where: { $0.holds(page.section ?? "") && !$0.parts.isEmpty }) else { return .empty }
    return "<nav class=\"menu parts no-print\" aria-label=\"\(group.title)\">\(each: group.parts, entry)</nav>"
  }

  /// Residents get the one switch they need; the others stand in the foot. Staff find all under their name.
  private var side: HTML {
    let switches: Switches = Switches(chrome: chrome)
    guard page.layout != .resident else { return "<span class=\"push\">\(switches.mode)</span>" }
    guard let name = chrome.callerName else { return "<span class=\"line push\">\(switches.mode)\(switches.theme)\(switches.language)</span>" }
    return """
      <details class="who push"><summary class="switch">\(name)</summary><div class="who-in">\
      <a class="switch" href="/me">\(chrome.words("frame.me"))</a>\(switches.mode)\(switches.theme)\(switches.language)\(signOut)</div></details>
      """
  }

  private var signOut: HTML {
    guard let tokens = chrome.signOut else { return .empty }
    return Form.post(to: "/sign-out", tokens, look: .line) { Button(chrome.words("frame.sign_out"), .plain).html }
  }
}
