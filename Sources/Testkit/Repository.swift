public import Foundation

/// The folder of Package.swift, for tests that read the project's own files.
public let repositoryRoot: URL = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
