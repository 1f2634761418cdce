import Testing

@Suite struct FenceTestsPlaceholder {}
