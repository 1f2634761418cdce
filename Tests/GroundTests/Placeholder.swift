import Testing

@Suite struct GroundTestsPlaceholder {}
