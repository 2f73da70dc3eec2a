Feature: An advice call is dealt with on the phone
  Most calls end with advice. The call leaves a contact, a decision with its reason, and nothing to do.

  Background:
    Given we are Marlshire
    And today is Thursday 5 March 2026 at 10:05

  @safeguard_r01 @safeguard_r02
  Scenario: A head of year asks about a lift home
    When the LADO reports by phone
      | question                 | answer                                                          |
      | 1. Who called            | Imran Sheikh, head of Year 9, Ridgeway Academy                  |
      | 2. How                   | Phone                                                           |
      | Adult 1: name            | Joel Barrett                                                    |
      | Adult 1: Job 1: employer | Ridgeway Academy                                                |
      | 5. What was said         | Gave two pupils a lift home in the rain without telling anybody |
      | 6. Advice given          | Remind him of the code of conduct, tell both parents            |
      | 7. Decision              | Advice and information                                          |
      | 8. Reason                | Practice issue                                                  |
    Then the record says
      | question  | answer         |
      | level     | advice         |
      | 8. Reason | Practice issue |
    And the case is closed because "Advice given"
    And the LADO inbox has nothing
    And the LADO business support inbox has nothing
    And it took at most 1 sitting

  @safeguard_r01
  Scenario: A low-level concern goes back to the employer
    When the LADO reports by phone
      | question                 | answer                                       |
      | 1. Who called            | Lorna Greaves, Ridgeway Academy              |
      | 2. How                   | Phone                                        |
      | Adult 1: name            | Not given                                    |
      | Adult 1: Job 1: employer | Ridgeway Academy                             |
      | 5. What was said         | A cover supervisor swears in front of pupils |
      | 6. Advice given          | Keep it in the low-level concerns record     |
      | 7. Decision              | Low-level concern, back to the employer      |
      | 8. Reason                | No safeguarding concern                      |
    Then the case is closed because "Below the threshold"
    And the LADO inbox has nothing

  Scenario: A training question opens no case
    When the LADO reports by phone
      | question                 | answer                         |
      | 1. Who called            | Tessa Boyle, Fernhill Nursery  |
      | 2. How                   | Phone                          |
      | Adult 1: name            | Not given                      |
      | Adult 1: Job 1: employer | Fernhill Nursery               |
      | 5. What was said         | Asks when the next briefing is |
      | What kind of contact     | Training or policy question    |
    Then the LADO inbox has nothing
    And the LADO business support inbox has nothing

  @safeguard_r06
  Scenario: A call that is more than advice goes on to the threshold step
    When the LADO reports by phone
      | question                 | answer                                              |
      | 1. Who called            | Tessa Boyle, Fernhill Nursery                       |
      | 2. How                   | Phone                                               |
      | Adult 1: name            | Dawn Pritchard                                      |
      | Adult 1: Job 1: employer | Fernhill Nursery                                    |
      | 5. What was said         | Two colleagues saw her lift a child of 3 by one arm |
      | 6. Advice given          | Keep her away from the children’s rooms             |
      | 7. Decision              | Referral: opens a case                              |
    Then the case is open
    When the LADO business support completes "Check who it is about"
      | question                           | answer                       |
      | Where have you searched?           | Our own LADO records, Police |
      | What did you find about the adult? | Nobody found                 |
    Then the LADO inbox has
      | task                 | due                 |
      | Decide the threshold | Friday 6 March 2026 |

  @safeguard_r42
  Scenario: Nobody is named, and the setting and what was said stay in the record
    When the LADO reports by phone
      | question         | answer                             |
      | 1. Who called    | A parent, name not given           |
      | 2. How           | Phone                              |
      | 3. About whom    | not given                          |
      | 4. Setting       | Hollin Park Rovers                 |
      | 5. What was said | A coach swears at the under-9s     |
      | 6. Advice given  | Tell the club's welfare officer    |
      | 7. Decision      | Advice and information             |
    And it is 2 March 2027 at 10:00
    Then the record says
      | question         | answer                         |
      | 4. Setting       | Hollin Park Rovers             |
      | 5. What was said | A coach swears at the under-9s |
    And the case is closed because "Advice given"

  @safeguard_r38
  Scenario: A criterion counts for what came after it was made
    Given today is Monday 3 August 2020 at 10:00
    When the LADO reports by phone
      | question         | answer           |
      | 1. Who called    | Imran Sheikh     |
      | 3. About whom    | Joel Barrett     |
      | 4. Setting       | Ridgeway Academy |
      | 7. Decision      | Referral         |
    And the LADO business support completes "Check who it is about"
    And it is 7 September 2020 at 10:00
    Then completing "Decide the threshold" by the LADO is refused because "no answer to"
      | question                   | answer      |
      | Which criteria may be met? | suitability |
