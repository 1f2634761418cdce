import Ground
import Markup

/// The page of the boundary editor as it is to be shown.
struct DrawingView: Sendable {
  let drawing: Drawing
  let names: [BuildingID: String]
  /// nil: the caller may look, not draw.
  var tokens: FormTokens?
  /// What was sent and is not saved yet: it stays on the page.
  var sent: String?
  var day: CivilDay
  var reason: String?
  /// What the new drawing would change, after a dry run.
  var dryRun: Redrawing?
  var refusal: Refusal?
  var isSaved: Bool = false
  /// What the drawing was when the page was opened, by which it is told what changed meanwhile.
  var seen: String = ""
  /// What somebody else has changed since; the drawing is not saved over it before that was shown.
  var news: DrawingNews?
  /// The names of the areas that the news are about.
  var areas: [AreaID: String] = [:]
}
