Feature: The child waits for nobody
  Social care decides at once, whatever the police ask of the employer and before anybody meets.

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
      | social_care_wanted                              | Yes                |
      | social_care_referred_on                         | 2/3/2026           |
      | may_tell_adult                                  | No                 |

  @safeguard_r05
  Scenario: Social care decides in one working day although the police ask the employer to wait
    When the Police completes "Say what police will do"
      | question                | answer           |
      | Officer                 | DS Martin Okafor |
      | What will police do?    | Investigate      |
      | Must the employer wait? | Yes, wait        |
      | hold_reason             | Interviews first |
      | May the adult be told?  | Not yet          |
      | next_update_on          | 16/3/2026        |
    Then the Children's social care inbox has
      | task                   | due                  |
      | Decide on the referral | Tuesday 3 March 2026 |
    When the Children's social care completes "Decide on the referral"
      | question            | answer             |
      | What do you decide? | Section 47 enquiry |
      | next_update_on      | 9/3/2026           |
    Then the Children's social care inbox has
      | task                      | due                 |
      | Give a social care update | Monday 9 March 2026 |
    And the LADO inbox has
      | task                     | due                 |
      | Hold the initial meeting | Monday 9 March 2026 |

  @safeguard_r28
  Scenario: Social care has not decided, and the LADO asks
    When it is 4 March 2026 at 09:00
    Then the LADO inbox has
      | task              | due |
      | Chase social care |     |
    When the Children's social care completes "Decide on the referral"
      | question                | answer    |
      | What do you decide?     | No role   |
      | Must the employer wait? | May go on |
    Then "Chase social care" is not offered to the LADO
    And the record says
      | of          | question | answer   |
      | Social care | status   | finished |

  @safeguard_r10
  Scenario: Social care has finished and asks the employer to wait on: the LADO looks at it on the day named
    When the Children's social care completes "Decide on the referral"
      | question                | answer             |
      | What do you decide?     | Section 47 enquiry |
      | Must the employer wait? | Yes, wait          |
      | hold_reason             | She is seen first  |
      | next_update_on          | 16/3/2026          |
    And it is 16 March 2026 at 10:00
    Then completing "Give a social care update" by the Children's social care warns because "a hold does not end by itself"
      | question                         | answer                   |
      | Where does your enquiry stand?   | Finished                 |
      | Must the employer wait?          | Yes, wait                |
      | hold_reason                      | Her brother is seen next |
    When the Children's social care completes "Give a social care update"
      | question                         | answer                   |
      | Where does your enquiry stand?   | Finished                 |
      | Must the employer wait?          | Yes, wait                |
      | hold_reason                      | Her brother is seen next |
      | hold_until                       | 1/4/2026                 |
    Then the record says
      | of          | question | answer |
      | Social care | status   | open   |
    When it is 1 April 2026 at 09:00
    Then the LADO inbox has
      | task                         | due                    |
      | Check whether the hold stays | Wednesday 1 April 2026 |
    When the LADO completes "Check whether the hold stays"
      | question                                | answer                          |
      | Whom did you ask, and what do they say? | Ruth Calder: he has been seen   |
      | May the employer go on now?             | Go on                           |
    Then the record says
      | of          | question | answer   |
      | Social care | status   | finished |
