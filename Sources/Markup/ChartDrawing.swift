/// The strokes of a ``Chart`` on a field of 700 x 340: the figures from 40 to 590 across and from 20 to 300 down.
struct ChartDrawing: Part {
  let chart: Chart

  private let left: Int = 40
  private let width: Int = 550
  private let base: Int = 300
  private let height: Int = 280

  var html: HTML { "\(each: 0...4, gridLine)\(each: bars.enumerated(), { bar($0.offset, $0.element) })\(line)\(each: shownLabels, label)\(names)" }

  private var bars: [Int] { chart.bars.values }

  /// The top of the scale: a round number at or above the largest value, divisible into four.
  var top: Int {
    let largest: Int = max(4, (bars + (chart.line?.values ?? [])).max() ?? 4)
    var power: Int = 1
    while power * 40 < largest { power *= 10 }
    let step: Int = [1, 2, 3, 4, 5, 10].map { $0 * power }.first { $0 * 4 >= largest } ?? largest
    return step * 4
  }

  private func y(_ value: Int) -> Int { base - height * max(0, value) / top }
  private func x(_ index: Int) -> Int { left + width * (2 * index + 1) / (2 * max(1, chart.labels.count)) }

  private func gridLine(_ quarter: Int) -> HTML {
    let value: Int = top * quarter / 4
    let kind: String = quarter == 0 ? "base" : "axis"
    return """
      <path class="\(kind)" d="M\(left) \(y(value))H\(left + width)"/><text x="\(left - 6)" y="\(y(value) + 4)" text-anchor="end">\(value)</text>
      """
  }

  private func bar(_ index: Int, _ value: Int) -> HTML {
    let wide: Int = max(2, width * 11 / (20 * max(1, chart.labels.count)))
    return "<rect class=\"bar\" x=\"\(x(index) - wide / 2)\" y=\"\(y(value))\" width=\"\(wide)\" height=\"\(base - y(value))\"/>"
  }

  private var line: HTML {
    guard let values = chart.line?.values else { return .empty }
    let points: String = values.enumerated().map { "\(x($0.offset)),\(y($0.element))" }.joined(separator: " ")
    return """
      <polyline class="ink" points="\(points)"/>\(each: values.enumerated(), { "<circle class=\"dot\" cx=\"\(x($0.offset))\" cy=\"\(y($0.element))\" r=\"2.5\"/>" })
      """
  }

  /// At most twelve labels find room.
  private var shownLabels: [(index: Int, text: String)] {
    let step: Int = (chart.labels.count + 11) / 12
    return chart.labels.enumerated().filter { $0.offset.isMultiple(of: max(1, step)) }.map { (index: $0.offset, text: $0.element) }
  }

  private func label(_ label: (index: Int, text: String)) -> HTML {
    "<text x=\"\(x(label.index))\" y=\"322\" text-anchor=\"middle\">\(label.text)</text>"
  }

  /// The names stand at the ends of their series, moved apart where they would touch.
  private var names: HTML {
    let barEnd: Int = y(bars.last ?? 0) + 4
    guard let line = chart.line else { return "<text x=\"598\" y=\"\(barEnd)\">\(chart.bars.name)</text>" }
    let lineEnd: Int = y(line.values.last ?? 0) + 4
    let isClose: Bool = abs(barEnd - lineEnd) < 18
    let apart: Int = isClose ? (lineEnd <= barEnd ? lineEnd + 18 : lineEnd - 18) : barEnd
    return """
      <text x="598" y="\(apart)">\(chart.bars.name) \(bars.last ?? 0)</text>\
      <text class="strong" x="598" y="\(lineEnd)">\(line.name) \(line.values.last ?? 0)</text>
      """
  }
}
