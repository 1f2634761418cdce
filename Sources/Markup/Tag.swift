/// How a state is drawn: a shape, so that colour is never the only cue. The names are those of the workflow's shapes.
public enum TagShape: String, Sendable, CaseIterable {
  case hollow, doing, done, back, hold
}

/// A state: a shape and a word.
///
/// ```swift
/// Tag(words("state.\(state.id)"), TagShape(rawValue: state.shape.rawValue) ?? .hollow)
/// ```
public struct Tag: Part {
  public var word: String
  public var shape: TagShape

  public init(_ word: String, _ shape: TagShape = .hollow) {
    self.word = word
    self.shape = shape
  }

  public var html: HTML {
    shape == .hollow ? "<span class=\"tag\">\(word)</span>" : "<span class=\"tag \(shape.rawValue)\">\(word)</span>"
  }
}
