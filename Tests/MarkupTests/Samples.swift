import Markup

/// Every part once, as a page might use it. `say` lets a test put other words in all places at once.
struct Samples {
  var say: @Sendable (String) -> String = { $0 }

  static let names: [String] = Samples().all.map(\.name)

  var all: [(name: String, html: HTML)] { forms + badges + lists + stories + pictures + field }

  private var words: (String) -> String { { key in say(key) } }
  private var tokens: FormTokens { FormTokens(csrf: say("c0ffee"), key: say("k1"), version: 7) }

  private var choices: [Choice] {
    [("water", "下水漏水"), ("power", "路灯用电"), ("waste", "垃圾卫生"), ("stairs", "楼道堆物")].map { Choice(say($0.0), say($0.1)) }
  }

  private var forms: [(name: String, html: HTML)] {
    [
      (
        "error-summary",
        "\(ErrorSummary(say("有 2 处要再看一眼"), [Link(say("手机号是 11 位，现在是 10 位"), to: say("#phone")), Link(say("请选一类"), to: say("#category"))]))"
      ),
      ("place-card", "\(PlaceCard(say("银山门巷 6 幢 2 单元"), note: say("来自门上的二维码"), change: Link(say("换地方"), to: say("/q"))))"),
      ("field-chips", "\(Field("category", label: say("是哪一类？"), help: say("拿不准就选“其他”，社区会归类。"), .one(choices, chosen: say("water"))))"),
      (
        "field-chips-wrong",
        "\(Field("with", label: say("配合单位"), error: say("请至少选一个"), .several(choices, chosen: [say("power"), say("waste")])))"
      ),
      ("field-area", "\(Field("say", label: say("说一说"), help: say("什么时候开始的？影响到谁？"), isRequired: true, .area(say("从昨晚开始，一楼下水道往外反水。"), most: 2000)))"),
      (
        "field-wrong",
        "\(Field("phone", label: say("手机号"), note: say("可不填"), help: say("只用来告诉您结果，办结 90 天后删除。"), error: say("手机号是 11 位，现在是 10 位，再看一眼？"), .line(say("138 1052 602"), .telephone)))"
      ),
      ("field-select", "\(Field("unit", label: say("主办单位"), prefix: "dispatch", .select(choices, chosen: say("stairs"))))"),
      ("field-photos", "\(Field("photos", label: say("拍张照片"), note: say("可不拍，最多 4 张"), help: say("上传前会去掉照片里的手机型号和定位。"), .photos(picker)))"),
      ("check", "\(Check("consent", say("同意社区用这个号码联系我"), isOn: true))"),
      ("check-wrong", "\(Check("agree", say("我看过了"), isOn: false, error: say("请先勾选")))"),
      ("position", "\(PositionButton(values: (say("126.5"), say("43.8"), say("12")), words: PositionButton.Words(words)))"),
      (
        "form",
        Form.post(to: say("/matters/1/dispatch"), tokens, look: .card, takesFiles: true, draft: .init(say("ysm-6-2"), words: words)) {
          Acts(
            [
              Button(say("派给排水管理所"), .primary, key: say("d")), Button(say("街道吹哨"), name: "do", value: say("whistle"), action: say("/x")),
              Button(say("取消"), .plain, href: say("/matters")), Button(say("等待评价"), isDisabled: true),
            ], note: say("派出后 10 秒内可撤回")
          ).html
        }
      ),
      ("rating", "\(Rating("rating", legend: say("这件事办得怎么样？"), faces: ["很满意", "满意", "一般", "不太好", "不满意"].map(say), chosen: 4))"),
      (
        "disclosure",
        "\(Disclosure(say("没有解决？请我们重新办"), isOpen: true) { Form.post(to: say("/reopening"), tokens) { "\(Field("why", label: say("现在是什么情况？"), .one(choices, chosen: nil)))\(Button(say("没有解决，重新办理"), isFull: true))<p class=\"small quiet\">\(say("会回到社区重新派单。"))</p>" } })"
      ),
    ]
  }

  private var picker: PhotoPicker {
    PhotoPicker(most: 4, kept: [.init(key: say("abc"), thumbnail: say("/assets/seal.svg"), alt: say("井盖周围有积水"))], words: PhotoPicker.Words(words))
  }

  private var badges: [(name: String, html: HTML)] {
    [
      ("tags", "<p class=\"line\">\(each: TagShape.allCases, { "\(Tag(say("办理中"), $0))" })</p>"),
      ("lateness", "<p class=\"line\">\(Lateness(say("超期 2 小时"), .late))\(Lateness(say("剩 28 分"), .soon))\(Lateness(say("10月12日 17:30")))</p>"),
      ("notice", "\(Notice(say("已把 3 件派给综合执法中队，10 秒内可撤回"), undo: .init(say("撤回"), to: say("/undo"), tokens)))"),
      ("empty", "\(Empty(say("今天没有待派的事"), say("上午的 18 件都派出去了。"), action: Link(say("看已派的 18 件"), to: say("/matters"))))"),
    ]
  }

  private var lists: [(name: String, html: HTML)] {
    [
      (
        "heading",
        "\(Heading(say("6 幢 2 单元下水道反水"), note: say("今天收到 31 件"), badges: "\(Tag(say("物业退回，待改派"), .back))\(Lateness(say("派单剩 28 分"), .soon))", acts: [Button(say("打印工单"), href: say("/print"), icon: .printer)]))"
      ),
      ("columns", "\(Columns(.aside, label: say("期限与相关"), ["<p>\(say("诉求"))</p>"], ["<p>\(say("期限"))</p>"]))"),
      ("crumbs", "\(Crumbs(label: say("位置"), [Link(say("待派单"), to: say("/matters"))], here: say("482-730-619")))"),
      (
        "views",
        "\(Views(label: say("视图"), [.init(say("待派单"), count: say("23"), to: say("?v=1"), isCurrent: true), .init(say("超期"), count: say("2"), to: say("?v=2"))], more: Link(say("存为视图"), to: say("/views"))))"
      ),
      (
        "filters",
        "\(Filters(to: say("/matters"), [Field("q", label: say("找"), isBroad: true, .line("", .search)), Field("unit", label: say("类别"), prefix: "filter", .select(choices, chosen: nil))], submit: say("筛选"), clear: Link(say("清除"), to: say("/matters")), keeping: [("sort", say("due"))]))"
      ),
      ("ledger", "\(Sheet("list", say("事项列表"), look: .flat, isTitleHidden: true) { "\(ledger)\(pager)" })"),
      (
        "bulk",
        "\(Bulk(label: say("对选中的"), count: say("已选 {count} 件"), [Button(say("预览派单"), .primary, key: say("d")), Button(say("改类别"), name: "do", value: say("reclass"))], reset: say("取消选中")))"
      ),
      ("facts", "\(Facts([(say("电话"), "\(say("138****6021"))"), (say("查询号"), "\(say("482 730 619"))")]))"),
      ("keys", "\(Keys([.init([say("j"), say("k")], say("上下")), .init([say("Enter")], say("打开"))], title: say("全部按键"), close: say("关上")))"),
      (
        "tiles",
        "\(Tiles([.init(say("收到"), total: say("1,208"), unit: say("件"), note: "\(say("比上个 12 周多 94 件"))", open: say("看这 1,208 件"), to: say("/matters")), .init(say("超期未办结"), total: say("14"), note: "\(say("最久")) \(Lateness(say("超期 9 天"), .late))", open: say("看这 14 件"), to: say("/matters?due=late"))]))"
      ),
    ]
  }

  private var ledger: Ledger {
    Ledger(
      caption: say("待派单事项，先到期的在前"),
      columns: [
        .init(say("事项")), .init(say("类别"), isMinor: true), .init(say("派单期限"), sort: .init(href: say("?sort=due"), order: .ascending)),
        .init(say("收到"), isMinor: true, isNumber: true, sort: .init(href: say("?sort=new"))),
      ],
      rows: [
        row("江边步道护栏缺了两根", "第1网格·迎江路步道北段", Lateness(say("超期 37 分"), .late), isCurrent: false, isOn: false),
        row("6 幢 2 单元下水道反水", "第5网格·银山门巷 6 幢，物业退回：小区外公共管道", Lateness(say("剩 28 分"), .soon), isCurrent: true, isOn: false),
        row("电动车飞线充电", "第2网格·银山门巷 11 幢 1 单元", Lateness(say("剩 1 小时 44 分")), isCurrent: false, isOn: true),
      ], picking: .init(name: "pick", all: say("选中本页全部")))
  }

  private func row(_ title: String, _ place: String, _ due: Lateness, isCurrent: Bool, isOn: Bool) -> Ledger.Row {
    let cells: [HTML] = [
      Ledger.what(say(title), href: say("/matters/1"), small: say(place)), "\(say("下水漏水"))", "\(due)", "\(say("今天 07:35"))",
    ]
    return Ledger.Row(cells, isCurrent: isCurrent, pick: .init(say("493-118-027"), label: say("选中"), isOn: isOn))
  }

  private var pager: Pager { Pager(label: say("翻页"), say("第 1 到 10 件，共 23 件"), next: Link(say("下一页"), to: say("?cursor=x"))) }

  private var stories: [(name: String, html: HTML)] {
    [
      ("timeline", "\(Timeline(entries, look: .roomy))"),
      (
        "timeline-dated",
        "\(Sheet("story", say("经过"), note: say("共 14 条"), action: Link(say("看全部"), to: say("?all=1"))) { "\(Timeline(entries, look: .dated))" })"
      ),
      (
        "steps",
        "\(Steps(label: say("办理环节"), [.init(say("集单"), note: say("9月28日 16:20 扫码"), .done), .init(say("派单"), note: say("第 2 次"), .now), .init(say("接单"), .todo), .init(say("办理"), note: say("10月12日 17:30 前"), .todo), .init(say("评单"), .todo)]))"
      ),
      ("days", "\(Sheet("why", say("为什么是 10月12日")) { "\(calendar)" })"),
    ]
  }

  private var entries: [Timeline.Entry] {
    [
      .init("<b>\(say("等您评一评"))</b>", time: say("10月10日 14:20 起"), at: say("2026-10-10T14:20"), .now),
      .init("\(say("排水管理所疏通了管道，拍了照片。"))", time: say("10月10日 周六 14:15"), at: say("2026-10-10T14:15"), photos: photos(.evidence)),
      .init(
        "\(say("和您约好 9 日上门，期限顺延一天。"))", time: say("10月8日 09:05"), at: say("2026-10-08T09:05"), quote: say("居民约 9 日上门"),
        moved: say("期限改到 10月12日 17:30")),
    ]
  }

  private var calendar: DayCalendar {
    let marks: [(Int, String, DayCalendar.Mark)] = [
      (28, "报来", .outside), (29, "第 1", .counted), (30, "第 2", .counted), (1, "休", .off), (2, "休", .off), (3, "休", .off), (4, "休", .off),
      (5, "休", .off), (6, "休", .off), (7, "休", .off), (8, "停", .paused), (9, "第 3", .counted), (10, "班 4", .ahead), (11, "休", .off), (12, "到期", .due),
    ]
    return DayCalendar(
      label: say("哪些天计入期限"), weekdays: ["一", "二", "三", "四", "五", "六", "日"].map(say),
      marks.map { .init($0.0, say($0.1), $0.2, isToday: $0.0 == 9) })
  }

  private func photos(_ arrangement: Photos.Arrangement) -> Photos {
    let shown: [(String, String)] = [("井盖周围有积水", "9月28日 您拍的"), ("井盖周围干净了", "10月10日 办好后")]
    return Photos(shown.map { .init(thumbnail: say("photo.svg"), full: say("/photos/1"), alt: say($0.0), caption: say($0.1)) }, arrangement)
  }

  private var pictures: [(name: String, html: HTML)] {
    [
      ("photos", "\(photos(.pair))"),
      (
        "map",
        "\(MapFigure(label: say("地图"), areas: say("areas.json"), points: say("points.json"), center: .init(longitude: 126.56, latitude: 43.84), pick: .init(), text: "<span>\(say("第 7 网格最多，5 件。"))</span>", keys: [.init(.here, say("当前这件")), .init(.warning, say("快到期或超期")), .init(.calm, say("其他，数字为件数"))], words: MapFigure.Words(words)))"
      ),
      (
        "chart",
        "\(Chart("weeks", say("每周收到与办结"), summary: say("收到由 88 件升到 107 件"), table: say("看数据表"), of: say("周一"), labels: ["7/20", "7/27", "8/3", "8/10", "8/17", "8/24", "8/31", "9/7", "9/14", "9/21", "国庆", "10/5"].map(say), bars: .init(say("收到"), [88, 94, 91, 102, 97, 110, 118, 104, 112, 121, 64, 107]), line: .init(say("办结"), [84, 90, 95, 96, 99, 101, 112, 110, 104, 116, 58, 99])))"
      ),
      ("qr", "\(QRPicture(say("银山门巷 6 幢的二维码"), size: 21) { x, y in (x * 7 + y * 3) % 5 < 2 })"),
    ]
  }

  private var field: [(name: String, html: HTML)] {
    [
      (
        "job",
        "\(Job(say("7 号楼 3 单元楼道堆放旧家具"), to: say("/matters/1"), small: say("三楼平台·约 180 米"), badges: "\(Lateness(say("超期 2 小时"), .late))\(Tag(say("办理中"), .doing))", acts: [Button(say("拍照办结"), href: say("/answer"), icon: .camera), Button(say("要延期"), href: say("/more-time"))]))"
      ),
      (
        "brief",
        "\(Brief([.init(say("走访 9 号楼新装修三户"), to: say("/matters/1"), badge: "\(Lateness(say("17:30 前")))"), .init(say("11 号楼外墙渗水"), to: say("/matters/2"), badge: "\(Tag(say("等物业报价"), .hold))")]))"
      ),
      (
        "thumb-bar",
        "\(ThumbBar(label: say("常用"), [.init(say("今天"), .list, to: say("/today"), isCurrent: true), .init(say("地图"), .map, to: say("/map")), .init(say("随手记"), .pencil, to: say("/new"), isPrimary: true)]))"
      ),
    ]
  }
}
