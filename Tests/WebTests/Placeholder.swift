import Testing

@Suite struct WebTestsPlaceholder {}
