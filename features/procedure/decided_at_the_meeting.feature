Feature: What a meeting decided is not asked again
  The record of a meeting or of a talk on the phone opens with what was decided. Each later step that this answers is passed over and says where it was decided; what was left open is asked, with what was said filled in.

  Background:
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15
    And the Employer of Hollin Park School reports
      | question                  | answer                                        |
      | What do you ask for?      | To refer an allegation                        |
      | Your name                 | Ines Marlow                                   |
      | Your organisation         | Hollin Park School                            |
      | Kind of organisation      | School                                        |
      | aware_at                  | 25/2/2026                                     |
      | Adult 1: name             | Conrad Vale                                   |
      | Adult 1: Job 1: employer  | Hollin Park School                            |
      | Adult 1: Job 1: role      | Teaching assistant                            |
      | Adult 1: Job 1: basis     | Permanent                                     |
      | Is a child concerned?     | Yes                                           |
      | Child 1: name             | Milo Tarrant                                  |
      | Allegation 1: description | Held a boy of 7 by the throat in the corridor |
      | Allegation 1: nature      | Physical                                      |
    And the LADO business support completes "Check who it is about"
      | question                           | answer       |
      | What did you find about the adult? | Nobody found |
    And the LADO completes "Decide the threshold"
      | question                                        | answer                                  |
      | Does the adult work or volunteer with children? | Yes                                     |
      | Which criteria may be met?                      | harmed, offence                         |
      | harmed_shows                                    | Red marks, seen by the nurse            |
      | offence_shows                                   | Force to the neck                       |
      | Have the police been consulted?                 | Yes, and they answered                  |
      | police_consultation                             | DS Okafor, 11:20: they take part        |
      | Risk now                                        | High                                    |
      | What do you decide?                             | Referral                                |
      | Reason                                          | A possible offence, and the boy is hurt |
      | police_wanted                                   | Yes                                     |
      | police_told_on                                  | 2/3/2026                                |
      | social_care_wanted                              | Yes                                     |
      | social_care_referred_on                         | 2/3/2026                                |
      | may_tell_adult                                  | No                                      |
      | discussed_on                                    | 2/3/2026                                |
      | Hollin Park School: tell                        | Tell                                    |
      | Hollin Park School: tell_reason                 | It reported the matter and must act     |
      | Hollin Park School: employer_contact            | Ines Marlow                             |
      | works_with_adults_at_risk                       | No                                      |

  @safeguard_r19
  Scenario: What was agreed on the phone is not asked again
    Then "Decide which employers to tell" was already answered because "in the discussion of 2 March 2026"
    And "Decide which employers to tell" is not offered to the LADO
    And the Employer of Hollin Park School inbox has
      | task                    |
      | Decide interim measures |

  @safeguard_r08 @safeguard_r25
  Scenario: The meeting says what police, social care and the school do
    When it is 6 March 2026 at 16:00
    And the LADO completes "Hold the initial meeting"
      | question                                  | answer                                     |
      | meeting_on                                | 6/3/2026                                   |
      | meeting_type                              | Initial managing allegations meeting       |
      | police_wanted                             | Open                                       |
      | social_care_wanted                        | Open                                       |
      | Police: police_will                       | Investigate                                |
      | Police: officer                           | DS Martin Okafor                           |
      | Police: embargo                           | Not yet                                    |
      | Police: embargo_reason                    | The boy is interviewed on Monday           |
      | Police: hold                              | Hold                                       |
      | Police: hold_reason                       | DS Okafor: the boy is heard first          |
      | Police: next_update_on                    | 13/3/2026                                  |
      | Social care: social_care_decision         | Section 47 enquiry                         |
      | Social care: social_worker                | Ruth Calder                                |
      | Social care: social_care_plan             | The boy is seen at home today              |
      | Social care: embargo                      | May be told                                |
      | Social care: hold                         | Go on                                      |
      | Social care: next_update_on               | 13/3/2026                                  |
      | Hollin Park School: employer_route        | Investigation needed                       |
      | Hollin Park School: agreed_on             | 6/3/2026                                   |
      | Hollin Park School: agreed_details        | With Ines Marlow, once the police agree    |
      | Hollin Park School: investigating_officer | Ada Quill, of another school               |
      | Employer: measure                         | Suspended on full pay |
      | Employer: suspended                       | Yes                                        |
      | Employer: suspended_on                    | 3/3/2026                                   |
      | Employer: measure_decided_on              | 3/3/2026                                   |
      | Employer: measure_decided_by              | Ines Marlow, head                          |
      | Employer: measure_reason                  | Children are at risk                       |
      | Employer: measure_alternatives            | Other work: there is none without children |
      | Employer: next_update_on                  | 20/3/2026                                  |
      | may_tell_adult                            | Yes                                        |
      | tell_adult_by                             | Ines Marlow                                |
      | tell_adult_on                             | 10/3/2026                                  |
      | Risk now                                  | High                                       |
      | Action 1: text                            | Ask the school for its restraint records   |
      | Action 1: owner                           | Helen Ashworth                             |
      | Action 1: agency                          | LADO service                               |
      | Action 1: due                             | 11/3/2026                                  |
      | next_review_on                            | 2/4/2026                                   |
      | Chair                                     | Helen Ashworth                             |
      | Attendee 1: name                          | DS Martin Okafor                           |
      | Attendee 1: agency                        | Police                                     |
      | Attendee 1: came                          | Came                                       |
      | Attendee 2: name                          | Ruth Calder                                |
      | Attendee 2: agency                        | Children's social care                     |
      | Attendee 2: came                          | Came                                       |
      | Attendee 3: name                          | Ines Marlow                                |
      | Attendee 3: agency                        | Hollin Park School                         |
      | Attendee 3: came                          | Came                                       |
      | What the child says and wants             | He is afraid of the corridor               |
    Then "Say what police will do" was already answered because "at the meeting of 6 March 2026"
    And "Decide on the referral" was already answered because "at the meeting of 6 March 2026"
    And "Decide interim measures" was already answered because "at the meeting of 6 March 2026"
    And "Agree what the employer does" was already answered because "at the meeting of 6 March 2026"
    And the Police inbox has
      | task                 |
      | Give a police update |
    And the Employer of Hollin Park School inbox has
      | task                              |
      | Confirm the suspension in writing |
      | Give an employer update           |
    And "Tell the adult and hear the answer" is not offered to the Employer
    And "Report the investigation" is not offered to the Employer

  Scenario: What the meeting left open is asked
    When it is 6 March 2026 at 16:00
    And the LADO completes "Hold the initial meeting"
      | question            | answer     |
      | meeting_on          | 6/3/2026   |
      | police_wanted       | Open       |
      | social_care_wanted  | Open       |
      | may_tell_adult      | No         |
      | Employer: measure   | Suspended on full pay |
      | Employer: suspended | Yes        |
      | next_review_on      | 2/4/2026   |
    Then the Police inbox has
      | task                    |
      | Say what police will do |
    And the LADO inbox has
      | task                         |
      | Agree what the employer does |
    And "Decide interim measures" was already answered because "at the meeting of 6 March 2026"

  @target_sittings @safeguard_r11
  Scenario: Three strands and one review, from the report to closure
    When the LADO completes "Raise the late report"
      | question         | answer                         |
      | late_raised_with | Ines Marlow                    |
      | late_raised_on   | 2/3/2026                       |
      | late_reason      | The deputy waited for the head |
    When it is 6 March 2026 at 16:00
    And the LADO completes "Hold the initial meeting"
      | question                                  | answer                                     |
      | meeting_on                                | 6/3/2026                                   |
      | meeting_type                              | Initial managing allegations meeting       |
      | police_wanted                             | Open                                       |
      | social_care_wanted                        | Open                                       |
      | Police: police_will                       | Investigate                                |
      | Police: officer                           | DS Martin Okafor                           |
      | Police: embargo                           | Not yet                                    |
      | Police: embargo_reason                    | The boy is interviewed on Monday           |
      | Police: hold                              | Hold                                       |
      | Police: hold_reason                       | DS Okafor: the boy is heard first          |
      | Police: next_update_on                    | 13/3/2026                                  |
      | Social care: social_care_decision         | Section 47 enquiry                         |
      | Social care: social_worker                | Ruth Calder                                |
      | Social care: social_care_plan             | The boy is seen at home today              |
      | Social care: embargo                      | May be told                                |
      | Social care: hold                         | Go on                                      |
      | Social care: next_update_on               | 13/3/2026                                  |
      | Hollin Park School: employer_route        | Investigation needed                       |
      | Hollin Park School: agreed_on             | 6/3/2026                                   |
      | Hollin Park School: agreed_details        | With Ines Marlow, once the police agree    |
      | Hollin Park School: investigating_officer | Ada Quill, of another school               |
      | Employer: measure                         | Suspended on full pay |
      | Employer: suspended                       | Yes                                        |
      | Employer: suspended_on                    | 3/3/2026                                   |
      | Employer: measure_decided_on              | 3/3/2026                                   |
      | Employer: measure_decided_by              | Ines Marlow, head                          |
      | Employer: measure_reason                  | Children are at risk                       |
      | Employer: measure_alternatives            | Other work: there is none without children |
      | Employer: next_update_on                  | 20/3/2026                                  |
      | may_tell_adult                            | Yes                                        |
      | tell_adult_by                             | Ines Marlow                                |
      | tell_adult_on                             | 10/3/2026                                  |
      | Risk now                                  | High                                       |
      | Action 1: text                            | Ask the school for its restraint records   |
      | Action 1: owner                           | Helen Ashworth                             |
      | Action 1: agency                          | LADO service                               |
      | Action 1: due                             | 11/3/2026                                  |
      | next_review_on                            | 2/4/2026                                   |
      | Chair                                     | Helen Ashworth                             |
      | Attendee 1: name                          | DS Martin Okafor                           |
      | Attendee 1: agency                        | Police                                     |
      | Attendee 1: came                          | Came                                       |
      | Attendee 2: name                          | Ruth Calder                                |
      | Attendee 2: agency                        | Children's social care                     |
      | Attendee 2: came                          | Came                                       |
      | Attendee 3: name                          | Ines Marlow                                |
      | Attendee 3: agency                        | Hollin Park School                         |
      | Attendee 3: came                          | Came                                       |
      | What the child says and wants             | He is afraid of the corridor               |
    And it is 10 March 2026 at 10:00
    And the Employer completes "Confirm the suspension in writing"
      | question                | answer   |
      | suspension_confirmed_on | 4/3/2026 |
    And the LADO completes "Do what you agreed"
      | question | answer                                 |
      | became   | Yes                                    |
      | done_on  | 10/3/2026                              |
      | done_how | The records show no restraint that day |
    And the LADO business support completes "Send the minutes"
      | question        | answer    |
      | minutes_sent_on | 10/3/2026 |
    And it is 13 March 2026 at 10:00
    And the Police completes "Give a police update"
      | question                                 | answer                             |
      | Where does your investigation stand?     | Still open                         |
      | Must the employer wait?                  | Yes, wait                          |
      | hold_reason                              | The adult is interviewed next week |
      | May the adult be told?                   | May be told                        |
      | What has happened since the last update? | The boy was heard                  |
      | next_update_on                           | 27/3/2026                          |
    And the Employer completes "Tell the adult and hear the answer"
      | question                 | answer                       |
      | When was the adult told? | 13/3/2026                    |
      | Has the adult answered?  | Answered                     |
      | What does the adult say? | He caught the boy as he fell |
    And the LADO completes "Give a social care update" on behalf of Children's social care, told by Ruth Calder by phone
      | question                                 | answer                        |
      | Where does your enquiry stand?           | Finished                      |
      | Result                                   | Section 47: no further action |
      | What has happened since the last update? | The boy was seen at home      |
      | What does the child say?                 | He was frightened             |
      | Must the employer wait?                  | May go on                     |
      | May the adult be told?                   | May be told                   |
    And it is 20 March 2026 at 10:00
    And the Employer completes "Give an employer update"
      | question       | answer                             |
      | employer_news  | The investigating officer is named |
      | measure        | Suspended on full pay |
      | suspended_on   | 3/3/2026                           |
      | left           | No                                 |
      | removed        | No                                 |
      | next_update_on | 17/4/2026                          |
    And it is 27 March 2026 at 10:00
    And the Police completes "Give a police update"
      | question                                 | answer                      |
      | Where does your investigation stand?     | Finished                    |
      | Result                                   | No further action: evidence |
      | Reason for the result                    | The accounts differ         |
      | Must the employer wait?                  | May go on                   |
      | May the adult be told?                   | May be told                 |
      | What has happened since the last update? | The adult was interviewed   |
    Then the LADO inbox has
      | task                                |
      | Agree what remains after the police |
      | Hold a review                       |
    When it is 2 April 2026 at 10:00
    And the LADO completes "Hold a review"
      | question                    | answer                                                  |
      | meeting_on                  | 2/4/2026                                                |
      | meeting_type                | Review discussion                                       |
      | police_wanted               | Open                                                    |
      | social_care_wanted          | Open                                                    |
      | Police: after_police_agreed | The school investigates on the balance of probabilities |
      | Police: after_police_on     | 2/4/2026                                                |
      | Police: hold                | Go on                                                   |
      | may_tell_adult              | Yes                                                     |
      | measure_reviewed            | Yes                                                     |
      | Risk now                    | Medium                                                  |
      | child_views                 | He is back in class                                     |
      | decide_now                  | No                                                      |
      | next_review_on              | 30/4/2026                                               |
      | Chair                       | Helen Ashworth                                          |
    Then "Agree what remains after the police" was already answered because "in the discussion of 2 April 2026"
    And the Employer inbox has
      | task                     |
      | Report the investigation |
    When it is 16 April 2026 at 10:00
    And the LADO business support completes "Send the minutes"
      | question        | answer    |
      | minutes_sent_on | 16/4/2026 |
    And the Employer completes "Report the investigation"
      | question    | answer    |
      | reported_on | 15/4/2026 |
    And the Employer completes "Decide whether to hold a hearing"
      | question           | answer    |
      | hearing_needed     | Yes       |
      | hearing_decided_on | 16/4/2026 |
    And it is 24 April 2026 at 16:00
    And the Employer completes "Hold the hearing"
      | question   | answer    |
      | hearing_on | 24/4/2026 |
    And the Employer completes "Report the employer's result"
      | question           | answer      |
      | employer_result    | Dismissed   |
      | employer_result_on | 24/4/2026   |
      | left               | No          |
      | removed            | Yes         |
      | removed_on         | 24/4/2026   |
      | completed_by       | Ines Marlow |
    And the Employer completes "Answer the DBS test"
      | question           | answer             |
      | regulated_activity | Yes                |
      | removal_ground     | Dismissed          |
      | belief             | Harm test          |
      | dbs_reason         | He may do it again |
    And the Employer completes "Refer to the DBS"
      | question        | answer    |
      | dbs_referred    | Yes       |
      | dbs_referred_on | 24/4/2026 |
      | dbs_reference   | DBS-5521  |
    And it is 28 April 2026 at 10:00
    And the LADO completes "Agree each outcome"
      | question                     | answer                       |
      | outcome_on                   | 28/4/2026                    |
      | Allegation 1: outcome        | Substantiated                |
      | Allegation 1: outcome_reason | Two witnesses, and the marks |
      | Overall outcome              | Substantiated                |
      | adult_chance                 | Yes                          |
      | belief                       | Harm test                    |
      | risk_remains                 | Yes                          |
      | told_all_on                  | 28/4/2026                    |
    And the LADO completes "Check DBS and other duties"
      | question                | answer    |
      | dbs_referral_confirmed  | Yes       |
      | dbs_confirmed_date      | 24/4/2026 |
      | dbs_confirmed_reference | DBS-5521  |
    And the LADO completes "Close the case"
      | question              | answer                                          |
      | Why does it close?    | Concluded with an outcome                       |
      | Are all actions done? | Yes                                             |
      | learning              | Two adults in the corridor at the end of school |
      | How long is it kept?  | Until the adult is 100                          |
    And the LADO manager completes "Check the closure"
      | question                     | answer |
      | Do you agree that it closes? | Yes    |
    Then the case is closed because "Concluded with an outcome"
    And it took the LADO at most 10 sittings
