Feature: Only the employer suspends, says why, and looks at it again
  Suspension is the employer’s decision alone, with its reasons, its alternatives and a letter; a review that finds the measure wrong has it decided again.

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

  @safeguard_r08 @clock_t16
  Scenario: The head suspends by phone and names no alternatives: they are asked for at once, and the letter has its day
    When it happened Monday 2 March 2026 at 09:00
    And the LADO completes "Decide interim measures" on behalf of Employer, told by phone
      | question                       | answer                    |
      | What have you decided for now? | Suspended on full pay     |
      | Is the adult suspended?        | Yes                       |
      | Since when?                    | 2/3/2026                  |
      | When was it decided?           | 2/3/2026                  |
      | Who decided it, and when?      | Imran Sheikh, the head    |
      | Why this measure?              | Children would be at risk |
      | measure_alternatives           | (nothing)                 |
      | next_update_on                 | 16/3/2026                 |
    Then the Employer inbox has
      | task                                | due                  |
      | Give the reasons for the suspension |                      |
      | Confirm the suspension in writing   | Tuesday 3 March 2026 |
    When the Employer completes "Give the reasons for the suspension"
      | question                   | answer                                      |
      | Why was suspension needed? | The children of the class would be at risk  |
      | measure_alternatives       | Other work: the class has no second teacher |
    Then "Give the reasons for the suspension" is not offered to the Employer
    And the record says
      | of       | question           | answer                 |
      | Employer | measure_decided_by | Imran Sheikh, the head |

  @safeguard_r08
  Scenario: A reason and alternatives given are not asked for again
    When the Employer completes "Decide interim measures"
      | question                       | answer                    |
      | What have you decided for now? | Suspended on full pay     |
      | Is the adult suspended?        | Yes                       |
      | Since when?                    | 2/3/2026                  |
      | Why this measure?              | Children would be at risk |
      | measure_alternatives           | Other work: there is none |
      | next_update_on                 | 16/3/2026                 |
    Then "Give the reasons for the suspension" is not offered to the Employer
    And the Employer inbox has
      | task                              | due |
      | Confirm the suspension in writing |     |

  @safeguard_r08 @clock_t16
  Scenario: Suspended a fortnight later, told in an update: the letter is due the next working day
    When the Employer completes "Decide interim measures"
      | question                       | answer                               |
      | What have you decided for now? | Somebody else present at all contact |
      | Is the adult suspended?        | No                                   |
      | next_update_on                 | 16/3/2026                            |
    Then "Confirm the suspension in writing" is not offered to the Employer
    When it is 13 March 2026 at 15:00
    And the Employer completes "Give an employer update"
      | question                                 | answer                |
      | What has happened since the last update? | A second pupil spoke  |
      | Measure in force now                     | Suspended on full pay |
      | Suspended since                          | 13/3/2026             |
      | Has the adult left?                      | No                    |
      | next_update_on                           | 27/3/2026             |
    Then the Employer inbox has
      | task                              | due                  |
      | Confirm the suspension in writing | Monday 16 March 2026 |
    When it is 17 March 2026 at 09:00
    Then the LADO inbox has
      | task                           | due |
      | Chase the written confirmation |     |

  @safeguard_r46
  Scenario: The review finds the measure not right any more, and the school decides again
    When the Employer completes "Decide interim measures"
      | question                       | answer                |
      | What have you decided for now? | Suspended on full pay |
      | Is the adult suspended?        | Yes                   |
      | Since when?                    | 2/3/2026              |
      | When was it decided?           | 2/3/2026              |
      | measure_alternatives           | None would do         |
      | next_update_on                 | 30/3/2026             |
    And it is 6 March 2026 at 10:00
    And the LADO completes "Hold the initial meeting"
      | question           | answer              |
      | meeting_on         | 6/3/2026            |
      | police_wanted      | Not opened, and why |
      | social_care_wanted | Not opened, and why |
      | may_tell_adult     | Yes                 |
      | next_review_on     | 2/4/2026            |
    Then "Decide the measure again" is not offered to the Employer
    When it is 2 April 2026 at 10:00
    And the LADO completes "Hold a review"
      | question           | answer                                 |
      | meeting_on         | 2/4/2026                               |
      | police_wanted      | Not opened, and why                    |
      | social_care_wanted | Not opened, and why                    |
      | may_tell_adult     | Yes                                    |
      | measure_reviewed   | No                                     |
      | measure_advised    | Other work without unsupervised access |
      | next_review_on     | 28/4/2026                              |
    Then the Employer inbox has
      | task                     | due                   |
      | Decide the measure again | Thursday 2 April 2026 |
    When it is 7 April 2026 at 10:00
    And the Employer completes "Decide the measure again"
      | question                       | answer                                   |
      | What have you decided for now? | Other work without unsupervised access   |
      | Is the adult suspended?        | No                                       |
      | When was it decided?           | 7/4/2026                                 |
      | Why this measure?              | The library needs no contact with pupils |
      | next_update_on                 | 27/4/2026                                |
    Then "Decide the measure again" is not offered to the Employer
    And the record says
      | of       | question | answer                                 |
      | Employer | measure  | Other work without unsupervised access |
