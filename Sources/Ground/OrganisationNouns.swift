extension Noun {
  /// What a body is bound to from a day on.
  public enum OrganisationBinding {}
  /// A unit in a commission or a task group.
  public enum OrganisationMember {}
  public enum Duty {}
  public enum TerritorialDuty {}
}

public typealias OrganisationBindingID = Identifier<Noun.OrganisationBinding>
public typealias OrganisationMemberID = Identifier<Noun.OrganisationMember>
public typealias DutyID = Identifier<Noun.Duty>
public typealias TerritorialDutyID = Identifier<Noun.TerritorialDuty>
