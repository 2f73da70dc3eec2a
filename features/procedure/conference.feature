Feature: A child protection conference is asked for
  A section 47 enquiry leads to a conference within fifteen working days of the strategy discussion, or somebody says why not.

  Background:
    Given we are Marlshire
    And today is Tuesday 14 April 2026 at 10:00
    And the LADO reports by phone
      | question         | answer                           |
      | 1. Who called    | Petra Lund, Little Acorns        |
      | 3. About whom    | Joan Avery                       |
      | 4. Setting       | Little Acorns                    |
      | 5. What was said | Shook a girl of 3                |
      | 6. Advice given  | Keep her away from the children  |
      | 7. Decision      | Referral                         |
    And the LADO business support completes "Check who it is about"
      | question                           | answer       |
      | What did you find about the adult? | Nobody found |
    And the LADO completes "Decide the threshold"
      | question                   | answer   |
      | Which criteria may be met? | harmed   |
      | What do you decide?        | Referral |
      | social_care_wanted         | Yes      |
    And the Children's social care completes "Decide on the referral"
      | question               | answer     |
      | What do you decide?    | section_47 |
      | strategy_discussion_on | 14/4/2026  |
      | next_update_on         | 27/4/2026  |

  @clock_t25
  Scenario: Fifteen working days without a day for it
    Then "Ask for the conference" is not offered to the LADO
    And the deadline "Conference due" is Wednesday 6 May 2026 because "strategy discussion"
    When it is 6 May 2026 at 17:05
    Then the LADO inbox has
      | task                   |
      | Ask for the conference |
    When the LADO completes "Ask for the conference"
      | question                                        | answer                                |
      | conference_contact                              | Ruth Calder, by phone                 |
      | Is a child protection conference held or planned? | No                                  |
      | conference_reason                               | A child in need plan serves her better |
    Then "Ask for the conference" is not offered to the LADO

  @clock_t25
  Scenario: Told in an update, nobody asks
    When the Children's social care completes "Give a social care update"
      | question       | answer    |
      | conference_on  | 30/4/2026 |
      | next_update_on | 11/5/2026 |
    And it is 8 May 2026 at 10:00
    Then "Ask for the conference" is not offered to the LADO
