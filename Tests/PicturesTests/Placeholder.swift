import Testing

@Suite struct PicturesTestsPlaceholder {}
