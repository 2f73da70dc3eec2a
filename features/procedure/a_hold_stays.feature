Feature: A hold that stays when the police have finished
  No hold falls away by itself, and none is forgotten: it is looked at on the day given until it is lifted.

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

  @safeguard_r10
  Scenario: Police have finished and the hold stays: it is looked at on its day, until it is lifted
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
      | question                             | answer                            |
      | Where does your investigation stand? | Finished                          |
      | Result                               | No further action: evidence       |
      | Must the employer wait?              | Yes, wait                         |
      | hold_reason                          | Another force speaks to a witness |
      | hold_until                           | 30/3/2026                         |
    And the LADO completes "Agree what remains after the police"
      | question                              | answer                                              |
      | When did you speak with the employer? | 16/3/2026                                           |
      | What remains to be done, and by whom? | The hearing, once the other force has spoken to her |
      | May the employer go on now?           | Hold                                                |
      | hold_reason                           | Another force speaks to a witness                   |
      | When is that looked at next?          | 2/4/2026                                            |
    Then "Hold the hearing" is not offered to the Employer
    And "Check whether the hold stays" is not offered to the LADO
    When it is 2 April 2026 at 09:00
    Then the LADO inbox has
      | task                         | due                   |
      | Check whether the hold stays | Thursday 2 April 2026 |
    When the LADO completes "Check whether the hold stays"
      | question                                | answer                                                |
      | Whom did you ask, and what do they say? | DS Okafor: the witness is abroad until Easter is over |
      | May the employer go on now?             | Hold                                                  |
      | hold_reason                             | Another force speaks to a witness                     |
      | When is that looked at next?            | 7/4/2026                                              |
    Then "Check whether the hold stays" is not offered to the LADO
    And "Hold the hearing" is not offered to the Employer
    When it is 7 April 2026 at 11:00
    And the LADO completes "Check whether the hold stays"
      | question                                | answer                        |
      | Whom did you ask, and what do they say? | DS Okafor: she has been heard |
      | May the employer go on now?             | Go on                         |
    Then "Hold the hearing" is offered to the Employer
    And "Check whether the hold stays" is not offered to the LADO
    And it is 20 April 2026 at 09:00
    And "Check whether the hold stays" is not offered to the LADO
