import Foundation

/// Turns passwords into what may be stored, with scrypt on a small pool of its own threads: sign-ins wait for one another,
/// never for requests, and at most `threads` times the memory of one hash is in use.
public struct PasswordHasher: Sendable {
  public enum Failure: Error, Hashable {
    /// libcrypto refused, for lack of memory as a rule.
    case noMemory
  }

  private let cost: Cost
  private let queue: OperationQueue

  public init(cost: Cost = .standard, threads: Int = 2) {
    self.cost = cost
    queue = OperationQueue()
    queue.name = "passwords"
    queue.maxConcurrentOperationCount = threads
  }

  /// `$scrypt$ln=15,r=8,p=3$salt$hash` with a salt of its own.
  public func hash(_ password: String) async throws -> String {
    let salt: [UInt8] = Randomness.bytes(16)
    guard let key = await derive(password, salt: salt, cost: cost, length: 32) else { throw Failure.noMemory }
    return StoredPassword(cost: cost, salt: salt, key: key).description
  }

  /// Whether the password is the stored one. A stored text that cannot be read matches nothing.
  ///
  /// nil stands for an account that does not exist: it takes as long as any other, so that time does not tell names.
  public func verify(_ password: String, against stored: String?) async -> Bool {
    guard let stored, let known = StoredPassword(stored) else {
      _ = await derive(password, salt: Randomness.bytes(16), cost: cost, length: 32)
      return false
    }
    let key: [UInt8]? = await derive(password, salt: known.salt, cost: known.cost, length: known.key.count)
    return key.map { Digest.areEqual($0, known.key) } ?? false
  }

  /// Whether the stored text was made with another cost than today's; it is replaced when its owner signs in next.
  public func isOutdated(_ stored: String) -> Bool { StoredPassword(stored)?.cost != cost }

  private func derive(_ password: String, salt: [UInt8], cost: Cost, length: Int) async -> [UInt8]? {
    // One password typed on two keyboards may arrive composed or decomposed.
    let bytes: [UInt8] = Array(password.precomposedStringWithCanonicalMapping.utf8)
    return await withCheckedContinuation { continuation in
      queue.addOperation {
        continuation.resume(returning: Scrypt.derive(bytes, salt: salt, n: cost.n, r: cost.r, p: cost.p, length: length))
      }
    }
  }
}

extension PasswordHasher {
  /// How hard one guess is. Memory is 128 r N bytes: 32 MiB for `standard`, 128 MiB for `strong`.
  public struct Cost: Sendable, Hashable {
    /// N = 2^log2N.
    public let log2N: Int
    public let r: Int
    public let p: Int

    /// nil outside what a machine should do for anybody who asks: N from 2 to 2^17, r to 16, p to 4.
    public init?(log2N: Int, r: Int = 8, p: Int = 1) {
      guard (1...17).contains(log2N), (1...16).contains(r), (1...4).contains(p) else { return nil }
      self.init(unchecked: log2N, r, p)
    }

    private init(unchecked log2N: Int, _ r: Int, _ p: Int) {
      self.log2N = log2N
      self.r = r
      self.p = p
    }

    var n: Int { 1 << log2N }

    /// N = 2^15, r = 8, p = 3: one of the equal choices of OWASP's Password Storage Cheat Sheet, the one with little memory.
    public static let standard: Cost = Cost(unchecked: 15, 8, 3)
    /// N = 2^17, r = 8, p = 1: OWASP's first choice, where 128 MiB per sign-in are there.
    public static let strong: Cost = Cost(unchecked: 17, 8, 1)
    /// N = 2^4: takes microseconds and protects nothing; for tests.
    public static let weakForTests: Cost = Cost(unchecked: 4, 8, 1)
  }
}
