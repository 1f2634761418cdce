import Ground
import Testing
import Vault

@testable import Matters

@Suite("Numbers, titles and links")
struct MatterNumberTests {
  @Test("one wrong digit is always noticed, and spaces and dashes are not in the way")
  func checkDigit() throws {
    for _ in 0..<200 {
      let number = MatterNumber.random()
      #expect(MatterNumber(typed: number.description) == number)
      #expect(MatterNumber(typed: number.digits.prefix(3) + "-" + number.digits.dropFirst(3)) == number)
      var digits = Array(number.digits)
      let place = Int.random(in: 0..<9)
      digits[place] = digits[place] == "9" ? "0" : Character(String((digits[place].wholeNumberValue ?? 0) + 1))
      #expect(MatterNumber(typed: String(digits)) == nil)
    }
  }

  @Test("what is no number is none", arguments: ["", "12345678", "1234567890", "12345678x", "１２３４５６７８９", "000000000 OR 1=1"])
  func noNumber(_ text: String) { #expect(MatterNumber(typed: text) == nil) }

  @Test("a title is the first clause that says something, cut at 28 characters and never inside one")
  func titles() {
    #expect(Matter.title(from: "三楼平台堆着旧家具和纸箱，消防通道都堵了。") == "三楼平台堆着旧家具和纸箱")
    #expect(Matter.title(from: "从昨晚开始，一楼下水道往外反水。楼道里有积水。") == "从昨晚开始，一楼下水道往外反水")
    #expect(Matter.title(from: "路灯不亮。") == "路灯不亮")
    #expect(Matter.title(from: "没有标点") == "没有标点")
    #expect(Matter.title(from: "灯坏了，快修") == "灯坏了，快修")
    #expect(Matter.title(from: "𠮷祥里👨‍👩‍👧 下水道堵了").hasPrefix("𠮷祥里👨‍👩‍👧"))
    #expect(Matter.title(from: String(repeating: "长", count: 60)).count == 28)
    #expect(Matter.title(from: "。。。") == "。。。")
  }

  @Test("a follow link opens its own report and no other, and cannot be made without the key")
  func links() throws {
    let links = FollowLinks(keys: .ephemeral())
    let report = ReportID(382_361_796_788_355_072)
    let token = links.token(report)
    #expect(links.report(token) == report)
    let other = links.token(ReportID(382_361_796_788_355_073))
    let forged = "\(other.split(separator: "-")[0])-\(token.split(separator: "-", maxSplits: 1)[1])"
    #expect(links.report(forged) == nil)
    #expect(FollowLinks(keys: .ephemeral()).report(token) == nil)
    for broken in ["", "-", token + "A", String(token.dropLast()), "0\(token)", token.uppercased()] { #expect(links.report(broken) == nil) }
  }
}
