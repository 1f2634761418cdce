import Vault

/// A Merkle tree as in RFC 6962: leaves and nodes are hashed with different prefixes, so that a node can never pass for a
/// leaf. Leaves are added one by one; only one hash per level is kept.
struct MerkleTree {
  /// Complete subtrees from the left, the largest first.
  private var peaks: [(size: Int, hash: [UInt8])] = []

  mutating func add(_ content: [UInt8]) {
    var size = 1
    var hash = Digest.sha256([0] + content)
    while let last = peaks.last, last.size == size {
      peaks.removeLast()
      hash = Self.node(last.hash, hash)
      size *= 2
    }
    peaks.append((size, hash))
  }

  /// The root; of no leaves the hash of nothing.
  var root: [UInt8] {
    guard var hash = peaks.last?.hash else { return Digest.sha256([]) }
    for peak in peaks.dropLast().reversed() { hash = Self.node(peak.hash, hash) }
    return hash
  }

  private static func node(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] { Digest.sha256([1] + left + right) }
}
