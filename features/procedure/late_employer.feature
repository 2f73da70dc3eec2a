Feature: An employer who is late is chased
  A missed date never closes anything. It makes a task for a named role, first for the LADO.

  Background:
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15
    And the Employer of Ridgeway Academy reports
      | question                  | answer                                                 |
      | What do you ask for?      | To refer an allegation                                 |
      | Your name                 | Imran Sheikh                                           |
      | Your organisation         | Ridgeway Academy                                       |
      | Kind of organisation      | School                                                 |
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
      | question                                        | answer                                          |
      | Does the adult work or volunteer with children? | Yes                                             |
      | Which criteria may be met?                      | harmed, offence                                 |
      | harmed_shows                                    | Seen by two people                              |
      | offence_shows                                   | Force was used on a child                       |
      | Have the police been consulted?                 | Asked, no answer yet                            |
      | police_consultation                             | Message left with the child abuse unit at 09:40 |
      | Risk now                                        | Medium                                          |
      | What do you decide?                             | Referral                                        |
      | Reason                                          | Two people saw it, and an offence is possible   |
      | Advice to the employer now                      | Do not interview anybody before we have talked  |
      | Whose case is it?                               | Ours: works in our area                         |
      | Conflict of interest?                           | No                                              |
      | Does the employer agree?                        | Yes                                             |
      | police_wanted                                   | Yes                                             |
      | police_told_on                                  | 2/3/2026                                        |
      | social_care_wanted                              | No                                              |
      | may_tell_adult                                  | Yes                                             |
    And the LADO completes "Decide which employers to tell"
      | question                           | answer                              |
      | Ridgeway Academy: tell             | Tell                                |
      | Ridgeway Academy: tell_reason      | It reported the matter and must act |
      | Ridgeway Academy: tell_legal_basis | UK GDPR 6(1)(e): public task        |
      | Ridgeway Academy: employer_contact | Imran Sheikh                        |
    And the Police completes "Say what police will do"
      | question                | answer           |
      | Officer                 | DS Martin Okafor |
      | crime_reference         | MP/26/001377     |
      | What will police do?    | Investigate      |
      | Must the employer wait? | May go on        |
      | May the adult be told?  | May be told      |
      | next_update_on          | 16/3/2026        |

  @safeguard_r08 @safeguard_r29 @target_t16
  Scenario: A suspension is not confirmed in writing
    When the Employer of Ridgeway Academy completes "Decide interim measures"
      | question                       | answer                        |
      | What have you decided for now? | Suspended on full pay         |
      | Is the adult suspended?        | Yes                           |
      | Since when?                    | 2/3/2026                      |
      | Who decided it, and when?      | The head, on the day          |
      | Why this measure?              | The children are safe with it |
      | measure_alternatives           | Other work: there is none     |
      | next_update_on                 | 16/3/2026                     |
    Then the Employer inbox has
      | task                              | due                  |
      | Confirm the suspension in writing | Tuesday 3 March 2026 |
    When it is 4 March 2026 at 09:00
    Then the LADO inbox has
      | task                           | due |
      | Chase the written confirmation |     |
    And the Employer inbox has
      | task                              | due                  |
      | Confirm the suspension in writing | Tuesday 3 March 2026 |
    When the LADO completes "Chase the written confirmation"
      | question                     | answer                 |
      | What came of it?             | Promised by a date     |
      | Whom did you reach, and how? | Imran Sheikh, by phone |
      | When do you ask again?       | 5/3/2026               |
    And the Employer completes "Confirm the suspension in writing"
      | question                          | answer          |
      | When was it confirmed in writing? | 4/3/2026        |
      | Does the letter give the reasons? | Yes             |
      | Whom may the adult ring at work?  | The deputy head |
    Then "Confirm the suspension in writing" is not offered to the Employer

  @safeguard_r28 @safeguard_r29 @target_t13
  Scenario: An update and the investigation report are overdue
    When the Employer of Ridgeway Academy completes "Decide interim measures"
      | question                       | answer                               |
      | What have you decided for now? | Somebody else present at all contact |
      | Is the adult suspended?        | No                                   |
      | Who decided it, and when?      | The head, on the day                 |
      | Why this measure?              | The children are safe with it        |
      | measure_alternatives           | Other work: there is none            |
      | next_update_on                 | 16/3/2026                            |
    And the LADO completes "Agree what the employer does"
      | question                                 | answer                                              |
      | When did you agree it with the employer? | 2/3/2026                                            |
      | What does the employer do?               | Investigation needed: report within 10 working days |
      | What was agreed, and with whom?          | As said, with the manager                           |
      | Who investigates?                        | A head from another school                          |
      | Is that person independent?              | Yes                                                 |
    Then the Employer inbox has
      | task                     | due                  |
      | Report the investigation | Monday 16 March 2026 |
    When it is 17 March 2026 at 09:00
    Then the LADO inbox has
      | task                           | due |
      | Chase the employer             |     |
      | Chase the investigation report |     |
    When the LADO completes "Chase the employer"
      | question                     | answer                               |
      | What came of it?             | Told their senior officer or manager |
      | Whom did you reach, and how? | The chair of governors, by phone     |
      | When do you ask again?       | 19/3/2026                            |
    Then "Chase the employer" is not offered to the LADO
    When it is 20 March 2026 at 09:00
    Then the LADO inbox has
      | task               | due |
      | Chase the employer |     |
    And the Employer inbox has
      | task                     | due                  |
      | Report the investigation | Monday 16 March 2026 |
      | Give an employer update  | Monday 16 March 2026 |

  @safeguard_r29
  Scenario: What is chased comes, and the chase goes by itself
    When the Employer of Ridgeway Academy completes "Decide interim measures"
      | question                       | answer                               |
      | What have you decided for now? | Somebody else present at all contact |
      | Is the adult suspended?        | No                                   |
      | Who decided it, and when?      | The head, on the day                 |
      | Why this measure?              | The children are safe with it        |
      | next_update_on                 | 16/3/2026                            |
    And the LADO completes "Agree what the employer does"
      | question                                 | answer                                              |
      | When did you agree it with the employer? | 2/3/2026                                            |
      | What does the employer do?               | Investigation needed: report within 10 working days |
      | What was agreed, and with whom?          | As said, with the manager                           |
      | Who investigates?                        | A head from another school                          |
    And it is 17 March 2026 at 09:00
    And the Employer completes "Give an employer update"
      | question                                 | answer                               |
      | What has happened since the last update? | Three colleagues were heard          |
      | Measure in force now                     | Somebody else present at all contact |
      | Has the adult left?                      | No                                   |
      | next_update_on                           | 31/3/2026                            |
    Then "Chase the employer" is not offered to the LADO
    And the LADO inbox has
      | task                           | due |
      | Chase the investigation report |     |
    When the Employer completes "Report the investigation"
      | question             | answer                         |
      | reported_on          | 17/3/2026                      |
      | What did it find?    | Two of three saw the arm taken |
      | Was the adult heard? | Yes                            |
    Then "Chase the investigation report" is not offered to the LADO

  @safeguard_r08
  Scenario: The result is in, and a letter about the suspension is asked for no more
    When the Employer completes "Decide interim measures"
      | question                  | answer               |
      | Is the adult suspended?   | Yes                  |
      | Since when?               | 2/3/2026             |
      | Who decided it, and when? | The head, on the day |
      | next_update_on            | 16/3/2026            |
    And the LADO completes "Agree what the employer does"
      | question                                 | answer                                                 |
      | When did you agree it with the employer? | 2/3/2026                                               |
      | What does the employer do?               | No formal discipline needed: act within 3 working days |
      | What was agreed, and with whom?          | As said, with the head                                 |
    And it is 4 March 2026 at 09:00
    Then the LADO inbox has
      | task                           | due |
      | Chase the written confirmation |     |
    When the Employer completes "Report the employer's result"
      | question             | answer         |
      | What is your result? | Verbal warning |
      | Has the adult left?  | No             |
    Then "Confirm the suspension in writing" is not offered to the Employer
    And "Chase the written confirmation" is not offered to the LADO
    And the case is open

  @safeguard_r29 @target_t12
  Scenario: The hearing is not held in time
    When the Employer completes "Decide interim measures"
      | question                  | answer               |
      | Is the adult suspended?   | No                   |
      | Who decided it, and when? | The head, on the day |
      | next_update_on            | 16/3/2026            |
    And the LADO completes "Agree what the employer does"
      | question                                 | answer                                                 |
      | When did you agree it with the employer? | 2/3/2026                                               |
      | What does the employer do?               | Hearing, no more investigation: within 15 working days |
      | What was agreed, and with whom?          | As said, with the head                                 |
    Then the Employer inbox has
      | task             | due                  |
      | Hold the hearing | Monday 23 March 2026 |
    When it is 24 March 2026 at 09:00
    Then the LADO inbox has
      | task              | due |
      | Chase the hearing |     |
    When the Employer completes "Hold the hearing"
      | question          | answer           |
      | When was it held? | 24/3/2026        |
      | What was decided? | A verbal warning |
    Then "Chase the hearing" is not offered to the LADO
