import Ground
import Web

/// What stands in the form: nothing, or what came with a refusal.
struct IntakeForm: Sendable {
  var values: FieldValues = FieldValues()
  var refusal: Refusal?
  /// Tokens of photos that the server has already.
  var kept: [String] = []
  /// The matter whose "me too" form was refused; nil for the report's own.
  var also: MatterID?
  var isElsewhere: Bool = false

  init(isElsewhere: Bool = false) { self.isElsewhere = isElsewhere }

  init(_ values: FieldValues, refusal: Refusal, kept: [String], also: MatterID? = nil) {
    self.values = values
    self.refusal = refusal
    self.kept = kept
    self.also = also
    isElsewhere = values.flag("elsewhere")
  }

  func text(_ name: String) -> String { values.text(name) ?? "" }
  func chosen(_ name: String) -> String? { values.text(name) }
  func flag(_ name: String) -> Bool { values.flag(name) }
}
