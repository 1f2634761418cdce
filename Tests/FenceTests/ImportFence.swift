/// Which room may import which module.
struct ImportFence {
  /// Parts of the Swift toolchain; free everywhere.
  private static let toolchain: Set<String> = ["Foundation", "Synchronization", "Dispatch", "RegexBuilder", "Glibc"]
  private static let http: Set<String> = [
    "Hummingbird", "HummingbirdCore", "HTTPTypes", "NIOCore", "NIOHTTPTypes", "NIOPosix", "Logging", "ServiceLifecycle",
  ]
  private static let features: Set<String> = ["Places", "Organisations", "Careers", "Alliances", "Matters", "Property", "Access"]

  private static let rooms: [String: Set<String>] = [
    "SQL": [],
    "Markup": [],
    "Vault": ["CLibCrypto"],
    "Pictures": ["CPictures", "CQRencode"],
    "Sheets": ["CLibZip", "CExpat", "CXLSXWriter"],
    "Ground": ["SQL", "Vault"],
    "SQLiteEngine": ["SQL", "GRDB", "GRDBSQLite"],
    "PostgresEngine": ["SQL", "CLibPQ"],
    "Web": http.union(["Ground", "SQL", "Markup", "Vault", "CLibZ"]),
    "Profiles": ["Ground", "Yams"],
    "Places": ["Ground", "SQL", "Markup", "Web", "Pictures"],
    "Organisations": ["Ground", "SQL", "Markup", "Web", "Vault", "Sheets", "Places"],
    "Careers": ["Ground", "SQL", "Markup", "Web", "Vault", "Places", "Organisations"],
    "Property": ["Ground", "SQL", "Markup", "Web", "Vault", "Places", "Organisations"],
    "Alliances": ["Ground", "SQL", "Markup", "Web", "Places", "Organisations"],
    "Matters": ["Ground", "SQL", "Markup", "Web", "Vault", "Pictures", "Places", "Organisations"],
    // On the top floor: it explains what the others decide, and none of them knows it.
    "Access": ["Ground", "SQL", "Markup", "Web", "Vault", "Pictures", "Places", "Organisations", "Matters"],
    "Testkit": ["SQL", "SQLiteEngine", "PostgresEngine", "Ground", "Profiles", "Vault"],
  ]

  /// In Ground only what is bound to a statement, or is one, knows SQL.
  private static let groundOnSQL: [String] = ["Journal", "Identifier", "Moment", "RowCursor", "Scope", "Validity", "Records", "Schema"]

  static func trespasses(_ file: SourceFile) -> [Trespass] {
    imports(file).filter { !allows($0.module, in: file) }.map { found in
      Trespass(path: file.path, line: found.line, what: "\(file.name) in \(file.room) may not import \(found.module)")
    }
  }

  private static func allows(_ module: String, in file: SourceFile) -> Bool {
    if file.room == "lianzhi" || toolchain.contains(module) { return true }
    guard let room = rooms[file.room], room.contains(module) else { return false }
    if file.room == "Ground", module == "SQL" { return groundOnSQL.contains { file.name.contains($0) } }
    return !(features.contains(file.room) && kept(module, from: file.name))
  }

  /// Inside a feature each kind of file has its own horizon: pages are values made from values, records and desks know no page.
  private static func kept(_ module: String, from name: String) -> Bool {
    if name.hasSuffix("Pages") || name.hasSuffix("Page") { return ["SQL", "Web"].contains(module) }
    if name.hasSuffix("JSON") { return ["SQL", "Markup"].contains(module) }
    if name.hasSuffix("Records") || name.hasSuffix("Schema") || name.contains("Desk") { return ["Markup", "Web"].contains(module) }
    return false
  }

  /// `public import struct GRDB.Row` imports GRDB.
  static func imports(_ file: SourceFile) -> [(line: Int, module: String)] {
    let pattern =
      #/
      (?:^|;)\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?
      import\s+(?:(?:typealias|struct|class|enum|protocol|let|var|func)\s+)?(\w+)
      /#
    return SwiftText(file.text).lines.flatMap { line in line.text.matches(of: pattern).map { (line.number, String($0.output.1)) } }
  }
}
