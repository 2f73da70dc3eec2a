Feature: A data breach is weighed within 72 hours
  Minutes went to the wrong school. Seventy-two hours count from when somebody here knew, also over the weekend.

  Background:
    Given we are Marlshire
    And today is Friday 6 March 2026 at 16:40
    And the LADO business support reports through "Report a data breach"
      | question                          | answer                                       |
      | What happened, in a few words?    | Minutes sent to the wrong school             |
      | When did anybody here first know? | 6/3/2026 at 16:10                            |
      | Who told us?                      | Moira Lennox                                 |
      | breach_whose                      | Two children, a teacher and a referrer       |
      | breach_contained                  | The school has deleted it and said so        |

  @clock_t34
  Scenario: The Commissioner is told, and so are the people
    Then the deadline "Decide whether to tell the Commissioner" is Monday 9 March 2026 because "72 hours"
    And "Decide whether to tell the Commissioner" shows the Data protection officer
      | says                                   |
      | Two children, a teacher and a referrer |
    And completing "Decide whether to tell the Commissioner" by the Data protection officer is refused because "the Commissioner is told"
      | question                              | answer          |
      | How great is the risk to people?      | There is a risk |
      | Is the Information Commissioner told? | No              |
    And completing "Decide whether to tell the Commissioner" by the Data protection officer is refused because "the people concerned are told"
      | question                              | answer           |
      | How great is the risk to people?      | The risk is high |
      | Is the Information Commissioner told? | Yes              |
      | Must the people concerned be told?    | No               |
    When the Data protection officer completes "Decide whether to tell the Commissioner"
      | question                              | answer           |
      | How great is the risk to people?      | The risk is high |
      | Is the Information Commissioner told? | Yes              |
      | commissioner_reference                | IC-2026-0042     |
      | Must the people concerned be told?    | Yes              |
    Then the LADO inbox has
      | task                      | for                              |
      | Tell the people concerned | Minutes sent to the wrong school |
    When the LADO completes "Tell the people concerned"
    And the LADO manager completes "See that it does not happen again"
    Then the LADO manager inbox has nothing
    And no case is open

  @clock_t34 @safeguard_r29
  Scenario: The weekend counts
    When it is 9 March 2026 at 16:15
    Then the LADO manager inbox has
      | task                           |
      | Step in on a late breach decision |
    When the Data protection officer completes "Decide whether to tell the Commissioner"
      | question                              | answer             |
      | How great is the risk to people?      | A risk is unlikely |
      | Is the Information Commissioner told? | No                 |
      | Must the people concerned be told?    | No                 |
    Then "Step in on a late breach decision" is not offered to the LADO manager
    And "Tell the people concerned" is not offered to the LADO
    And the LADO manager inbox has
      | task                              |
      | See that it does not happen again |
