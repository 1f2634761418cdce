import Markup

/// Small pages of each layout, in the frame.
struct SamplePages {
  var say: @Sendable (String) -> String = { $0 }

  static let names: [String] = SamplePages().all.map(\.name)

  var all: [(name: String, bytes: [UInt8])] {
    [
      ("resident", Frame.render(resident, visitor)),
      (
        "resident-elder-dark",
        Frame.render(
          resident,
          with {
            $0.mode = .elder; $0.theme = .dark
          })
      ),
      ("desk", Frame.render(desk, clerk)),
      ("field", Frame.render(leader, clerk)),
      ("paper", Frame.render(Page(title: say("二维码"), layout: .paper, whereTo: say("吉钢社区"), main: "<h1>\(say("二维码"))</h1>"), clerk)),
    ]
  }

  private var visitor: Chrome {
    Chrome(locale: "zh-CN", words: { say($0) }, target: say("/q/ysm-6-2?from=door&mode=standard"), hotline: say("12345"), version: say("v1"))
  }

  private var clerk: Chrome {
    var out: Chrome = visitor
    out.menu = [MenuEntry(key: "matters", title: say("事项"), href: say("/matters")), MenuEntry(key: "map", title: say("地图"), href: say("/map"))]
    out.callerName = say("王敏")
    out.signOut = FormTokens(csrf: say("c0ffee"), key: say("k1"))
    out.notice = Notice(say("已派给排水管理所。"))
    return out
  }

  private func with(_ change: (inout Chrome) -> Void) -> Chrome {
    var out: Chrome = visitor
    change(&out)
    return out
  }

  private var resident: Page {
    Page(title: say("说一件事"), layout: .resident, whereTo: say("银山门社区"), whereSmall: say("润州区金山街道"), main: "<h1>\(say("哪里不好，告诉我们"))</h1>")
  }

  private var desk: Page {
    Page(
      title: say("待派单 23 件"), layout: .desk, whereTo: say("金山街道"), whereSmall: say("派单席"), section: "matters", main: "<h1>\(say("待派单"))</h1>",
      isNarrow: true, scripts: MapFigure.scripts + Keys.scripts, styles: MapFigure.styles)
  }

  private var leader: Page {
    Page(
      title: say("今天"), layout: .field, whereTo: say("第 4 网格"), main: "<h1>\(say("今天 6 件"))</h1>",
      below: "\(ThumbBar(label: say("常用"), [.init(say("今天"), .list, to: say("/today"))]))")
  }
}
