Feature: While the police ask for it, nobody whom they name is told by us
  The adult, other employers, regulators: no step that would tell them is offered until the police lift it.

  Background:
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
      | Adult 1: Job 2: employer  | Riverside Riding Club                                  |
      | Adult 1: Job 2: role      | Helper                                                 |
      | Adult 1: Job 2: sector    | Sports or leisure                                      |
      | Adult 1: Job 2: basis     | Volunteer                                              |
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
      | police_told_on                                  | 2/3/2026                |
      | social_care_wanted                              | No                      |
      | may_tell_adult                                  | Yes                     |

  @route_embargo
  Scenario: The riding club is not told while the police forbid it, and its strand waits
    When the Police completes "Say what police will do"
      | question                       | answer                         |
      | Officer                        | DS Martin Okafor               |
      | What will police do?           | Investigate                    |
      | Must the employer wait?        | Yes, wait                      |
      | hold_reason                    | The child is interviewed first |
      | May the adult be told?         | Not yet                        |
      | Who else must not be told yet? | Other employers                |
      | next_update_on                 | 16/3/2026                      |
    And the LADO completes "Decide which employers to tell"
      | question                    | answer |
      | Fernhill Nursery: tell      | Tell   |
      | Riverside Riding Club: tell | Tell   |
    Then the Employer of Fernhill Nursery inbox has
      | task                    | due |
      | Decide interim measures |     |
    And the Employer of Riverside Riding Club inbox has nothing
    And "Tell the adult and hear the answer" is not offered to the Employer of Fernhill Nursery
    When it is 9 March 2026 at 11:00
    And the LADO completes "Give a police update" on behalf of Police, told by phone
      | question                                 | answer                  |
      | Where does your investigation stand?     | Still open              |
      | Must the employer wait?                  | May go on               |
      | May the adult be told?                   | May be told             |
      | Who else must not be told yet?           | (nothing)               |
      | What has happened since the last update? | The homes were searched |
      | next_update_on                           | 23/3/2026               |
    Then the Employer of Riverside Riding Club inbox has
      | task                    | due |
      | Decide interim measures |     |
    And the Employer of Fernhill Nursery inbox has
      | task                               | due |
      | Tell the adult and hear the answer |     |

  @safeguard_r18 @route_embargo
  Scenario: Ofsted is not told under an embargo, the clock of the law goes on, and lifting it offers the notice
    When the Police completes "Say what police will do"
      | question                       | answer                         |
      | Officer                        | DS Martin Okafor               |
      | What will police do?           | Investigate                    |
      | Must the employer wait?        | Yes, wait                      |
      | hold_reason                    | The child is interviewed first |
      | May the adult be told?         | Not yet                        |
      | Who else must not be told yet? | Regulators                     |
      | next_update_on                 | 16/3/2026                      |
    And the LADO completes "Decide which employers to tell"
      | question                    | answer      |
      | Fernhill Nursery: tell      | Tell        |
      | Riverside Riding Club: tell | Do not tell |
    Then "Send the notices" is not offered to the Employer
    When it is 6 March 2026 at 11:00
    And the Police completes "Give a police update"
      | question                                 | answer               |
      | Where does your investigation stand?     | Still open           |
      | Must the employer wait?                  | Yes, wait            |
      | hold_reason                              | Devices are examined |
      | May the adult be told?                   | Not yet              |
      | Who else must not be told yet?           | Parents or carers    |
      | What has happened since the last update? | The arrest was made  |
      | next_update_on                           | 20/3/2026            |
    Then the Employer inbox has
      | task             | due                  |
      | Send the notices | Sunday 15 March 2026 |
    And "Tell the adult and hear the answer" is not offered to the Employer

  @safeguard_r18 @route_embargo
  Scenario: A notice that was offered is taken back by an embargo that comes later
    When the Police completes "Say what police will do"
      | question                | answer           |
      | Officer                 | DS Martin Okafor |
      | What will police do?    | Investigate      |
      | Must the employer wait? | May go on        |
      | May the adult be told?  | May be told      |
      | next_update_on          | 16/3/2026        |
    And the LADO completes "Decide which employers to tell"
      | question                    | answer      |
      | Fernhill Nursery: tell      | Tell        |
      | Riverside Riding Club: tell | Do not tell |
    Then "Send the notices" is offered to the Employer of Fernhill Nursery
    When it is 6 March 2026 at 11:00
    And the Police completes "Give a police update"
      | question                                 | answer            |
      | Where does your investigation stand?     | Still open        |
      | Must the employer wait?                  | May go on         |
      | May the adult be told?                   | Not yet           |
      | Who else must not be told yet?           | Regulators        |
      | What has happened since the last update? | A raid is planned |
      | next_update_on                           | 13/3/2026         |
    Then "Send the notices" is not offered to the Employer of Fernhill Nursery
    When it is 10 March 2026 at 11:00
    And the Police completes "Give a police update"
      | question                                 | answer            |
      | Where does your investigation stand?     | Still open        |
      | Must the employer wait?                  | May go on         |
      | May the adult be told?                   | May be told       |
      | Who else must not be told yet?           | (nothing)         |
      | What has happened since the last update? | The raid was made |
      | next_update_on                           | 24/3/2026         |
    Then the Employer inbox has
      | task             | due                  |
      | Send the notices | Sunday 15 March 2026 |

  @safeguard_r33 @route_embargo
  Scenario: Parents are not told the outcome while the police forbid it
    When the Police completes "Say what police will do"
      | question                | answer           |
      | Officer                 | DS Martin Okafor |
      | What will police do?    | Investigate      |
      | Must the employer wait? | May go on        |
      | May the adult be told?  | May be told      |
      | next_update_on          | 16/3/2026        |
    And the LADO completes "Decide which employers to tell"
      | question                    | answer      |
      | Fernhill Nursery: tell      | Tell        |
      | Riverside Riding Club: tell | Do not tell |
    And the LADO completes "Hold the initial meeting"
      | question           | answer     |
      | meeting_on         | 2/3/2026   |
      | police_wanted      | Open       |
      | social_care_wanted | Not opened |
      | may_tell_adult     | Yes        |
      | next_review_on     | 25/3/2026  |
    And the LADO completes "Agree what the employer does"
      | question                   | answer                      |
      | What does the employer do? | No formal discipline needed |
    And the Employer of Fernhill Nursery completes "Tell the adult and hear the answer"
      | question                | answer   |
      | Has the adult answered? | Answered |
    And it is 16 March 2026 at 10:00
    And the Police completes "Give a police update"
      | question                                 | answer                |
      | Where does your investigation stand?     | Still open            |
      | Must the employer wait?                  | May go on             |
      | May the adult be told?                   | May be told           |
      | Who else must not be told yet?           | Parents or carers     |
      | What has happened since the last update? | A parent is a witness |
      | next_update_on                           | 30/3/2026             |
    And the LADO completes "Hold a review"
      | question              | answer     |
      | meeting_on            | 16/3/2026  |
      | police_wanted         | Open       |
      | social_care_wanted    | Not opened |
      | may_tell_adult        | Yes        |
      | measure_reviewed      | Yes        |
      | decide_now            | Yes        |
      | next_review_on        | 10/4/2026  |
      | outcome_agreed        | Yes        |
      | outcome_on            | 16/3/2026  |
      | Allegation 1: outcome | Unfounded  |
      | Overall outcome       | Unfounded  |
      | adult_chance          | Yes        |
      | help_needed           | No         |
    And the LADO manager completes "Agree to decide now"
      | question          | answer |
      | decide_now_agreed | Yes    |
    Then "Agree each outcome" was already answered because "at the meeting of 16 March 2026"
    And "Tell people the outcome" is not offered to the LADO
    When it is 20 March 2026 at 10:00
    And the Police completes "Give a police update"
      | question                                 | answer               |
      | Where does your investigation stand?     | Still open           |
      | Must the employer wait?                  | May go on            |
      | May the adult be told?                   | May be told          |
      | Who else must not be told yet?           | (nothing)            |
      | What has happened since the last update? | The parent was heard |
      | next_update_on                           | 3/4/2026             |
    Then the LADO inbox has
      | task                    |
      | Tell people the outcome |
