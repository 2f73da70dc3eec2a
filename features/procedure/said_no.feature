Feature: Somebody says no, and the case goes on
  A manager who does not agree sends the case back; an authority that does not accept leaves it with us; news is taken further or noted.

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
      | Which criteria may be met? | harmed   |
      | What do you decide?        | Referral |
      | police_wanted              | No       |
      | social_care_wanted         | No       |
      | may_tell_adult             | Yes      |
    And the LADO completes "Decide which employers to tell"
      | question               | answer |
      | Ridgeway Academy: tell | Tell   |
    And the LADO completes "Hold the initial meeting"
      | question       | answer     |
      | meeting_on     | 2/3/2026   |
      | police_wanted  | Not opened |
      | may_tell_adult | Yes        |
      | next_review_on | 25/3/2026  |

  @safeguard_r01
  Scenario: The manager does not agree that it closes
    When the LADO completes "Agree what the employer does"
      | question                   | answer                      |
      | What does the employer do? | No formal discipline needed |
    And the Employer completes "Decide interim measures"
    And the Employer completes "Tell the adult and hear the answer"
      | question                | answer   |
      | Has the adult answered? | Answered |
    And the Employer completes "Report the employer's result"
      | question | answer |
      | left     | No     |
      | removed  | No     |
    And the LADO completes "Agree each outcome"
      | question              | answer    |
      | Allegation 1: outcome | Unfounded |
      | Overall outcome       | Unfounded |
      | adult_chance          | Yes       |
    And the LADO completes "Tell people the outcome"
      | question          | answer |
      | feedback_complete | Yes    |
    And the LADO completes "Close the case"
      | question              | answer                    |
      | Why does it close?    | Concluded with an outcome |
      | Are all actions done? | Yes                       |
    And the LADO manager completes "Check the closure"
      | question                     | answer |
      | Do you agree that it closes? | No     |
    Then the case is open
    And the LADO inbox has
      | task           |
      | Close the case |

  @safeguard_r22
  Scenario: The other LADO does not accept, and it stays ours
    When "Transfer to another LADO" happens
    And the LADO completes "Offer the case to the other LADO"
      | question             | answer              |
      | What is it?          | Transfer: they lead |
      | Which authority?     | Northdale           |
      | Whom there, by name? | Gwen Tarrant        |
    Then the lead is Marlshire
    When the LADO completes "Say whether you accept the case" on behalf of Other LADO, told by Gwen Tarrant by phone
      | question                | answer |
      | Do you accept the case? | No     |
    Then the case is open
    And the lead is Marlshire
    And the LADO manager inbox has
      | task             |
      | Settle who leads |

  @safeguard_r05
  Scenario: News that needs the agencies at once, a meeting, or nothing
    When "New information" happens
    And the LADO completes "Consider the new information"
      | question          | answer          |
      | information_needs | agencies_at_once |
    Then the LADO inbox has
      | task                               |
      | Refer the new information at once  |
    When "New information" happens
    And the LADO completes "Consider the new information"
      | question          | answer    |
      | information_needs | a_meeting |
    Then the LADO inbox has
      | task                                  |
      | Hold a meeting on the new information |
