import Testing

@Suite struct MattersTestsPlaceholder {}
