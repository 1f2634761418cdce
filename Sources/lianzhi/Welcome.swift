import Ground
import Organisations
import Places
import SQL
import Vault

/// What is printed when the doors are open: where to look, and with which accounts.
struct Welcome: Sendable {
  let house: House
  let settings: Settings
  let words: Words

  private var origin: String { settings.origin ?? settings.listen.address }

  /// A door of the demo: the community around it and a code that hangs there.
  private struct Door: Sendable {
    let community: AreaID
    let code: String?
  }

  func lines() async throws -> [String] {
    var lines: [String] = ["", words("lianzhi.open", ["address": origin]), ""]
    guard try await isDemo() else { return lines }
    if let door = try await door() {
      lines += [words("lianzhi.codes", ["address": "\(origin)/areas/\(door.community)/codes"])]
      if let code = door.code { lines += [words("lianzhi.resident", ["address": "\(origin)/q/\(code)"])] }
      lines.append("")
    }
    return lines + accounts() + [""]
  }

  private func accounts() -> [String] {
    let listed: [DemoAccount] = demo
    let width: Int = listed.map(\.name.count).max() ?? 0
    let rows: [String] = listed.map { account in
      let name: String = account.name + String(repeating: " ", count: width - account.name.count)
      return words("lianzhi.account", ["name": name, "role": words(account.role), "shows": words(account.shows)])
    }
    return [words("lianzhi.accounts", ["password": OrganisationsDemo.password])] + rows
  }

  private var demo: [DemoAccount] {
    guard let names = try? house.cities.names() else { return [] }
    return OrganisationsDemo(profile: house.profile, names: names, scale: .town).accounts
  }

  /// Whether the demo's accounts still have the demo's password: only then it is printed.
  private func isDemo() async throws -> Bool {
    guard let first = demo.first?.name else { return false }
    let account: Account? = try await house.database.read { try AccountRecords().account(named: first, in: $0) }
    guard let account else { return false }
    return await house.hasher.verify(OrganisationsDemo.password, against: account.hash)
  }

  private func door() async throws -> Door? {
    let plan: String = house.profile.demo.subdistrict
    let levels: [String] = house.profile.levels.map(\.id)
    guard levels.count > 1 else { return nil }
    return try await house.database.read { session in
      guard let range = PlaceRange(code: plan),
        let community = try AreaRecords().within(range, level: levels[levels.count - 2], in: session).first
      else { return nil }
      let code: DoorCode? = try DoorCodeRecords().within(community.range, kind: .building, limit: 1, in: session).first
      return Door(community: community.id, code: code?.code)
    }
  }
}
