Feature: The employer’s clocks run on England’s calendar, and each that is missed is chased
  Three, two, ten and fifteen working days; bank holidays and days under a hold do not count.

  @clock_t11 @safeguard_r29
  Scenario: To act by the Wednesday after the late-August bank holiday, and chased on the Thursday
    Given we are Marlshire
    And today is Thursday 27 August 2026 at 09:15
    And the Employer of Ridgeway Academy reports
      | question                  | answer                                                 |
      | Your organisation         | Ridgeway Academy                                       |
      | aware_at                  | 27/8/2026                                              |
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
      | social_care_wanted                              | No                      |
      | may_tell_adult                                  | Yes                     |
    And the LADO completes "Decide which employers to tell"
      | question                           | answer                            |
      | Ridgeway Academy: tell             | Tell                              |
      | Ridgeway Academy: tell_reason      | It engages the adult and must act |
      | Ridgeway Academy: employer_contact | Imran Sheikh                      |
    When the Employer completes "Decide interim measures"
      | question                       | answer                               |
      | What have you decided for now? | Somebody else present at all contact |
      | Is the adult suspended?        | No                                   |
      | next_update_on                 | 23/9/2026                            |
    And the LADO completes "Agree what the employer does"
      | question                                 | answer                                                 |
      | When did you agree it with the employer? | 27/8/2026                                              |
      | What does the employer do?               | No formal discipline needed: act within 3 working days |
    Then the Employer inbox has
      | task                         | due                        |
      | Report the employer's result | Wednesday 2 September 2026 |
    When it is 3 September 2026 at 09:00
    Then the LADO inbox has
      | task                          | due |
      | Chase the employer's decision |     |
    When the Employer completes "Report the employer's result"
      | question           | answer              |
      | employer_result    | Training or support |
      | employer_result_on | 3/9/2026            |
      | left               | No                  |
      | removed            | No                  |
    Then "Chase the employer's decision" is not offered to the LADO

  @clock_t13 @clock_t14 @clock_t15 @safeguard_r29
  Scenario: Report, decision and hearing over Christmas and New Year
    Given we are Marlshire
    And today is Monday 7 December 2026 at 09:15
    And the Employer of Ridgeway Academy reports
      | question                  | answer                                                 |
      | Your organisation         | Ridgeway Academy                                       |
      | aware_at                  | 7/12/2026                                              |
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
      | social_care_wanted                              | No                      |
      | may_tell_adult                                  | Yes                     |
    And the LADO completes "Decide which employers to tell"
      | question                           | answer                            |
      | Ridgeway Academy: tell             | Tell                              |
      | Ridgeway Academy: tell_reason      | It engages the adult and must act |
      | Ridgeway Academy: employer_contact | Imran Sheikh                      |
    When the Employer completes "Decide interim measures"
      | question                       | answer                               |
      | What have you decided for now? | Somebody else present at all contact |
      | Is the adult suspended?        | No                                   |
      | next_update_on                 | 4/1/2027                             |
    And the LADO completes "Agree what the employer does"
      | question                                 | answer                                              |
      | When did you agree it with the employer? | 7/12/2026                                           |
      | What does the employer do?               | Investigation needed: report within 10 working days |
    Then the Employer inbox has
      | task                     | due                     |
      | Report the investigation | Monday 21 December 2026 |
    When it is 21 December 2026 at 15:00
    And the Employer completes "Report the investigation"
      | question             | answer              |
      | reported_on          | 21/12/2026          |
      | What did it find?    | Two of three saw it |
      | Was the adult heard? | Yes                 |
    Then the Employer inbox has
      | task                             | due                        |
      | Decide whether to hold a hearing | Wednesday 23 December 2026 |
    When it is 24 December 2026 at 09:00
    Then the LADO inbox has
      | task                          | due |
      | Chase the employer's decision |     |
    When the Employer completes "Decide whether to hold a hearing"
      | question             | answer     |
      | Is a hearing needed? | Yes        |
      | When did you decide? | 24/12/2026 |
    Then "Chase the employer's decision" is not offered to the LADO
    And the Employer inbox has
      | task             | due                     |
      | Hold the hearing | Tuesday 19 January 2027 |

  @clock_t12 @safeguard_r10
  Scenario: A hearing is due over Easter, and the days under the hold do not count
    Given we are Marlshire
    And today is Monday 30 March 2026 at 09:15
    And the Employer of Ridgeway Academy reports
      | question                  | answer                                                 |
      | Your organisation         | Ridgeway Academy                                       |
      | aware_at                  | 30/3/2026                                              |
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
      | Which criteria may be met?                      | harmed, offence         |
      | Risk now                                        | Medium                  |
      | What do you decide?                             | Referral                |
      | Reason                                          | Two accounts that agree |
      | police_wanted                                   | Yes                     |
      | police_told_on                                  | 30/3/2026               |
      | social_care_wanted                              | No                      |
      | may_tell_adult                                  | Yes                     |
    And the LADO completes "Decide which employers to tell"
      | question                           | answer                            |
      | Ridgeway Academy: tell             | Tell                              |
      | Ridgeway Academy: tell_reason      | It engages the adult and must act |
      | Ridgeway Academy: employer_contact | Imran Sheikh                      |
    When the Employer completes "Decide interim measures"
      | question                       | answer                               |
      | What have you decided for now? | Somebody else present at all contact |
      | Is the adult suspended?        | No                                   |
      | next_update_on                 | 27/4/2026                            |
    And the LADO completes "Agree what the employer does"
      | question                                 | answer                                                 |
      | When did you agree it with the employer? | 30/3/2026                                              |
      | What does the employer do?               | Hearing, no more investigation: within 15 working days |
    Then the Employer inbox has
      | task             | due                     |
      | Hold the hearing | Wednesday 22 April 2026 |
    When it is 1 April 2026 at 10:00
    And the Police completes "Say what police will do"
      | question                | answer                         |
      | Officer                 | DS Martin Okafor               |
      | What will police do?    | Investigate                    |
      | Must the employer wait? | Yes, wait                      |
      | hold_reason             | The child is interviewed first |
      | May the adult be told?  | May be told                    |
      | next_update_on          | 15/4/2026                      |
    Then "Hold the hearing" is not offered to the Employer
    When it is 9 April 2026 at 10:00
    And the Police completes "Give a police update"
      | question                                 | answer         |
      | Where does your investigation stand?     | Still open     |
      | Must the employer wait?                  | May go on      |
      | May the adult be told?                   | May be told    |
      | What has happened since the last update? | All were heard |
      | next_update_on                           | 23/4/2026      |
    Then the deadline "Hold the hearing" is Wednesday 29 April 2026 because "police hold"

  @clock_t11
  Scenario: Marlshire gives its schools five working days to act, and that counts
    Given the authority's setting "T11" is "5 working days"
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
      | What do you decide?                             | Referral                |
      | Reason                                          | Two accounts that agree |
      | police_wanted                                   | No                      |
      | social_care_wanted                              | No                      |
      | may_tell_adult                                  | Yes                     |
    And the LADO completes "Decide which employers to tell"
      | question                           | answer                            |
      | Ridgeway Academy: tell             | Tell                              |
      | Ridgeway Academy: tell_reason      | It engages the adult and must act |
      | Ridgeway Academy: employer_contact | Imran Sheikh                      |
    When the LADO completes "Agree what the employer does"
      | question                                 | answer                                                 |
      | When did you agree it with the employer? | 2/3/2026                                               |
      | What does the employer do?               | No formal discipline needed: act within 3 working days |
    And the Employer completes "Decide interim measures"
      | question                       | answer                               |
      | What have you decided for now? | Somebody else present at all contact |
      | Is the adult suspended?        | No                                   |
      | next_update_on                 | 30/3/2026                            |
    Then the Employer inbox has
      | task                         | due                 |
      | Report the employer's result | Monday 9 March 2026 |
