public import SQL

public enum PropertySchema {
  public static let migrations: [Migration] = []
}
