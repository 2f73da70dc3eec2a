Feature: Answers of ours that contradict each other are not saved
  What others have done is always written down. What we decide must agree with what we know, and the page says why and where that is written.

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
      | question                           | answer       |
      | What did you find about the adult? | Nobody found |

  @safeguard_r02
  Scenario: A ticked criterion is no advice
    Then completing "Decide the threshold" by the LADO is refused because "You ticked a criterion"
      | question                   | answer                 |
      | Which criteria may be met? | harmed                 |
      | What do you decide?        | Advice and information |
    And completing "Decide the threshold" by the LADO is refused because "KCSIE part four"
      | question                   | answer            |
      | Which criteria may be met? | suitability       |
      | What do you decide?        | Low-level concern |
    When the LADO completes "Decide the threshold"
      | question            | answer                 |
      | What do you decide? | Advice and information |
    Then the case is closed because "Advice given"

  @safeguard_r09 @safeguard_r31
  Scenario: No outcome before the adult could answer, and none of malice without both facts
    When the LADO completes "Decide the threshold"
      | question                      | answer       |
      | Which criteria may be met?    | harmed       |
      | What do you decide?           | Consultation |
      | When do you look at it again? | 30/3/2026    |
      | police_wanted                 | No           |
      | social_care_wanted            | No           |
      | may_tell_adult                | No           |
    And the LADO completes "Decide which employers to tell"
      | question               | answer |
      | Ridgeway Academy: tell | Tell   |
    And it is 23 March 2026 at 10:00
    And the LADO completes "Hold a review"
      | question       | answer    |
      | meeting_on     | 23/3/2026 |
      | decide_now     | Yes       |
      | may_tell_adult | No        |
      | next_review_on | 17/4/2026 |
    And the LADO manager completes "Agree to decide now"
      | question          | answer |
      | decide_now_agreed | Yes    |
    Then completing "Agree each outcome" by the LADO is refused because "Nothing in the record shows that the adult could answer"
      | question     | answer |
      | adult_chance | Yes    |
    And completing "Agree each outcome" by the LADO is refused because "Malicious needs two facts"
      | question                           | answer              |
      | Allegation 1: outcome              | Malicious           |
      | Allegation 1: deliberate_deception | No                  |
      | Allegation 1: entirely_false       | Yes                 |
      | adult_chance                       | It was not possible |
    And completing "Agree each outcome" by the LADO is refused because "The overall outcome is Substantiated, and no allegation has it: Unsubstantiated"
      | question              | answer              |
      | Allegation 1: outcome | Unsubstantiated     |
      | Overall outcome       | Substantiated       |
      | adult_chance          | It was not possible |
    When the LADO completes "Agree each outcome"
      | question                           | answer              |
      | Allegation 1: outcome              | Malicious           |
      | Allegation 1: deliberate_deception | Yes                 |
      | Allegation 1: entirely_false       | Yes                 |
      | Overall outcome                    | Malicious           |
      | adult_chance                       | It was not possible |
    Then the record says
      | question     | answer              |
      | adult_chance | It was not possible |

  @safeguard_r01
  Scenario: A case is not closed as if all actions were done
    When the LADO completes "Decide the threshold"
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
      | question        | answer                      |
      | meeting_on      | 2/3/2026                    |
      | police_wanted   | Not opened                  |
      | may_tell_adult  | Yes                         |
      | next_review_on  | 25/3/2026                   |
      | Action 1: text  | Look at the rules for trips |
      | Action 1: owner | Imran Sheikh                |
      | Action 1: due   | 30/3/2026                   |
    And the LADO completes "Agree what the employer does"
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
    Then completing "Close the case" by the LADO is refused because "Actions that were agreed are still open"
      | question              | answer                    |
      | Why does it close?    | Concluded with an outcome |
      | Are all actions done? | Yes                       |
    When the LADO completes "Close the case"
      | question                              | answer                                  |
      | Why does it close?                    | Concluded with an outcome               |
      | Are all actions done?                 | No                                      |
      | Which are open, and why may it close? | The rules for trips, the school reports |
    Then the LADO manager inbox has
      | task              |
      | Check the closure |

  @safeguard_r01
  Scenario: No further action after the first enquiries is no conclusion, and closes for its own reason
    When the LADO completes "Decide the threshold"
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
      | question       | answer    |
      | meeting_on     | 2/3/2026  |
      | may_tell_adult | Yes       |
      | next_review_on | 25/3/2026 |
    And the LADO completes "Agree what the employer does"
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
      | question              | answer                                      |
      | Allegation 1: outcome | No further action after the first enquiries |
      | Overall outcome       | No further action after the first enquiries |
      | adult_chance          | Yes                                         |
    And the LADO completes "Tell people the outcome"
      | question          | answer |
      | feedback_complete | Yes    |
    Then completing "Close the case" by the LADO is refused because "The risk is not known"
      | question           | answer              |
      | Why does it close? | Below the threshold |
      | Risk now           | Not known           |
    And completing "Close the case" by the LADO is refused because "An allegation is not concluded"
      | question           | answer                    |
      | Why does it close? | Concluded with an outcome |
    When the LADO completes "Close the case"
      | question           | answer              |
      | Why does it close? | Below the threshold |
    Then the LADO manager inbox has
      | task              |
      | Check the closure |

  @safeguard_r28
  Scenario: An outcome or a closing while a strand is open, and an update that is far away
    When the LADO completes "Decide the threshold"
      | question                   | answer   |
      | Which criteria may be met? | offence  |
      | What do you decide?        | Referral |
      | police_wanted              | Yes      |
      | social_care_wanted         | No       |
      | may_tell_adult             | No       |
    Then completing "Say what police will do" by the Police warns because "more than four weeks away"
      | question             | answer      |
      | What will police do? | Investigate |
      | next_update_on       | 20/4/2026   |
    When the Police completes "Say what police will do"
      | question             | answer      |
      | What will police do? | Investigate |
      | next_update_on       | 16/3/2026   |
    And it is 6 March 2026 at 15:00
    Then completing "Hold the initial meeting" by the LADO is refused because "The outcome is agreed when every strand has ended"
      | question                | answer    |
      | meeting_on              | 6/3/2026  |
      | Was the outcome agreed? | Yes       |
      | next_review_on          | 26/3/2026 |
    And completing "Hold the initial meeting" by the LADO is refused because "the case closes when every strand has ended"
      | question                            | answer   |
      | meeting_on                          | 6/3/2026 |
      | Was the outcome agreed?             | Yes      |
      | Was it agreed that the case closes? | Yes      |
