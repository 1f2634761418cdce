import Ground
import Places
import Web

/// The fields with which a resident reports, for forms and JSON alike.
enum IntakeFields {
  static let leastText: Int = 4
  static let mostText: Int = 2000
  static let mostPhotos: Int = 4
  static let photoBytes: Int = 15 * 1024 * 1024
  /// The photos at their largest, and the words.
  static let maxBody: Int = mostPhotos * photoBytes + 2 * 1024 * 1024

  static let code: FieldShape = FieldShape("code", .text(max: 40), required: true, about: "The code on the door")
  static let matter: FieldShape = FieldShape("matter", .id, required: true, about: "The matter's id, as the code's page gives it")

  static func report(_ profile: CityProfile) -> [FieldShape] {
    [
      FieldShape("category", .choice(profile.categories.map(\.id)), required: true, about: "A category of the city"),
      FieldShape("say", .text(max: mostText), required: true, about: "What is wrong, at least \(leastText) characters"),
    ] + contact + photos + place
  }

  static let alsoReport: [FieldShape] =
    [FieldShape("say", .text(max: mostText), about: "What the reporter wants to add")] + contact + photos

  private static let contact: [FieldShape] = [
    FieldShape("name", .text(max: 40), about: "What the reporter wants to be called"),
    FieldShape("phone", .text(max: 40), about: "The reporter's phone, only with consent"),
    FieldShape("consent", .flag, about: "The reporter agrees to be called"),
  ]

  private static let photos: [FieldShape] = [
    FieldShape("photo", .files(max: mostPhotos, bytes: photoBytes), about: "JPEG, PNG, WebP or HEIC"),
    FieldShape("photo_kept", .text(max: 200), many: true, about: "Photos that came with a refused form"),
  ]

  private static let place: [FieldShape] = [
    FieldShape("elsewhere", .flag, about: "It is not where the code hangs"),
    FieldShape("address", .text(max: 120), about: "Where exactly, when it is elsewhere"),
    FieldShape("longitude", .number(-180...180), about: "Degrees in the declared datum"),
    FieldShape("latitude", .number(-90...90), about: "Degrees in the declared datum"),
    FieldShape("accuracy", .number(0...10_000_000), about: "Of the point, in metres"),
    FieldShape("datum", .choice(Datum.allCases.map(\.rawValue)), about: "wgs84 unless said"),
  ]
}
