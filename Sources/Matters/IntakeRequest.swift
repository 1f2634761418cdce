import Ground
import Places
import Web

/// What a resident sent, held against the city's rules.
struct IntakeRequest: Sendable {
  let category: String
  let text: String
  let contact: Contact?
  let isElsewhere: Bool
  let address: String?
  /// WGS-84.
  let point: Coordinates?
  let kept: [String]

  /// - Parameter needsText: not when a neighbour only says "me too".
  /// - Throws: ``Refusal`` `.invalid` with everything that is wrong at once.
  init(_ body: FieldValues, _ profile: CityProfile, needsText: Bool = true) throws {
    var problems: [FieldProblem] = []
    category = body.text("category") ?? ""
    text = body.text("say") ?? ""
    if needsText, text.count < IntakeFields.leastText {
      problems.append(FieldProblem("say", "intake.problem.short", ["length": "\(text.count)", "min": "\(IntakeFields.leastText)"]))
    }
    isElsewhere = body.flag("elsewhere")
    address = body.text("address")
    point = IntakeRequest.point(body)
    if isElsewhere, address == nil, point == nil { problems.append(FieldProblem("address", "intake.problem.address")) }
    kept = body.texts("photo_kept")
    if kept.count + body.uploads("photo").count > IntakeFields.mostPhotos {
      problems.append(FieldProblem("photo", "intake.problem.photos", ["max": "\(IntakeFields.mostPhotos)"]))
    }
    contact = IntakeRequest.contact(body, profile.intake, &problems)
    if !problems.isEmpty { throw Refusal.invalid(problems) }
  }

  private static func point(_ body: FieldValues) -> Coordinates? {
    guard let longitude = body.number("longitude"), let latitude = body.number("latitude") else { return nil }
    let datum: Datum = body.text("datum").flatMap(Datum.init) ?? .wgs84
    return datum.toWGS84(longitude: longitude, latitude: latitude)
  }

  private static func contact(_ body: FieldValues, _ rules: CityProfile.IntakeRules, _ problems: inout [FieldProblem]) -> Contact? {
    let name: String? = body.text("name")
    do {
      let phone: String? = try PhoneNumber.checked(body.text("phone"), rules)
      if phone != nil, !body.flag("consent") { problems.append(FieldProblem("consent", "intake.problem.consent")) }
      return name == nil && phone == nil ? nil : Contact(name: name, phone: phone)
    } catch {
      problems += (error as? Refusal)?.fields ?? []
      return nil
    }
  }
}

extension Refusal {
  /// With what the city's rules find as well: nobody shall mend one thing only to be told of the next.
  func withMore(from body: FieldValues, _ profile: CityProfile, needsText: Bool) -> Refusal {
    guard kind == .invalid, !fields.isEmpty else { return self }
    do {
      _ = try IntakeRequest(body, profile, needsText: needsText)
      return self
    } catch {
      let told: Set<String> = Set(fields.map(\.field))
      return .invalid(fields + ((error as? Refusal)?.fields.filter { !told.contains($0.field) } ?? []))
    }
  }
}
