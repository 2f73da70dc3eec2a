Feature: Agencies that disagree do not leave it lying
  Social care sees no role, the LADO does. Senior officers have a day by name, then the director decides. The child waits for none of it.

  Background:
    Given we are Marlshire
    And today is Monday 11 May 2026 at 10:00
    And the LADO reports by phone
      | question         | answer                           |
      | 1. Who called    | Petra Lund, Little Acorns        |
      | 3. About whom    | Joan Avery                       |
      | 4. Setting       | Little Acorns                    |
      | 5. What was said | Pulled a boy of 6 up by the arm |
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
    And "Agencies disagree" happens
      | question                                          | answer                                     |
      | Who differs: agencies and names?                  | Ruth Calder, social care; LADO             |
      | On what?                                          | Something else                             |
      | What does each side say, and why?                 | No role for us; the boy has a bruise       |
      | What stands meanwhile, and what keeps the children safe? | She does not work with children |
      | disagreement_officers                             | Nia Ford, head of assessment               |
      | By when?                                          | 15/5/2026                                  |

  Scenario: Settled between senior officers
    Then the LADO manager inbox has
      | task                              | for        | due                |
      | Settle it between senior officers | Joan Avery | Friday 15 May 2026 |
    And the Children's social care inbox has
      | task                   |
      | Decide on the referral |
    When the LADO manager completes "Settle it between senior officers"
      | question           | answer                                  |
      | Is it settled?     | Yes                                     |
      | disagreement_agreed | A strategy discussion today, Nia Ford  |
    Then the Director of children's services inbox has nothing

  @safeguard_r29
  Scenario: The day passes, and then the director decides
    When it is 15 May 2026 at 17:05
    Then the LADO inbox has
      | task                      |
      | Chase the senior officers |
    When it is 18 May 2026 at 09:30
    And the LADO manager completes "Settle it between senior officers"
      | question               | answer                         |
      | Is it settled?         | No                             |
      | disagreement_not_settled | Nia Ford proposes to wait     |
      | director_answer_by     | 22/5/2026                      |
    Then "Chase the senior officers" is not offered to the LADO
    And "Decide the disagreement" shows the Director of children's services
      | says                                 |
      | No role for us; the boy has a bruise |
      | Nia Ford proposes to wait            |
    And "Decide the disagreement" does not show the Director of children's services
      | says                  |
      | Petra Lund            |
    And the deadline "Decide the disagreement" is Friday 22 May 2026
    When the Director of children's services completes "Decide the disagreement"
      | question            | answer                         |
      | What do you decide? | Social care sees the boy today |
    Then the Director of children's services inbox has nothing
    And the case is open
