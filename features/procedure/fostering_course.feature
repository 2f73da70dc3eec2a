Feature: A fostering strand from the first day to the decision maker
  The children’s safety, the carers’ answer, the review, the decision and the DBS test, in their own time and in the right order.

  Background:
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15
    And the Fostering service of Marlshire Fostering reports
      | question                  | answer                                                 |
      | Your organisation         | Marlshire Fostering                                    |
      | aware_at                  | 2/3/2026                                               |
      | Adult 1: name             | Neil Foss                                              |
      | Adult 1: profession       | Foster carer                                           |
      | Adult 1: Job 1: employer  | Marlshire Fostering                                    |
      | Adult 1: Job 1: role      | Foster carer                                           |
      | Adult 1: Job 1: sector    | Foster carer, local authority                          |
      | Adult 1: Job 1: basis     | Foster carer                                           |
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
    And the LADO completes "Decide which employers to tell"
      | question                              | answer                            |
      | Marlshire Fostering: tell             | Tell                              |
      | Marlshire Fostering: tell_reason      | It engages the adult and must act |
      | Marlshire Fostering: employer_contact | Imran Sheikh                      |
    And the Fostering service completes "Decide how the children are kept safe"
      | question                | answer             |
      | Placement 1: child_name | Kayla Rowe         |
      | Placement 1: placement  | Stays              |
      | review_needed           | Yes                |
      | no_new_placements       | Yes                |
      | no_new_placements_from  | 2/3/2026           |
      | independent_support     | FosterTalk adviser |
      | next_update_on          | 16/3/2026          |
    And the Fostering service completes "Send the Schedule 7 notices"
      | question                  | answer              |
      | Kind of fostering service | Our own             |
      | Authority 1: authority    | Norland             |
      | Authority 1: told_on      | 2/3/2026            |
      | social_workers_told       | Ruth Calder, Monday |
      | Who is responsible?       | The manager         |

  @safeguard_r44 @safeguard_r12 @safeguard_r16 @safeguard_r09
  Scenario: The carer resigns before the decision, and would not have stayed approved
    When the Fostering service completes "Tell the carers and hear the answer"
      | question                 | answer                  |
      | When was the adult told? | 2/3/2026                |
      | adult_told_how           | By letter and in person |
      | Of what?                 | What is alleged         |
      | Has the adult answered?  | Not yet                 |
      | adult_reply_by           | 9/3/2026                |
    Then the Fostering service inbox has
      | task                      | due                 |
      | Record the carers' answer | Monday 9 March 2026 |
    When it is 9 March 2026 at 10:00
    And the Fostering service completes "Record the carers' answer"
      | question                 | answer                     |
      | Has the adult answered?  | Answered                   |
      | What does the adult say? | The child shut himself out |
    And the Fostering service completes "Hold the fostering review"
      | question                     | answer                           |
      | fostering_review_chair       | An independent reviewing officer |
      | fostering_review_independent | Yes                              |
      | concern_kind                 | Allegation                       |
      | fostering_recommendation     | Approval ended                   |
    And the Fostering service completes "Give a fostering update"
      | question                                                           | answer                       |
      | What has happened since the last update?                           | He resigned before the panel |
      | Has the adult left?                                                | Yes                          |
      | How?                                                               | Resigned                     |
      | left_on                                                            | 9/3/2026                     |
      | Would you, or might you, have removed the adult had they not left? | Yes                          |
      | next_update_on                                                     | 23/3/2026                    |
    Then the Fostering service inbox has
      | task                          | due |
      | Answer the DBS test           |     |
      | Report the fostering decision |     |
    And the case is open
    When the Fostering service completes "Answer the DBS test"
      | question                | answer                                                  |
      | regulated_activity      | Yes                                                     |
      | removal_ground          | Resigned                                                |
      | would_have_been_removed | Yes                                                     |
      | belief                  | Relevant conduct: put a child at risk or harmed a child |
    Then the Fostering service inbox has
      | task             | due                  |
      | Refer to the DBS | Monday 16 March 2026 |
    When it is 17 March 2026 at 09:00
    Then the LADO inbox has
      | task                   | due |
      | Chase the DBS referral |     |
    When the LADO completes "Chase the DBS referral"
      | question                     | answer                 |
      | What came of it?             | Promised by a date     |
      | Whom did you reach, and how? | The registered manager |
      | duty_chase_again_on          | 20/3/2026              |
    And the Fostering service completes "Refer to the DBS"
      | question                      | answer       |
      | Have you referred?            | Yes          |
      | dbs_referred_on               | 17/3/2026    |
      | dbs_reference                 | DBS-26-50001 |
      | dbs_placing_authority_told_on | 17/3/2026    |
    And the Fostering service completes "Report the fostering decision"
      | question         | answer                    |
      | What is decided? | Carer resigned            |
      | decision_maker   | The agency decision maker |
    Then the record says
      | of                  | question | answer   |
      | Marlshire Fostering | status   | finished |
    And "Chase the DBS referral" is not offered to the LADO
    And the case is open

  @safeguard_r10
  Scenario: The review was held although the police had asked to wait, and they hear of it
    When the Police completes "Say what police will do"
      | question                | answer                         |
      | Officer                 | DS Martin Okafor               |
      | What will police do?    | Investigate                    |
      | Must the employer wait? | Yes, wait                      |
      | hold_reason             | The child is interviewed first |
      | May the adult be told?  | May be told                    |
      | next_update_on          | 16/3/2026                      |
    Then "Hold the fostering review" is not offered to the Fostering service
    When it is 12 March 2026 at 10:00
    And it happened Tuesday 10 March 2026
    And the LADO completes "Hold the fostering review" on behalf of Fostering service, told by phone
      | question                     | answer             |
      | When was it held?            | 10/3/2026          |
      | fostering_review_chair       | The team manager   |
      | fostering_review_independent | No                 |
      | concern_kind                 | Allegation         |
      | fostering_recommendation     | Approval continues |
    Then the LADO inbox has
      | task                                      | due |
      | Tell police and social care what was held |     |
    When the LADO completes "Tell police and social care what was held"
      | question               | answer                                        |
      | out_of_order_police_on | 12/3/2026                                     |
      | out_of_order_told      | DS Okafor, by phone                           |
      | out_of_order_effect    | The review is held again after the interviews |
    Then "Tell police and social care what was held" is not offered to the LADO

  @safeguard_r28 @clock_t42
  Scenario: The service says nothing, and is chased until it does
    When it is 17 March 2026 at 09:00
    Then the LADO inbox has
      | task                        | due |
      | Chase the fostering service |     |
    When the LADO completes "Chase the fostering service"
      | question                     | answer          |
      | What came of it?             | Left a message  |
      | Whom did you reach, and how? | The duty worker |
      | When do you ask again?       | 19/3/2026       |
    And it is 20 March 2026 at 09:00
    Then the LADO inbox has
      | task                        | due |
      | Chase the fostering service |     |
    When the Fostering service completes "Give a fostering update"
      | question                                 | answer                    |
      | What has happened since the last update? | The review is on Thursday |
      | Has the adult left?                      | No                        |
      | next_update_on                           | 2/4/2026                  |
    Then "Chase the fostering service" is not offered to the LADO
