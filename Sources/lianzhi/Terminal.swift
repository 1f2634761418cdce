import ArgumentParser
import Foundation
import Ground

/// What the commands say, and what they are told.
enum Terminal {
  static func say(_ line: String) { write(line, to: 1) }

  static func complain(_ line: String) { write(line, to: 2) }

  static var isInteractive: Bool { isatty(2) == 1 }

  /// Does the work of a command; whatever goes wrong becomes a sentence and an exit status.
  static func explaining(_ work: () async throws -> Void) async throws {
    do {
      try await work()
    } catch let exit as ExitCode {
      throw exit
    } catch let invalid as ValidationError {
      throw invalid
    } catch {
      complain(Explanation.of(error))
      throw ExitCode(Explanation.status(of: error))
    }
  }

  /// The words in the language of the terminal: Chinese where LANG says so, English elsewhere.
  static func words(_ profile: CityProfile) -> Words {
    let environment: [String: String] = ProcessInfo.processInfo.environment
    let said: String = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    return profile.words(profile.locales.first { said.hasPrefix($0.prefix(2)) } ?? "en")
  }

  /// A line of standard input that is not shown while it is typed.
  static func secret(_ prompt: String) -> String? {
    guard isatty(0) == 1 else { return readLine() }
    FileHandle.standardError.write(Data("\(prompt) ".utf8))
    var shown = termios()
    tcgetattr(0, &shown)
    var hidden = shown
    hidden.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(0, TCSAFLUSH, &hidden)
    defer {
      tcsetattr(0, TCSAFLUSH, &shown)
      complain("")
    }
    return readLine()
  }

  /// At once, also into a file or a pipe.
  private static func write(_ line: String, to file: Int32) {
    let bytes: [UInt8] = Array("\(line)\n".utf8)
    _ = Foundation.write(file, bytes, bytes.count)
  }
}
