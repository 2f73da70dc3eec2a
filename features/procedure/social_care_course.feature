Feature: Social care decides in a working day, and its silence is noticed
  A child’s protection waits for nobody; what is not said is asked for, over Easter too.

  Background:
    Given we are Marlshire
    And today is Thursday 2 April 2026 at 09:15
    And the Employer of Ridgeway Academy reports
      | question                  | answer                                                 |
      | Your organisation         | Ridgeway Academy                                       |
      | aware_at                  | 2/4/2026                                               |
      | Adult 1: name             | Owen Hartley                                           |
      | Adult 1: profession       | Teacher                                                |
      | Adult 1: Job 1: employer  | Ridgeway Academy                                       |
      | Adult 1: Job 1: role      | Teacher of history                                     |
      | Adult 1: Job 1: sector    | School, secondary                                      |
      | Adult 1: Job 1: basis     | Permanent                                              |
      | Is a child concerned?     | Yes                                                    |
      | Child 1: name             | Kayla Rowe                                             |
      | Allegation 1: description | Took a pupil by the arm and pulled her out of the room |
      | Allegation 1: nature      | Physical                                               |
    And the LADO business support completes "Check who it is about"
      | question                           | answer                       |
      | Where have you searched?           | Our own LADO records, Police |
      | What did you find about the adult? | Nobody found                 |
    And the LADO completes "Decide the threshold"
      | question                                        | answer                  |
      | Does the adult work or volunteer with children? | Yes                     |
      | Which criteria may be met?                      | harmed                  |
      | Risk now                                        | Medium                  |
      | What do you decide?                             | Referral                |
      | Reason                                          | Two accounts that agree |
      | police_wanted                                   | No                      |
      | social_care_wanted                              | Yes                     |
      | social_care_referred_on                         | 2/4/2026                |
      | may_tell_adult                                  | Yes                     |
    And the LADO completes "Decide which employers to tell"
      | question                           | answer                            |
      | Ridgeway Academy: tell             | Tell                              |
      | Ridgeway Academy: tell_reason      | It engages the adult and must act |
      | Ridgeway Academy: employer_contact | Imran Sheikh                      |

  @clock_t24 @safeguard_r05
  Scenario: Asked on Maundy Thursday, the decision is due on the Tuesday after Easter
    Then the Children's social care inbox has
      | task                   | due                  |
      | Decide on the referral | Tuesday 7 April 2026 |
    When it is 7 April 2026 at 16:00
    Then "Chase social care" is not offered to the LADO
    When it is 8 April 2026 at 09:00
    Then the LADO inbox has
      | task              | due |
      | Chase social care |     |
    When it happened Tuesday 7 April 2026 at 15:00
    And the LADO completes "Decide on the referral" on behalf of Children's social care, told by phone
      | question                                              | answer                               |
      | Social worker or team                                 | Ruth Calder                          |
      | What do you decide?                                   | Section 47 enquiry                   |
      | section_47_on                                         | 7/4/2026                             |
      | What is planned for the child and for other children? | The child is seen at school tomorrow |
      | Must the employer wait?                               | May go on                            |
      | May the adult be told?                                | Not yet                              |
      | next_update_on                                        | 21/4/2026                            |
    Then "Chase social care" is not offered to the LADO
    And "Tell the adult and hear the answer" is not offered to the Employer
    And the Children's social care inbox has
      | task                      | due                   |
      | Give a social care update | Tuesday 21 April 2026 |

  @clock_t26 @safeguard_r29
  Scenario: After 45 working days the LADO asks what keeps the assessment, and the result ends the asking
    When the Children's social care completes "Decide on the referral"
      | question                   | answer                    |
      | What do you decide?        | Section 17: child in need |
      | Must the employer wait?    | May go on                 |
      | May the adult be told?     | May be told               |
      | next_update_on             | 30/6/2026                 |
      | This is right as it stands | Yes                       |
    And it is 10 June 2026 at 09:00
    Then "Ask what keeps the assessment" is not offered to the LADO
    When it is 11 June 2026 at 09:00
    Then the LADO inbox has
      | task                          | due |
      | Ask what keeps the assessment |     |
    When the Children's social care completes "Give a social care update"
      | question                                                   | answer                     |
      | Where does your enquiry stand?                             | Finished                   |
      | Result                                                     | Section 17: child in need  |
      | What does the child say?                                   | Wants to stay in the class |
      | Does the child, or whoever made the allegation, need help? | Yes                        |
      | Must the employer wait?                                    | May go on                  |
      | May the adult be told?                                     | May be told                |
    Then "Ask what keeps the assessment" is not offered to the LADO
    And the record says
      | of          | question | answer   |
      | Social care | status   | finished |
    And the case is open

  @safeguard_r05
  Scenario: No role for social care is no end of the case
    When the Children's social care completes "Decide on the referral"
      | question                | answer      |
      | What do you decide?     | No role     |
      | Must the employer wait? | May go on   |
      | May the adult be told?  | May be told |
    Then the record says
      | of          | question | answer   |
      | Social care | status   | finished |
    And "Ask what keeps the assessment" is not offered to the LADO
    And the Employer inbox has
      | task                    | due |
      | Decide interim measures |     |
    And the case is open

  @safeguard_r05
  Scenario: An enquiry begins, and at the meeting social care has no role: its part ends there, and no plan is asked for
    When the Children's social care completes "Decide on the referral"
      | question                | answer                               |
      | What do you decide?     | Section 17: child in need            |
      | social_care_plan        | The child is seen at school tomorrow |
      | Must the employer wait? | May go on                            |
      | May the adult be told?  | May be told                          |
      | next_update_on          | 16/4/2026                            |
    And it is 10 April 2026 at 15:00
    And the LADO completes "Hold the initial meeting"
      | question                          | answer      |
      | meeting_on                        | 10/4/2026   |
      | social_care_wanted                | Open        |
      | Social care: social_care_decision | No role     |
      | Social care: embargo              | May be told |
      | may_tell_adult                    | Yes         |
      | next_review_on                    | 6/5/2026    |
    Then the Children's social care inbox has nothing
    And the record says
      | of          | question         | answer                               |
      | Social care | status           | finished                             |
      | Social care | social_care_plan | The child is seen at school tomorrow |
    And "Ask what keeps the assessment" is not offered to the LADO

  @safeguard_r05
  Scenario: Social care says for the first time at the meeting that it has no role, and plans nothing
    When it is 10 April 2026 at 15:00
    And the LADO completes "Hold the initial meeting"
      | question                          | answer      |
      | meeting_on                        | 10/4/2026   |
      | social_care_wanted                | Open        |
      | Social care: social_care_decision | No role     |
      | Social care: embargo              | May be told |
      | Social care: hold                 | Go on       |
      | may_tell_adult                    | Yes         |
      | next_review_on                    | 6/5/2026    |
    Then "Decide on the referral" was already answered because "at the meeting of 10 April 2026"
    And the record says
      | of          | question         | answer    |
      | Social care | status           | finished  |
      | Social care | social_care_plan | (nothing) |
