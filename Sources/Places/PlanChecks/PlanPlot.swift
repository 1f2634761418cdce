/// A whole and the parts that should cover it exactly once.
struct PlanPlot: Sendable {
  /// Something with an outline; its number is the caller's.
  struct Part: Sendable {
    let number: Int
    let polygon: Polygon
  }

  let whole: Polygon
  let parts: [Part]

  /// A piece of land that is covered otherwise than once.
  struct Fault {
    enum Kind { case gap, overlap, outside }
    let kind: Kind
    /// The numbers of the parts over it.
    let parts: [Int]
    let face: PlanFace
    let plane: PlanPlane
  }

  /// - Parameter tolerance: metres, see ``PlanFace/isSliver(tolerance:)``.
  /// - Returns: nil when the outlines are too tangled to tell.
  func faults(tolerance: Double) -> [Fault]? {
    if PlanChain.tiles(parts.map(\.polygon), whole) { return [] }
    var box = whole.box
    for part in parts { box.take(part.polygon.box) }
    let plane = PlanPlane(around: box)
    var sides = PlanSide.all(of: whole, owner: parts.count, on: plane)
    for (index, part) in parts.enumerated() { sides += PlanSide.all(of: part.polygon, owner: index, on: plane) }
    let labels = Labels(parts: parts.count)
    let faces = PlanSlabs.faces(sides, owners: parts.count + 1) { labels.label($0) }
    return faces?.filter { !$0.isSliver(tolerance: tolerance) }.flatMap { faults(of: $0, labels.key($0.label), plane) }
  }

  /// Land outside under two parts sticks out twice and overlaps once.
  private func faults(of face: PlanFace, _ key: Labels.Key, _ plane: PlanPlane) -> [Fault] {
    let numbers = key.parts.map { parts[$0].number }
    if key.parts.isEmpty { return [Fault(kind: .gap, parts: [], face: face, plane: plane)] }
    var out: [Fault] = []
    if key.parts.count > 1 { out.append(Fault(kind: .overlap, parts: numbers, face: face, plane: plane)) }
    if !key.isInside { out += numbers.map { Fault(kind: .outside, parts: [$0], face: face, plane: plane) } }
    return out
  }

  /// Numbers for what lies over a piece of land; none where all is well.
  private final class Labels {
    struct Key: Hashable {
      let isInside: Bool
      let parts: [Int]
    }

    private let parts: Int
    private var known: [Key: Int] = [:]
    private var keys: [Key] = []

    init(parts: Int) { self.parts = parts }

    func label(_ windings: [Int]) -> Int? {
      var count = 0
      for index in 0..<parts where windings[index] != 0 { count += 1 }
      let isInside = windings[parts] != 0
      if isInside ? count == 1 : count == 0 { return nil }
      let key = Key(isInside: isInside, parts: (0..<parts).filter { windings[$0] != 0 })
      if let label = known[key] { return label }
      known[key] = keys.count
      keys.append(key)
      return keys.count - 1
    }

    func key(_ label: Int) -> Key { keys[label] }
  }
}

extension Polygon {
  /// What is wrong with an outline by itself.
  enum Knot { case tangled, pieces }

  /// Whether it crosses itself, or falls into pieces that touch in corners at most; slivers aside.
  func knot(tolerance: Double) -> Knot? {
    let plane = PlanPlane(around: box)
    let sides = PlanSide.all(of: self, owner: 0, on: plane)
    guard let all = PlanSlabs.faces(sides, owners: 1, label: { $0[0] == 0 ? nil : $0[0] }) else { return .tangled }
    let faces = all.filter { !$0.isSliver(tolerance: tolerance) }
    if faces.contains(where: { $0.label != 1 }) { return .tangled }
    return faces.count > 1 ? .pieces : nil
  }
}
