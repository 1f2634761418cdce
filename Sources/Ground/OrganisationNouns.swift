extension Noun {
  /// What a body is bound to from a day on.
  public enum OrganisationBinding {}
  /// A unit in a commission or a task group.
  public enum OrganisationMember {}
  public enum Duty {}
  public enum TerritorialDuty {}
  /// A power given down, and each time it was used.
  public enum StreetPower {}
  public enum PowerExercise {}
}

public typealias OrganisationBindingID = Identifier<Noun.OrganisationBinding>
public typealias OrganisationMemberID = Identifier<Noun.OrganisationMember>
public typealias DutyID = Identifier<Noun.Duty>
public typealias StreetPowerID = Identifier<Noun.StreetPower>
public typealias PowerExerciseID = Identifier<Noun.PowerExercise>
public typealias TerritorialDutyID = Identifier<Noun.TerritorialDuty>
