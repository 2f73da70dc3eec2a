Feature: A file is audited, and a case teaches something
  The manager reads a file against what the procedure promises. After a case the LADO and the employer look at what made it possible.

  Background:
    Given we are Marlshire
    And today is Tuesday 2 June 2026 at 10:00
    And the LADO reports by phone
      | question         | answer                             |
      | 1. Who called    | Petra Lund, Little Acorns          |
      | 3. About whom    | Joan Avery                         |
      | 4. Setting       | Little Acorns                      |
      | 5. What was said | Locked a girl of 4 out in the rain |
      | 6. Advice given  | Keep her away from the children    |
      | 7. Decision      | Referral                           |
    And the LADO business support completes "Check who it is about"
      | question                           | answer       |
      | What did you find about the adult? | Nobody found |
    And the LADO completes "Decide the threshold"
      | question                   | answer   |
      | Which criteria may be met? | harmed   |
      | What do you decide?        | Referral |
      | social_care_wanted         | Yes      |

  Scenario: An audit with something to do
    When "File audit" happens
      | question                      | answer                              |
      | audit_by                      | Graham Thorne                       |
      | Judgement 1: Part of the file | The child’s voice and identity show |
      | Judgement 1: Judgement        | Requires improvement                |
      | Judgement 1: Reason           | Nobody wrote what she said          |
      | The file as a whole           | Good                                |
      | audit_consistency             | Two of Priya Nair: alike            |
      | Is anything to be done?       | Yes                                 |
      | To do 1: What                 | Ask social care for her account     |
      | To do 1: Who                  | Priya Nair                          |
      | To do 1: By                   | 12/6/2026                           |
      | audit_act_by                  | 12/6/2026                           |
      | This is right as it stands    | Yes                                 |
    Then the LADO inbox has
      | task             | for        | due                 |
      | Act on the audit | Joan Avery | Friday 12 June 2026 |
    And the record says
      | question      | answer                          |
      | audit_overall | Good                            |
      | audit_to_do   | Ask social care for her account |
      | audit_owner   | Priya Nair                      |
    When the LADO completes "Act on the audit"
    Then "Act on the audit" is not offered to the LADO

  Scenario: What was promised is asked for
    When "Learning review" happens
      | question                                    | answer                                    |
      | With whom?                                  | Petra Lund, Little Acorns                 |
      | What made it possible, and what was missed? | One adult for nine children, twice a week |
      | What changes, who does it and by when?      | Two adults at the door from July          |
      | When do you ask whether it was done?        | 4/9/2026                                  |
    Then the LADO inbox has
      | task                              | for        | due                     |
      | Ask whether the changes were made | Joan Avery | Friday 4 September 2026 |
    When it is 4 September 2026 at 10:00
    And the LADO completes "Ask whether the changes were made"
      | question        | answer   |
      | Were they made? | Yes, all |
    Then "Ask whether the changes were made" is not offered to the LADO

  Scenario: Nothing to ask for
    When "Learning review" happens
      | question                               | answer               |
      | What changes, who does it and by when? | Nothing: it was seen |
    Then "Ask whether the changes were made" is not offered to the LADO
