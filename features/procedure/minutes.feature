Feature: Each meeting's minutes are owed from its own day
  A review that is held before the first minutes are out gives them no more time, and the manager is asked once at a time to decide now.

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
    And the LADO business support completes "Check who it is about"
      | question                           | answer       |
      | What did you find about the adult? | Nobody found |
    And the LADO completes "Decide the threshold"
      | question                   | answer   |
      | Which criteria may be met? | risk     |
      | What do you decide?        | Referral |
      | police_wanted              | Yes      |
      | social_care_wanted         | No       |
    And it is 13 March 2026 at 14:00
    And the LADO completes "Hold the initial meeting"
      | question           | answer     |
      | meeting_on         | 13/3/2026  |
      | police_wanted      | Open       |
      | social_care_wanted | Not opened |
      | next_review_on     | 7/4/2026   |
    Then the LADO business support inbox has
      | task             | due                  |
      | Send the minutes | Friday 10 April 2026 |

  @clock_t27
  Scenario: The review comes first, and the first minutes are late on their own day
    When it is 7 April 2026 at 10:00
    And the LADO completes "Hold a review"
      | question           | answer     |
      | meeting_on         | 7/4/2026   |
      | police_wanted      | Open       |
      | social_care_wanted | Not opened |
      | next_review_on     | 1/5/2026   |
    Then the LADO business support inbox has
      | task             | for                          | due                  |
      | Send the minutes | the meeting of 13 March 2026 | Friday 10 April 2026 |
      | Send the minutes | the meeting of 7 April 2026  | Tuesday 5 May 2026   |
    When it is Monday 13 April 2026 at 09:00
    Then the LADO manager inbox has
      | task                    | for                          |
      | Step in on late minutes | the meeting of 13 March 2026 |
    When the LADO business support completes "Send the minutes" for the meeting of 13 March 2026
      | question           | answer    |
      | minutes_drafted_on | 20/3/2026 |
      | minutes_agreed_on  | 10/4/2026 |
      | minutes_sent_on    | 13/4/2026 |
    Then "Step in on late minutes" is not offered to the LADO manager
    And the LADO business support inbox has
      | task             | for                         | due                |
      | Send the minutes | the meeting of 7 April 2026 | Tuesday 5 May 2026 |
    When it is 24 April 2026 at 09:00
    And the LADO business support completes "Send the minutes"
      | question        | answer    |
      | minutes_sent_on | 24/4/2026 |
    Then "Send the minutes" is not offered to the LADO business support

  Scenario: Wished twice to decide now, the manager has one line; refused and wished again, a new one
    When it is 7 April 2026 at 10:00
    And the LADO completes "Hold a review"
      | question           | answer                   |
      | meeting_on         | 7/4/2026                 |
      | police_wanted      | Open                     |
      | social_care_wanted | Not opened               |
      | decide_now         | Yes                      |
      | decide_now_reason  | The trial is a year away |
      | next_review_on     | 1/5/2026                 |
    And it is 28 April 2026 at 10:00
    And the LADO completes "Hold a review"
      | question           | answer                   |
      | meeting_on         | 28/4/2026                |
      | police_wanted      | Open                     |
      | social_care_wanted | Not opened               |
      | decide_now         | Yes                      |
      | decide_now_reason  | The trial is a year away |
      | next_review_on     | 22/5/2026                |
    Then "Agree to decide now" is offered to the LADO manager
    When the LADO manager completes "Agree to decide now"
      | question                                                         | answer                     |
      | Do you agree that the outcome is decided while a strand is open? | No                         |
      | When did you decide?                                             | 28/4/2026                  |
      | Reason                                                           | His union has not answered |
    Then "Agree to decide now" is not offered to the LADO manager
    When it is 19 May 2026 at 10:00
    And the LADO completes "Hold a review"
      | question           | answer                 |
      | meeting_on         | 19/5/2026              |
      | police_wanted      | Open                   |
      | social_care_wanted | Not opened             |
      | decide_now         | Yes                    |
      | decide_now_reason  | His union has answered |
      | next_review_on     | 12/6/2026              |
    Then "Agree to decide now" is offered to the LADO manager

  @clock_t27
  Scenario: A second meeting on the same day has minutes of its own
    When "New information" happens
    And the LADO completes "Consider the new information"
      | question          | answer                            |
      | What is new?      | A second girl has told her mother |
      | information_needs | A meeting                         |
    And the LADO completes "Hold a meeting on the new information"
      | question           | answer                           |
      | meeting_on         | 13/3/2026                        |
      | Kind               | Strategy discussion (section 47) |
      | From and to        | 16:00 to 16:40                   |
      | police_wanted      | Open                             |
      | social_care_wanted | Not opened                       |
      | next_review_on     | 7/4/2026                         |
    Then the LADO business support inbox has
      | task             | due                  |
      | Send the minutes | Friday 10 April 2026 |
    When the LADO business support completes "Send the minutes" for the meeting of 13 March 2026, 16:00 to 16:40
      | question        | answer    |
      | minutes_sent_on | 13/3/2026 |
    Then "Send the minutes" is offered to the LADO business support
    When the LADO business support completes "Send the minutes"
      | question        | answer    |
      | minutes_sent_on | 13/3/2026 |
    Then "Send the minutes" is not offered to the LADO business support
