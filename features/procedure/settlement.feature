Feature: A settlement agreement ends nothing
  Offered, refused or signed: it is taken down, the LADO takes it up, and enquiry, DBS test and outcome go on.

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

  @safeguard_r13 @safeguard_r12 @safeguard_r16
  Scenario: The teacher leaves under an agreement that he signs
    When the Employer completes "Decide interim measures"
      | question                       | answer                               |
      | What have you decided for now? | Somebody else present at all contact |
      | Is the adult suspended?        | No                                   |
      | next_update_on                 | 16/3/2026                            |
    And it is 13 March 2026 at 11:00
    And the LADO completes "Give an employer update" on behalf of Employer, told by phone
      | question                                                           | answer                              |
      | What has happened since the last update?                           | He signed and left                  |
      | Measure in force now                                               | None                                |
      | Has the adult left?                                                | Yes                                 |
      | How?                                                               | Resigned                            |
      | left_on                                                            | 12/3/2026                           |
      | Would you, or might you, have removed the adult had they not left? | Yes                                 |
      | settlement                                                         | Signed                              |
      | settlement_details                                                 | No hearing, and an agreed reference |
      | next_update_on                                                     | 27/3/2026                           |
    Then the LADO inbox has
      | task                             | due |
      | Take up the settlement agreement |     |
    And the Employer inbox has
      | task                                 | due |
      | Answer the DBS test                  |     |
      | Consider a referral to the regulator |     |
    And the case is open
    When the LADO completes "Take up the settlement agreement"
      | question                       | answer                                         |
      | settlement_told                | The head and the chair of governors, by letter |
      | What does the employer do now? | Goes on with its enquiry; nothing was agreed   |
      | settlement_next                | The hearing is held without him                |
    Then "Take up the settlement agreement" is not offered to the LADO
    When the Employer completes "Answer the DBS test"
      | question                | answer                                                  |
      | regulated_activity      | Yes                                                     |
      | removal_ground          | Resigned                                                |
      | would_have_been_removed | Yes                                                     |
      | belief                  | Relevant conduct: put a child at risk or harmed a child |
    Then the Employer inbox has
      | task             | due |
      | Refer to the DBS |     |
    And "Agree each outcome" is not offered to the LADO
    And the case is open

  @safeguard_r13
  Scenario: Nothing of the kind was heard of, and nothing is asked
    When the Employer completes "Decide interim measures"
      | question                       | answer                               |
      | What have you decided for now? | Somebody else present at all contact |
      | Is the adult suspended?        | No                                   |
      | next_update_on                 | 16/3/2026                            |
    And the LADO completes "Agree what the employer does"
      | question                                 | answer                                                 |
      | When did you agree it with the employer? | 2/3/2026                                               |
      | What does the employer do?               | No formal discipline needed: act within 3 working days |
    And the Employer completes "Report the employer's result"
      | question           | answer         |
      | employer_result    | Verbal warning |
      | employer_result_on | 2/3/2026       |
      | left               | No             |
      | removed            | No             |
    Then "Take up the settlement agreement" is not offered to the LADO
