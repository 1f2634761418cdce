import Ground
import SQL

extension TenureRecords {
  /// Dates that were wrong.
  func replace(_ before: Tenure, by after: Tenure, in session: any Session) throws {
    try session.run(
      """
      UPDATE post_holding SET valid_from = \(after.validFrom), valid_until = \(after.validUntil),
        term_until = \(after.termUntil)
      WHERE post_id = \(before.post) AND person_id = \(before.person) AND valid_from = \(before.validFrom)
      """)
  }
}

extension PersonRecords {
  func setName(_ name: String, of id: PersonID, in session: any Session) throws {
    let sealed: [UInt8] = try seal.seal(name, id)
    try session.run(
      "UPDATE person SET name_sealed = \(sealed), name_mark = \(seal.marks(name).first), version = version + 1 WHERE id = \(id)")
  }

  func setPhone(_ phone: String, of id: PersonID, in session: any Session) throws {
    let sealed: [UInt8] = try seal.seal(phone, id)
    try session.run("UPDATE person SET phone_sealed = \(sealed), version = version + 1 WHERE id = \(id)")
  }
}
