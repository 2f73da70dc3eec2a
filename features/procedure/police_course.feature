Feature: The police strand keeps a date, a hold is looked at on its day, and an embargo keeps others from being told
  What the police ask for binds until they lift it. What they do not say is asked for.

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
      | Which criteria may be met?                      | harmed, offence         |
      | Risk now                                        | Medium                  |
      | What do you decide?                             | Referral                |
      | Reason                                          | Two accounts that agree |
      | police_wanted                                   | Yes                     |
      | social_care_wanted                              | No                      |
      | may_tell_adult                                  | Yes                     |
    And the LADO completes "Decide which employers to tell"
      | question                           | answer                            |
      | Ridgeway Academy: tell             | Tell                              |
      | Ridgeway Academy: tell_reason      | It engages the adult and must act |
      | Ridgeway Academy: employer_contact | Imran Sheikh                      |

  @safeguard_r28 @safeguard_r29 @clock_t48
  Scenario: Nobody noted when the police were told, and their silence is chased all the same
    Then the Police inbox has
      | task                    | due                   |
      | Say what police will do | Thursday 5 March 2026 |
    And the deadline "Say what police will do" is Thursday 5 March 2026 because "the police strand began"
    And the deadline "Hold the initial meeting" is Monday 9 March 2026
    When it is 6 March 2026 at 09:00
    Then the LADO inbox has
      | task             | due |
      | Chase the police |     |
    When the LADO completes "Chase the police"
      | question                     | answer                      |
      | What came of it?             | Promised by a date          |
      | Whom did you reach, and how? | The duty sergeant, by phone |
      | When do you ask again?       | 9/3/2026                    |
    And it is 9 March 2026 at 08:30
    And the LADO completes "Say what police will do" on behalf of Police, told by phone
      | question                | answer           |
      | Officer                 | DS Martin Okafor |
      | What will police do?    | Investigate      |
      | Must the employer wait? | May go on        |
      | May the adult be told?  | May be told      |
      | next_update_on          | 23/3/2026        |
    And it is 10 March 2026 at 09:00
    Then "Chase the police" is not offered to the LADO

  @safeguard_r10 @safeguard_r28
  Scenario: A hold is looked at again on the day that the police named, before the next update
    When the Police completes "Say what police will do"
      | question                | answer                         |
      | Officer                 | DS Martin Okafor               |
      | What will police do?    | Investigate                    |
      | Must the employer wait? | Yes, wait                      |
      | hold_reason             | The child is interviewed first |
      | May the adult be told?  | May be told                    |
      | hold_until              | 12/3/2026                      |
      | next_update_on          | 30/3/2026                      |
    Then the Police inbox has
      | task                 | due                    |
      | Give a police update | Thursday 12 March 2026 |
    When it is 13 March 2026 at 09:00
    Then the LADO inbox has
      | task             | due |
      | Chase the police |     |
    When the LADO completes "Give a police update" on behalf of Police, told by phone
      | question                                 | answer                    |
      | Where does your investigation stand?     | Still open                |
      | Must the employer wait?                  | May go on                 |
      | May the adult be told?                   | May be told               |
      | What has happened since the last update? | The child was interviewed |
      | next_update_on                           | 30/3/2026                 |
    Then "Chase the police" is not offered to the LADO
    And the Police inbox has
      | task                 | due                  |
      | Give a police update | Monday 30 March 2026 |

  @safeguard_r10 @safeguard_r11
  Scenario: A charge lifts no hold and ends nothing, and after the conviction LADO and school agree what remains
    When the Police completes "Say what police will do"
      | question                | answer                         |
      | Officer                 | DS Martin Okafor               |
      | What will police do?    | Investigate                    |
      | Must the employer wait? | Yes, wait                      |
      | hold_reason             | The child is interviewed first |
      | May the adult be told?  | May be told                    |
      | next_update_on          | 16/3/2026                      |
    And the LADO completes "Agree what the employer does"
      | question                                 | answer                                                 |
      | When did you agree it with the employer? | 2/3/2026                                               |
      | What does the employer do?               | Hearing, no more investigation: within 15 working days |
    And it is 16 March 2026 at 10:00
    And the Police completes "Give a police update"
      | question                             | answer                        |
      | Where does your investigation stand? | Finished                      |
      | Result                               | Charged                       |
      | Must the employer wait?              | Yes, wait                     |
      | hold_reason                          | The trial must not be touched |
      | May the adult be told?               | May be told                   |
      | next_update_on                       | 27/4/2026                     |
      | This is right as it stands           | Yes                           |
    Then "Hold the hearing" is not offered to the Employer
    And "Agree what remains after the police" is not offered to the LADO
    And the Police inbox has
      | task                 | due                  |
      | Give a police update | Monday 27 April 2026 |
    When it is 27 April 2026 at 10:00
    And the Police completes "Give a police update"
      | question                             | answer      |
      | Where does your investigation stand? | Finished    |
      | Result                               | Convicted   |
      | employer_told_on                     | 27/4/2026   |
      | Must the employer wait?              | May go on   |
      | May the adult be told?               | May be told |
    Then the LADO inbox has
      | task                                | due |
      | Agree what remains after the police |     |
    And the Employer inbox has
      | task             | due |
      | Hold the hearing |     |
    And the case is open

  @safeguard_r08 @safeguard_r11
  Scenario: The police investigate, and at the meeting it is no crime: what remains is written there and not asked again
    When the Police completes "Say what police will do"
      | question                | answer           |
      | Officer                 | DS Martin Okafor |
      | What will police do?    | Investigate      |
      | Must the employer wait? | May go on        |
      | May the adult be told?  | May be told      |
      | next_update_on          | 16/3/2026        |
    And it is 6 March 2026 at 15:00
    And the LADO completes "Hold the initial meeting"
      | question                    | answer                                   |
      | meeting_on                  | 6/3/2026                                 |
      | police_wanted               | Open                                     |
      | Police: police_will         | Nothing: it is not a crime               |
      | Police: embargo             | May be told                              |
      | Police: after_police_agreed | The school looks into it by its own rules |
      | Police: after_police_on     | 6/3/2026                                 |
      | may_tell_adult              | Yes                                      |
      | next_review_on              | 2/4/2026                                 |
    Then "Agree what remains after the police" was already answered because "at the meeting of 6 March 2026"
    And the Police inbox has nothing
    And "Agree what remains after the police" is not offered to the LADO
    And the record says
      | of     | question | answer   |
      | Police | status   | finished |

  @safeguard_r11
  Scenario: The meeting hears that it is no crime and leaves open what remains, so that this is asked
    When the Police completes "Say what police will do"
      | question                | answer           |
      | Officer                 | DS Martin Okafor |
      | What will police do?    | Investigate      |
      | Must the employer wait? | May go on        |
      | May the adult be told?  | May be told      |
      | next_update_on          | 16/3/2026        |
    And it is 6 March 2026 at 15:00
    And the LADO completes "Hold the initial meeting"
      | question            | answer                     |
      | meeting_on          | 6/3/2026                   |
      | police_wanted       | Open                       |
      | Police: police_will | Nothing: it is not a crime |
      | Police: embargo     | May be told                |
      | may_tell_adult      | Yes                        |
      | next_review_on      | 2/4/2026                   |
    Then the Police inbox has nothing
    And the LADO inbox has
      | task                                |
      | Agree what remains after the police |

  @safeguard_r11
  Scenario: The review hears that it is no crime, and the outcome is agreed in the same sitting
    When the Police completes "Say what police will do"
      | question                | answer           |
      | Officer                 | DS Martin Okafor |
      | What will police do?    | Investigate      |
      | Must the employer wait? | May go on        |
      | May the adult be told?  | May be told      |
      | next_update_on          | 16/3/2026        |
    And the Employer completes "Decide interim measures"
      | question                | answer |
      | Is the adult suspended? | No     |
    And the LADO completes "Hold the initial meeting"
      | question           | answer              |
      | Police strand      | Open                |
      | Social care strand | Not opened, and why |
      | may_tell_adult     | Yes                 |
      | meeting_on         | 2/3/2026            |
      | next_review_on     | 12/3/2026           |
    And the LADO completes "Agree what the employer does"
      | question                   | answer                      |
      | What does the employer do? | No formal discipline needed |
    And the Employer completes "Tell the adult and hear the answer"
      | question                | answer   |
      | Has the adult answered? | Answered |
    And it is 4 March 2026 at 10:00
    And the Employer completes "Report the employer's result"
      | question        | answer              |
      | employer_result | Training or support |
    And it is 12 March 2026 at 15:00
    And the LADO completes "Hold a review"
      | question                    | answer                          |
      | meeting_on                  | 12/3/2026                       |
      | police_wanted               | Open                            |
      | social_care_wanted          | Not opened, and why             |
      | Police: police_will         | Nothing: it is not a crime      |
      | Police: embargo             | May be told                     |
      | Police: after_police_agreed | Nothing: the school has decided |
      | Police: after_police_on     | 12/3/2026                       |
      | Police: hold                | Go on                           |
      | may_tell_adult              | Yes                             |
      | decide_now                  | No                              |
      | outcome_agreed              | Yes                             |
      | Allegation 1: outcome       | Unsubstantiated                 |
      | Overall outcome             | Unsubstantiated                 |
      | adult_chance                | Yes                             |
      | belief                      | None of these                   |
      | next_review_on              | 2/4/2026                        |
    Then "Agree each outcome" was already answered because "12 March 2026"
    And the Police inbox has nothing
    And the LADO inbox has
      | task                    |
      | Tell people the outcome |
