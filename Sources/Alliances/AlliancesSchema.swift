public import SQL

public enum AlliancesSchema {
  // An alliance is an organisation: its name, area, place and dates are there. What stands here is what only alliances have.
  public static let migrations: [Migration] = [
    Migration(
      "alliances.1.alliance",
      [
        """
        CREATE TABLE alliance (
          organisation_id BIGINT PRIMARY KEY REFERENCES organisation (id), turn_from BIGINT NOT NULL, turn_months BIGINT NOT NULL,
          rotating_post_id BIGINT REFERENCES post (id), version BIGINT NOT NULL DEFAULT 1, CHECK (turn_months BETWEEN 1 AND 12))
        """,
        """
        CREATE TABLE alliance_member (
          id BIGINT PRIMARY KEY, alliance_id BIGINT NOT NULL REFERENCES alliance (organisation_id),
          organisation_id BIGINT NOT NULL REFERENCES organisation (id), type TEXT NOT NULL, valid_from BIGINT NOT NULL, valid_until BIGINT,
          CHECK (valid_until IS NULL OR valid_until > valid_from))
        """,
        "CREATE INDEX alliance_member_alliance ON alliance_member (alliance_id, id)",
        "CREATE INDEX alliance_member_organisation ON alliance_member (organisation_id, alliance_id)",
        """
        CREATE TABLE alliance_charter (
          id BIGINT PRIMARY KEY, alliance_id BIGINT NOT NULL REFERENCES alliance (organisation_id), dated BIGINT NOT NULL,
          principles TEXT NOT NULL, mechanisms TEXT NOT NULL)
        """,
        "CREATE INDEX alliance_charter_alliance ON alliance_charter (alliance_id, dated)",
      ]),
    // A seat is a post of the alliance. All rotating chairs share one post; who holds it follows from the turns.
    Migration(
      "alliances.2.seat",
      [
        """
        CREATE TABLE alliance_seat (
          id BIGINT PRIMARY KEY, alliance_id BIGINT NOT NULL REFERENCES alliance (organisation_id), kind TEXT NOT NULL,
          member_id BIGINT REFERENCES alliance_member (id), post_id BIGINT NOT NULL REFERENCES post (id),
          person_id BIGINT NOT NULL REFERENCES person (id), valid_from BIGINT NOT NULL, valid_until BIGINT,
          CHECK (valid_until IS NULL OR valid_until >= valid_from))
        """,
        "CREATE INDEX alliance_seat_alliance ON alliance_seat (alliance_id, kind, id)",
        """
        CREATE TABLE alliance_turn (
          alliance_id BIGINT NOT NULL REFERENCES alliance (organisation_id), seat_id BIGINT NOT NULL REFERENCES alliance_seat (id),
          person_id BIGINT NOT NULL REFERENCES person (id), valid_from BIGINT NOT NULL, valid_until BIGINT NOT NULL,
          PRIMARY KEY (alliance_id, valid_from), CHECK (valid_until > valid_from))
        """,
      ]),
    // place is the left party's, other_place the right one's; both follow when areas change.
    Migration(
      "alliances.3.pair",
      [
        """
        CREATE TABLE pair (
          id BIGINT PRIMARY KEY, type TEXT NOT NULL, campaign TEXT NOT NULL, left_area_id BIGINT, left_organisation_id BIGINT,
          right_area_id BIGINT, right_organisation_id BIGINT, party_key TEXT NOT NULL, place BIGINT NOT NULL, other_place BIGINT NOT NULL,
          fixed TEXT, valid_from BIGINT NOT NULL, valid_until BIGINT, merged_into BIGINT REFERENCES pair (id),
          version BIGINT NOT NULL DEFAULT 1, CHECK (valid_until IS NULL OR valid_until > valid_from))
        """,
        "CREATE INDEX pair_place ON pair (place, id)",
        "CREATE INDEX pair_other_place ON pair (other_place, id)",
        "CREATE INDEX pair_party_key ON pair (party_key)",
        "CREATE INDEX pair_merged ON pair (merged_into) WHERE merged_into IS NOT NULL",
        """
        CREATE TABLE two_way_record (
          id BIGINT PRIMARY KEY, pair_id BIGINT NOT NULL REFERENCES pair (id), kind TEXT NOT NULL, about TEXT NOT NULL, day BIGINT NOT NULL,
          left_text TEXT, left_state TEXT NOT NULL, left_day BIGINT, right_text TEXT, right_state TEXT NOT NULL, right_day BIGINT,
          version BIGINT NOT NULL DEFAULT 1)
        """,
        "CREATE INDEX two_way_record_pair ON two_way_record (pair_id, id)",
      ]),
    Migration(
      "alliances.4.agreement",
      [
        """
        CREATE TABLE agreement (
          id BIGINT PRIMARY KEY, title TEXT NOT NULL, pair_id BIGINT REFERENCES pair (id), place BIGINT NOT NULL, valid_from BIGINT NOT NULL,
          valid_until BIGINT NOT NULL, terms TEXT NOT NULL, resources TEXT NOT NULL, needs TEXT NOT NULL, projects TEXT NOT NULL,
          state TEXT NOT NULL, renews BIGINT UNIQUE REFERENCES agreement (id), version BIGINT NOT NULL DEFAULT 1,
          CHECK (valid_until > valid_from))
        """,
        "CREATE INDEX agreement_place ON agreement (place, id)",
        "CREATE INDEX agreement_pair ON agreement (pair_id) WHERE pair_id IS NOT NULL",
        """
        CREATE TABLE agreement_party (
          agreement_id BIGINT NOT NULL REFERENCES agreement (id), rank BIGINT NOT NULL, area_id BIGINT, organisation_id BIGINT, signed BIGINT,
          PRIMARY KEY (agreement_id, rank))
        """,
        "CREATE INDEX agreement_party_organisation ON agreement_party (organisation_id) WHERE organisation_id IS NOT NULL",
        """
        CREATE TABLE negotiation (
          id BIGINT PRIMARY KEY, agreement_id BIGINT NOT NULL REFERENCES agreement (id), day BIGINT NOT NULL, said TEXT NOT NULL,
          outcome TEXT NOT NULL)
        """,
        "CREATE INDEX negotiation_agreement ON negotiation (agreement_id, id)",
      ]),
    // A visit belongs to a round: an area and a quarter. place is the secretary's community.
    Migration(
      "alliances.5.visit",
      [
        """
        CREATE TABLE visit_round (
          id BIGINT PRIMARY KEY, area_id BIGINT NOT NULL, place BIGINT NOT NULL, place_last BIGINT NOT NULL, quarter TEXT NOT NULL,
          covers TEXT NOT NULL, version BIGINT NOT NULL DEFAULT 1, UNIQUE (area_id, quarter))
        """,
        "CREATE INDEX visit_round_place ON visit_round (place, id)",
        """
        CREATE TABLE secretary_visit (
          id BIGINT PRIMARY KEY, round_id BIGINT NOT NULL REFERENCES visit_round (id), post_id BIGINT NOT NULL REFERENCES post (id),
          organisation_id BIGINT NOT NULL REFERENCES organisation (id), place BIGINT NOT NULL, goes_out BIGINT NOT NULL,
          planned BIGINT NOT NULL, done BIGINT, exchanged TEXT, version BIGINT NOT NULL DEFAULT 1,
          UNIQUE (round_id, post_id, organisation_id))
        """,
        "CREATE INDEX secretary_visit_place ON secretary_visit (place, id)",
        "CREATE INDEX secretary_visit_organisation ON secretary_visit (organisation_id)",
        "CREATE INDEX secretary_visit_open ON secretary_visit (planned, id) WHERE done IS NULL",
        """
        CREATE TABLE follow_up (
          id BIGINT PRIMARY KEY, visit_id BIGINT NOT NULL REFERENCES secretary_visit (id), what TEXT NOT NULL, owner TEXT NOT NULL,
          due BIGINT NOT NULL, done BIGINT, version BIGINT NOT NULL DEFAULT 1)
        """,
        "CREATE INDEX follow_up_visit ON follow_up (visit_id, id)",
      ]),
    // Who was next to chair and may not, with the two words that say why.
    Migration(
      "alliances.6.turn_passed",
      [
        """
        CREATE TABLE alliance_turn_passed (
          alliance_id BIGINT NOT NULL REFERENCES alliance (organisation_id), seat_id BIGINT NOT NULL REFERENCES alliance_seat (id),
          valid_from BIGINT NOT NULL, valid_until BIGINT NOT NULL, person_id BIGINT NOT NULL REFERENCES person (id), duty TEXT NOT NULL,
          permission TEXT NOT NULL, PRIMARY KEY (alliance_id, valid_from, seat_id))
        """,
        "CREATE INDEX alliance_turn_from ON alliance_turn (valid_from)",
      ]),
  ]
}
