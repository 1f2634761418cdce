import Testing

@Suite struct MarkupTestsPlaceholder {}
