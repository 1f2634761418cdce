public import Ground
public import SQL
import Vault

extension MatterDesk {
  private static func sealPlace(_ report: ReportID) -> SealPlace {
    SealPlace(table: "matter_contact", column: "sealed", row: report.raw)
  }

  /// Name and phone, one to a line each whatever was typed, sealed to their row.
  func seal(_ contact: Contact, of report: ReportID) -> [UInt8] {
    let lines = [contact.name, contact.phone].map { ($0 ?? "").split(whereSeparator: \.isNewline).joined(separator: " ") }
    let text = lines.joined(separator: "\n")
    return keys.seal(text, at: MatterDesk.sealPlace(report)).blob
  }

  func open(_ sealed: [UInt8], of report: ReportID) throws -> Contact {
    let text = try keys.openText(try Sealed(blob: sealed), at: MatterDesk.sealPlace(report))
    let lines = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    func line(_ index: Int) -> String? { lines.indices.contains(index) && !lines[index].isEmpty ? lines[index] : nil }
    return Contact(name: line(0), phone: line(1))
  }

  /// The reporters' contacts; a page shows them masked.
  func contacts(of matter: Matter, in session: any Session) throws -> [Contact] {
    try reports.contacts(of: matter.id, in: session).map { try open($0.sealed, of: $0.report) }
  }

  /// The contacts in clear, for one who must call. The look is written to the journal.
  /// - Throws: ``Refusal`` `.absent`, `.notAllowed`.
  public func reveal(_ id: MatterID, by caller: Caller, in session: any Session) throws -> [Contact] {
    let matter = try matters.visible(id, to: caller, in: session)
    let post = matter.handlerPost
    guard let acting = caller.acting(.contactReveal, place: matter.location.place, organisation: matter.handlerOrganisation, post: post) else {
      throw Refusal(.notAllowed, "matter.refusal.reveal")
    }
    let contacts = try contacts(of: matter, in: session)
    let entry = JournalDraft(
      "matter.contact_revealed", subject: "matter", id: id.raw, place: matter.location.place, acting: acting.post,
      after: ["contacts": "\(contacts.count)"])
    try journal.append(entry, by: caller, in: session)
    return contacts
  }
}
