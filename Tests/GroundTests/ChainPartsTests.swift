import Foundation
import Testing
import Testkit
import Vault

@testable import Ground

@Suite("the parts of the chain")
struct ChainPartsTests {
  /// The test vectors of RFC 6962's reference implementation.
  private static let leaves: [String] = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
  ]
  private static let roots: [String] = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ]

  @Test("the Merkle root is RFC 6962's for 1 to 8 leaves")
  func merkle() throws {
    var tree = MerkleTree()
    for (leaf, root) in zip(Self.leaves, Self.roots) {
      tree.add(try #require(Hex.decode(leaf)))
      #expect(Hex.encode(tree.root) == root)
    }
    #expect(Hex.encode(MerkleTree().root) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test("canonical JSON is JSON, and its keys are in byte order")
  func json() throws {
    var generator = SeededGenerator(seed: 17)
    let alphabet: [String] = ["a", "é", "e\u{301}", "\"", "\\", "\n", "\u{0}", "\u{1f}", "键", "𠮷", "🧑‍🔧", "/", "\u{7f}", "\u{2028}"]
    for _ in 0..<2000 {
      var object: [String: String] = [:]
      for _ in 0..<Int.random(in: 0...5, using: &generator) {
        let key = (0..<Int.random(in: 0...3, using: &generator)).map { _ in alphabet.randomElement(using: &generator) ?? "" }.joined()
        object[key] = (0..<Int.random(in: 0...3, using: &generator)).map { _ in alphabet.randomElement(using: &generator) ?? "" }.joined()
      }
      let text = JournalJSON.text(object)
      #expect(try JournalJSON.object(text) == object, "\(text)")
      #expect(JournalJSON.text(object) == text)
      #expect(!text.utf8.contains { $0 < 32 })
    }
    #expect(JournalJSON.text(["b": "1", "a": "2", "é": "3", "z": "4"]) == #"{"a":"2","b":"1","z":"4","é":"3"}"#)
  }

  @Test("heads survive their file, and a line cut by a crash is passed over")
  func heads() throws {
    let heads: [JournalHead] = (1...3).map {
      JournalHead(seq: $0, head: Digest.sha256([UInt8($0)]), sealedAt: Moment(milliseconds: 1_772_413_200_000 + $0))
    }
    let text = JournalHeads(heads).text
    #expect(try JournalHeads(text: text).heads == heads)
    #expect(try JournalHeads(text: "# published\n\n" + text).heads == heads)
    #expect(try JournalHeads(text: String(text.dropLast(20))).heads == Array(heads.prefix(2)))
    #expect(throws: JournalHeads.BadLine(number: 2)) { try JournalHeads(text: heads[0].line + "\nnonsense\n" + heads[1].line + "\n") }
    for wrong in ["", "1", "1 2 3", "0 \(Hex.encode(heads[0].head)) 1", "1 \(Hex.encode(heads[0].head))", "1  \(Hex.encode(heads[0].head)) 1"] {
      #expect(JournalHead(line: wrong) == nil)
    }
  }
}
