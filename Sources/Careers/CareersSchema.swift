public import SQL

public enum CareersSchema {
  public static let migrations: [Migration] = []
}
