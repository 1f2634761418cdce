/// The links that show the same page otherwise: larger, dark, in the other language.
struct Switches: Sendable {
  let chrome: Chrome

  var mode: HTML {
    chrome.mode == .elder
      ? link("mode", Chrome.Mode.standard.rawValue, chrome.words("frame.standard"))
      : link("mode", Chrome.Mode.elder.rawValue, chrome.words("frame.elder"))
  }

  /// When the system decides, only CSS knows which of the two leads somewhere.
  var theme: HTML {
    switch chrome.theme {
    case .dark: toLight("switch")
    case .light: toDark("switch")
    case nil: toDark("switch if-light") + toLight("switch if-dark")
    }
  }

  /// Named in the language it leads to.
  var language: HTML {
    chrome.locale == "en" ? language("zh-CN", chrome.words("frame.chinese")) : language("en", chrome.words("frame.english"))
  }

  private func toDark(_ classes: String) -> HTML { link("theme", Chrome.Theme.dark.rawValue, chrome.words("frame.dark"), classes: classes) }
  private func toLight(_ classes: String) -> HTML { link("theme", Chrome.Theme.light.rawValue, chrome.words("frame.light"), classes: classes) }

  private func link(_ name: String, _ value: String, _ title: String, classes: String = "switch") -> HTML {
    "<a class=\"\(classes)\"\(href: Address.setting(name, to: value, in: chrome.target)) rel=\"nofollow\">\(title)</a>"
  }

  private func language(_ locale: String, _ title: String) -> HTML {
    """
    <a class="switch" lang="\(locale)" hreflang="\(locale)"\(href: Address.setting("lang", to: locale, in: chrome.target)) rel="nofollow">\(title)</a>
    """
  }
}
