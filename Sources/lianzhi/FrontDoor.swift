import Ground
import Web

/// What stands at `/` as long as no room has something better to show there.
struct FrontDoor {
  var routes: [Route] {
    [
      Route(.get, "/", name: "home", summary: "On to one's own page, or to the sign-in", access: .everyone, faces: [.page]) { visit in
        .see(visit.caller.isSignedIn ? "/me" : "/sign-in")
      }
    ]
  }
}
