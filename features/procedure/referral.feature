Feature: A referral with three strands goes to closure
  Police, social care and the employer each do their part. The case closes when each has ended, each allegation has an outcome, and everybody was told.

  Background:
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15

  @safeguard_r01 @safeguard_r02 @clock_t49
  Scenario: Three strands, one outcome, one closure
    When the Employer of Fernhill Nursery reports
      | question                  | answer                                      |
      | What do you ask for?      | To refer an allegation                      |
      | Your name                 | Tessa Boyle                                 |
      | Your organisation         | Fernhill Nursery                            |
      | Kind of organisation      | Nursery or early years                      |
      | aware_at                  | 27/2/2026                                   |
      | Adult 1: name             | Dawn Pritchard                              |
      | Adult 1: Job 1: employer  | Fernhill Nursery                            |
      | Adult 1: Job 1: role      | Nursery practitioner                        |
      | Adult 1: Job 1: sector    | Nursery or early years                      |
      | Adult 1: Job 1: basis     | Permanent                                   |
      | Is a child concerned?     | Yes                                         |
      | Child 1: name             | Noah Fenwick                                |
      | Allegation 1: description | Lifted a child of 3 from a chair by one arm |
      | Allegation 1: nature      | Physical                                    |
    Then the LADO business support inbox has
      | task                  | due |
      | Check who it is about |     |
    When the LADO business support completes "Check who it is about"
      | question                           | answer                       |
      | Where have you searched?           | Our own LADO records, Police |
      | What did you find about the adult? | Nobody found                 |
    Then the LADO inbox has
      | task                 | due                  |
      | Decide the threshold | Tuesday 3 March 2026 |
    And the deadline "Decide the threshold" is Tuesday 3 March 2026 because "the contact came Monday 2 March 09:15, one working day"
    When the LADO completes "Decide the threshold"
      | question                                        | answer                                          |
      | Does the adult work or volunteer with children? | Yes                                             |
      | Which criteria may be met?                      | harmed, offence                                 |
      | harmed_shows                                    | Seen by two people                              |
      | offence_shows                                   | Force was used on a child                       |
      | Have the police been consulted?                 | Asked, no answer yet                            |
      | police_consultation                             | Message left with the child abuse unit at 09:40 |
      | Risk now                                        | Medium                                          |
      | What do you decide?                             | Referral                                        |
      | Reason                                          | Two people saw it, and an offence is possible   |
      | Advice to the employer now                      | Do not interview anybody before we have talked  |
      | Whose case is it?                               | Ours: works in our area                         |
      | Conflict of interest?                           | No                                              |
      | Does the employer agree?                        | Yes                                             |
      | police_wanted                                   | Yes                                             |
      | police_told_on                                  | 2/3/2026                                        |
      | social_care_wanted                              | Yes                                             |
      | social_care_referred_on                         | 2/3/2026                                        |
      | may_tell_adult                                  | No                                              |
    Then the Police inbox has
      | task                    | due |
      | Say what police will do |     |
    And the Children's social care inbox has
      | task                   | due |
      | Decide on the referral |     |
    And the LADO inbox has
      | task                           | due                 |
      | Decide which employers to tell |                     |
      | Hold the initial meeting       | Monday 9 March 2026 |
    When the LADO completes "Decide which employers to tell"
      | question                           | answer                              |
      | Fernhill Nursery: tell             | Tell                                |
      | Fernhill Nursery: tell_reason      | It reported the matter and must act |
      | Fernhill Nursery: tell_legal_basis | UK GDPR 6(1)(e): public task        |
      | Fernhill Nursery: employer_contact | Tessa Boyle                         |
    Then the Employer of Fernhill Nursery inbox has
      | task                    | due |
      | Decide interim measures |     |
    When the Police completes "Say what police will do"
      | question                | answer           |
      | Officer                 | DS Martin Okafor |
      | crime_reference         | MP/26/001377     |
      | What will police do?    | Investigate      |
      | Must the employer wait? | May go on        |
      | May the adult be told?  | May be told      |
      | next_update_on          | 16/3/2026        |
    And the Children's social care completes "Decide on the referral"
      | question                                              | answer                      |
      | Social worker or team                                 | Ruth Calder                 |
      | What do you decide?                                   | Section 47 enquiry          |
      | What is planned for the child and for other children? | The child is seen this week |
      | Must the employer wait?                               | May go on                   |
      | next_update_on                                        | 16/3/2026                   |
    And the Employer of Fernhill Nursery completes "Decide interim measures"
      | question                       | answer                               |
      | What have you decided for now? | Somebody else present at all contact |
      | Is the adult suspended?        | No                                   |
      | Who decided it, and when?      | The head, on the day                 |
      | Why this measure?              | The children are safe with it        |
      | measure_alternatives           | Other work: there is none            |
      | next_update_on                 | 16/3/2026                            |
    When it is 6 March 2026 at 16:00
    And the LADO completes "Hold the initial meeting"
      | question                      | answer                               |
      | meeting_on                    | 6/3/2026                             |
      | meeting_type                  | Initial managing allegations meeting |
      | Chair                         | Helen Ashworth                       |
      | Attendee 1: name              | DS Martin Okafor                     |
      | Attendee 1: agency            | Police                               |
      | Attendee 1: came              | Came                                 |
      | Attendee 2: name              | Ruth Calder                          |
      | Attendee 2: agency            | Children's social care               |
      | Attendee 2: came              | Came                                 |
      | police_wanted                 | Open                                 |
      | social_care_wanted            | Open                                 |
      | may_tell_adult                | Yes                                  |
      | Risk now                      | Medium                               |
      | What the child says and wants | Wants to stay in the same group      |
      | next_review_on                | 2/4/2026                             |
    When it is 9 March 2026 at 10:00
    And the Employer of Fernhill Nursery completes "Send the notices"
      | question            | answer                               |
      | Notice 1: body      | Ofsted, early years and childminders |
      | Notice 1: kind      | Notice required by law               |
      | Notice 1: sent_on   | 6/3/2026                             |
      | Notice 1: reference | SI-4471                              |
      | Who is responsible? | Tessa Boyle                          |
    And the Employer of Fernhill Nursery completes "Tell the adult and hear the answer"
      | question                 | answer                                    |
      | When was the adult told? | 9/3/2026                                  |
      | adult_told_how           | The manager, in person, letter signed for |
      | Of what?                 | What is alleged, and who looks into it    |
      | Has the adult answered?  | Answered                                  |
      | What does the adult say? | Regrets it, and says there was a danger   |
    And the Police completes "Give a police update"
      | question                                 | answer                                  |
      | Where does your investigation stand?     | Finished                                |
      | Result                                   | No crime                                |
      | Reason for the result                    | The accounts show no offence            |
      | Must the employer wait?                  | May go on                               |
      | May the adult be told?                   | May be told                             |
      | What has happened since the last update? | The child and two colleagues were heard |
    Then the case is open
    And the LADO inbox has
      | task                                | due |
      | Agree what remains after the police |     |
    When the LADO completes "Agree what remains after the police"
      | question                              | answer                                               |
      | When did you speak with the employer? | 9/3/2026                                             |
      | What remains to be done, and by whom? | The employer decides on the balance of probabilities |
      | May the employer go on now?           | Go on                                                |
    And the Children's social care completes "Give a social care update"
      | question                                                   | answer                         |
      | Where does your enquiry stand?                             | Finished                       |
      | Result                                                     | Section 47: no further action  |
      | What has happened since the last update?                   | The child was seen at home     |
      | What does the child say?                                   | It hurt, and I did not like it |
      | Does the child, or whoever made the allegation, need help? | No                             |
      | Must the employer wait?                                    | May go on                      |
      | May the adult be told?                                     | May be told                    |
    Then "Agree each outcome" is not offered to the LADO
    When the LADO completes "Agree what the employer does"
      | question                                 | answer                                                 |
      | When did you agree it with the employer? | 9/3/2026                                               |
      | What does the employer do?               | No formal discipline needed: act within 3 working days |
      | What was agreed, and with whom?          | As said, with the manager                              |
    When it is 12 March 2026 at 15:00
    And the Employer of Fernhill Nursery completes "Report the employer's result"
      | question                        | answer              |
      | employer_result                 | Training or support |
      | employer_result_on              | 12/3/2026           |
      | left                            | No                  |
      | removed                         | No                  |
      | Where does the adult stand now? | As decided          |
      | completed_by                    | The manager         |
    Then the LADO inbox has
      | task               | due |
      | Agree each outcome |     |
    When the LADO completes "Agree each outcome"
      | question                       | answer                                              |
      | outcome_on                     | 12/3/2026                                           |
      | Decider 1: name                | LADO                                                |
      | Decider 1: agency              | LADO service                                        |
      | Decider 2: name                | DS Okafor                                           |
      | Decider 2: agency              | Police                                              |
      | Decider 3: name                | Ruth Calder                                         |
      | Decider 3: agency              | Children's social care                              |
      | Decider 4: name                | The head                                            |
      | Decider 4: agency              | Employer                                            |
      | Allegation 1: outcome          | Unsubstantiated: not enough to prove or disprove it |
      | Allegation 1: outcome_reason   | Weighed on the balance of probabilities             |
      | Allegation 1: evidence_for     | Two accounts that agree                             |
      | Allegation 1: evidence_against | Nothing                                             |
      | Overall outcome                | Unsubstantiated: not enough to prove or disprove it |
      | adult_chance                   | Yes                                                 |
      | adult_account_considered       | The adult’s account was read                        |
      | child_voice_considered         | The child’s words were read                         |
      | belief                         | None of these                                       |
      | risk_remains                   | No                                                  |
      | help_needed                    | No                                                  |
    And the LADO completes "Tell people the outcome"
      | question              | answer         |
      | Person 1: person_kind | The adult      |
      | Person 1: person_name | Dawn Pritchard |
      | Person 1: told_on     | 12/3/2026      |
      | Person 2: person_kind | A child        |
      | Person 2: person_name | Noah Fenwick   |
      | Person 2: told_on     | 12/3/2026      |
      | feedback_complete     | Yes            |
    And the LADO completes "Close the case"
      | question              | answer                                          |
      | Why does it close?    | Concluded with an outcome                       |
      | Are all actions done? | Yes                                             |
      | Final summary         | What was found, why, and what was done about it |
    Then the record says
      | question             | answer                 |
      | How long is it kept? | Until the adult is 100 |
    And the LADO manager inbox has
      | task              | due                    |
      | Check the closure | Thursday 19 March 2026 |
    When the LADO manager completes "Check the closure"
      | question                     | answer                                    |
      | Do you agree that it closes? | Yes                                       |
      | Reason                       | Every duty was met and everybody was told |
    Then the case is closed because "Concluded with an outcome"
    And the Police inbox has nothing
    And the LADO inbox has nothing
    And it took the LADO at most 11 sittings
    And it took the LADO business support at most 10 sittings
