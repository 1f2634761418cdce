// Only until the pages of staff have landed: delete this file then.
import Ground
import Markup
struct StaffPages { let words: Words; let profile: CityProfile; let now: Moment }
extension StaffPages {
  func queue(_ view: QueueView, next: String?) -> Page { Page(title: "q", layout: .desk, whereTo: "", main: "") }
  func matter(
    _ view: MatterView, tokens: () -> FormTokens, refusal: (act: MatterAct, refusal: Refusal, values: [String: String])?, revealed: [Contact]?
  ) -> Page { Page(title: "q", layout: .desk, whereTo: "", main: "") }
  func today(_ view: TodayView) -> Page { Page(title: "q", layout: .desk, whereTo: "", main: "") }
  func tiles(_ view: TilesView) -> Page { Page(title: "q", layout: .desk, whereTo: "", main: "") }
  func register(_ form: RegisterForm, tokens: FormTokens) -> Page { Page(title: "q", layout: .desk, whereTo: "", main: "") }
}
struct RegisterForm {
  var areas: [(id: AreaID, name: String)]; var buildings: [(id: BuildingID, name: String)]; var area: AreaID?; var values: [String: String];
  var problems: [FieldProblem]
}
extension MatterAct { var resource: String { rawValue } }
