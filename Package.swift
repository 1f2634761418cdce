// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A room of the house: a library module under Sources/.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], path: String? = nil, exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies + ["Testkit"], path: path, exclude: exclude, swiftSettings: strict)
}

let package = Package(
  name: "lianzhi",
  products: [.executable(name: "lianzhi", targets: ["lianzhi"])],
  dependencies: [
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    // Debian's C libraries, each behind a target of its own.
    .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CLibZ", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CQRencode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
    // Only GLib's flags: vips.h needs no others, and those of vips.pc hold a -pthread that SwiftPM warns about.
    .systemLibrary(name: "CLibVips", pkgConfig: "gobject-2.0", providers: [.apt(["libvips-dev"])]),
    // libvips' functions are variadic: this shim gives them fixed arguments.
    .target(name: "CPictures", dependencies: ["CLibVips"], linkerSettings: [.linkedLibrary("vips")]),

    room("SQL"),
    room("Markup"),
    room("Vault", ["CLibCrypto"]),
    room("Pictures", ["CPictures", "CQRencode"]),
    room("Sheets", ["CLibZip", "CExpat", "CXLSXWriter"]),
    room("Ground", ["SQL", "Vault"]),
    room("SQLiteEngine", ["SQL", .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift")]),
    room("PostgresEngine", ["SQL", "CLibPQ"]),
    room("Web", ["SQL", "Ground", "Markup", "Vault", "CLibZ", .product(name: "Hummingbird", package: "hummingbird")]),
    room("Profiles", ["Ground", "Yams"]),
    room("Places", ["Ground", "SQL", "Markup", "Web", "Pictures"]),
    room("Organisations", ["Ground", "SQL", "Markup", "Web", "Vault", "Sheets", "Places"]),
    room("Matters", ["Ground", "SQL", "Markup", "Web", "Vault", "Pictures", "Places", "Organisations"]),
    room("Careers", ["Ground", "SQL", "Markup", "Web", "Vault", "Places", "Organisations"]),
    room("Alliances", ["Ground", "SQL", "Markup", "Web", "Places", "Organisations"]),
    room("Property", ["Ground", "SQL", "Markup", "Web", "Vault", "Places", "Organisations"]),
    room("Access", ["Ground", "SQL", "Markup", "Web", "Vault", "Pictures", "Places", "Organisations", "Matters"]),
    room("Testkit", ["SQL", "SQLiteEngine", "PostgresEngine", "Ground", "Profiles", "Vault"]),
    .executableTarget(
      name: "lianzhi",
      dependencies: [
        "SQL", "SQLiteEngine", "PostgresEngine", "Vault", "Pictures", "Ground", "Markup", "Web", "Profiles",
        "Sheets", "Places", "Organisations", "Careers", "Alliances", "Matters", "Property", "Access",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Hummingbird", package: "hummingbird"),
      ],
      swiftSettings: strict),

    tests("FenceTests", []),
    tests("SQLTests", ["SQL", "SQLiteEngine", "PostgresEngine"]),
    tests("VaultTests", ["Vault"]),
    // Photos of every kind for the tests of Pictures.
    .target(name: "CPictureMaker", dependencies: ["CLibVips"], path: "Tests/CPictureMaker", linkerSettings: [.linkedLibrary("vips")]),
    tests("PicturesTests", ["Pictures", "CPictureMaker"]),
    tests("GroundTests", ["Ground", "SQL", "Vault"]),
    tests("MarkupTests", ["Markup"], exclude: ["Snapshots"]),
    tests(
      "WebTests",
      [
        "Web", "Ground", "SQL", "Markup", "Vault", .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdTesting", package: "hummingbird"),
      ]),
    tests("ProfilesTests", ["Profiles", "Ground"]),
    tests("PlacesTests", ["Places", "Ground", "SQL", "Markup", "Web"]),
    tests(
      "OrganisationsTests",
      [
        "Organisations", "Places", "Ground", "SQL", "Markup", "Web", "Vault", .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdTesting", package: "hummingbird"),
      ]),
    tests("SheetsTests", ["Sheets", "CLibZip"], exclude: ["Fixtures"]),
    tests("CareersTests", ["Careers", "Organisations", "Places", "Ground", "SQL", "Markup", "Web", "Vault"]),
    tests("AlliancesTests", ["Alliances", "Organisations", "Places", "Ground", "SQL", "Markup", "Web", "Vault"]),
    tests("PropertyTests", ["Property", "Organisations", "Places", "Ground", "SQL", "Markup", "Web", "Vault"]),
    tests(
      "MattersTests",
      [
        "Matters", "Organisations", "Places", "Ground", "SQL", "Markup", "Web", "Vault", "Pictures",
        .product(name: "Hummingbird", package: "hummingbird"), .product(name: "HummingbirdTesting", package: "hummingbird"),
      ]),
    tests("AccessTests", ["Access", "Matters", "Organisations", "Places", "Ground", "SQL", "Markup", "Web", "Vault"]),
    tests(
      "Journeys",
      [
        "lianzhi", "Access", "Matters", "Organisations", "Careers", "Alliances", "Property", "Places", "Ground", "SQL", "Web", "Vault",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdTesting", package: "hummingbird"),
      ], path: "Tests/Journeys"),
  ]
)
