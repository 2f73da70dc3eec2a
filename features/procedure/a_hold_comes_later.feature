Feature: The police ask to wait when the investigation has begun
  A step that is offered is taken back, and offered again when the police say so.

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
    And the LADO business support completes "Check who it is about"
    And the LADO completes "Decide the threshold"
      | question                   | answer   |
      | Which criteria may be met? | offence  |
      | What do you decide?        | Referral |
      | police_wanted              | Yes      |
      | may_tell_adult             | No       |
    And the LADO completes "Decide which employers to tell"
      | question               | answer |
      | Ridgeway Academy: tell | Tell   |
    And the Police completes "Say what police will do"
      | question                | answer      |
      | What will police do?    | Investigate |
      | Must the employer wait? | May go on   |
      | next_update_on          | 9/3/2026    |

  @safeguard_r10
  Scenario: Offered, taken back, offered again
    When the LADO completes "Agree what the employer does"
      | question                   | answer               |
      | What does the employer do? | Investigation needed |
    Then "Report the investigation" is offered to the Employer
    When it is 9 March 2026 at 10:00
    And the Police completes "Give a police update"
      | question                             | answer      |
      | Where does your investigation stand? | Still open  |
      | Must the employer wait?              | Yes, wait   |
      | next_update_on                       | 16/3/2026   |
    Then "Report the investigation" is not offered to the Employer
    When it is 16 March 2026 at 10:00
    And the Police completes "Give a police update"
      | question                             | answer      |
      | Where does your investigation stand? | Still open  |
      | Must the employer wait?              | May go on   |
      | next_update_on                       | 30/3/2026   |
    Then "Report the investigation" is offered to the Employer
