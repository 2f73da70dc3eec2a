Feature: What an employer learns on the way is taken up, and a death ends no duty but makes none
  Other work that comes to light, an employer that closes, an adult who dies: each is written down when it is told, and the LADO acts on it.

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
    And the Employer completes "Decide interim measures"
      | question                       | answer                               |
      | What have you decided for now? | Somebody else present at all contact |
      | Is the adult suspended?        | No                                   |
      | next_update_on                 | 16/3/2026                            |

  @safeguard_r19
  Scenario: The school learns that he leads a scout group, and the scouts get a decision
    When the Employer completes "Give an employer update"
      | question                                 | answer                                     |
      | What has happened since the last update? | He told us of his Fridays                  |
      | Measure in force now                     | Somebody else present at all contact       |
      | Has the adult left?                      | No                                         |
      | other_roles_learned                      | Leader of the 3rd Marlbury scouts, Fridays |
      | next_update_on                           | 30/3/2026                                  |
    Then the LADO inbox has
      | task                              | due |
      | Take up what the employer told us |     |
    When "A further employer" happens
    And the LADO completes "Record the further employer"
      | question           | answer                  |
      | Job 2: employer    | 3rd Marlbury Scouts     |
      | Job 2: role        | Leader                  |
      | Job 2: sector      | Youth organisation      |
      | Job 2: basis       | Volunteer               |
      | Job 2: tell        | Tell                    |
      | Job 2: tell_reason | He leads children there |
    And the LADO completes "Take up what the employer told us"
      | question           | answer                                      |
      | other_work_decided | It is told: “A further employer” is started |
      | news_reason        | He is with children every Friday            |
    Then "Take up what the employer told us" is not offered to the LADO
    And the Employer of 3rd Marlbury Scouts inbox has
      | task                    | due |
      | Decide interim measures |     |

  @route_employer_closed
  Scenario: The academy trust closes the school, and somebody answers for it
    When the LADO completes "Give an employer update" on behalf of Employer, told by letter
      | question                                 | answer                                 |
      | What has happened since the last update? | The trust hands the school over        |
      | Measure in force now                     | Somebody else present at all contact   |
      | Has the adult left?                      | No                                     |
      | Does your organisation go on?            | It was taken over                      |
      | answers_now                              | The Norland Trust, its chief executive |
      | next_update_on                           | 30/3/2026                              |
    Then the LADO inbox has
      | task                              | due |
      | Take up what the employer told us |     |
    And the case is open

  @route_death @safeguard_r12
  Scenario: He dies: no DBS test is asked, and the strand goes to its end
    When it is 9 March 2026 at 11:00
    And the LADO completes "Give an employer update" on behalf of Employer, told by phone
      | question                                 | answer              |
      | What has happened since the last update? | He died on Saturday |
      | Measure in force now                     | None                |
      | Has the adult left?                      | Yes                 |
      | How?                                     | Died                |
      | left_on                                  | 7/3/2026            |
      | next_update_on                           | 30/3/2026           |
    Then "Answer the DBS test" is not offered to the Employer
    And the case is open
    And the LADO inbox has
      | task                         | due |
      | Agree what the employer does |     |

  @clock_t32
  Scenario: The school would keep its record for two years, and is asked to keep it for ten
    When the LADO completes "Agree what the employer does"
      | question                   | answer                      |
      | What does the employer do? | No formal discipline needed |
    And the Employer completes "Tell the adult and hear the answer"
      | question                | answer   |
      | Has the adult answered? | Answered |
    And it is 20 March 2026 at 10:00
    And the Employer completes "Report the employer's result"
      | question              | answer              |
      | employer_result       | Training or support |
      | employer_result_on    | 20/3/2026           |
      | left                  | No                  |
      | removed               | No                  |
      | Kept on file until    | 20/3/2028           |
    Then the LADO inbox has
      | task                                | due |
      | Take up how long the record is kept |     |
    When the LADO completes "Take up how long the record is kept"
      | question                                      | answer                            |
      | Whom did you speak with, and what do they say? | Imran Sheikh: it was a slip       |
      | Kept on file until                            | 31/8/2041                         |
    Then "Take up how long the record is kept" is not offered to the LADO

  Scenario: A record that is kept long enough asks nobody
    When the LADO completes "Agree what the employer does"
      | question                   | answer                      |
      | What does the employer do? | No formal discipline needed |
    And the Employer completes "Tell the adult and hear the answer"
      | question                | answer   |
      | Has the adult answered? | Answered |
    And it is 20 March 2026 at 10:00
    And the Employer completes "Report the employer's result"
      | question              | answer              |
      | employer_result       | Training or support |
      | employer_result_on    | 20/3/2026           |
      | left                  | No                  |
      | removed               | No                  |
      | Kept on file until    | 20/3/2036           |
    Then "Take up how long the record is kept" is not offered to the LADO
