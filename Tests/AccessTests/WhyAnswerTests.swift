import Ground
import Organisations
import Testing
import Testkit

@testable import Access

/// Random accounts: seats past, present and future, in all the city's roles, some edited, with and without a second factor.
private struct World {
  let profile: CityProfile
  var generator: SeededGenerator
  let today: CivilDay = CivilDay(year: 2026, month: 3, day: 2)
  let codes: [String] = ["2202", "220211", "220202", "220211004", "220211005", "220211004001", "220211004002", "220211004001001"]

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }

  mutating func days() -> Seat.Days {
    let from: Int = number(-20...5)
    let until: Int? = Bool.random(using: &generator) ? from + number(1...30) : nil
    return Seat.Days(today.adding(days: from), until.map { today.adding(days: $0) })
  }

  mutating func range() -> PlaceRange { PlaceRange(code: codes[number(0...(codes.count - 1))]) ?? PlaceRange(Place(0), Place(0)) }

  mutating func seat(_ id: Int) -> Seat {
    let types: [String] = profile.postTypes.map(\.id) + ["no_such_type"]
    return Seat(
      post: PostID(Int64(id)), type: types[number(0...(types.count - 1))], area: AreaID(1), range: range(),
      organisation: Bool.random(using: &generator) ? OrganisationID(Int64(number(1...4))) : nil, term: days(), existence: days(),
      isActing: number(0...4) == 0)
  }

  mutating func file() -> AccountFile {
    let proof = Seat.Proof(hasSecondFactor: Bool.random(using: &generator), hasOwnPassword: number(0...9) > 0)
    var seats: [Seat] = []
    for _ in 0..<number(0...5) { seats.append(seat(number(1...12))) }
    return AccountFile(
      account: AccountID(1), name: "someone", person: PersonID(1), personName: "Wang", isDisabled: number(0...9) == 0, proof: proof, seats: seats)
  }

  mutating func book() -> RoleBook {
    var book = RoleBook(profile)
    for _ in 0..<number(0...4) {
      let role: String = profile.roles[number(0...(profile.roles.count - 1))].id
      let permission: Permission = Permission.allCases[number(0...(Permission.allCases.count - 1))]
      let isAdded: Bool = Bool.random(using: &generator)
      book.apply(.permissions(role: role, added: isAdded ? [permission] : [], removed: isAdded ? [] : [permission]))
    }
    return book
  }

  mutating func target() -> WhyTarget? {
    if number(0...5) == 0 { return nil }
    return WhyTarget(
      kind: .matter, name: "", home: "", place: range().first,
      organisation: Bool.random(using: &generator) ? OrganisationID(Int64(number(1...4))) : nil,
      post: Bool.random(using: &generator) ? PostID(Int64(number(1...12))) : nil)
  }
}

@Suite("An explanation is a decision") struct WhyAnswerTests {
  @Test("for thousands of random callers and things both say the same, and what gives is always named")
  func same() throws {
    let seed = UInt64.random(in: 0 ... .max)
    print("why seed \(seed)")
    var world = World(profile: try Testkit.profile("jilin"), generator: SeededGenerator(seed: seed))
    var allowed: Int = 0
    for _ in 0..<5000 {
      let (file, book, target): (AccountFile, RoleBook, WhyTarget?) = (world.file(), world.book(), world.target())
      let caller: Caller? = file.caller(by: book, on: world.today, request: "test")
      let permission: Permission = Permission.allCases[world.number(0...(Permission.allCases.count - 1))]
      let policy: Policy = caller?.policy(for: permission) ?? .nothing
      let decided: Bool = target.map { policy.allows(place: $0.place, organisation: $0.organisation, post: $0.post) } ?? !policy.isNothing
      let answer = WhyAnswer(file, book, on: world.today, permission, target)
      #expect(answer.isAllowed == decided)
      let gives: Bool = answer.reasons.contains { $0.finding == .gives }
      #expect(decided == (gives && !file.isDisabled))
      #expect(answer.reasons.count == file.seats.count)
      for reason in answer.reasons { check(reason, permission, file, book, world.today) }
      if decided { allowed += 1 }
    }
    #expect(allowed > 50)
  }

  @Test("whoever acts for a post is said to act for it, in both languages", arguments: [("zh-CN", "代理"), ("en", "acting")])
  func acting(_ locale: String, _ word: String) throws {
    let profile: CityProfile = try Testkit.profile("jilin")
    let today = CivilDay(year: 2026, month: 3, day: 2)
    let range: PlaceRange = try #require(PlaceRange(code: "220211004001001"))
    func said(acting isActing: Bool, until: CivilDay? = nil) -> [String] {
      let days = Seat.Days(today.adding(days: -5), until)
      let seat = Seat(
        post: PostID(3), type: "grid_leader", area: AreaID(1), range: range, organisation: nil, term: days, existence: Seat.Days(days.from, nil),
        isActing: isActing)
      let file = AccountFile(
        account: AccountID(1), name: "someone", person: PersonID(1), personName: "Wang", isDisabled: false,
        proof: Seat.Proof(hasSecondFactor: true, hasOwnPassword: true), seats: [seat])
      return Permission.allCases.flatMap { permission in
        let view = WhyView(
          question: WhyQuestion(account: nil, permission: permission), file: file, isOneself: true, target: nil,
          answer: WhyAnswer(file, RoleBook(profile), on: today, permission, nil), posts: [:], organisations: [:])
        return WhySentences(words: profile.words(locale), view: view).reasons
      }
    }
    for until in [nil, today] {
      let (own, stood): ([String], [String]) = (said(acting: false, until: until), said(acting: true, until: until))
      #expect(own.count == Permission.allCases.count && Set(stood).count >= (until == nil ? 2 : 1))
      #expect(own.allSatisfy { !$0.contains(word) } && stood.allSatisfy { $0.contains(word) }, "\(stood)")
    }
  }

  /// What a reason claims, held against the seat and the role in plain words.
  private func check(_ reason: WhyAnswer.Reason, _ permission: Permission, _ file: AccountFile, _ book: RoleBook, _ day: CivilDay) {
    let seat: Seat = reason.seat
    let permits: Bool = book.role(ofType: seat.type)?.permissions.contains(permission) ?? false
    switch reason.finding {
    case .gives, .elsewhere: #expect(permits && seat.term.contains(day) && seat.existence.contains(day) && file.proof.hasOwnPassword)
    case .lacks: #expect(!permits)
    case .nothing(.ended(let until)): #expect(seat.term.until == until && until <= day)
    case .nothing(.notBegun(let from)): #expect(seat.term.from == from && from > day)
    case .nothing(.postAbolished(let until)): #expect(seat.existence.until == until && until <= day)
    case .nothing(.postNotBegun(let from)): #expect(seat.existence.from == from && from > day)
    case .nothing(.typeUnknown): #expect(book.role(ofType: seat.type) == nil)
    case .nothing(.organisationMissing): #expect(seat.organisation == nil && book.role(ofType: seat.type)?.withinOrganisation == true)
    case .nothing(.secondFactorMissing): #expect(!file.proof.hasSecondFactor && book.role(ofType: seat.type)?.needsSecondFactor == true)
    case .nothing(.passwordTemporary): #expect(!file.proof.hasOwnPassword)
    }
  }
}
