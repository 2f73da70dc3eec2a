Feature: A strand ends after the outcome
  The outcome was agreed before the employer had finished. What the employer then finds comes back to it.

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
      | question                      | answer       |
      | Which criteria may be met?    | harmed       |
      | What do you decide?           | Consultation |
      | When do you look at it again? | 30/3/2026    |
      | police_wanted                 | No           |
      | social_care_wanted            | No           |
      | may_tell_adult                | Yes          |
    And the LADO completes "Decide which employers to tell"
      | question               | answer |
      | Ridgeway Academy: tell | Tell   |

  @safeguard_r28
  Scenario: Decided now, and decided again with the result
    When the LADO completes "Agree what the employer does"
      | question                   | answer                      |
      | What does the employer do? | No formal discipline needed |
    And the Employer completes "Decide interim measures"
    And the Employer completes "Tell the adult and hear the answer"
      | question                | answer   |
      | Has the adult answered? | Answered |
    And it is 23 March 2026 at 10:00
    And the LADO completes "Hold a review"
      | question       | answer    |
      | meeting_on     | 23/3/2026 |
      | decide_now     | Yes       |
      | measure_reviewed | Yes     |
      | may_tell_adult | Yes       |
      | next_review_on | 17/4/2026 |
    And the LADO manager completes "Agree to decide now"
      | question          | answer |
      | decide_now_agreed | Yes    |
    And the LADO completes "Agree each outcome"
      | question              | answer    |
      | Allegation 1: outcome | Unfounded |
      | Overall outcome       | Unfounded |
      | adult_chance          | Yes       |
    And the LADO completes "Tell people the outcome"
      | question          | answer |
      | feedback_complete | Yes    |
    Then "Close the case" is not offered to the LADO
    When it is 26 March 2026 at 10:00
    And the Employer completes "Report the employer's result"
      | question | answer |
      | left     | No     |
      | removed  | No     |
    Then the LADO inbox has
      | task                  |
      | Weigh what came later |
    And "Close the case" is not offered to the LADO
    When the LADO completes "Weigh what came later"
      | question                | answer    |
      | weighed_on              | 26/3/2026 |
      | Does the outcome stand? | No        |
    Then the LADO inbox has
      | task               |
      | Agree each outcome |

  Scenario: The late result changes nothing
    When the LADO completes "Agree what the employer does"
      | question                   | answer                      |
      | What does the employer do? | No formal discipline needed |
    And the Employer completes "Decide interim measures"
    And the Employer completes "Tell the adult and hear the answer"
      | question                | answer   |
      | Has the adult answered? | Answered |
    And it is 23 March 2026 at 10:00
    And the LADO completes "Hold a review"
      | question         | answer    |
      | meeting_on       | 23/3/2026 |
      | decide_now       | Yes       |
      | measure_reviewed | Yes       |
      | may_tell_adult   | Yes       |
      | next_review_on   | 17/4/2026 |
    And the LADO manager completes "Agree to decide now"
      | question          | answer |
      | decide_now_agreed | Yes    |
    And the LADO completes "Agree each outcome"
      | question              | answer    |
      | Allegation 1: outcome | Unfounded |
      | Overall outcome       | Unfounded |
      | adult_chance          | Yes       |
      | told_all_on           | 23/3/2026 |
    And it is 26 March 2026 at 10:00
    And the Employer completes "Report the employer's result"
      | question | answer |
      | left     | No     |
      | removed  | No     |
    And the LADO completes "Weigh what came later"
      | question                | answer |
      | Does the outcome stand? | Yes    |
    Then the LADO inbox has
      | task           |
      | Close the case |

  @safeguard_r36
  Scenario: An appeal succeeds, and the outcome is agreed again
    When the LADO completes "Agree what the employer does"
      | question                   | answer                      |
      | What does the employer do? | No formal discipline needed |
    And the Employer completes "Decide interim measures"
    And the Employer completes "Tell the adult and hear the answer"
      | question                | answer   |
      | Has the adult answered? | Answered |
    And it is 23 March 2026 at 10:00
    And the Employer completes "Report the employer's result"
      | question | answer |
      | left     | No     |
      | removed  | No     |
      | appealed | Yes    |
    And the LADO completes "Agree each outcome"
      | question              | answer        |
      | outcome_on            | 23/3/2026     |
      | Allegation 1: outcome | Substantiated |
      | Overall outcome       | Substantiated |
      | adult_chance          | Yes           |
      | told_all_on           | 23/3/2026     |
    And the LADO completes "Check DBS and other duties"
    Then the LADO inbox has
      | task           |
      | Close the case |
    When it is 27 March 2026 at 10:00
    And the LADO completes "Say how the appeal ended" on behalf of Employer, told by Imran Sheikh by phone
      | question          | answer                    |
      | How did it end?   | Your decision was changed |
      | appeal_decided_on | 26/3/2026                 |
    Then "Close the case" is not offered to the LADO
    When the LADO completes "Weigh what came later"
      | question                | answer |
      | Does the outcome stand? | No     |
    And the LADO completes "Agree each outcome"
      | question              | answer          |
      | outcome_on            | 27/3/2026       |
      | Allegation 1: outcome | Unsubstantiated |
      | Overall outcome       | Unsubstantiated |
      | adult_chance          | Yes             |
    Then the LADO inbox has
      | task                    |
      | Tell people the outcome |
