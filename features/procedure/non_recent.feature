Feature: What happened long ago is looked into, and its wider victims are thought of
  The police always hear of it; who is dead or works with children no more has no employer to tell, and an outcome all the same.

  @route_non_recent @safeguard_r19
  Scenario: The housemaster retired in 2004 and died in 2019
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15
    And the Employer of Hillside School reports
      | question                  | answer                             |
      | Your organisation         | Hillside School                    |
      | aware_at                  | 2/3/2026                           |
      | Adult 1: name             | Gerald Moss                        |
      | Adult 1: profession       | Teacher                            |
      | Adult 1: Job 1: employer  | Hillside School                    |
      | Adult 1: Job 1: role      | Housemaster                        |
      | Adult 1: Job 1: sector    | School, other                      |
      | Adult 1: Job 1: basis     | Permanent                          |
      | Is a child concerned?     | Yes                                |
      | Child 1: name             | Kayla Rowe                         |
      | Allegation 1: description | Beat a boarder with a cane in 1987 |
      | Allegation 1: on_date     | 12/3/1987                          |
      | Allegation 1: nature      | Physical                           |
    Then completing "Check who it is about" by the LADO business support warns because "Is it not of long ago?"
      | question                            | answer       |
      | What did you find about the adult?  | Nobody found |
      | Did it happen more than a year ago? | No           |
    When the LADO business support completes "Check who it is about"
      | question                            | answer                       |
      | Where have you searched?            | Our own LADO records, Police |
      | What did you find about the adult?  | Nobody found                 |
      | Did it happen more than a year ago? | Yes                          |
    Then completing "Decide the threshold" by the LADO warns because "the police always hear of it"
      | question                   | answer          |
      | Which criteria may be met? | harmed, offence |
      | What do you decide?        | Referral        |
      | police_wanted              | No              |
    And completing "Decide the threshold" by the LADO is refused because "who else may have been harmed"
      | question                   | answer          |
      | Which criteria may be met? | harmed, offence |
      | What do you decide?        | Referral        |
      | police_wanted              | Yes             |
      | others_harmed              | (nothing)       |
    When the LADO completes "Decide the threshold"
      | question                                        | answer                                                    |
      | Does the adult work or volunteer with children? | Not now, but they did or will                             |
      | works_with_children_details                     | Retired in 2004, died in 2019                             |
      | others_harmed                                   | A support service for survivors; two others are asked for |
      | Which criteria may be met?                      | harmed, offence                                           |
      | Risk now                                        | Medium                                                    |
      | What do you decide?                             | Referral                                                  |
      | Reason                                          | Two accounts that agree                                   |
      | police_wanted                                   | Yes                                                       |
      | police_told_on                                  | 2/3/2026                                                  |
      | social_care_wanted                              | No                                                        |
      | may_tell_adult                                  | Yes                                                       |
    When the LADO completes "Decide which employers to tell"
      | question                       | answer                    |
      | Hillside School: tell          | Do not tell               |
      | Hillside School: tell_reason   | The school closed in 2001 |
      | Hillside School: working_there | No                        |
    Then the Employer inbox has nothing
    When the Police completes "Say what police will do"
      | question                | answer                     |
      | Officer                 | DS Martin Okafor           |
      | What will police do?    | Nothing: it is not a crime |
      | Must the employer wait? | May go on                  |
      | May the adult be told?  | May be told                |
    And the LADO completes "Agree what remains after the police"
      | question                              | answer                                                  |
      | When did you speak with the employer? | 2/3/2026                                                |
      | What remains to be done, and by whom? | Support for the man who wrote; two others are asked for |
    And it is 9 March 2026 at 10:00
    And the LADO completes "Hold the initial meeting"
      | question           | answer              |
      | meeting_on         | 9/3/2026            |
      | police_wanted      | Open                |
      | social_care_wanted | Not opened, and why |
      | may_tell_adult     | No                  |
      | next_review_on     | 30/3/2026           |
    Then the LADO inbox has
      | task               | due |
      | Agree each outcome |     |
    And the case is open
