public import SQL

/// Writes what was done, by whom and under which post, in the same transaction as the change itself.
///
/// An entry carries a digest of its own fields. A ``JournalSealer`` later links committed entries into a chain of blocks:
/// a chain made here would put every writer behind the one before.
public struct Journal: Sendable {
  private let ids: IdentifierMaker
  private let timepiece: Timepiece

  public init(ids: IdentifierMaker, timepiece: Timepiece) {
    self.ids = ids
    self.timepiece = timepiece
  }

  /// Appends one entry.
  /// - Throws: ``DatabaseRefusal``.
  @discardableResult public func append(_ draft: JournalDraft, by caller: Caller, in session: any Session) throws -> JournalEntryID {
    let entry: JournalEntry = entry(draft, by: caller)
    try JournalRecords.insert(entry, in: session)
    return entry.id
  }

  /// Appends many, for imports: a few statements instead of one for each.
  /// - Throws: ``DatabaseRefusal``.
  public func append(_ drafts: [JournalDraft], by caller: Caller, in session: any Session) throws {
    try JournalRecords.insert(drafts.lazy.map { entry($0, by: caller) }, in: session)
  }

  private func entry(_ draft: JournalDraft, by caller: Caller) -> JournalEntry {
    JournalEntry(
      id: ids.next(), at: timepiece.now(), verb: draft.verb, subject: draft.subject, subjectID: draft.subjectID, place: draft.place,
      account: caller.account, person: caller.person, acting: draft.acting, request: caller.request,
      before: JournalJSON.text(draft.before), after: JournalJSON.text(after(draft, by: caller)))
  }

  /// Whoever acts for a post that somebody else holds, or nobody, is told from its holder by `acting_for`.
  private func after(_ draft: JournalDraft, by caller: Caller) -> [String: String] {
    guard let post = draft.acting, let holding = caller.holdings.first(where: { $0.post == post }), holding.isActing else { return draft.after }
    return draft.after.merging(["acting_for": post.description]) { own, _ in own }
  }
}
