import Ground
import Markup

/// The fields of ``VenueHoursForm``, filled in with the hours as they are.
struct VenueHoursPart: Part {
  let words: Words
  let form: PlaceForm
  let hours: OpeningHours
  let today: CivilDay

  var html: HTML { "\(groups.count > VenueHoursForm.groups ? weekly : week)\(calendar)\(exceptions)" }

  /// The groups there are and an empty one, until somebody has filled in more.
  private var week: HTML {
    let shown: Int = form.isRefused ? VenueHoursForm.groups : min(groups.count + 1, VenueHoursForm.groups)
    return "\(each: 0..<shown, { group($0 + 1, groups.indices.contains($0) ? groups[$0] : nil) })"
  }

  /// The days of one group, and their hours.
  private struct Group {
    var days: Set<String>
    let spans: [Range<Int>]
  }

  /// Days with the same hours, in the order of the week. A day with three spans or more is no group of ours.
  private var groups: [Group] {
    var out: [Group] = []
    for (index, spans) in hours.weekly.enumerated() where !spans.isEmpty {
      if let known = out.firstIndex(where: { $0.spans == spans }) {
        out[known].days.insert("\(index + 1)")
      } else {
        out.append(Group(days: ["\(index + 1)"], spans: spans))
      }
    }
    return out.allSatisfy { $0.spans.count <= 2 } ? out : Array(repeating: Group(days: [], spans: []), count: VenueHoursForm.groups + 1)
  }

  private func group(_ number: Int, _ group: Group?) -> HTML {
    let days: [Choice] = (1...7).map { Choice("\($0)", words("date.weekday.\($0)")) }
    let spans: [Range<Int>?] = [group?.spans.first, group?.spans.dropFirst().first]
    return """
      <fieldset class="span grid-form"><legend>\(words("venues.hours.group", ["number": "\(number)"]))</legend>\
      \(form.several("days_\(number)", "venues.hours.days", days, group?.days ?? [], isPart: true))\
      \(time("open_\(number)", "venues.hours.open", spans[0]?.lowerBound))\(time("close_\(number)", "venues.hours.close", spans[0]?.upperBound))\
      \(time("open_again_\(number)", "venues.hours.open_again", spans[1]?.lowerBound))\
      \(time("close_again_\(number)", "venues.hours.close_again", spans[1]?.upperBound))</fieldset>
      """
  }

  private func time(_ name: String, _ word: String, _ minute: Int?) -> Field {
    form.line(name, word, minute.map { words.clock($0) }, kind: .time, isPart: true)
  }

  private var weekly: HTML {
    "\(form.area("weekly", "venues.hours.weekly", hours.weeklyText, rows: 7, most: 800, help: "venues.hours.weekly.help"))"
  }

  private var calendar: HTML {
    "<div class=\"span\">\(Check("follows_calendar", words("venues.hours.calendar"), isOn: form.flag("follows_calendar", hours.followsCalendar)))</div>"
  }

  /// What has passed is kept, and not shown.
  private var exceptions: HTML {
    var ahead = hours
    ahead.exceptions = hours.exceptions.filter { $0.key >= today }
    return """
      \(form.area("exceptions", "venues.hours.exceptions", ahead.exceptionsText, rows: 3, most: 4_000, help: "venues.hours.exceptions.help"))\
      \(form.line("exception_day", "venues.hours.exception", nil, kind: .day, help: "venues.hours.exception.help"))\
      \(time("exception_open", "venues.hours.open", nil))\(time("exception_close", "venues.hours.close", nil))
      """
  }
}
