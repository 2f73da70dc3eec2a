Feature: A hearing was held although the police had asked to wait
  Nobody may offer it while the hold stands. It happened all the same: it is written down as it was, counts at once, and is not asked again.

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
      | may_tell_adult                                  | No                                              |
    And the LADO completes "Decide which employers to tell"
      | question                           | answer                              |
      | Ridgeway Academy: tell             | Tell                                |
      | Ridgeway Academy: tell_reason      | It reported the matter and must act |
      | Ridgeway Academy: tell_legal_basis | UK GDPR 6(1)(e): public task        |
      | Ridgeway Academy: employer_contact | Imran Sheikh                        |
    And the Police completes "Say what police will do"
      | question                | answer                         |
      | Officer                 | DS Martin Okafor               |
      | crime_reference         | MP/26/001377                   |
      | What will police do?    | Investigate                    |
      | Must the employer wait? | Yes, wait                      |
      | hold_reason             | The child is interviewed first |
      | May the adult be told?  | May be told                    |
      | next_update_on          | 16/3/2026                      |
    And the Employer of Ridgeway Academy completes "Decide interim measures"
      | question                       | answer                               |
      | What have you decided for now? | Somebody else present at all contact |
      | Is the adult suspended?        | No                                   |
      | Who decided it, and when?      | The head, on the day                 |
      | Why this measure?              | The children are safe with it        |
      | measure_alternatives           | Other work: there is none            |
      | next_update_on                 | 16/3/2026                            |

  @safeguard_r10
  Scenario: The school held its hearing under the hold, and rang two days later
    When it is 3 March 2026 at 10:00
    And the LADO completes "Agree what the employer does"
      | question                                 | answer                    |
      | When did you agree it with the employer? | 3/3/2026                  |
      | What does the employer do?               | Hearing                   |
      | What was agreed, and with whom?          | As said, with the manager |
    Then "Hold the hearing" is not offered to the Employer
    When it is 12 March 2026 at 15:00
    And it happened Tuesday 10 March 2026
    And the LADO completes "Hold the hearing" on behalf of Employer, told by Imran Sheikh by phone
      | question         | answer    |
      | hearing_on       | 10/3/2026 |
      | hearing_decision | A warning |
    Then the record says
      | of               | question   | answer        | mark                                           |
      | Ridgeway Academy | hearing_on | 10 March 2026 | recorded before its step was offered           |
      | Ridgeway Academy | hearing_on | 10 March 2026 | recorded for Employer (Imran Sheikh, by phone) |
    And the LADO inbox has
      | task                                      | due |
      | Tell police and social care what was held |     |
    When it is 16 March 2026 at 09:30
    And the Police completes "Give a police update"
      | question                                 | answer                       |
      | Where does your investigation stand?     | Finished                     |
      | Result                                   | No crime                     |
      | Reason for the result                    | The accounts show no offence |
      | Must the employer wait?                  | May go on                    |
      | May the adult be told?                   | May be told                  |
      | What has happened since the last update? | All were heard               |
    Then "Hold the hearing" is not offered to the Employer
    And the Employer inbox has
      | task                         | due |
      | Report the employer's result |     |
