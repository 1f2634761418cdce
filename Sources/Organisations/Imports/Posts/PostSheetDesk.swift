import Ground
import SQL

extension PostSheet {
  /// Writes what a sheet changes: what is new in batches, the rest one by one, and for each post an entry of the journal.
  func apply(_ plan: ImportPlan<PostSheetChange>, by caller: Caller, in session: any Session) throws {
    let changes: [PostSheetChange] = plan.changes.map(\.change)
    try holdBack(changes, in: session)
    try insert(changes, in: session)
    for change in changes { try alter(change, by: caller, in: session) }
    try desk.journal.append(changes.map(draft), by: caller, in: session)
    for change in changes { try tell(change, by: caller, in: session) }
  }

  /// Posts that are there are held against whoever else changes them, each once.
  private func holdBack(_ changes: [PostSheetChange], in session: any Session) throws {
    let new: Set<PostID> = Set(changes.filter(\.isNew).map(\.post.id))
    var held: Set<PostID> = new
    for change in changes where held.insert(change.post.id).inserted { _ = try desk.posts.hold(change.post, in: session) }
  }

  private func insert(_ changes: [PostSheetChange], in session: any Session) throws {
    var people = RowBatch("INSERT INTO person (id, name_sealed, phone_sealed, name_mark, place, version) VALUES ", in: session)
    var posts = RowBatch(
      """
      INSERT INTO post (id, type, area_id, place, place_last, building_id, unit, organisation_id, name, valid_from, valid_until, version) VALUES
      """, in: session)
    var tenures = RowBatch("INSERT INTO post_holding (post_id, person_id, valid_from, valid_until, term_until) VALUES ", in: session)
    let seal: PersonSeal = self.people.seal
    for change in changes {
      for case .enter(let person) in change.steps {
        try people.add([
          person.id, try seal.seal(person.name, person.id), try seal.seal(person.phone, of: person.id), seal.marks(person.name).first,
          change.post.place, person.version,
        ])
      }
      let post: Post = change.post
      guard change.isNew else { continue }
      try posts.add([
        post.id, post.type, post.area, post.range.first, post.range.last, post.building, post.unit, post.organisation, post.name,
        post.validFrom.daysSince1970, post.validUntil?.daysSince1970, post.version,
      ])
    }
    try people.flush()
    try posts.flush()
    for change in changes {
      for step in change.steps {
        guard let tenure = PostSheet.taken(step) else { continue }
        try tenures.add([
          tenure.post, tenure.person, tenure.validFrom.daysSince1970, tenure.validUntil?.daysSince1970, tenure.termUntil?.daysSince1970,
        ])
      }
    }
    try tenures.flush()
  }

  private static func taken(_ step: PostSheetChange.Step) -> Tenure? {
    switch step {
    case .appoint(let tenure), .succeed(_, let tenure): tenure
    default: nil
    }
  }

  private func alter(_ change: PostSheetChange, by caller: Caller, in session: any Session) throws {
    for step in change.steps {
      switch step {
      case .establish, .enter, .appoint: continue
      case .succeed(let before, let after): try desk.tenures.setEnd(after.validFrom, of: before, in: session)
      case .correct(let before, let after): try desk.tenures.replace(before, by: after, in: session)
      case .rename(let person, let name): try people.setName(name, of: person, in: session)
      case .setPhone(let person, let phone): try people.setPhone(phone, of: person, in: session)
      case .alternate(let standIn): try desk.tenures.insert(standIn, in: session)
      case .endAlternate(let standIn, let day): try desk.close(standIn, until: day, in: session)
      case .retire(let until):
        // What is in the post's hands is handed on by the desk itself. A post made by this very sheet holds nothing.
        if !change.isNew { try desk.retire(change.post.id, until: until, expecting: nil, by: caller, in: session) }
      }
    }
  }

  /// Who acted for a post, or was its alternate, is so no more once it is his own; and whoever follows posts hears of who comes.
  private func tell(_ change: PostSheetChange, by caller: Caller, in session: any Session) throws {
    guard !change.isNew else { return }
    for step in change.steps {
      guard let tenure = PostSheet.taken(step) else { continue }
      for standIn in try desk.tenures.standIns(of: change.post.id, in: session)
      where standIn.person == tenure.person && standIn.overlaps(tenure.validFrom, tenure.validUntil) {
        try desk.close(standIn, until: tenure.validFrom, in: session)
      }
      var before: PersonID?
      if case .succeed(let sitting, _) = step { before = sitting.person }
      let succession = PostSuccession(
        post: change.post.id, place: change.post.place, before: before, after: tenure.person, from: tenure.validFrom, acting: change.acting)
      for follower in desk.followers { try follower.succeeded(succession, by: caller, in: session) }
    }
  }

  /// The journal names people by number: names are sealed.
  private func draft(_ change: PostSheetChange) -> JournalDraft {
    var before: [String: String] = [:]
    var after: [String: String] = [:]
    for step in change.steps {
      switch step {
      case .establish: after["type"] = change.post.type
      case .enter, .endAlternate: continue
      case .appoint(let tenure): after.merge(PostSheet.facts(tenure)) { _, new in new }
      case .succeed(let sitting, let tenure):
        before.merge(PostSheet.facts(sitting)) { _, new in new }
        after.merge(PostSheet.facts(tenure)) { _, new in new }
      case .correct(let old, let new):
        before.merge(PostSheet.facts(old)) { _, new in new }
        after.merge(PostSheet.facts(new)) { _, new in new }
      case .rename(let person, _): after["renamed"] = person.description
      case .setPhone(let person, _): after["phone_of"] = person.description
      case .alternate(let standIn): after["alternate"] = standIn.person.description
      case .retire(let until): after["post_until"] = until.description
      }
    }
    return JournalDraft(
      "post.imported", subject: "post", id: change.post.id.raw, place: change.post.place, acting: change.acting, before: before, after: after)
  }

  private static func facts(_ tenure: Tenure) -> [String: String] {
    let facts: [String: String?] = [
      "person": tenure.person.description, "from": tenure.validFrom.description, "until": tenure.validUntil?.description,
      "term_until": tenure.termUntil?.description,
    ]
    return facts.compactMapValues(\.self)
  }
}
