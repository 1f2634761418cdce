import Ground
import Testing

@testable import Places

@Suite("Door codes")
struct DoorCodeTests {
  @Test("what people type is put right: small letters, spaces, dashes, look-alikes")
  func normal() {
    #expect(DoorCode.normal("7k3m-9qxa") == "7K3M9QXA")
    #expect(DoorCode.normal(" 7K3M 9QXA ") == "7K3M9QXA")
    #expect(DoorCode.normal("ZSBU2222") == "258V2222")
  }

  @Test(
    "what cannot be a code is not one",
    arguments: [
      "", "7K3M9QX", "7K3M9QXAA", "7K3M9QX0", "7K3M9QXO", "7K3M9QXI", "吉钢社区吉钢社区", "𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷", "7K3M9QX'", "<b>7K3M9", "７Ｋ３Ｍ９ＱＸＡ",
      "7K3M9QX\u{0}", "../../etc",
    ])
  func notCodes(_ text: String) { #expect(DoorCode.normal(text) == nil) }

  @Test("a drawn code is made of the alphabet, reads in two groups, and survives reading out")
  func drawn() {
    var generator = DemoGenerator(seed: 1)
    for _ in 0..<1_000 {
      let code = DoorCode.draw(using: &generator)
      #expect(code.count == DoorCode.length)
      #expect(DoorCode.normal(code) == code)
    }
    let code = DoorCode(id: .init(1), code: "7K3M9QXA", kind: .grid, area: .init(1), place: .init(1))
    #expect(code.readable == "7K3M-9QXA")
  }
}
