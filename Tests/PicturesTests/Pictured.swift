import CPictureMaker

@testable import Pictures

/// A photo made for a test: the left half red, the right half blue.
struct Pictured {
  var suffix: String = ".jpg[Q=90]"
  var width: Int = 640
  var height: Int = 480
  var bands: Int = 3
  var orientation: Int = 0
  var frames: Int = 1
  var secrets: Bool = false

  /// Empty when libvips cannot make it.
  var bytes: [UInt8] {
    // libvips must not be started twice at once.
    guard PhotoWorkshop.started else { return [] }
    return suffix.withCString { suffix in
      var wish = maker_wish(
        suffix: suffix, width: Int32(width), height: Int32(height), bands: Int32(bands), orientation: Int32(orientation),
        frames: Int32(frames), secrets: secrets ? 1 : 0)
      var length = 0
      guard let made = maker_make(&wish, &length) else { return [] }
      defer { maker_free(made) }
      return [UInt8](UnsafeRawBufferPointer(start: made, count: length))
    }
  }
}

enum Hue: Equatable {
  case red, blue, other

  /// The colour of one pixel of a JPEG.
  init(_ jpeg: [UInt8], _ x: Int, _ y: Int) {
    var colour: [Int32] = [0, 0, 0]
    guard maker_colour(jpeg, jpeg.count, Int32(x), Int32(y), &colour) == 0 else {
      self = .other
      return
    }
    if colour[0] > colour[2] + 60 {
      self = .red
    } else {
      self = colour[2] > colour[0] + 60 ? .blue : .other
    }
  }
}

extension [UInt8] {
  /// Whether a text's bytes stand anywhere in these.
  func contains(text: String) -> Bool {
    let wanted: [UInt8] = Array(text.utf8)
    guard count >= wanted.count else { return false }
    return (0...count - wanted.count).contains { self[$0] == wanted[0] && self[$0..<$0 + wanted.count].elementsEqual(wanted) }
  }
}
