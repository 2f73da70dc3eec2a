Feature: What the DBS and regulators decided is followed up after closing
  The case closes without waiting for them, and does not forget them.

  @safeguard_r15 @route_follow_up
  Scenario: The DBS is asked three months after closing, and asked again until it has decided
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
      | What do you decide?                             | Consultation            |
      | Reason                                          | Two accounts that agree |
      | police_wanted                                   | No                      |
      | social_care_wanted                              | No                      |
      | may_tell_adult                                  | Yes                     |
      | next_review_on                                  | 30/3/2026               |
      | discussed_on                                    | 2/3/2026                |
      | Ridgeway Academy: tell                          | Tell                    |
      | Ridgeway Academy: employer_contact              | Imran Sheikh            |
      | works_with_adults_at_risk                       | No                      |
    When the Employer completes "Decide interim measures"
      | question                       | answer                               |
      | What have you decided for now? | Somebody else present at all contact |
      | Is the adult suspended?        | No                                   |
      | next_update_on                 | 16/3/2026                            |
    And the LADO completes "Agree what the employer does"
      | question                                 | answer                                                 |
      | When did you agree it with the employer? | 2/3/2026                                               |
      | What does the employer do?               | No formal discipline needed: act within 3 working days |
    And the Employer completes "Tell the adult and hear the answer"
      | question                 | answer              |
      | When was the adult told? | 2/3/2026            |
      | adult_told_how           | The head, in person |
      | Of what?                 | What is alleged     |
      | Has the adult answered?  | Answered            |
      | What does the adult say? | Denies it           |
    And it is 4 March 2026 at 10:00
    And the Employer completes "Report the employer's result"
      | question           | answer                       |
      | employer_result    | Dismissed, or no longer used |
      | employer_result_on | 4/3/2026                     |
      | left               | No                           |
      | removed            | Yes                          |
      | removed_on         | 4/3/2026                     |
    And the Employer completes "Answer the DBS test"
      | question           | answer                                                  |
      | regulated_activity | Yes                                                     |
      | removal_ground     | Dismissed                                               |
      | belief             | Relevant conduct: put a child at risk or harmed a child |
    And the Employer completes "Refer to the DBS"
      | question           | answer       |
      | Have you referred? | Yes          |
      | dbs_referred_on    | 4/3/2026     |
      | dbs_reference      | DBS-26-11902 |
    And the Employer completes "Consider a referral to the regulator"
      | question                         | answer                     |
      | Notice 1: body                   | Teaching Regulation Agency |
      | Notice 1: kind                   | Referral                   |
      | Was any of them sent a referral? | Yes                        |
      | Who decided it?                  | The head                   |
    And the LADO completes "Agree each outcome"
      | question                     | answer                                                  |
      | outcome_on                   | 4/3/2026                                                |
      | Allegation 1: outcome        | Substantiated: enough evidence to prove it              |
      | Allegation 1: outcome_reason | Weighed on the balance of probabilities                 |
      | Overall outcome              | Substantiated: enough evidence to prove it              |
      | adult_chance                 | Yes                                                     |
      | belief                       | Relevant conduct: put a child at risk or harmed a child |
      | risk_remains                 | Yes                                                     |
      | Person 1: person_kind        | The adult                                               |
      | Person 1: told_on            | 4/3/2026                                                |
      | told_all_on                  | 4/3/2026                                                |
    And the LADO completes "Check DBS and other duties"
      | question                | answer                     |
      | dbs_referral_confirmed  | Yes                        |
      | dbs_confirmed_date      | 4/3/2026                   |
      | dbs_confirmed_reference | DBS-26-11902               |
      | Regulator 1: body       | Teaching Regulation Agency |
      | Regulator 1: kind       | Referral                   |
      | Regulator 1: sent_on    | 4/3/2026                   |
    And the LADO completes "Close the case"
      | question              | answer                    |
      | Why does it close?    | Concluded with an outcome |
      | Are all actions done? | Yes                       |
      | Final summary         | What was found and done   |
      | learning              | Two adults at every match |
      | How long is it kept?  | Until the adult is 100    |
    Then the case is closed because "Concluded with an outcome"
    And "Follow up the decision" is not offered to the LADO
    When it is 5 June 2026 at 09:00
    Then the LADO inbox has
      | task                   | due |
      | Follow up the decision |     |
    And the case is closed because "Concluded with an outcome"
    When the LADO completes "Follow up the decision"
      | question                  | answer                     |
      | Decision 1: body          | Teaching Regulation Agency |
      | Decision 1: decision_text | Prohibited from teaching   |
      | Decision 1: decided_on    | 20/5/2026                  |
      | every_decision_known      | No                         |
      | follow_up_on              | 7/9/2026                   |
    Then "Follow up the decision" is not offered to the LADO
    When it is 8 September 2026 at 09:00
    Then the LADO inbox has
      | task                   | due |
      | Follow up the decision |     |
    When the LADO completes "Follow up the decision"
      | question                  | answer                         |
      | Decision 2: body          | Disclosure and Barring Service |
      | Decision 2: decision_text | Barred from work with children |
      | Decision 2: decided_on    | 1/9/2026                       |
      | every_decision_known      | Yes                            |
    Then "Follow up the decision" is not offered to the LADO
