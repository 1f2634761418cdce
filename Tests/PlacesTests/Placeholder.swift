import Testing

@Suite struct PlacesTestsPlaceholder {}
