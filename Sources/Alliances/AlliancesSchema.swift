public import SQL

public enum AlliancesSchema {
  public static let migrations: [Migration] = []
}
