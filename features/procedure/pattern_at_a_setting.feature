Feature: Small concerns about one setting are read together
  Three contacts within a year name one home: two adults and nobody, each time advice. The third brings the manager a review.

  Background:
    Given we are Marlshire
    And today is Monday 1 June 2026 at 10:00
    And the LADO reports by phone
      | question         | answer                          |
      | 1. Who called    | A night worker                  |
      | 3. About whom    | not given                       |
      | 4. Setting       | Larch House                     |
      | 5. What was said | Somebody sleeps on waking night |
      | 6. Advice given  | Tell the manager                |
      | 7. Decision      | Advice and information          |
    And it is 14 September 2026 at 11:00
    And the LADO reports by phone
      | question         | answer                        |
      | 1. Who called    | Carl Webb, registered manager |
      | 3. About whom    | Owen Pratt                    |
      | 4. Setting       | Larch House                   |
      | 5. What was said | Called a boy of 12 names      |
      | 6. Advice given  | Supervise him                 |
      | 7. Decision      | Low-level concern             |
    And it is 3 December 2026 at 15:30

  @safeguard_r41
  Scenario: The third contact within a year brings a review, whoever it names
    Then the LADO manager inbox has nothing
    When the LADO reports by phone
      | question         | answer                                  |
      | 1. Who called    | A social worker of Northdale            |
      | 3. About whom    | Lena Fisk                               |
      | 4. Setting       | larch house                             |
      | 5. What was said | A girl says the door is locked at night |
      | 6. Advice given  | See her today                           |
      | 7. Decision      | Advice and information                  |
    Then the LADO manager inbox has
      | task                              | for         | due                       |
      | Review the pattern at the setting | Larch House | Thursday 17 December 2026 |
    And "Review the pattern at the setting" shows the LADO manager
      | says       |
      | not given  |
      | Owen Pratt |
      | Lena Fisk  |
    And the case of Lena Fisk is closed because "Advice given"
    And completing "Review the pattern at the setting" by the LADO manager warns because "nothing follows"
      | question                             | answer                   |
      | What do the contacts have in common? | same_place               |
      | What follows?                        | Nothing more: no pattern |
    When the LADO manager completes "Review the pattern at the setting"
      | question                             | answer                                 |
      | What do the contacts have in common? | same_place, same_manager               |
      | pattern_picture                      | All at night, and nobody wrote it down |
      | pattern_asked                        | Ofsted, Northdale and Southdale        |
      | What follows?                        | A strategic group                      |
      | pattern_act_by                       | 10/12/2026                             |
    Then the LADO inbox has
      | task               | for         | due                       |
      | Act on the pattern | Larch House | Thursday 10 December 2026 |
    When the LADO completes "Act on the pattern"
      | question            | answer                       |
      | pattern_legal_basis | UK GDPR 6(1)(e): public task |
    Then the LADO inbox has nothing

  @safeguard_r41
  Scenario: What is older than a year does not count, and two are no pattern
    Given it is 2 June 2027 at 09:30
    When the LADO reports by phone
      | question      | answer                 |
      | 3. About whom | Lena Fisk              |
      | 4. Setting    | Larch House            |
      | 7. Decision   | Advice and information |
    Then the LADO manager inbox has nothing

  @safeguard_r41
  Scenario: A council that waits for four
    Given the authority's setting "contacts that make a pattern" is "4"
    When the LADO reports by phone
      | question      | answer                 |
      | 3. About whom | Lena Fisk              |
      | 4. Setting    | Larch House            |
      | 7. Decision   | Advice and information |
    Then the LADO manager inbox has nothing
    When the LADO reports by phone
      | question      | answer                 |
      | 3. About whom | Sam Coyle              |
      | 4. Setting    | Larch House            |
      | 7. Decision   | Advice and information |
    Then the LADO manager inbox has
      | task                              |
      | Review the pattern at the setting |

  @safeguard_r41
  Scenario: What a review has seen is not counted again
    When the LADO reports by phone
      | question      | answer                 |
      | 3. About whom | Lena Fisk              |
      | 4. Setting    | Larch House            |
      | 7. Decision   | Advice and information |
    And the LADO manager completes "Review the pattern at the setting"
      | question                             | answer                   |
      | What do the contacts have in common? | Nothing                  |
      | What follows?                        | Nothing more: no pattern |
    And it is 8 December 2026 at 10:00
    And the LADO reports by phone
      | question      | answer                 |
      | 3. About whom | Sam Coyle              |
      | 4. Setting    | Larch House            |
      | 7. Decision   | Advice and information |
    Then the LADO manager inbox has nothing

  @safeguard_r41
  Scenario: An inspector's remark is enough: the LADO asks for the review at the second contact
    When the LADO reports through "Review a setting"
      | question                                   | answer                                      |
      | Which home, school, club or other setting? | Larch House                                 |
      | Since when are the contacts read?          | 1/1/2026                                    |
      | Who asks for it?                           | Nia Cole                                    |
      | Why now?                                   | Ofsted heard of locked doors from two staff |
    Then the LADO manager inbox has
      | task                              | for         | due                       |
      | Review the pattern at the setting | Larch House | Thursday 17 December 2026 |
    And "Review the pattern at the setting" shows the LADO manager
      | says       |
      | not given  |
      | Owen Pratt |
    When the LADO manager completes "Review the pattern at the setting"
      | question                             | answer                                 |
      | What do the contacts have in common? | same_place                             |
      | pattern_picture                      | All at night, and nobody wrote it down |
      | What follows?                        | A strategic group                      |
      | pattern_act_by                       | 10/12/2026                             |
    Then "Act on the pattern" is offered to the LADO
