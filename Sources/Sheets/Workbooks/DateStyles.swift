/// `styles.xml`: which styles show a number as a date.
final class DateStylesListener: MarkupListener {
  /// By the number of the style.
  private(set) var isDate: [Bool] = []
  private var formats: [Int: Bool] = [:]
  private var isInCellFormats: Bool = false
  private let limits: SheetLimits

  init(limits: SheetLimits) { self.limits = limits }

  func begin(_ name: ElementName, _ attributes: ElementAttributes) throws {
    if name("numFmt"), let id = attributes.text("numFmtId").flatMap({ Int($0) }), let code = attributes.text("formatCode") {
      formats[id] = NumberFormat.isDate(code)
    } else if name("cellXfs") {
      isInCellFormats = true
    } else if name("xf"), isInCellFormats {
      guard isDate.count < limits.styles else { throw SheetRefusal(.tooManyStyles, ["max": "\(limits.styles)"]) }
      let format = attributes.text("numFmtId").flatMap { Int($0) } ?? 0
      isDate.append(formats[format] ?? NumberFormat.isBuiltInDate(format))
    }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {}

  func end(_ name: ElementName) throws {
    if name("cellXfs") { isInCellFormats = false }
  }
}

enum NumberFormat {
  /// Formats 14–22 and 45–47 of ECMA-376 part 1, 18.8.30; 27–36 and 50–58 are those of Chinese, Japanese and Korean programs.
  static func isBuiltInDate(_ id: Int) -> Bool {
    switch id {
    case 14...22, 27...36, 45...47, 50...58: true
    default: false
    }
  }

  /// A format with a letter of date or time outside quotes, brackets and after a backslash.
  static func isDate(_ code: String) -> Bool {
    var isQuoted = false
    var isBracketed = false
    var isEscaped = false
    for character in code.lowercased().unicodeScalars {
      if isEscaped {
        isEscaped = false
      } else if isQuoted {
        isQuoted = character != "\""
      } else if isBracketed {
        isBracketed = character != "]"
      } else {
        switch character {
        case "\"": isQuoted = true
        case "[": isBracketed = true
        case "\\", "_", "*": isEscaped = true
        case "y", "m", "d", "h", "s": return true
        // The rest of a format of three parts is for other signs of the number.
        case ";": return false
        default: continue
        }
      }
    }
    return false
  }
}
