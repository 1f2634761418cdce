import CXLSXWriter

/// How cells are drawn.
struct WorkbookLooks {
  typealias Look = UnsafeMutablePointer<lxw_format>

  let text: Look?
  let number: Look?
  let date: Look?
  let moment: Look?
  let header: Look?
  let required: Look?
  let wrong: Look?
  let wrongDate: Look?
  let prose: Look?
  let title: Look?

  init(_ book: UnsafeMutablePointer<lxw_workbook>) {
    text = WorkbookLooks.look(book, format: "@")
    number = workbook_add_format(book)
    date = WorkbookLooks.look(book, format: "yyyy-mm-dd")
    moment = WorkbookLooks.look(book, format: "yyyy-mm-dd hh:mm:ss")
    header = WorkbookLooks.look(book, fill: 0xE8E4DA, isBold: true)
    required = WorkbookLooks.look(book, fill: 0xD9C9A8, isBold: true)
    wrong = WorkbookLooks.look(book, format: "@", fill: 0xF6D5CF)
    wrongDate = WorkbookLooks.look(book, format: "yyyy-mm-dd", fill: 0xF6D5CF)
    prose = WorkbookLooks.look(book, format: "@", wraps: true)
    title = WorkbookLooks.look(book, format: "@", isBold: true)
  }

  private static func look(
    _ book: UnsafeMutablePointer<lxw_workbook>, format: String? = nil, fill: UInt32? = nil, isBold: Bool = false, wraps: Bool = false
  ) -> Look? {
    let look = workbook_add_format(book)
    if let format { format_set_num_format(look, format) }
    if let fill {
      format_set_pattern(look, UInt8(LXW_PATTERN_SOLID.rawValue))
      format_set_bg_color(look, fill)
    }
    if isBold { format_set_bold(look) }
    if wraps {
      format_set_text_wrap(look)
      format_set_align(look, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    }
    return look
  }
}
