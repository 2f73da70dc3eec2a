Feature: What a meeting recommends is carried forward
  The statement is read out before the record begins, and what a meeting recommends beside its actions stands at the next review until somebody says what became of it.

  Background:
    Given we are Marlshire
    And today is Monday 9 March 2026 at 09:15
    And the Employer of Hillcrest First School reports
      | question                  | answer                                     |
      | What do you ask for?      | To refer an allegation                     |
      | Your name                 | Jo Painter                                 |
      | Your organisation         | Hillcrest First School                     |
      | aware_at                  | 9/3/2026                                   |
      | Adult 1: name             | Neil Leary                                 |
      | Adult 1: Job 1: employer  | Hillcrest First School                     |
      | Adult 1: Job 1: role      | Teacher                                    |
      | Is a child concerned?     | Yes                                        |
      | Child 1: name             | Ellie Marsh                                |
      | Allegation 1: description | Had a girl of 7 on his lap again, in class |
      | Allegation 1: nature      | Conduct or suitability                     |
    And the LADO business support completes "Check who it is about"
      | question                           | answer       |
      | What did you find about the adult? | Nobody found |
    And the LADO completes "Decide the threshold"
      | question                   | answer   |
      | Which criteria may be met? | risk     |
      | What do you decide?        | Referral |
      | police_wanted              | No       |
      | social_care_wanted         | No       |

  @safeguard_r25
  Scenario: The school is advised twice, and the review after Easter says what became of each
    When it is 13 March 2026 at 14:00
    And the LADO completes "Hold the initial meeting"
      | question                                    | answer                                                  |
      | meeting_on                                  | 13/3/2026                                               |
      | Was the confidentiality statement read out? | No                                                      |
      | Why not, and what was done about it?        | The line was bad; it was sent to all of them afterwards |
      | Recommendation 1: recommendation            | No lone supervision in the reading corner               |
      | Recommendation 1: To whom                   | The head                                                |
      | Recommendation 2: recommendation            | Training on safer working for all staff                 |
      | Recommendation 2: To whom                   | The governors                                           |
      | Person 1: Whom                              | Parents or carers of a child                            |
      | Person 1: Who tells them                    | The head                                                |
      | Person 1: By when                           | 16/3/2026                                               |
      | police_wanted                               | Not opened                                              |
      | social_care_wanted                          | Not opened                                              |
      | next_review_on                              | 9/4/2026                                                |
    Then the record says
      | of | question                        | answer                                                  |
      |    | confidentiality_not_read_reason | The line was bad; it was sent to all of them afterwards |
    When it is Wednesday 8 April 2026 at 10:00
    And the LADO completes "Hold a review"
      | question                               | answer                                       |
      | meeting_on                             | 8/4/2026                                     |
      | Recommendation 1: disposition          | Done                                         |
      | Recommendation 2: disposition          | Not done                                     |
      | Recommendation 2: disposition_reason   | Booked for the first week of the summer term |
      | Another recommendation: recommendation | Ask the diocese for its own review           |
      | Another recommendation: disposition    | New                                          |
      | Another recommendation: recommended_on | 8/4/2026                                     |
      | police_wanted                          | Not opened                                   |
      | social_care_wanted                     | Not opened                                   |
      | next_review_on                         | 5/5/2026                                     |
    When it is Tuesday 5 May 2026 at 10:00
    Then completing "Hold a review" by the LADO is refused because "An earlier meeting recommended this"
      | question                      | answer   |
      | meeting_on                    | 5/5/2026 |
      | Recommendation 3: disposition | New      |
    When the LADO completes "Hold a review"
      | question                             | answer                              |
      | meeting_on                           | 5/5/2026                            |
      | Recommendation 2: disposition        | Done                                |
      | Recommendation 3: disposition        | Superseded                          |
      | Recommendation 3: disposition_reason | The diocese had begun one by itself |
      | police_wanted                        | Not opened                          |
      | social_care_wanted                   | Not opened                          |
      | next_review_on                       | 1/6/2026                            |
    Then the record says
      | of                                      | question    | answer              |
      | Training on safer working for all staff | disposition | Done                |
      | Ask the diocese for its own review      | disposition | Superseded, and why |
