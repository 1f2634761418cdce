/// Lays a city's file over the base's.
///
/// Maps merge key by key. Lists whose items carry an `id` (moves: an `act`) merge item by item: an item with a known id changes
/// the keys it names, a new one is appended, or stands before another with `before: <id>`, and `remove: true` takes one out.
/// Any other list, and any plain value, replaces the base's.
struct ProfileMerge {
  let complaints: Complaints

  func merge(_ base: ProfileNode, _ city: ProfileNode) -> ProfileNode {
    switch (base.content, city.content) {
    case (.map(let old), .map(let new)):
      return ProfileNode(position: city.position, content: .map(mergeEntries(old, new)))
    case (.list(let old), .list(let new)) where isIdentified(old) && isIdentified(new):
      return ProfileNode(position: city.position, content: .list(mergeItems(old, new)))
    default:
      return city
    }
  }

  private func mergeEntries(_ old: [ProfileNode.Entry], _ new: [ProfileNode.Entry]) -> [ProfileNode.Entry] {
    var out: [ProfileNode.Entry] = old
    for entry in new {
      if let index = out.firstIndex(where: { $0.key == entry.key }) {
        let value: ProfileNode = merge(out[index].value, entry.value)
        out[index] = ProfileNode.Entry(key: entry.key, position: entry.position, value: value)
      } else {
        out.append(entry)
      }
    }
    return out
  }

  private func mergeItems(_ old: [ProfileNode], _ new: [ProfileNode]) -> [ProfileNode] {
    var out: [ProfileNode] = old
    for item in new {
      let known: Int? = out.firstIndex { $0.identity == item.identity }
      if item["remove"] != nil {
        remove(item, at: known, from: &out)
      } else if let known {
        out[known] = merge(out[known], item)
      } else {
        insert(item, into: &out)
      }
    }
    return out
  }

  private func remove(_ item: ProfileNode, at known: Int?, from out: inout [ProfileNode]) {
    if item["remove"]?.scalar != "true" {
      complaints.add(item.position, "'remove' can only be true")
    } else if let known {
      out.remove(at: known)
    } else {
      complaints.add(item.position, "'\(item.identity ?? "")' cannot be removed: _base does not have it")
    }
  }

  private func insert(_ item: ProfileNode, into out: inout [ProfileNode]) {
    guard let before = item["before"], case .map(let entries) = item.content else {
      out.append(item)
      return
    }
    let plain: ProfileNode = ProfileNode(position: item.position, content: .map(entries.filter { $0.key != "before" }))
    if let index = out.firstIndex(where: { $0.identity == before.scalar }) {
      out.insert(plain, at: index)
    } else {
      complaints.add(before.position, "'before' names '\(before.scalar ?? "")', which is not in this list")
      out.append(plain)
    }
  }

  private func isIdentified(_ items: [ProfileNode]) -> Bool { items.allSatisfy { $0.identity != nil } }
}

/// Two items of one list with the same id, in one file.
struct DuplicateCheck {
  let complaints: Complaints

  func walk(_ node: ProfileNode) {
    switch node.content {
    case .scalar: return
    case .map(let entries):
      for entry in entries { walk(entry.value) }
    case .list(let items):
      var seen: Set<String> = []
      for item in items {
        if let id = item.identity, !seen.insert(id).inserted { complaints.add(item.position, "the id '\(id)' is used twice") }
        walk(item)
      }
    }
  }
}
