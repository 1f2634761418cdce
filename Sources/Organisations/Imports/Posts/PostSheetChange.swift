import Ground

/// What one row of a sheet does to one post.
struct PostSheetChange: Sendable {
  enum Step: Sendable, Hashable {
    case establish
    /// Somebody who is not known yet.
    case enter(Person)
    case appoint(Tenure)
    /// The second follows the first, on the second's first day.
    case succeed(Tenure, Tenure)
    /// Dates that were wrong, or an end.
    case correct(Tenure, Tenure)
    case rename(PersonID, String)
    case setPhone(PersonID, String)
    case alternate(StandIn)
    /// The first day on which the alternate is none.
    case endAlternate(StandIn, CivilDay)
    /// The first day on which the post is no more.
    case retire(CivilDay)
  }

  /// The position of the post in ``PostSheetWorld/states``.
  let state: Int
  var post: Post
  let steps: [Step]
  /// The post under which the caller acts.
  let acting: PostID?

  var isNew: Bool { steps.contains(.establish) }
}
