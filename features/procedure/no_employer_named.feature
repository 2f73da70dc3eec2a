Feature: A concern that names no employer
  Somebody tells of an adult who works with children and does not know where. Business support finds out, and the LADO decides whom to tell.

  Background:
    Given we are Marlshire
    And today is Tuesday 26 May 2026 at 09:15
    When the Public reports on the public form
      | question       | answer                                                        |
      | What happened? | A man who minds children somewhere slapped my neighbour's boy |
      | Adult 1: name  | Colin Strand                                                  |
      | Child 1: name  | Kian Doyle                                                    |
    And the LADO business support completes "Check who it is about"
      | question                           | answer       |
      | What did you find about the adult? | Nobody found |
    And the LADO completes "Decide the threshold"
      | question                                        | answer       |
      | Does the adult work or volunteer with children? | Yes          |
      | Which criteria may be met?                      | harmed       |
      | What do you decide?                             | Consultation |
      | next_review_on                                  | 22/6/2026    |
      | police_wanted                                   | No           |
      | social_care_wanted                              | No           |

  @safeguard_r19 @clock_t44
  Scenario: Business support finds the playscheme, and it gets a decision like any other
    Then the LADO business support inbox has
      | task              | due                   |
      | Find the employer | Wednesday 27 May 2026 |
    And "Agree each outcome" is not offered to the LADO
    And completing "Find the employer" by the LADO business support is refused because "every employer takes part"
      | question            | answer                    |
      | employer_asked_whom | The neighbour and the boy |
      | Is it known now?    | Yes                       |
    When the LADO business support completes "Find the employer"
      | question            | answer                              |
      | employer_asked_whom | The neighbour: it is the playscheme |
      | Is it known now?    | Yes                                 |
      | Job 1: employer     | Hollin Park Playscheme              |
      | Job 1: role         | Playworker                          |
    And the LADO completes "Decide which employers to tell"
      | question                     | answer |
      | Hollin Park Playscheme: tell | Tell   |
    Then the Employer of Hollin Park Playscheme inbox has
      | task                    | due |
      | Decide interim measures |     |

  @safeguard_r19
  Scenario: Nobody knows, and that is written down before the outcome
    When the LADO business support completes "Find the employer"
      | question            | answer                                 |
      | employer_asked_whom | The neighbour and the police: no trace |
      | Is it known now?    | Not found                              |
    Then "Find the employer" is not offered to the LADO business support
    And the record says
      | question       | answer    |
      | employer_found | Not found |
    And "Agree each outcome" is offered to the LADO
