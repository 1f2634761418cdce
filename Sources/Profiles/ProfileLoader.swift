public import Ground

/// Makes a city's profile from `cities/_base` and `cities/<slug>`, and from what lies between when the city says `extends: _county`. Strict: whatever it does not understand is an error with
/// its file and line, and one run names them all.
public enum ProfileLoader {
  /// - Parameters:
  ///   - slug: the city's folder, `jilin`.
  ///   - root: the folder of the cities, `cities`.
  public static func load(slug: String, root: String) throws(ProfileErrors) -> CityProfile {
    let complaints: Complaints = Complaints()
    let profile: CityProfile? = read(slug: slug, root: root, complaints)
    guard complaints.errors.isEmpty, let profile else { throw ProfileErrors(complaints.sorted) }
    return profile
  }

  /// All that is wrong with a city's files; empty when they are right.
  public static func check(slug: String, root: String) -> [ProfileError] {
    let complaints: Complaints = Complaints()
    _ = read(slug: slug, root: root, complaints)
    return complaints.sorted
  }

  private static func read(slug: String, root: String, _ complaints: Complaints) -> CityProfile? {
    let files: CityFiles = CityFiles(root: root, slug: slug, complaints: complaints)
    let layers: [ProfileLayer] = ProfileLayer.all(of: slug, files)
    // A file that cannot be read at all would make everything else look missing.
    guard complaints.errors.isEmpty, let base = layers.first else { return nil }
    let merge = ProfileMerge(complaints: complaints)
    let merged: ProfileNode = layers.dropFirst().reduce(base.node) { merge.merge($0, $1.node) }
    let holidays: HolidayFile = HolidayFile(files.read("_base/holidays.csv") ?? "", file: "\(root)/_base/holidays.csv", complaints)
    let draft: CityDraft = CityReader(complaints: complaints, holidays: holidays).read(merged)
    CityCheck(draft: draft, complaints: complaints).run(divisions: divisions(files))
    let words: [LocaleWords] = WordFiles(files: files, folders: layers.map(\.folder), locales: draft.locales.map(\.value)).read()
    WordCheck(locales: words, complaints: complaints).run(draft)
    return profile(slug: slug, draft: draft, words: words)
  }

  /// The codes in `divisions.csv`.
  private static func divisions(_ files: CityFiles) -> Set<String> {
    let lines: [Substring] = (files.read("_base/divisions.csv") ?? "").split(whereSeparator: \.isNewline)
    return Set(lines.dropFirst().map { String($0.prefix { $0 != "," }) })
  }

  private static func profile(slug: String, draft: CityDraft, words: [LocaleWords]) -> CityProfile? {
    guard let code = draft.divisionCode, let calendar = draft.calendar, let intake = draft.intake, let demo = draft.demo,
      let alliances = draft.alliances,
      let grids = draft.grids
    else { return nil }
    let byLocale: [String: Words] = Dictionary(words.map { ($0.locale, $0.words) }, uniquingKeysWith: { first, _ in first })
    return CityProfile(
      slug: slug, divisionCode: code.value, timeZone: draft.timeZone, locales: draft.locales.map(\.value), levels: draft.levels.map(\.value),
      roles: draft.roles.map(\.value), separations: draft.separations.map(\.value), postTypes: draft.postTypes.map(\.value),
      organisationKinds: draft.organisationKinds.map(\.value), organisationRules: draft.organisationRules,
      organisations: draft.organisations.map(\.value), categories: draft.categories.map(\.value), workflow: draft.workflow, calendar: calendar,
      intake: intake.value, alliances: alliances.value, demo: demo.value, grids: grids.value,
      careers: .init(registers: draft.careerRegisters.map(\.value), filing: draft.careerFiling?.value), housing: draft.housing,
      property: draft.property, words: byLocale)
  }
}
