import Ground
import Places
import SQL
import Web

extension MattersRoom {
  /// Residents find out what this is; staff go to where their work lies.
  var showHome: Route {
    Route(.get, "/", name: "showHome", summary: "The first page", access: .everyone, faces: [.page]) { visit in
      if visit.caller.isSignedIn { return .see(MattersRoom.desk(of: visit.caller)) }
      return .page(HomePages(words: visit.words, profile: profile).home(city: try await cityName()))
    }
  }

  var showPrivacy: Route {
    Route(.get, "/privacy", name: "showPrivacy", summary: "How personal data are protected", access: .everyone, faces: [.page]) { visit in
      .page(HomePages(words: visit.words, profile: profile).privacy(city: try await cityName()))
    }
  }

  /// The page a caller works at.
  static func desk(of caller: Caller) -> String {
    if caller.may(.matterDispatch) { return "/matters?open=yes&waiting=desk&mine=true" }
    if caller.may(.matterHandle) { return "/today" }
    return caller.may(.matterRead) ? "/tiles" : "/me"
  }

  private func cityName() async throws -> String? {
    try await database.read { session in try AreaRecords().find(code: profile.divisionCode, in: session)?.name }
  }
}
