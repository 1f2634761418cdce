import Foundation
import Ground

/// The folder that holds the cities.
struct CityFiles {
  let root: String
  let slug: String
  let complaints: Complaints

  func read(_ path: String) -> String? {
    let file: String = "\(root)/\(path)"
    guard let data = FileManager.default.contents(atPath: file) else {
      complaints.add(Position(file: file, line: 1), "the file is missing")
      return nil
    }
    guard let text = String(data: data, encoding: .utf8) else {
      complaints.add(Position(file: file, line: 1), "the file is not UTF-8")
      return nil
    }
    return text
  }

  func hasProfile(_ folder: String) -> Bool {
    !folder.isEmpty && !folder.contains("/") && FileManager.default.fileExists(atPath: "\(root)/\(folder)/profile.yaml")
  }

  func yaml(_ path: String) -> ProfileNode {
    let file: String = "\(root)/\(path)"
    guard let text = read(path) else { return .empty(Position(file: file, line: 1)) }
    let node: ProfileNode = ProfileNode.parse(text, file: file, complaints)
    DuplicateCheck(complaints: complaints).walk(node)
    return node
  }

  /// The names of a folder's word files, in order.
  func wordFiles(_ folder: String) -> [String] {
    let names: [String] = (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? []
    return names.filter { $0.hasPrefix("words.") && $0.hasSuffix(".yaml") }.sorted()
  }
}

/// `holidays.csv`: date, `off` or `work`, the holiday's name, the notice.
struct HolidayFile {
  let file: String
  private(set) var exceptions: [CivilDay: WorkingCalendar.Exception] = [:]

  /// Years that have a day in the file, as text.
  var years: Set<String> { Set(exceptions.keys.map { "\($0.parts.year)" }) }

  init(_ text: String, file: String, _ complaints: Complaints) {
    self.file = file
    for (index, line) in text.split(whereSeparator: \.isNewline).enumerated() where index > 0 {
      let cells: [Substring] = line.split(separator: ",", omittingEmptySubsequences: false)
      guard cells.count == 4, let day = CivilDay(String(cells[0])), let kind = WorkingCalendar.DayKind(rawValue: String(cells[1])) else {
        complaints.add(Position(file: file, line: index + 1), "a line is a date, off or work, the holiday and the notice")
        continue
      }
      if exceptions[day] != nil { complaints.add(Position(file: file, line: index + 1), "the day \(day) is written twice") }
      exceptions[day] = WorkingCalendar.Exception(kind: kind, holiday: String(cells[2]))
    }
  }
}
