import Foundation
import Ground
import HTTPTypes
import Pictures
import SQL
import Testing
import Testkit

@testable import Matters

@Suite("Following and rating")
struct FollowTests {
  @Test("a link with one character changed opens nothing", arguments: EngineKind.allCases)
  func tampered(_ engine: EngineKind) async throws {
    try await onTheStreet(engine) { street in
      let token = try await street.reported()
      #expect(try await street.get("/f/\(token)").status == 200)
      // The last character holds only four bits of the digest.
      for position in token.indices.dropLast() {
        var other = token
        other.replaceSubrange(position...position, with: token[position] == "a" ? "b" : "a")
        #expect(try await street.get("/f/\(other)").status == 404, "\(other)")
      }
      for nonsense in ["1", "-", "x-y", "𠮷"] { #expect(try await street.get("/f/\(nonsense)").status == 404) }
    }
  }

  @Test("answered: the page tells the answer and no name of staff; solved is thanked", arguments: EngineKind.allCases)
  func solved(_ engine: EngineKind) async throws {
    try await onTheStreet(engine) { street in
      let token = try await street.reported()
      #expect(!(try await street.get("/f/\(token)").text.contains("/rating")))
      let photo = try await evidence(street)
      try await street.answer(token, note: "管道已经疏通", photo: photo)
      let page = try await street.get("/f/\(token)").text
      #expect(page.contains("管道已经疏通") && page.contains("请今天去看") && page.contains("photos pair"))
      #expect(!page.contains("李秘密") && !page.contains("内部记录"))
      let missing = try await street.submit([("solved", "1"), ("comment", "还<行>")], form: "/f/\(token)", to: "/f/\(token)/rating")
      #expect(missing.status == 422 && missing.text.contains("请先选一张脸") && missing.text.contains("还&lt;行&gt;"))
      let rated = try await street.submit([("rating", "5"), ("solved", "1")], form: "/f/\(token)", to: "/f/\(token)/rating")
      #expect(rated.status == 303)
      #expect(try await street.get(rated.location).text.contains("谢谢您的评价"))
      let again = try await street.json("/api/v1/f/\(token)/rating", ["rating": 4, "solved": true])
      #expect(try again.json("rating") == "4")
      #expect(try await street.matter(token).confirmed == true)
    }
  }

  @Test("not solved reopens one level up, which the page names; then there is nothing to rate", arguments: EngineKind.allCases)
  func reopened(_ engine: EngineKind) async throws {
    try await onTheStreet(engine) { street in
      let token = try await street.reported()
      try await street.answer(token, note: "好了", photo: try await evidence(street))
      let rated = try await street.submit([("rating", "1"), ("solved", "0")], form: "/f/\(token)", to: "/f/\(token)/rating")
      let page = try await street.get(rated.location).text
      #expect(page.contains("上一级（街道）"))
      let matter = try await street.matter(token)
      #expect(matter.deskLevel == "subdistrict" && matter.isOpen && matter.reopened == 1)
      #expect(try await street.json("/api/v1/f/\(token)/rating", ["rating": 2, "solved": true]).status == 409)
    }
  }

  @Test("a program follows and sees the same", arguments: EngineKind.allCases)
  func machine(_ engine: EngineKind) async throws {
    try await onTheStreet(engine) { street in
      let token = try await street.reported()
      let answer = try await street.get("/api/v1/f/\(token)")
      #expect(answer.status == 200)
      let number = try await street.matter(token).number
      #expect(try answer.json("number") == number)
      #expect(try answer.json("state") == "collected")
      #expect(answer.text.contains("\"kind\":\"reported\""))
      #expect(try await street.json("/api/v1/f/\(token)/rating", ["rating": 9, "solved": true]).status == 422)
      #expect(try await street.json("/api/v1/f/\(token)/rating", ["rating": 3]).status == 422)
    }
  }

  private func evidence(_ street: IntakeStreet) async throws -> StoredPhoto {
    let photo = try await street.room.workshop.process(IntakeStreet.pixel)
    try await street.room.store.save(photo)
    return StoredPhoto(digest: photo.digest, width: photo.width, height: photo.height)
  }
}
