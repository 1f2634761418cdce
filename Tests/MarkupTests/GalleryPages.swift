import Markup

/// Whole pages made of the parts, as the rooms make them; `GalleryTests` writes them out.
enum GalleryPages {
  static let tokens: FormTokens = FormTokens(csrf: "c0ffee", key: "k1", version: 3)

  static func report(_ words: (String) -> String) -> Page {
    let classes: [Choice] = [
      ("water", "下水漏水"), ("power", "路灯用电"), ("waste", "垃圾卫生"), ("stairs", "楼道堆物"), ("parking", "停车充电"), ("noise", "噪声扰民"), ("property", "物业服务"),
      ("other", "其他"),
    ].map { Choice($0.0, $0.1) }
    let form: HTML = Form.post(to: "/q/ysm-6-2", tokens, takesFiles: true, draft: .init("ysm-6-2", words: words)) {
      """
      \(Field("category", label: "是哪一类？", help: "拿不准就选“其他”，社区会归类。", .one(classes, chosen: "water")))\
      \(Field("say", label: "说一说", help: "什么时候开始的？影响到谁？", .area("从昨晚开始，一楼下水道往外反水，楼道里有积水。楼上老人多，出门容易滑。")))\
      \(Field("photos", label: "拍张照片", note: "可不拍，最多 4 张", help: "上传前会去掉照片里的手机型号和定位。", .photos(PhotoPicker(words: PhotoPicker.Words(words)))))\
      \(Field("phone", label: "手机号", note: words("form.optional"), help: "只用来告诉您结果，办结 90 天后删除。", error: "手机号是 11 位，现在是 10 位，再看一眼？", .line("138 1052 602", .telephone)))\
      \(Check("consent", "同意社区用这个号码联系我", isOn: true))\
      <div>\(Button("交给社区", .primary, isFull: true))<p class="small quiet after">一般 1 个工作日内有人接手。着火、燃气泄漏、有人受伤，请先打 119、110、120。</p></div>
      """
    }
    let main: HTML = """
      <div><h1>哪里不好，告诉我们</h1><p class="sub">一分钟说完。不用登录，也可以不留姓名。</p></div>\
      \(PlaceCard("银山门巷 6 幢 2 单元", note: "来自门上的二维码", change: Link("换地方", to: "/q")))\(form)
      """
    return Page(
      title: "说一件事", layout: .resident, whereTo: "银山门社区", whereSmall: "润州区金山街道", main: main, scripts: PhotoPicker.scripts + Form.Draft.scripts)
  }

  static func follow() -> Page {
    let photos: Photos = Photos(
      [
        .init(thumbnail: "photo.svg", full: "#", alt: "井盖周围有积水", caption: "9月28日 您拍的"),
        .init(thumbnail: "photo.svg", full: "#", alt: "井盖周围干净了", caption: "10月10日 办好后"),
      ], .pair)
    let rating: HTML = Form.post(to: "/r/482-730-619/rating", tokens, look: .card) {
      """
      \(Rating("rating", legend: "这件事办得怎么样？", faces: ["很满意", "满意", "一般", "不太好", "不满意"], chosen: 4))\
      \(Field("word", label: "还想说一句", note: "可不填", .line("师傅很仔细，就是等得久了点。")))\
      \(Button("已经解决，提交评价", .primary, isFull: true))<p class="small quiet">到 10月17日 没有评，就记“未评价”，不会算成满意。</p>
      """
    }
    let reopening: HTML = Form.post(to: "/r/482-730-619/reopening", tokens) {
      """
      \(Field("why", label: "现在是什么情况？", .one([Choice("not", "没修好"), Choice("again", "又坏了"), Choice("part", "没修全"), Choice("nobody", "没人来过")], chosen: nil)))\
      \(Field("more", label: "补充一句", note: "可不填", .line("")))\(Button("没有解决，重新办理", isFull: true))\
      <p class="small quiet">会回到社区重新派单，街道同时督办。您不用再填一遍。</p>
      """
    }
    let main: HTML = """
      <div>\(Tag("已修好，等您看看", .done))<h1>6 幢 2 单元下水道反水</h1><p class="sub">10月10日 14:15，排水管理所疏通了门前的公共管道。</p></div>\
      \(photos)\(rating)\(Disclosure("没有解决？请我们重新办") { reopening })\
      \(Sheet("how", "经过", look: .bare) { Timeline(story).html })\
      \(Sheet("keep", "查询号") { "<p class=\"number-big\">482 730 619</p><p class=\"small quiet\">收好这个号或这个网页。打 12345 报这个号，也能查到。</p>" })
      """
    return Page(title: "办到哪一步了", layout: .resident, whereTo: "银山门社区", whereSmall: "润州区金山街道", main: main)
  }

  private static var story: [Timeline.Entry] {
    [
      .init("<b>等您评一评</b>", time: "10月10日 14:20 起", at: "2026-10-10T14:20", .now),
      .init("排水管理所疏通了管道，拍了照片。", time: "10月10日 周六 14:15", at: "2026-10-10T14:15"),
      .init("物业看过，说是小区外的公共管道；社区改派给市政排水管理所。", time: "10月9日 周五 10:20", at: "2026-10-09T10:20"),
      .init("和您约好 9 日上门，期限顺延一天。", time: "10月8日 周四 09:05", at: "2026-10-08T09:05", moved: "期限改到 10月12日 17:30"),
      .init("您扫码说了这件事，附一张照片。", time: "9月28日 周一 16:20", at: "2026-09-28T16:20"),
    ]
  }
}
