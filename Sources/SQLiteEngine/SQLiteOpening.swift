import Foundation
import SQL
import class GRDB.DatabaseQueue
import struct GRDB.Configuration
import struct GRDB.DatabaseError

/// How the file is opened.
enum SQLiteOpening {
  /// The one connection that writes, durable at every commit.
  static func writer(_ path: String) throws -> DatabaseQueue {
    try refusing {
      var configuration = common()
      configuration.journalMode = .wal
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.inDatabase { database in
        // Up to 256 MiB of pages: numbers and keys are random, so every index page is as likely as another. SQLiteCheckpointer sees to
        // the log; one that grew behind a long read is cut back to 64 MiB.
        try database.execute(sql: "PRAGMA cache_size = -262144")
        try database.execute(sql: "PRAGMA journal_size_limit = 67108864")
        // Turning WAL on has set NORMAL, which may lose the last commits when the power fails.
        try database.execute(sql: "PRAGMA synchronous = FULL")
        let level = try Int.fetchOne(database, sql: "PRAGMA synchronous")
        guard level == 2 else { throw DatabaseRefusal(.broken, detail: "synchronous is \(level ?? -1), not FULL") }
      }
      return queue
    }
  }

  /// A connection that only moves pages from the log into the file, and waits for the disk as the writer does.
  static func checkpointer(_ path: String) throws -> DatabaseQueue {
    try refusing {
      let queue = try DatabaseQueue(path: path, configuration: common())
      try queue.inDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      return queue
    }
  }

  static func reader(_ path: String) throws -> DatabaseQueue {
    try refusing {
      var configuration = common()
      configuration.readonly = true
      configuration.prepareDatabase { database in
        try database.execute(sql: "PRAGMA cache_size = -16384")
        try database.execute(sql: "PRAGMA mmap_size = 268435456")
      }
      return try DatabaseQueue(path: path, configuration: configuration)
    }
  }

  private static func common() -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.foreignKeysEnabled = true
    // The engine opens and ends its transactions itself.
    configuration.allowsUnsafeTransactions = true
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA temp_store = MEMORY") }
    return configuration
  }

  private static func refusing<T>(_ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw DatabaseRefusal.sqlite(error.extendedResultCode.rawValue, error.message ?? "")
    }
  }
}
