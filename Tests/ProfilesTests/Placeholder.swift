import Testing

@Suite struct ProfilesTestsPlaceholder {}
