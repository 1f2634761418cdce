/// One of the files that are laid over each other to make a city: the base, what cities of its kind share, the city's own.
struct ProfileLayer {
  let folder: String
  let node: ProfileNode

  /// From the base up. `extends: _county` in a file names the folder below it; without it that is `_base`.
  static func all(of slug: String, _ files: CityFiles) -> [ProfileLayer] {
    var layers: [ProfileLayer] = []
    var next: (folder: String, named: Position?)? = (slug, nil)
    while let (folder, named) = next {
      if layers.contains(where: { $0.folder == folder }) || (named != nil && !files.hasProfile(folder)) {
        if let named { files.complaints.add(named, "'extends' names '\(folder)', which is no folder below this one") }
        break
      }
      var node: ProfileNode = files.yaml("\(folder)/profile.yaml")
      let below: (folder: String, position: Position)? = node.takeExtends()
      layers.insert(ProfileLayer(folder: folder, node: node), at: 0)
      next = folder == base ? nil : (below?.folder ?? base, below?.position)
    }
    return layers
  }

  private static let base: String = "_base"
}

extension ProfileNode {
  /// The folder that a file says it extends; the key is then no longer in it.
  fileprivate mutating func takeExtends() -> (folder: String, position: Position)? {
    guard case .map(var entries) = content, let index = entries.firstIndex(where: { $0.key == "extends" }) else { return nil }
    let entry: Entry = entries.remove(at: index)
    content = .map(entries)
    return (entry.value.scalar ?? "", entry.position)
  }
}
