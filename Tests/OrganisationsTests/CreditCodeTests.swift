import Testing
import Testkit

@testable import Organisations

/// Codes that their holders publish.
private let knownCodes: [String] = [
  "91110000600037341L", "914403001922038216", "9144030071526726XG", "91330100799655058B", "91350100M000100Y43",
]

@Suite("Unified social credit codes (GB 32100-2015)")
struct CreditCodeTests {
  @Test("a published code is without a doubt", arguments: knownCodes)
  func isFine(_ text: String) {
    #expect(CreditCode(text).warnings == [])
  }

  @Test("small letters, spaces and hyphens do not matter")
  func written() {
    #expect(CreditCode("91350100-m000100y 43").text == "91350100M000100Y43")
    #expect(CreditCode("91350100-m000100y 43").warnings == [])
  }

  @Test("what is wrong is named")
  func named() {
    #expect(CreditCode("").warnings == [.length])
    #expect(CreditCode("9135010").warnings == [.length])
    #expect(CreditCode("91350100M000100Y4O").warnings == [.character])
    #expect(CreditCode("9135O100M000100Y43").warnings == [.character])
    #expect(CreditCode("913A0100M000100Y43").warnings == [.character])
    #expect(CreditCode("91350100M000100Y44").warnings == [.check])
    #expect(CreditCode("B1350100M000100Y43").warnings.contains(.authority))
  }

  /// Every single wrong character and every swap of two neighbours is found: 31 is prime and no two weights are alike.
  @Test("any one wrong character, and any two neighbours swapped, raise a warning")
  func slips() {
    let alphabet: [Character] = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
    for text in knownCodes {
      var characters: [Character] = Array(text)
      for place in 0..<18 {
        let right: Character = characters[place]
        for wrong in alphabet where wrong != right {
          characters[place] = wrong
          #expect(!CreditCode(String(characters)).warnings.isEmpty, "\(String(characters))")
        }
        characters[place] = right
        if place < 17, characters[place] != characters[place + 1] {
          characters.swapAt(place, place + 1)
          #expect(!CreditCode(String(characters)).warnings.isEmpty, "\(String(characters))")
          characters.swapAt(place, place + 1)
        }
      }
    }
  }

  @Test("ten thousand made codes fit an oracle that counts in another way, and so do their wrong neighbours")
  func oracle() throws {
    let seed: UInt64 = 20_150_917
    var generator = SeededGenerator(seed: seed)
    let alphabet: [Character] = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
    for round in 0..<10_000 {
      let register: String = "91" + String(Int.random(in: 110_000...659_000, using: &generator))
      var organisation: String = ""
      for _ in 0..<8 { organisation.append(alphabet.randomElement(using: &generator) ?? "0") }
      let made: CreditCode = try #require(CreditCode.made(register: register, organisation: organisation))
      #expect(Oracle.fits(made.text), "seed \(seed), round \(round): \(made.text)")
      #expect(made.warnings.isEmpty, "seed \(seed), round \(round): \(made.text)")
      var other: [Character] = Array(made.text)
      other[17] = alphabet.randomElement(using: &generator) ?? "0"
      #expect(Oracle.fits(String(other)) == !CreditCode(String(other)).warnings.contains(.check), "seed \(seed), round \(round): \(String(other))")
    }
  }

  /// Annex A read the other way round: with the check character's weight 1, the whole sum leaves nothing when divided by 31. Worked out by
  /// Horner's rule from the back, so that no table of weights is needed.
  private enum Oracle {
    static func fits(_ text: String) -> Bool {
      let values: [Int] = text.unicodeScalars.compactMap { scalar in
        "0123456789ABCDEFGHJKLMNPQRTUWXY".unicodeScalars.enumerated().first { $0.element == scalar }?.offset
      }
      guard values.count == 18 else { return false }
      var sum: Int = 0
      for value in values.dropLast().reversed() { sum = (sum * 3 + value) % 31 }
      return (sum + values[17]) % 31 == 0
    }
  }
}
