import Testing

@Suite struct OrganisationsTestsPlaceholder {}
