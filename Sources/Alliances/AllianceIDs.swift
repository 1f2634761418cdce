public import Ground

extension Noun {
  public enum AllianceMember {}
  public enum AllianceSeat {}
  public enum AllianceCharter {}
  public enum Pair {}
  public enum TwoWayRecord {}
  public enum Agreement {}
  public enum Negotiation {}
  public enum VisitRound {}
  public enum SecretaryVisit {}
  public enum FollowUp {}
}

public typealias AllianceMemberID = Identifier<Noun.AllianceMember>
public typealias AllianceSeatID = Identifier<Noun.AllianceSeat>
public typealias AllianceCharterID = Identifier<Noun.AllianceCharter>
public typealias PairID = Identifier<Noun.Pair>
public typealias TwoWayRecordID = Identifier<Noun.TwoWayRecord>
public typealias AgreementID = Identifier<Noun.Agreement>
public typealias NegotiationID = Identifier<Noun.Negotiation>
public typealias VisitRoundID = Identifier<Noun.VisitRound>
public typealias SecretaryVisitID = Identifier<Noun.SecretaryVisit>
public typealias FollowUpID = Identifier<Noun.FollowUp>
