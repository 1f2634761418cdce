public import Vault
import Ground

extension PersonSeal {
  /// AES-256-GCM under the installation's personal-data key.
  public init(_ keys: KeyRing) {
    self.init(
      seal: { keys.seal($0, at: PersonSeal.place($1)).blob },
      open: { try keys.openText(try Sealed(blob: $0), at: PersonSeal.place($1)) },
      marks: { name in keys.signatures(of: Array("person.name\0\(name)".utf8), for: .lookUp).map(PersonSeal.mark) })
  }

  /// 16 bits: of 77,196 people about one other shares a mark, so that equal marks do not prove equal names, and two rows are opened to find one.
  private static func mark(_ digest: [UInt8]) -> Int64 { Int64(digest[0]) << 8 | Int64(digest[1]) }

  // One place for a person's name and telephone: swapping the two within a row gains nobody anything.
  private static func place(_ person: PersonID) -> SealPlace { SealPlace(table: "person", column: "personal", row: person.raw) }
}
