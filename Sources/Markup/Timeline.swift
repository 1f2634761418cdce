/// What happened, in sentences, newest first.
///
/// ```swift
/// Timeline([.init("\(words("story.dispatched", ["unit": unit]))", time: "10月9日 周五 10:20", at: "2026-10-09T10:20+08:00", .done)])
/// ```
public struct Timeline: Part {
  public enum Look: String, Sendable {
    /// On a phone, for residents.
    case roomy = "timeline roomy"
    /// The times in a column of their own: for a desk.
    case dated = "timeline dated"
  }

  public struct Entry: Sendable {
    public enum State: String, Sendable { case now, done, ahead }

    public var sentence: HTML
    public var time: String
    /// The same in ISO 8601, for machines.
    public var machineTime: String
    public var state: State
    /// What somebody wrote.
    public var quote: String?
    /// The deadline moved: from when to when.
    public var moved: String?
    public var photos: Photos?

    public init(
      _ sentence: HTML, time: String, at machineTime: String, _ state: State = .done, quote: String? = nil, moved: String? = nil,
      photos: Photos? = nil
    ) {
      self.sentence = sentence
      self.time = time
      self.machineTime = machineTime
      self.state = state
      self.quote = quote
      self.moved = moved
      self.photos = photos
    }
  }

  public var entries: [Entry]
  public var look: Look

  public init(_ entries: [Entry], look: Look = .roomy) {
    self.entries = entries
    self.look = look
  }

  public var html: HTML { "<ol class=\"\(look.rawValue)\">\(each: entries, line)</ol>" }

  private func line(_ entry: Entry) -> HTML {
    let time: HTML = "<time datetime=\"\(entry.machineTime)\">\(entry.time)</time>"
    let said: HTML = "<div>\(entry.sentence)\(Timeline.moved(entry))\(Timeline.quote(entry))\(entry.photos)</div>"
    return "<li class=\"\(entry.state.rawValue)\">\(look == .dated ? time + said : said + time)</li>"
  }

  private static func quote(_ entry: Entry) -> HTML { entry.quote.map { "<blockquote>\($0)</blockquote>" } ?? .empty }
  private static func moved(_ entry: Entry) -> HTML { entry.moved.map { "<br><span class=\"moved\">\($0)</span>" } ?? .empty }
}
