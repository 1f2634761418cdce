import Ground
import SQL

extension RowReader {
  mutating func dayIfAny() throws -> CivilDay? { try next(Int?.self).map { CivilDay(daysSince1970: $0) } }
}
