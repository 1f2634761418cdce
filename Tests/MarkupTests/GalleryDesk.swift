import Markup

extension GalleryPages {
  static func queue(_ words: (String) -> String) -> Page {
    let list: HTML = Form.post(to: "/dispatches/preview", tokens, look: .bare) {
      """
      \(ledger)\(Bulk(label: "对选中的事项", count: "已选 {count} 件", [Button("预览派单", .primary, key: "d"), Button("改类别", name: "do", value: "reclass")], reset: "取消选中"))
      """
    }
    let map: MapFigure = MapFigure(
      label: "地图", areas: "areas.json", points: "points.json", text: "<span>第 7 网格最多，5 件。</span>",
      keys: [.init(.here, "当前这件"), .init(.warning, "快到期或超期"), .init(.calm, "其他，数字为件数")], words: MapFigure.Words(words))
    let main: HTML = """
      \(Heading("待派单", note: "今天收到 31 件，已派 18 件", acts: [Button("登记一件", href: "/matters/new", key: "n")]))\
      \(Views(label: "视图", [.init("待派单", count: "23", to: "?a", isCurrent: true), .init("退回待改派", count: "3", to: "?b"), .init("今天到期", count: "6", to: "?c"), .init("超期", count: "2", to: "?d")], more: Link("把当前筛选存为视图", to: "/views/new")))\
      \(filters)\
      \(Columns(.split, label: "地图与预览", ["\(Sheet("list", "事项列表", look: .flat, isTitleHidden: true) { "\(list)\(Pager(label: "翻页", "第 1 到 4 件，共 23 件", next: Link("下一页", to: "?cursor=x")))" })"], ["\(map)", "\(peek)"]))\
      <footer class="line under">\(keys)</footer>
      """
    return Page(
      title: "待派单 23 件", layout: .desk, whereTo: "金山街道", whereSmall: "镇江市润州区·派单席", section: "matters", main: main,
      scripts: MapFigure.scripts + Keys.scripts, styles: MapFigure.styles)
  }

  private static var keys: Keys {
    Keys(
      [.init(["j", "k"], "上下"), .init(["x"], "选中"), .init(["Enter"], "打开"), .init(["d"], "派单"), .init(["/"], "找"), .init(["?"], "全部按键")],
      title: "全部按键", close: "关上")
  }

  private static var filters: Filters {
    Filters(
      to: "/matters",
      [
        Field("q", label: "找", isBroad: true, .line("", .search)), Field("community", label: "社区", .select([Choice("", "全部 11 个社区")], chosen: "")),
        Field("category", label: "类别", .select([Choice("", "全部类别")], chosen: "")),
        Field("sort", label: "排序", .select([Choice("due", "先到期的在前")], chosen: "due")),
      ], submit: "筛选", clear: Link("清除", to: "/matters"))
  }

  private static var ledger: Ledger {
    let rows: [(String, String, String, Tag, Lateness, String)] = [
      ("江边步道护栏缺了两根", "第1网格·迎江路步道北段", "市政设施", Tag("待派"), Lateness("超期 37 分", .late), "今天 07:35"),
      ("6 幢 2 单元下水道反水", "第5网格·银山门巷 6 幢，物业退回：小区外公共管道", "下水漏水", Tag("退回", .back), Lateness("剩 28 分", .soon), "9月28日"),
      ("电动车飞线充电", "第2网格·银山门巷 11 幢 1 单元", "停车充电", Tag("待派"), Lateness("剩 44 分", .soon), "今天 08:56"),
      ("物业费收据一直没给", "第5网格·银山门巷 8 幢", "物业服务", Tag("等补充", .hold), Lateness("暂停，等居民回话"), "今天 09:52"),
    ]
    return Ledger(
      caption: "待派单事项，先到期的在前",
      columns: [
        .init("事项"), .init("类别", isMinor: true), .init("状态", isMinor: true), .init("派单期限", sort: .init(href: "?s", order: .ascending)),
        .init("收到", isMinor: true, isNumber: true),
      ],
      rows: rows.enumerated().map { index, row in
        .init(
          [Ledger.what(row.0, href: "/matters/1", small: row.1), "\(row.2)", "\(row.3)", "\(row.4)", "<span class=\"quiet\">\(row.5)</span>"],
          isCurrent: index == 1,
          pick: .init("m\(index)", label: "选中 \(row.0)", isOn: index == 2))
      }, picking: .init(name: "pick", all: "选中本页全部"))
  }

  private static var peek: Sheet {
    Sheet("peek", "6 幢 2 单元下水道反水", action: Link("打开", to: "/matters/482-730-619")) {
      """
      <p class="prose">“从昨晚开始，一楼下水道往外反水，楼道里有积水。楼上老人多，出门容易滑。”</p>\
      \(Facts([("退回", "润江物业 09:40：管道在红线外，不在物业合同内"), ("派单目录", "下水漏水 → <b>市政排水管理所</b>（第 12 条，主体责任）"), ("办理期限", "10月12日 17:30，\(Link("为什么是这天", to: "#why"))")], isSmall: true))\
      \(Form.post(to: "/d", tokens, look: .line) { Acts([Button("按目录派给排水管理所", .primary), Button("另派", href: "#dispatch")]).html })
      """
    }
  }

  static func matter() -> Page {
    let dispatch: Sheet = Sheet("dispatch", "改派", note: "目录建议：市政排水管理所", isForScreen: true) {
      Form.post(to: "/d", tokens, look: .grid) {
        """
        \(Field("lead", label: "主办单位", .select([Choice("a", "市政排水管理所（主体责任）")], chosen: "a")))\
        \(Field("post", label: "接单人", .select([Choice("a", "值班调度席，今天 3 人在岗")], chosen: "a")))\
        \(Field("with", label: "配合单位", isBroad: true, .several([Choice("a", "银山门社区"), Choice("b", "润江物业"), Choice("c", "街道城建办")], chosen: ["a", "b"])))\
        \(Field("note", label: "交办意见", help: "写清要办成什么样；居民看得到这一段。", isBroad: true, .area("请先疏通 6 幢北侧公共管道，解除反水。", rows: 2)))\
        \(Acts([Button("派给排水管理所", .primary), Button("街道吹哨", name: "do", value: "whistle")], note: "派出后 10 秒内可撤回"))
        """
      }
    }
    let samples: Samples = Samples()
    let part: (String) -> HTML = { name in samples.all.first { $0.name == name }?.html ?? .empty }
    let asked: Sheet = Sheet("asked", "诉求", note: "社情民意码·下水漏水·影响 12 户") {
      "<blockquote class=\"prose\">从昨晚开始，一楼下水道往外反水，楼道里有积水。楼上老人多，出门容易滑。</blockquote>\(Photos([.init(thumbnail: "photo.svg", full: "#", alt: "积水", caption: "居民 9月28日"), .init(thumbnail: "photo.svg", full: "#", alt: "管道", caption: "物业 10月9日")], .evidence))"
    }
    let requester: Sheet = Sheet("who", "报事人", action: Link("查看号码要留记录", to: "?reveal")) {
      Facts([("称呼", "未留"), ("电话", "138****6021，同意联系"), ("查询号", "482 730 619")]).html
    }
    let main: HTML = """
      \(Crumbs(label: "位置", [Link("待派单", to: "/matters")], here: "482-730-619"))\
      \(Heading("6 幢 2 单元下水道反水", badges: "\(Tag("物业退回，待改派", .back))\(Lateness("派单剩 28 分", .soon))", acts: [Button("打印工单", href: "#", icon: .printer)]))\
      \(part("steps"))\(Columns(.aside, label: "期限与相关", ["\(asked)", "\(dispatch)", part("timeline-dated")], [part("days"), "\(requester)"]))
      """
    return Page(title: "6 幢 2 单元下水道反水", layout: .desk, whereTo: "金山街道", whereSmall: "镇江市润州区·派单席", section: "matters", main: main, isNarrow: true)
  }

  static func account() -> Page {
    let posts: Ledger = Ledger(
      caption: "任职", columns: [.init("姓名"), .init("状态"), .init("起"), .init("电话", isMinor: true)],
      rows: [
        .init([Ledger.what("李秀兰", href: "/p/1", small: "吉钢社区"), "\(Tag("在任", .doing))", "2026-01-01", "138****6021"], isCurrent: true),
        .init(["王敏", "\(Tag("已离任", .done))", "2024-01-01", "未留"]),
      ])
    let password: HTML = Form.post(to: "/me/password", tokens) {
      """
      <p class="quiet">换了以后，别处的登录都会失效。</p>\
      \(Field("current", label: "现在的密码", isRequired: true, .line("", .password)))\
      \(Field("new", label: "新密码", help: "至少 12 个字符。", error: "太短了，现在是 6 个字符，至少要 12 个", isRequired: true, .line("", .newPassword)))\
      \(Button("换成新密码", .primary))
      """
    }
    let main: HTML = """
      <div class="line"><h1>我的账号</h1></div>\(Notice("密码已经换好。"))\
      \(Sheet("who", "王敏") { "\(Facts([("账号", "wangmin")]))\(Form.post(to: "/sign-out", tokens, look: .line) { Button("退出登录", .plain).html })" })\
      \(Sheet("held", "任职", note: "共 2 条", action: Link("看全部", to: "#"), look: .flat) { posts.html })\
      \(Sheet("none", "下辖", look: .flat) { "<p class=\"quiet\">没有下辖的区划。</p>" })\
      \(Sheet("password", "换密码") { password })\(Empty("没有职务", "请管理员给您安排职务。", icon: .lock))
      """
    return Page(title: "我的账号", layout: .desk, whereTo: "我的账号", section: "me", main: main, isNarrow: true)
  }

  static func today() -> Page {
    let job: Job = Job(
      "7 号楼 3 单元楼道堆放旧家具", to: "/matters/1", small: "三楼平台·约 180 米·社区派来，消防通道", badges: "\(Lateness("超期 2 小时", .late))\(Tag("办理中", .doing))",
      acts: [Button("拍照办结", href: "/a", icon: .camera), Button("要延期", href: "/b")])
    let main: HTML = """
      \(Heading("今天 6 件", note: "10月9日 周五"))\
      \(Sheet("first", "先办", look: .bare) { "\(job)\(job)" })\
      \(Sheet("rest", "今天内", look: .bare) { Brief([.init("走访 9 号楼新装修三户", to: "/1", badge: "\(Lateness("17:30 前"))"), .init("11 号楼外墙渗水", to: "/2", badge: "\(Tag("等物业报价", .hold))")]).html })
      """
    let bar: ThumbBar = ThumbBar(
      label: "常用",
      [.init("今天", .list, to: "/today", isCurrent: true), .init("地图", .map, to: "/map"), .init("随手记", .pencil, to: "/new", isPrimary: true)])
    return Page(title: "今天", layout: .field, whereTo: "第 4 网格", whereSmall: "吉钢社区·网格长", main: main, below: bar.html)
  }
}
