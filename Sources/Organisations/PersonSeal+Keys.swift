public import Vault
import Ground

extension PersonSeal {
  /// AES-256-GCM under the installation's personal-data key.
  public init(_ keys: KeyRing) {
    self.init(
      seal: { keys.seal($0, at: PersonSeal.place($1)).blob },
      open: { try keys.openText(try Sealed(blob: $0), at: PersonSeal.place($1)) })
  }

  // One place for a person's name and telephone: swapping the two within a row gains nobody anything.
  private static func place(_ person: PersonID) -> SealPlace { SealPlace(table: "person", column: "personal", row: person.raw) }
}
