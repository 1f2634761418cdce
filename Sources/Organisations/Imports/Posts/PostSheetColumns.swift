/// The columns of a sheet of posts, in their order.
enum PostSheetColumns {
  static let postRef: String = "post_ref"
  static let areaCode: String = "area_code"
  static let area: String = "area"
  static let type: String = "type"
  static let building: String = "building"
  static let unit: String = "unit"
  static let organisation: String = "organisation"
  static let seat: String = "seat"
  static let personRef: String = "person_ref"
  static let name: String = "name"
  static let phone: String = "phone"
  static let from: String = "from"
  static let lastDay: String = "last_day"
  static let termLastDay: String = "term_last_day"
  static let alternate: String = "alternate"
  static let alternatePhone: String = "alternate_phone"
  static let postLastDay: String = "post_last_day"

  static let all: [ImportColumn] = [
    ImportColumn(areaCode, .text(max: 15), width: 20),
    ImportColumn(area, width: 36),
    ImportColumn(type, .text(max: 60), width: 16, isRequired: true),
    ImportColumn(building, width: 18),
    ImportColumn(unit, .integer(1...99), width: 8),
    ImportColumn(organisation, width: 24),
    ImportColumn(seat, .text(max: 60), width: 14),
    ImportColumn(name, .text(max: 40), width: 14, isRequired: true),
    ImportColumn(phone, .text(max: 30), width: 16),
    ImportColumn(from, .day, width: 14),
    ImportColumn(lastDay, .day, width: 14),
    ImportColumn(termLastDay, .day, width: 14),
    ImportColumn(alternate, .text(max: 40), width: 14),
    ImportColumn(alternatePhone, .text(max: 30), width: 16),
    ImportColumn(postLastDay, .day, width: 14),
    ImportColumn(postRef, .text(max: 20), width: 22),
    ImportColumn(personRef, .text(max: 20), width: 22),
  ]
}
