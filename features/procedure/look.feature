Feature: No case is left alone for a month
  Where no meeting is near, the LADO looks at the case each month, and says after three what delays it.

  @clock_t07 @clock_t08
  Scenario: A consultation waits for an employer who is abroad
    Given we are Marlshire
    And today is Monday 1 June 2026 at 09:00
    And the Employer of Tarn Outdoor Centre reports
      | question                  | answer                              |
      | What do you ask for?      | To refer an allegation              |
      | Your name                 | Wes Hobday                          |
      | Your organisation         | Tarn Outdoor Centre                 |
      | aware_at                  | 1/6/2026                            |
      | Adult 1: name             | Rhys Pell                           |
      | Adult 1: Job 1: employer  | Tarn Outdoor Centre                 |
      | Adult 1: Job 1: role      | Instructor                          |
      | Is a child concerned?     | Yes                                 |
      | Child 1: name             | Sam Odell                           |
      | Allegation 1: description | Left a boy of 12 alone on the jetty |
      | Allegation 1: nature      | Neglect                             |
    And the LADO business support completes "Check who it is about"
      | question                           | answer       |
      | What did you find about the adult? | Nobody found |
    And the LADO completes "Decide the threshold"
      | question                                        | answer                                    |
      | Does the adult work or volunteer with children? | Yes                                       |
      | Which criteria may be met?                      | risk                                      |
      | risk_shows                                      | He walked away from a child by deep water |
      | What do you decide?                             | Consultation                              |
      | Reason                                          | The employer can find out by itself       |
      | next_review_on                                  | 18/9/2026                                 |
    And the LADO completes "Decide which employers to tell"
      | question                  | answer |
      | Tarn Outdoor Centre: tell | Tell   |
    When it is 2 July 2026 at 09:00
    Then the LADO inbox has
      | task             |
      | Look at the case |
    When the LADO completes "Look at the case"
      | question   | answer                           |
      | looked_on  | 2/7/2026                         |
      | look_notes | The owner is abroad until August |
    Then the LADO inbox has nothing
      | task             |
      | Look at the case |
    When it is 3 August 2026 at 09:00
    And the LADO completes "Look at the case"
      | question   | answer                         |
      | looked_on  | 3/8/2026                       |
      | look_notes | The owner is back on the tenth |
    And it is 4 September 2026 at 09:00
    Then completing "Look at the case" by the LADO is refused because "delay"
      | question          | answer              |
      | looked_on         | 4/9/2026            |
      | look_notes        | The owner has begun |
      | case_delay_reason | (nothing)           |
