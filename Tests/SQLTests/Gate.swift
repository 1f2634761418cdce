import Dispatch
import SQL
import Synchronization

/// Holds a closure on an engine's thread until a test lets it go on.
final class Gate: Sendable {
  private let arrived: DispatchSemaphore = DispatchSemaphore(value: 0)
  private let released: DispatchSemaphore = DispatchSemaphore(value: 0)

  func reached() { arrived.signal() }
  func waitForRelease() { released.wait() }
  func release() { released.signal() }

  func whenReached() async {
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      DispatchQueue.global().async { [arrived] in
        arrived.wait()
        continuation.resume()
      }
    }
  }
}

/// Keeps a session past its end, as no caller should.
final class Escaped: @unchecked Sendable {
  private var session: (any Session)?

  func keep(_ session: any Session) { self.session = session }
  func use() throws { try session?.run("SELECT 1") }
}

/// Counts from 1.
final class Counter: Sendable {
  private let count: Mutex<Int> = Mutex(0)

  func next() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }
}
