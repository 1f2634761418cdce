import ArgumentParser

@main
struct Lianzhi: AsyncParsableCommand {
  func run() async throws {}
}
