import Testing

@Suite struct JourneysPlaceholder {}
