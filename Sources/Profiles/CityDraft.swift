import Ground

/// What has been read of a city, each thing with its place in the files, before it is known to be right.
struct CityDraft {
  var levels: [Placed<CityProfile.Level>] = []
  var roles: [Placed<CityProfile.Role>] = []
  var separations: [Placed<CityProfile.Separation>] = []
  var postTypes: [Placed<CityProfile.PostType>] = []
  var organisationKinds: [Placed<CityProfile.OrganisationKind>] = []
  var organisationFields: [Placed<String>] = []
  var unitLevels: [Placed<String>] = []
  var powers: [Placed<String>] = []
  var organisationLinks: [Placed<CityProfile.OrganisationLink>] = []
  var organisations: [Placed<CityProfile.NamedOrganisation>] = []
  var categories: [Placed<CityProfile.Category>] = []
  var stages: [Placed<Workflow.Stage>] = []
  var states: [Placed<Workflow.State>] = []
  var moves: [Placed<Workflow.Move>] = []
  var initial: Placed<String>?
  var divisionCode: Placed<String>?
  var timeZone: String = ""
  var locales: [Placed<String>] = []
  var calendar: WorkingCalendar?
  var intake: Placed<CityProfile.IntakeRules>?
  var alliances: Placed<CityProfile.AllianceRules>?
  var demo: Placed<CityProfile.DemoPlan>?
  var careerRegisters: [Placed<CityProfile.CareerRegister>] = []
  var careerFiling: Placed<CityProfile.CareerFiling>?
  var propertyRegisters: [Placed<CityProfile.PropertyRegister>] = []
  var propertyParties: [Placed<CityProfile.PropertyParty>] = []
  var propertyCross: Placed<CityProfile.PropertyCross>?
  var propertyTargets: [Placed<CityProfile.PropertyTarget>] = []
  var grids: Placed<CityProfile.GridRules>?
  var modes: [Placed<CityProfile.EstateMode>] = []
  var flags: [Placed<CityProfile.EstateFlag>] = []
  var venueKinds: [Placed<CityProfile.VenueKind>] = []
  var venueFunctions: [Placed<String>] = []
  var answering: [Placed<CityProfile.Answering>] = []
  var publishesPhone: Bool = false

  var organisationRules: CityProfile.OrganisationRules {
    .init(
      fields: organisationFields.map(\.value), unitLevels: unitLevels.map(\.value), links: organisationLinks.map(\.value), powers: powers.map(\.value)
    )
  }

  var housing: CityProfile.Housing {
    CityProfile.Housing(
      flags: flags.map(\.value), modes: modes.map(\.value), venueKinds: venueKinds.map(\.value), venueFunctions: venueFunctions.map(\.value),
      answering: answering.map(\.value), publishesPhone: publishesPhone)
  }

  var property: CityProfile.PropertyRules {
    CityProfile.PropertyRules(
      registers: propertyRegisters.map(\.value), parties: propertyParties.map(\.value), cross: propertyCross?.value,
      demo: propertyTargets.map(\.value))
  }

  var workflow: Workflow {
    Workflow(stages: stages.map(\.value), states: states.map(\.value), moves: moves.map(\.value), initial: initial?.value ?? "")
  }
}

/// Levels that stand below the grid and have no area code of their own.
let levelsBelowGrid: [String] = ["building", "unit"]
