import Testing

@Suite struct SQLTestsPlaceholder {}
