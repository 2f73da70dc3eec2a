Feature: Police who are late are chased, and the chase holds nothing up
  Police have other work. The LADO asks until the answer is in, and the case goes on when it comes.

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

  @safeguard_r28
  Scenario: Police were asked and have not answered
    When it is 6 March 2026 at 09:00
    Then the LADO inbox has
      | task             | due |
      | Chase the police |     |
    And the Police inbox has
      | task                    | due                   |
      | Say what police will do | Thursday 5 March 2026 |
    When the Police completes "Say what police will do"
      | question             | answer           |
      | Officer              | DS Martin Okafor |
      | What will police do? | Investigate      |
      | next_update_on       | 31/3/2026        |
    Then "Chase the police" is not offered to the LADO
    And the Police inbox has
      | task                 | due                   |
      | Give a police update | Tuesday 31 March 2026 |

  @safeguard_r29
  Scenario: The last update comes, and a chase that nobody did ends with it
    When the Police completes "Say what police will do"
      | question                | answer           |
      | Officer                 | DS Martin Okafor |
      | What will police do?    | Investigate      |
      | Must the employer wait? | May go on        |
      | May the adult be told?  | May be told      |
      | next_update_on          | 16/3/2026        |
    And it is 17 March 2026 at 09:00
    Then the LADO inbox has
      | task             | due |
      | Chase the police |     |
    When the Police completes "Give a police update"
      | question                                 | answer                            |
      | Where does your investigation stand?     | Finished                          |
      | Result                                   | No further action: evidence       |
      | What has happened since the last update? | Nobody could say who pulled first |
    Then "Chase the police" is not offered to the LADO
    When the LADO completes "Agree what remains after the police"
    Then the record says
      | of     | question | answer   |
      | Police | status   | finished |

  @safeguard_r28
  Scenario: A charge is not the end, and the next update still has its day
    When the Police completes "Say what police will do"
      | question                | answer           |
      | Officer                 | DS Martin Okafor |
      | What will police do?    | Investigate      |
      | Must the employer wait? | May go on        |
      | May the adult be told?  | May be told      |
      | next_update_on          | 16/3/2026        |
    And the Police completes "Give a police update"
      | question                                 | answer               |
      | Where does your investigation stand?     | Finished             |
      | Result                                   | Charged              |
      | What has happened since the last update? | Charged with assault |
      | next_update_on                           | 30/3/2026            |
    Then the Police inbox has
      | task                 | due                  |
      | Give a police update | Monday 30 March 2026 |
    And the record says
      | of     | question | answer |
      | Police | status   | open   |
