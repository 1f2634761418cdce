import Foundation
import Testing

@testable import Vault

@Suite("The key file") struct KeyFileTests {
  private let now = Date(timeIntervalSince1970: 1_800_000_000)
  private let place = SealPlace(table: "contact", column: "phone", row: 1)

  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder: String = NSTemporaryDirectory() + "lianzhi-keys-" + Randomness.token()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body("\(folder)/keys")
  }

  @Test("the first start makes a file that only its owner reads, and the second reads the same key")
  func firstStart() throws {
    try inFolder { path in
      let first: KeyRing = try KeyFile(path: path).open(now: now)
      var status = stat()
      #expect(stat(path, &status) == 0)
      #expect(status.st_mode & 0o777 == 0o600)
      #expect(try KeyFile(path: path).open(now: now).keys == first.keys)
      let folder: String = URL(fileURLWithPath: path).deletingLastPathComponent().path
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["keys"])
    }
  }

  @Test("a file that others may read is refused with the command that mends it", arguments: [0o644, 0o640, 0o604, 0o620] as [mode_t])
  func openToOthers(mode: mode_t) throws {
    try inFolder { path in
      _ = try KeyFile(path: path).open(now: now)
      chmod(path, mode)
      let refusal = #expect(throws: KeyFileError.openToOthers(path: path, mode: Int(mode))) { try KeyFile(path: path).open(now: now) }
      #expect(refusal?.description.contains("chmod 600") == true)
    }
  }

  @Test("after a new key the old values open and new ones use the new key")
  func rotation() throws {
    try inFolder { path in
      let before: KeyRing = try KeyFile(path: path).open(now: now)
      let sealed: Sealed = before.seal("13800138000", at: place)
      let signature: [UInt8] = before.sign([1, 2, 3], for: .followLink)
      try KeyFile(path: path).addKey(now: now.addingTimeInterval(60))
      let after: KeyRing = try KeyFile(path: path).open(now: now)
      #expect(after.newestID != before.newestID)
      #expect(after.keys.count == 2)
      #expect(try after.openText(sealed, at: place) == "13800138000")
      #expect(after.seal("x", at: place).keyID == after.newestID)
      #expect(after.verify(signature, of: [1, 2, 3], for: .followLink))
      #expect(after.sign([1, 2, 3], for: .followLink) != signature)
      #expect(after.signatures(of: [1, 2, 3], for: .followLink).count == 2)
      var status = stat()
      #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
    }
  }

  @Test("every purpose has a key of its own")
  func purposes() {
    let ring = KeyRing.ephemeral()
    #expect(Set(KeyRing.Purpose.allCases.map { ring.secret($0) }).count == KeyRing.Purpose.allCases.count)
    #expect(!ring.verify(ring.sign([1], for: .csrf), of: [1], for: .cursor))
  }

  @Test(
    "a damaged line is named by its number",
    arguments: [
      ("k1 AAAA 2026-01-01T00:00:00Z", 1),
      ("# note\n\nk1 " + String(repeating: "A", count: 43) + "= yesterday", 3),
      ("k1 " + String(repeating: "A", count: 43) + "=", 1),
    ])
  func damaged(text: String, line: Int) {
    #expect(throws: KeyFileError.badLine(line)) { try KeyFile.parse(text) }
  }

  @Test("two keys with one id are refused, and so is a file without keys")
  func doubled() {
    let line: String = "k1 " + String(repeating: "A", count: 43) + "= 2026-01-01T00:00:00Z\n"
    #expect(throws: KeyFileError.badLine(2)) { try KeyFile.parse(line + line) }
    #expect(throws: KeyFileError.empty) { try KeyFile.parse("# nothing\n") }
  }

  @Test("a folder that is not there is a clear error")
  func noFolder() {
    let path = "/nonexistent-\(Randomness.token())/keys"
    #expect(throws: KeyFileError.self) { try KeyFile(path: path).open(now: now) }
  }
}
