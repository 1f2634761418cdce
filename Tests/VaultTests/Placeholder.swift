import Testing

@Suite struct VaultTestsPlaceholder {}
