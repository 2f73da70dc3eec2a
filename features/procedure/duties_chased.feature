Feature: A duty that the law gives is chased until it is done
  Notices at knowledge, referrals when both parts of the test are met: none waits for an outcome, and none is forgotten.

  @safeguard_r18 @clock_t17
  Scenario: The fourteenth day is a Sunday and is not moved; on Monday the LADO asks for the notice
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15
    And the Employer of Fernhill Nursery reports
      | question                  | answer                                                 |
      | Your organisation         | Fernhill Nursery                                       |
      | aware_at                  | 2/3/2026                                               |
      | Adult 1: name             | Dawn Pritchard                                         |
      | Adult 1: profession       | Early years worker                                     |
      | Adult 1: Job 1: employer  | Fernhill Nursery                                       |
      | Adult 1: Job 1: role      | Nursery practitioner                                   |
      | Adult 1: Job 1: sector    | Nursery or early years                                 |
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
      | Fernhill Nursery: tell             | Tell                              |
      | Fernhill Nursery: tell_reason      | It engages the adult and must act |
      | Fernhill Nursery: employer_contact | Imran Sheikh                      |
    Then the Employer inbox has
      | task             | due                  |
      | Send the notices | Sunday 15 March 2026 |
    When it is 16 March 2026 at 09:00
    Then the LADO inbox has
      | task              | due |
      | Chase the notices |     |
    When the LADO completes "Chase the notices"
      | question                     | answer              |
      | What came of it?             | Promised by a date  |
      | Whom did you reach, and how? | The owner, by phone |
      | duty_chase_again_on          | 17/3/2026           |
    And it is 18 March 2026 at 09:00
    Then the LADO inbox has
      | task              | due |
      | Chase the notices |     |
    When it happened Saturday 14 March 2026
    And the LADO completes "Send the notices" on behalf of Employer, told by phone
      | question            | answer                               |
      | Notice 1: body      | Ofsted, early years and childminders |
      | Notice 1: kind      | Notice required by law               |
      | Notice 1: sent_on   | 14/3/2026                            |
      | Notice 1: reference | OF-2261                              |
      | Who is responsible? | The owner                            |
    Then "Chase the notices" is not offered to the LADO

  @safeguard_r18 @clock_t18 @clock_t40
  Scenario: A children’s home tells Ofsted the same day, and is asked after the bank holiday
    Given we are Marlshire
    And today is Friday 28 August 2026 at 09:15
    And the Employer of Larch House reports
      | question                  | answer                                                 |
      | Your organisation         | Larch House                                            |
      | aware_at                  | 28/8/2026                                              |
      | Adult 1: name             | Gareth Pole                                            |
      | Adult 1: profession       | Residential care worker                                |
      | Adult 1: Job 1: employer  | Larch House                                            |
      | Adult 1: Job 1: role      | Residential worker                                     |
      | Adult 1: Job 1: sector    | Children's home or residential care                    |
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
      | question                      | answer                            |
      | Larch House: tell             | Tell                              |
      | Larch House: tell_reason      | It engages the adult and must act |
      | Larch House: employer_contact | Imran Sheikh                      |
    Then the Employer inbox has
      | task             | due                   |
      | Send the notices | Friday 28 August 2026 |
    When it is 1 September 2026 at 09:00
    Then the LADO inbox has
      | task              | due |
      | Chase the notices |     |
    And "Agree each outcome" is not offered to the LADO

  @safeguard_r18 @safeguard_r44 @clock_t19
  Scenario: The Schedule 7 notices are a day late and are chased
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15
    And the Fostering service of Marlshire Fostering reports
      | question                  | answer                                                 |
      | Your organisation         | Marlshire Fostering                                    |
      | aware_at                  | 2/3/2026                                               |
      | Adult 1: name             | Neil Foss                                              |
      | Adult 1: profession       | Foster carer                                           |
      | Adult 1: Job 1: employer  | Marlshire Fostering                                    |
      | Adult 1: Job 1: role      | Foster carer                                           |
      | Adult 1: Job 1: sector    | Foster carer, local authority                          |
      | Adult 1: Job 1: basis     | Foster carer                                           |
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
      | question                              | answer                            |
      | Marlshire Fostering: tell             | Tell                              |
      | Marlshire Fostering: tell_reason      | It engages the adult and must act |
      | Marlshire Fostering: employer_contact | Imran Sheikh                      |
    Then the Fostering service inbox has
      | task                        | due                  |
      | Send the Schedule 7 notices | Tuesday 3 March 2026 |
    When it is 4 March 2026 at 09:00
    Then the LADO inbox has
      | task                         | due |
      | Chase the Schedule 7 notices |     |
    When the Fostering service completes "Send the Schedule 7 notices"
      | question                  | answer                                                       |
      | Kind of fostering service | Our own                                                      |
      | Notice 1: body            | Ofsted, children's homes, fostering, supported accommodation |
      | Notice 1: sent_on         | 4/3/2026                                                     |
      | Authority 1: authority    | Norland                                                      |
      | Authority 1: told_on      | 4/3/2026                                                     |
      | Who is responsible?       | The manager                                                  |
    Then "Chase the Schedule 7 notices" is not offered to the LADO

  @clock_t22 @route_volunteer
  Scenario: A charity reports its serious incident promptly
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15
    And the Employer of Marl Valley Youth Trust reports
      | question                  | answer                                                 |
      | Your organisation         | Marl Valley Youth Trust                                |
      | aware_at                  | 2/3/2026                                               |
      | Adult 1: name             | Piers Lamb                                             |
      | Adult 1: profession       | Other                                                  |
      | Adult 1: Job 1: employer  | Marl Valley Youth Trust                                |
      | Adult 1: Job 1: role      | Youth leader                                           |
      | Adult 1: Job 1: sector    | Voluntary body                                         |
      | Adult 1: Job 1: basis     | Volunteer                                              |
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
      | question                                  | answer                            |
      | Marl Valley Youth Trust: tell             | Tell                              |
      | Marl Valley Youth Trust: tell_reason      | It engages the adult and must act |
      | Marl Valley Youth Trust: employer_contact | Imran Sheikh                      |
    Then the Employer inbox has
      | task             | due                 |
      | Send the notices | Monday 9 March 2026 |

  @safeguard_r18 @clock_t17
  Scenario: A nursery that we told later counts from the day it was told
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
      | Adult 1: Job 2: employer  | Little Oaks Nursery                                    |
      | Adult 1: Job 2: role      | Saturday helper                                        |
      | Adult 1: Job 2: sector    | Nursery or early years                                 |
      | Adult 1: Job 2: basis     | Casual                                                 |
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
    When it is 10 March 2026 at 10:00
    And the LADO completes "Decide which employers to tell"
      | question                     | answer    |
      | Ridgeway Academy: tell       | Tell      |
      | Little Oaks Nursery: tell    | Tell      |
      | Little Oaks Nursery: told_on | 10/3/2026 |
    Then the Employer of Little Oaks Nursery inbox has
      | task             | due                  |
      | Send the notices | Monday 23 March 2026 |
