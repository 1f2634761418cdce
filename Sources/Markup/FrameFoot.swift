/// The foot of residents' pages: somebody to call, the language, what becomes of one's data.
struct FrameFoot: Part {
  let chrome: Chrome

  var html: HTML {
    let switches: Switches = Switches(chrome: chrome)
    return """
      <footer class="foot">\(hotline)\(switches.language)\(switches.theme)<a class="switch" href="/privacy">\(chrome.words("frame.privacy"))</a></footer>
      """
  }

  private var hotline: HTML {
    guard let number = chrome.hotline else { return .empty }
    return "<a class=\"switch\"\(href: "tel:\(number)")>\(chrome.words("frame.call"))</a>"
  }
}
