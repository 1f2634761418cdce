/// Bars from nought, a line over them if wanted, as inline SVG; series are named at their end, the figures stand in a table.
///
/// ```swift
/// Chart("weeks", words("chart.weeks"), summary: words("chart.weeks.summary"), table: words("chart.table"), of: words("week"),
///   labels: weeks, bars: .init(words("received"), received), line: .init(words("settled"), settled))
/// ```
public struct Chart: Part {
  public struct Series: Sendable {
    public var name: String
    /// One for each label, none below nought.
    public var values: [Int]
    public init(_ name: String, _ values: [Int]) {
      self.name = name
      self.values = values
    }
  }

  public var id: String
  public var title: String
  /// What one sees, in a sentence.
  public var summary: String
  /// The words that open the table.
  public var table: String
  /// What the labels are, for the head of the table.
  public var axis: String
  public var labels: [String]
  public var bars: Series
  public var line: Series?

  public init(
    _ id: String, _ title: String, summary: String, table: String, of axis: String, labels: [String], bars: Series, line: Series? = nil
  ) {
    self.id = id
    self.title = title
    self.summary = summary
    self.table = table
    self.axis = axis
    self.labels = labels
    self.bars = bars
    self.line = line
  }

  public var html: HTML {
    """
    <figure class="sheet" aria-labelledby="\(id)-title"><header><h2 id="\(id)-title">\(title)</h2></header>\
    <svg class="chart" viewBox="0 0 700 340" role="img" aria-labelledby="\(id)-said"><title id="\(id)-said">\(summary)</title>\
    \(ChartDrawing(chart: self).html)</svg>\(figures)</figure>
    """
  }

  private var figures: HTML {
    """
    <details class="small quiet"><summary>\(table)</summary><table class="data"><caption class="sr">\(title)</caption>\
    <thead><tr><th scope="col">\(axis)</th>\(each: series, { "<th scope=\"col\">\($0.name)</th>" })</tr></thead>\
    <tbody>\(each: labels.indices, row)</tbody></table></details>
    """
  }

  private var series: [Series] { [bars] + (line.map { [$0] } ?? []) }

  private func row(_ index: Int) -> HTML {
    let cells: [Int] = series.map { index < $0.values.count ? $0.values[index] : 0 }
    return "<tr><th scope=\"row\">\(labels[index])</th>\(each: cells, { "<td>\($0)</td>" })</tr>"
  }
}
