extension Ledger {
  public var html: HTML {
    """
    <table class="ledger tight"\(flag: "data-rows", true)><caption class="sr">\(caption)</caption>\
    <thead><tr>\(pickAll)\(each: columns, Ledger.head)</tr></thead><tbody>\(each: rows, line)</tbody></table>
    """
  }

  /// Without JavaScript there is nothing to tick all with: `desk.js` shows the box.
  private var pickAll: HTML {
    guard let picking else { return .empty }
    return "<td class=\"pick\"><input type=\"checkbox\" data-pick-all hidden aria-label=\"\(picking.all)\"></td>"
  }

  private static func head(_ column: Column) -> HTML {
    guard let sort = column.sort else { return "<th scope=\"col\"\(classes(of: column))>\(column.title)</th>" }
    return """
      <th scope="col"\(classes(of: column))\(attribute: "aria-sort", sort.order?.rawValue)><a\(href: sort.href)>\(column.title)</a></th>
      """
  }

  private static func classes(of column: Column) -> HTML {
    switch (column.isNumber, column.isMinor) {
    case (true, true): " class=\"num minor\""
    case (true, false): " class=\"num\""
    case (false, true): " class=\"minor\""
    case (false, false): .empty
    }
  }

  private func line(_ row: Row) -> HTML {
    let state: String = [row.pick?.isOn == true ? "picked" : "", row.hasArrived ? "arrived" : ""].filter { !$0.isEmpty }.joined(separator: " ")
    var out: HTML =
      "<tr\(attribute: "class", state.isEmpty ? nil : state)\(attribute: "aria-current", row.isCurrent ? "true" : nil)>\(pick(row.pick))"
    for (index, cell) in row.cells.enumerated() {
      let style: HTML = index < columns.count ? Ledger.classes(of: columns[index]) : .empty
      // Where rows fall apart into lines, in large print on a phone, each cell says what it is.
      let label: String? = index < columns.count && !columns[index].title.isEmpty ? columns[index].title : nil
      out += index == 0 ? "<th scope=\"row\"\(style)>\(cell)</th>" : "<td\(style)\(attribute: "data-label", label)>\(cell)</td>"
    }
    return out + "</tr>"
  }

  private func pick(_ pick: Pick?) -> HTML {
    guard let picking else { return .empty }
    guard let pick else { return "<td class=\"pick\"></td>" }
    return """
      <td class="pick"><input type="checkbox" name="\(picking.name)" value="\(pick.value)" aria-label="\(pick.label)"\(flag: "checked", pick.isOn)></td>
      """
  }
}
