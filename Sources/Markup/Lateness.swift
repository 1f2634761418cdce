/// Time, always with the amount in words: 超期 2 小时, 剩 28 分, 10月12日 17:30.
///
/// ```swift
/// Lateness(words("deadline.late", ["amount": amount]), .late)
/// ```
public struct Lateness: Part {
  public enum Degree: String, Sendable, CaseIterable {
    /// Past the deadline.
    case late
    /// The time left is short.
    case soon
    case calm
  }

  public var words: String
  public var degree: Degree

  public init(_ words: String, _ degree: Degree = .calm) {
    self.words = words
    self.degree = degree
  }

  public var html: HTML { "<span class=\"\(degree.rawValue)\">\(words)</span>" }
}
