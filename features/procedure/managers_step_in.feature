Feature: What stands still becomes the manager's
  A search, a meeting or a review that is late makes a task for the LADO manager. It cancels nothing, and ends when the late step is done.

  Background:
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15
    And the Employer of Ridgeway Academy reports
      | question                  | answer                  |
      | What do you ask for?      | To refer an allegation  |
      | Your name                 | Imran Sheikh            |
      | Adult 1: name             | Owen Hartley            |
      | Adult 1: Job 1: employer  | Ridgeway Academy        |
      | Child 1: name             | Kayla Rowe              |
      | Allegation 1: description | Took a pupil by the arm |

  @safeguard_r29 @safeguard_r06
  Scenario: Nobody searches
    When 2 working days pass
    Then the LADO manager inbox has
      | task                        | for          |
      | Step in on a late threshold | Owen Hartley |
    And the LADO business support inbox has
      | task                  |
      | Check who it is about |

  @safeguard_r29 @safeguard_r28
  Scenario: The meeting is late, and then the review
    When the LADO business support completes "Check who it is about"
    And the LADO completes "Decide the threshold"
      | question                   | answer   |
      | Which criteria may be met? | harmed   |
      | What do you decide?        | Referral |
      | may_tell_adult             | No       |
    And the LADO completes "Decide which employers to tell"
      | question               | answer |
      | Ridgeway Academy: tell | Tell   |
    And it is 10 March 2026 at 10:00
    Then the LADO manager inbox has
      | task                      |
      | Step in on a late meeting |
    And "Hold the initial meeting" is offered to the LADO
    When the LADO completes "Hold the initial meeting"
      | question       | answer     |
      | meeting_on     | 10/3/2026  |
      | police_wanted  | Not opened |
      | may_tell_adult | No         |
      | next_review_on | 31/3/2026  |
    Then "Step in on a late meeting" is not offered to the LADO manager
    When it is 1 April 2026 at 10:00
    Then the LADO manager inbox has
      | task                     |
      | Step in on a late review |
    When the LADO completes "Hold a review"
      | question       | answer    |
      | meeting_on     | 1/4/2026  |
      | decide_now     | No        |
      | may_tell_adult | No        |
      | next_review_on | 28/4/2026 |
    Then "Step in on a late review" is not offered to the LADO manager
    And the case is open
