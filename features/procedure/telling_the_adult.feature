Feature: The adult is told when police and social care agree, and heard before the outcome
  A word too early warns the wrong person; no word at all is a fault.

  Background:
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15
    And the Employer of Ridgeway Academy reports
      | question                  | answer                                                 |
      | Your organisation         | Ridgeway Academy                                       |
      | aware_at                  | 2/3/2026                                               |
      | Adult 1: name             | Owen Hartley                                           |
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
      | question                                        | answer             |
      | Does the adult work or volunteer with children? | Yes                |
      | Which criteria may be met?                      | harmed             |
      | harmed_shows                                    | Seen by two people |
      | Risk now                                        | Medium             |
      | What do you decide?                             | Referral           |
      | Reason                                          | Two people saw it  |
      | police_wanted                                   | Yes                |
      | police_told_on                                  | 2/3/2026           |
      | social_care_wanted                              | No                 |
      | may_tell_adult                                  | Yes                |
    And the LADO completes "Decide which employers to tell"
      | question                           | answer                              |
      | Ridgeway Academy: tell             | Tell                                |
      | Ridgeway Academy: tell_reason      | It reported the matter and must act |
      | Ridgeway Academy: employer_contact | Imran Sheikh                        |
      | Ridgeway Academy: told_on          | 2/3/2026                            |

  @safeguard_r09
  Scenario: The police ask that the adult is not told yet
    When the Police completes "Say what police will do"
      | question                | answer           |
      | Officer                 | DS Martin Okafor |
      | What will police do?    | Investigate      |
      | Must the employer wait? | May go on        |
      | May the adult be told?  | Not yet          |
      | next_update_on          | 16/3/2026        |
    Then "Tell the adult and hear the answer" is not offered to the Employer
    When the Police completes "Give a police update"
      | question                             | answer      |
      | Where does your investigation stand? | Still open  |
      | May the adult be told?               | May be told |
      | next_update_on                       | 16/3/2026   |
    Then the Employer inbox has
      | task                               | due |
      | Tell the adult and hear the answer |     |

  @safeguard_r09
  Scenario: The outcome waits until the adult was heard
    When the Police completes "Say what police will do"
      | question                | answer           |
      | Officer                 | DS Martin Okafor |
      | What will police do?    | Investigate      |
      | Must the employer wait? | May go on        |
      | May the adult be told?  | May be told      |
      | next_update_on          | 16/3/2026        |
    And the Employer completes "Decide interim measures"
      | question                  | answer               |
      | Is the adult suspended?   | No                   |
      | Who decided it, and when? | The head, on the day |
      | next_update_on            | 16/3/2026            |
    And the LADO completes "Agree what the employer does"
      | question                                 | answer                                                 |
      | When did you agree it with the employer? | 2/3/2026                                               |
      | What does the employer do?               | No formal discipline needed: act within 3 working days |
      | What was agreed, and with whom?          | As said, with the head                                 |
    And the Employer completes "Report the employer's result"
      | question             | answer         |
      | What is your result? | Verbal warning |
      | Has the adult left?  | No             |
    And the Police completes "Give a police update"
      | question                             | answer   |
      | Where does your investigation stand? | Finished |
      | Result                               | No crime |
    And the LADO completes "Agree what remains after the police"
    And the LADO completes "Hold the initial meeting"
      | question           | answer              |
      | Police strand      | Open                |
      | Social care strand | Not opened, and why |
      | may_tell_adult     | Yes                 |
      | meeting_on         | 2/3/2026            |
      | next_review_on     | 27/3/2026           |
    Then "Agree each outcome" is not offered to the LADO
    When the Employer completes "Tell the adult and hear the answer"
      | question                 | answer                  |
      | Has the adult answered?  | Answered                |
      | What does the adult say? | I kept her from falling |
    Then the LADO inbox has
      | task               | due |
      | Agree each outcome |     |

  @safeguard_r09
  Scenario: The meeting says by which day the adult is told, and that day is when it is due
    When the LADO completes "Hold the initial meeting"
      | question           | answer              |
      | Police strand      | Open                |
      | Social care strand | Not opened, and why |
      | may_tell_adult     | Yes                 |
      | tell_adult_by      | The head            |
      | tell_adult_on      | 4/3/2026            |
      | meeting_on         | 2/3/2026            |
      | next_review_on     | 27/3/2026           |
    Then the Employer inbox has
      | task                               | due                    |
      | Tell the adult and hear the answer | Wednesday 4 March 2026 |
