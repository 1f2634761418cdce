extension CityProfile {
  /// How the city sizes, numbers and tells apart its grids.
  public struct GridRules: Sendable, Hashable {
    /// The households of a grid that is sized by them.
    public let households: ClosedRange<Int>
    /// Metres: slivers between neighbours narrower than this on average are not called gaps or overlaps.
    public let tolerance: Double
    public let codes: CodePattern
    /// The first is what a grid is unless it was said otherwise.
    public let kinds: [Kind]
    public let duties: [Duty]

    public init(households: ClosedRange<Int>, tolerance: Double, codes: CodePattern, kinds: [Kind], duties: [Duty]) {
      self.households = households
      self.tolerance = tolerance
      self.codes = codes
      self.kinds = kinds
      self.duties = duties
    }

    public func kind(_ id: String) -> Kind? { kinds.first { $0.id == id } }

    /// What stands behind the community's digits in a grid's code.
    public enum CodePattern: String, Sendable, CaseIterable {
      /// A running number.
      case sequence
      /// The digit of the grid's kind, then a running number within the kind.
      case typed
    }

    /// A kind of grid, such as 专属网格. Its word is `grid_kind.<id>`.
    public struct Kind: Sendable, Hashable {
      public let id: String
      /// 0 to 9, unlike that of any other kind.
      public let digit: Int
      /// Whether the limits on households hold for it: a school or a market has hardly any.
      public let isSized: Bool
      public init(id: String, digit: Int, isSized: Bool) {
        self.id = id
        self.digit = digit
        self.isSized = isSized
      }
    }

    /// A line of duty that a grid may carry, such as flood control. Its word is `grid_duty.<id>`.
    public struct Duty: Sendable, Hashable {
      public let id: String
      public init(id: String) { self.id = id }
    }
  }
}
