public import Ground
public import SQL
public struct Journal: Sendable {
  public init(ids: IdentifierMaker, timepiece: Timepiece) {}
  public func append(_ draft: JournalDraft, by caller: Caller, in session: any Session) throws {}
}
