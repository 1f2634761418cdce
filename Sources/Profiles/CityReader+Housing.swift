import Ground

/// Estates, venues and doors.
extension CityReader {
  func readHousing(_ fields: Fields, into draft: inout CityDraft) {
    draft.flags = fields.items("flags").compactMap { fields in
      defer { fields.close() }
      let excludes: Bool = fields.flag("excludes_company")
      return fields.id().map { Placed(.init(id: $0, excludesCompany: excludes), fields.position) }
    }
    draft.modes = fields.items("modes").compactMap { fields in
      defer { fields.close() }
      let company: Bool = fields.flag("company")
      return fields.id().map { Placed(.init(id: $0, hasCompany: company), fields.position) }
    }
    draft.venueKinds = fields.items("venue_kinds").compactMap { fields in
      defer { fields.close() }
      let office: Bool = fields.flag("office")
      return fields.id().map { Placed(.init(id: $0, isOffice: office), fields.position) }
    }
    draft.venueFunctions = fields.items("venue_functions").compactMap(named)
    draft.answering = fields.items("answering").compactMap { fields in
      defer { fields.close() }
      let shows: CityProfile.Answering.Face? = fields.choice("shows", CityProfile.Answering.Face.self)
      guard let id = fields.id(), let shows else { return nil }
      return Placed(.init(id: id, shows: shows), fields.position)
    }
    draft.publishesPhone = fields.flag("publishes_phone")
    fields.close()
  }

  private func named(_ fields: Fields) -> Placed<String>? {
    defer { fields.close() }
    return fields.id().map { Placed($0, fields.position) }
  }
}
