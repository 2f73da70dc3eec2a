Feature: The adult has time to answer, and the strand does not end before
  A real chance to answer before the outcome: until the day agreed, or why there was none.

  Background:
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15
    And the Employer of Ridgeway Academy reports
      | question                  | answer                                                 |
      | Your organisation         | Ridgeway Academy                                       |
      | aware_at                  | 2/3/2026                                               |
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
      | What do you decide?                             | Consultation            |
      | Reason                                          | Two accounts that agree |
      | police_wanted                                   | No                      |
      | social_care_wanted                              | No                      |
      | may_tell_adult                                  | Yes                     |
      | next_review_on                                  | 30/3/2026               |
    And the LADO completes "Decide which employers to tell"
      | question                           | answer                            |
      | Ridgeway Academy: tell             | Tell                              |
      | Ridgeway Academy: tell_reason      | It engages the adult and must act |
      | Ridgeway Academy: employer_contact | Imran Sheikh                      |
    And the Employer completes "Decide interim measures"
      | question                       | answer                               |
      | What have you decided for now? | Somebody else present at all contact |
      | Is the adult suspended?        | No                                   |
      | next_update_on                 | 16/3/2026                            |
    And the LADO completes "Agree what the employer does"
      | question                                 | answer                                                 |
      | When did you agree it with the employer? | 2/3/2026                                               |
      | What does the employer do?               | No formal discipline needed: act within 3 working days |
    And the Employer completes "Tell the adult and hear the answer"
      | question                 | answer          |
      | When was the adult told? | 2/3/2026        |
      | adult_told_how           | By letter       |
      | Of what?                 | What is alleged |
      | Has the adult answered?  | Not yet         |
      | adult_reply_by           | 12/3/2026       |
    And the Employer completes "Report the employer's result"
      | question           | answer         |
      | employer_result    | Verbal warning |
      | employer_result_on | 2/3/2026       |
      | left               | No             |
      | removed            | No             |

  @safeguard_r09
  Scenario: The answer comes a week later, and only then the outcome
    Then the Employer inbox has
      | task                      | due                    |
      | Record the adult's answer | Thursday 12 March 2026 |
    And "Agree each outcome" is not offered to the LADO
    When it is 11 March 2026 at 10:00
    And the Employer completes "Record the adult's answer"
      | question                 | answer                      |
      | Has the adult answered?  | Answered                    |
      | What does the adult say? | She says there was a danger |
    Then the LADO inbox has
      | task               | due |
      | Agree each outcome |     |
    And the record says
      | of               | question | answer   |
      | Ridgeway Academy | status   | finished |

  @safeguard_r09
  Scenario: She refuses to answer, which is written down, and the outcome waits no longer
    When it is 12 March 2026 at 16:00
    And the LADO completes "Record the adult's answer" on behalf of Employer, told by phone
      | question                | answer                     |
      | Has the adult answered? | Refused to answer          |
      | Why is there no answer? | On the advice of her union |
    Then the LADO inbox has
      | task               | due |
      | Agree each outcome |     |
