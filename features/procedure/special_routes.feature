Feature: Agency, police, childminder, tutor, secure centre, church: each has its own who and its own whom to tell
  Who plays the employer’s part, and which body must hear of it, follows from the setting and the basis of the work.

  @route_supply_agency @safeguard_r19
  Scenario: A supply teacher: school and agency both act, each with its own DBS duty
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15
    And the Employer of Ridgeway Academy reports
      | question                  | answer                                                 |
      | Your organisation         | Ridgeway Academy                                       |
      | aware_at                  | 2/3/2026                                               |
      | Adult 1: name             | Owen Hartley                                           |
      | Adult 1: profession       | Supply teacher                                         |
      | Adult 1: Job 1: employer  | Ridgeway Academy                                       |
      | Adult 1: Job 1: role      | Supply teacher                                         |
      | Adult 1: Job 1: sector    | School, secondary                                      |
      | Adult 1: Job 1: basis     | Agency or supply                                       |
      | Adult 1: Job 2: employer  | Marl Supply                                            |
      | Adult 1: Job 2: role      | Supply teacher                                         |
      | Adult 1: Job 2: sector    | Supply or employment agency                            |
      | Adult 1: Job 2: basis     | Permanent                                              |
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
      | Marl Supply: tell                  | Tell                              |
      | Marl Supply: tell_reason           | It engages the adult and must act |
      | Marl Supply: employer_contact      | Imran Sheikh                      |
    Then the Employer of Ridgeway Academy inbox has
      | task                    | due |
      | Decide interim measures |     |
    And the Employer of Marl Supply inbox has
      | task                    | due |
      | Decide interim measures |     |
    When the Employer of Ridgeway Academy completes "Decide interim measures"
      | question                       | answer                                 |
      | What have you decided for now? | Other work without unsupervised access |
      | Is the adult suspended?        | No                                     |
      | agency_contact                 | Marl Supply, Monday at 10:00           |
      | next_update_on                 | 16/3/2026                              |
    And the Employer of Marl Supply completes "Decide interim measures"
      | question                       | answer                                              |
      | What have you decided for now? | Stop placing: no new placements, or the child moved |
      | Is the adult suspended?        | No                                                  |
      | next_update_on                 | 16/3/2026                                           |
    And it is 9 March 2026 at 10:00
    And the Employer of Marl Supply completes "Give an employer update"
      | question                                                           | answer            |
      | What has happened since the last update?                           | He left our books |
      | Measure in force now                                               | None              |
      | Has the adult left?                                                | Yes               |
      | How?                                                               | Resigned          |
      | left_on                                                            | 9/3/2026          |
      | Would you, or might you, have removed the adult had they not left? | Yes               |
      | next_update_on                                                     | 23/3/2026         |
    Then the Employer of Marl Supply inbox has
      | task                | due |
      | Answer the DBS test |     |
    And the case is open

  @route_police @safeguard_r45 @clock_t30
  Scenario: A special constable: professional standards act as the employer, and the unit that investigates does not
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15
    And the Employer of Marlshire Police Professional Standards reports
      | question                  | answer                                                 |
      | Your organisation         | Marlshire Police Professional Standards                |
      | aware_at                  | 2/3/2026                                               |
      | Adult 1: name             | Adam Wilde                                             |
      | Adult 1: profession       | Police officer, special or staff                       |
      | Adult 1: Job 1: employer  | Marlshire Police Professional Standards                |
      | Adult 1: Job 1: role      | Special constable                                      |
      | Adult 1: Job 1: sector    | Police                                                 |
      | Adult 1: Job 1: basis     | Police officer or special constable                    |
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
      | question                                                  | answer                            |
      | Marlshire Police Professional Standards: tell             | Tell                              |
      | Marlshire Police Professional Standards: tell_reason      | It engages the adult and must act |
      | Marlshire Police Professional Standards: employer_contact | Imran Sheikh                      |
    When the Police completes "Say what police will do"
      | question                | answer                            |
      | Officer                 | DS Martin Okafor                  |
      | What will police do?    | Pass it to professional standards |
      | Must the employer wait? | May go on                         |
      | May the adult be told?  | May be told                       |
    Then the Employer of Marlshire Police Professional Standards inbox has
      | task                    | due                  |
      | Decide interim measures |                      |
      | Send the notices        | Tuesday 3 March 2026 |
    And "Decide interim measures" is not offered to the Police
    When the Employer of Marlshire Police Professional Standards completes "Send the notices"
      | question                | answer                                                          |
      | Notice 1: body          | Independent Office for Police Conduct or professional standards |
      | Notice 1: kind          | Considered, and not referred                                    |
      | Notice 1: reason_if_not | No death or serious injury: kept by the force, and recorded     |
      | notices_person          | DCI Rowan Hale                                                  |
    Then "Send the notices" is not offered to the Employer of Marlshire Police Professional Standards
    And completing "Decide interim measures" by the Employer of Marlshire Police Professional Standards warns because "This officer investigates the offence"
      | question                       | answer                                                     |
      | What have you decided for now? | Moved so that there is no direct contact with the children |
      | Is the adult suspended?        | No                                                         |
      | standards_officer              | DS Martin Okafor                                           |
      | next_update_on                 | 16/3/2026                                                  |
    When the Employer of Marlshire Police Professional Standards completes "Decide interim measures"
      | question                       | answer                                                     |
      | What have you decided for now? | Moved so that there is no direct contact with the children |
      | Is the adult suspended?        | No                                                         |
      | standards_officer              | DCI Rowan Hale, professional standards                     |
      | next_update_on                 | 16/3/2026                                                  |
    Then the record says
      | of                                      | question          | answer                                 |
      | Marlshire Police Professional Standards | standards_officer | DCI Rowan Hale, professional standards |
    And the LADO inbox has
      | task                                | due |
      | Agree what remains after the police |     |
    And the case is open

  @route_childminder @safeguard_r18 @clock_t17
  Scenario: A childminder: nobody is asked to act on herself, and Ofsted hears of it in fourteen days
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15
    And the Employer of Poppy Lane Childminding reports
      | question                  | answer                                                 |
      | Your organisation         | Poppy Lane Childminding                                |
      | aware_at                  | 2/3/2026                                               |
      | Adult 1: name             | Josie Penn                                             |
      | Adult 1: profession       | Childminder or nanny                                   |
      | Adult 1: Job 1: employer  | Poppy Lane Childminding                                |
      | Adult 1: Job 1: role      | Childminder                                            |
      | Adult 1: Job 1: sector    | Childminder                                            |
      | Adult 1: Job 1: basis     | Childminder                                            |
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
      | question                                  | answer                            |
      | Poppy Lane Childminding: tell             | Tell                              |
      | Poppy Lane Childminding: tell_reason      | It engages the adult and must act |
      | Poppy Lane Childminding: employer_contact | Imran Sheikh                      |
    Then the Employer inbox has nothing
    And the LADO inbox has
      | task                          | due                  |
      | Agree who keeps children safe | Monday 2 March 2026  |
      | See that Ofsted is told       | Sunday 15 March 2026 |
      | Have the adult told and heard |                      |
    When the LADO completes "Agree who keeps children safe"
      | question         | answer                                     |
      | acts_instead     | Ofsted, which may suspend the registration |
      | acts_legal_basis | UK GDPR 6(1)(e): public task               |
      | measure_reason   | The minded children stay at home this week |
      | next_update_on   | 9/3/2026                                   |
    And the LADO completes "See that Ofsted is told"
      | question           | answer                               |
      | own_notice_on      | 2/3/2026                             |
      | own_notice_lado_on | 2/3/2026                             |
      | notices_person     | She did, by the online form, OF-3310 |
    And it is 10 March 2026 at 09:00
    Then the LADO manager inbox has
      | task                   | due |
      | Step in on a late look |     |
    When the LADO completes "Record what was done"
      | question       | answer                                          |
      | employer_news  | Ofsted suspended the registration for six weeks |
      | next_update_on | 24/3/2026                                       |
    Then "Step in on a late look" is not offered to the LADO manager

  @route_self_employed @safeguard_r14
  Scenario: A tutor who works for himself: the council considers its own referral to the DBS
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15
    And the Employer of Bright Steps Tutors reports
      | question                  | answer                                                 |
      | Your organisation         | Bright Steps Tutors                                    |
      | aware_at                  | 2/3/2026                                               |
      | Adult 1: name             | Lewis Kerr                                             |
      | Adult 1: profession       | Teacher                                                |
      | Adult 1: Job 1: employer  | Bright Steps Tutors                                    |
      | Adult 1: Job 1: role      | Tutor                                                  |
      | Adult 1: Job 1: sector    | Tutor or self-employed                                 |
      | Adult 1: Job 1: basis     | Self-employed                                          |
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
      | question                              | answer                            |
      | Bright Steps Tutors: tell             | Tell                              |
      | Bright Steps Tutors: tell_reason      | It engages the adult and must act |
      | Bright Steps Tutors: employer_contact | Imran Sheikh                      |
    When the LADO completes "Agree who keeps children safe"
      | question         | answer                              |
      | acts_instead     | The tutoring website that lists him |
      | acts_legal_basis | UK GDPR 6(1)(e): public task        |
      | measure_reason   | He gives no lessons alone           |
      | next_update_on   | 16/3/2026                           |
    And the LADO completes "Have the adult told and heard"
      | question                 | answer              |
      | adult_told_how           | The head, in person |
      | Of what?                 | What is alleged     |
      | Has the adult answered?  | Answered            |
      | What does the adult say? | Denies it           |
    And it is 16 March 2026 at 10:00
    And the LADO completes "Record what was done"
      | question           | answer                   |
      | employer_news      | The website took him off |
      | no_employer_state  | Yes                      |
      | Result             | Registration ended       |
      | employer_result_on | 13/3/2026                |
      | adult_works_on     | Not known                |
    And the LADO completes "Hold the initial meeting"
      | question           | answer              |
      | meeting_on         | 9/3/2026            |
      | police_wanted      | Not opened, and why |
      | social_care_wanted | Not opened, and why |
      | may_tell_adult     | Yes                 |
      | next_review_on     | 30/3/2026           |
    And the LADO completes "Agree each outcome"
      | question                     | answer                                                  |
      | outcome_on                   | 16/3/2026                                               |
      | Allegation 1: outcome        | Substantiated: enough evidence to prove it              |
      | Allegation 1: outcome_reason | Weighed on the balance of probabilities                 |
      | Overall outcome              | Substantiated: enough evidence to prove it              |
      | adult_chance                 | Yes                                                     |
      | belief                       | Relevant conduct: put a child at risk or harmed a child |
      | risk_remains                 | Yes                                                     |
    Then the record says
      | question | answer |
      | dbs_duty | power  |
    And the LADO inbox has
      | task                       | due |
      | Check DBS and other duties |     |

  @route_secure_estate @safeguard_r18
  Scenario: A secure centre: the Youth Custody Service hears of it on the same day
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15
    And the Employer of Oakfield Secure Training Centre reports
      | question                  | answer                                                 |
      | Your organisation         | Oakfield Secure Training Centre                        |
      | aware_at                  | 2/3/2026                                               |
      | Adult 1: name             | Karl Dunmore                                           |
      | Adult 1: profession       | Secure estate worker                                   |
      | Adult 1: Job 1: employer  | Oakfield Secure Training Centre                        |
      | Adult 1: Job 1: role      | Custody officer                                        |
      | Adult 1: Job 1: sector    | Secure estate                                          |
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
      | question                                          | answer                            |
      | Oakfield Secure Training Centre: tell             | Tell                              |
      | Oakfield Secure Training Centre: tell_reason      | It engages the adult and must act |
      | Oakfield Secure Training Centre: employer_contact | Imran Sheikh                      |
    Then the Employer inbox has
      | task             | due                 |
      | Send the notices | Monday 2 March 2026 |
    And the record says
      | of                              | question | answer |
      | Oakfield Secure Training Centre | bodies   | ycs    |

  @route_faith @safeguard_r17
  Scenario: A minister leaves, and the diocese is considered
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15
    And the Employer of St Bride’s Church reports
      | question                  | answer                                                 |
      | Your organisation         | St Bride’s Church                                      |
      | aware_at                  | 2/3/2026                                               |
      | Adult 1: name             | Martin Ames                                            |
      | Adult 1: profession       | Minister or faith worker                               |
      | Adult 1: Job 1: employer  | St Bride’s Church                                      |
      | Adult 1: Job 1: role      | Youth minister                                         |
      | Adult 1: Job 1: sector    | Faith group                                            |
      | Adult 1: Job 1: basis     | Minister of religion                                   |
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
      | question                            | answer                            |
      | St Bride’s Church: tell             | Tell                              |
      | St Bride’s Church: tell_reason      | It engages the adult and must act |
      | St Bride’s Church: employer_contact | Imran Sheikh                      |
    When the Employer completes "Decide interim measures"
      | question                       | answer               |
      | What have you decided for now? | Volunteer stood down |
      | Is the adult suspended?        | No                   |
      | next_update_on                 | 16/3/2026            |
    And it is 6 March 2026 at 10:00
    And the Employer completes "Give an employer update"
      | question                                 | answer      |
      | What has happened since the last update? | He resigned |
      | Measure in force now                     | None        |
      | Has the adult left?                      | Yes         |
      | How?                                     | Resigned    |
      | left_on                                  | 6/3/2026    |
      | next_update_on                           | 20/3/2026   |
    Then the Employer inbox has
      | task                                 | due                  |
      | Consider a referral to the regulator | Friday 13 March 2026 |
      | Answer the DBS test                  |                      |
    When it is 16 March 2026 at 09:00
    Then the LADO inbox has
      | task                                | due |
      | Chase the referral to the regulator |     |
    When the Employer completes "Consider a referral to the regulator"
      | question                         | answer                                       |
      | Notice 1: body                   | Diocese, denomination or Thirtyone:eight     |
      | Notice 1: kind                   | Considered, and not referred                 |
      | Notice 1: reason_if_not          | The diocese itself is the employer and knows |
      | Was any of them sent a referral? | No                                           |
      | Who decided it?                  | The vicar                                    |
    Then "Chase the referral to the regulator" is not offered to the LADO

  @route_volunteer @safeguard_r16
  Scenario: A volunteer coach whom the club uses no more: removed, and the DBS test is asked at once
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15
    And the Employer of Marl Valley Football Club reports
      | question                  | answer                                                 |
      | Your organisation         | Marl Valley Football Club                              |
      | aware_at                  | 2/3/2026                                               |
      | Adult 1: name             | Tony Reed                                              |
      | Adult 1: profession       | Coach or instructor                                    |
      | Adult 1: Job 1: employer  | Marl Valley Football Club                              |
      | Adult 1: Job 1: role      | Coach                                                  |
      | Adult 1: Job 1: sector    | Sports or leisure                                      |
      | Adult 1: Job 1: basis     | Volunteer                                              |
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
      | question                                    | answer                            |
      | Marl Valley Football Club: tell             | Tell                              |
      | Marl Valley Football Club: tell_reason      | It engages the adult and must act |
      | Marl Valley Football Club: employer_contact | Imran Sheikh                      |
    When the Employer completes "Decide interim measures"
      | question                       | answer               |
      | What have you decided for now? | Volunteer stood down |
      | Is the adult suspended?        | No                   |
      | next_update_on                 | 16/3/2026            |
    And the LADO completes "Agree what the employer does"
      | question                                 | answer                                                 |
      | When did you agree it with the employer? | 2/3/2026                                               |
      | What does the employer do?               | No formal discipline needed: act within 3 working days |
    And it is 4 March 2026 at 10:00
    And the Employer completes "Report the employer's result"
      | question           | answer                       |
      | employer_result    | Dismissed, or no longer used |
      | employer_result_on | 4/3/2026                     |
      | left               | No                           |
      | removed            | Yes                          |
      | removed_on         | 4/3/2026                     |
    Then the Employer inbox has
      | task                | due |
      | Answer the DBS test |     |
    When the Employer completes "Answer the DBS test"
      | question           | answer                                                  |
      | regulated_activity | Yes                                                     |
      | removal_ground     | Permission withdrawn                                    |
      | belief             | Relevant conduct: put a child at risk or harmed a child |
    Then the Employer inbox has
      | task             | due                     |
      | Refer to the DBS | Wednesday 11 March 2026 |
    When it is 12 March 2026 at 09:00
    Then the LADO inbox has
      | task                   | due |
      | Chase the DBS referral |     |
    And "Agree each outcome" is not offered to the LADO
    When the LADO completes "Refer to the DBS" on behalf of Employer, told by phone
      | question           | answer       |
      | Have you referred? | Yes          |
      | dbs_referred_on    | 11/3/2026    |
      | dbs_reference      | DBS-26-40118 |
    Then "Chase the DBS referral" is not offered to the LADO
