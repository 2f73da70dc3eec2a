Feature: The national Panel hears of a serious incident
  A child is in hospital. Five working days count from when anybody of the council knew, over the spring bank holiday.

  Background:
    Given we are Marlshire
    And today is Thursday 21 May 2026 at 14:00
    And the LADO reports by phone
      | question         | answer                           |
      | 1. Who called    | Petra Lund, Little Acorns        |
      | 3. About whom    | Joan Avery                       |
      | 4. Setting       | Little Acorns                    |
      | 5. What was said | A baby fell from her arms         |
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
    And "Serious incident" happens
      | question                                          | answer                            |
      | What happened to the child?                       | The child was seriously harmed    |
      | What is known, and what is suspected?             | A skull fracture; accounts differ |
      | When did anybody of the council first know?       | 20/5/2026                         |

  @clock_t31
  Scenario: Notified in time
    Then the LADO manager inbox has
      | task                      | for        | due                    |
      | Notify the national Panel | Joan Avery | Thursday 28 May 2026   |
    When the LADO manager completes "Notify the national Panel"
      | question                | answer         |
      | Is the Panel notified?  | Yes            |
      | panel_reference         | CSPR-2026-0117 |
    And it is 29 May 2026 at 09:00
    Then "Chase the notification" is not offered to the LADO
    And the deadline "Notify the national Panel" is Thursday 28 May 2026, met

  @clock_t31 @safeguard_r29
  Scenario: Five working days pass
    When it is 28 May 2026 at 17:05
    Then the LADO inbox has
      | task                   |
      | Chase the notification |
    When the LADO manager completes "Notify the national Panel"
      | question               | answer                            |
      | Is the Panel notified? | No                                |
      | panel_reason           | The partners see no abuse in it   |
    Then "Chase the notification" is not offered to the LADO
