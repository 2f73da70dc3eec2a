Feature: A consultation stays with the employer
  The threshold is met, no meeting is held, the employer looks into it, and a safeguarding outcome is agreed.

  Background:
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15

  @safeguard_r36
  Scenario: The school gives training, the case closes, and new evidence opens it again
    When the Employer of Ridgeway Academy reports
      | question                  | answer                                                 |
      | What do you ask for?      | To refer an allegation                                 |
      | Your name                 | Imran Sheikh                                           |
      | Your organisation         | Ridgeway Academy                                       |
      | Kind of organisation      | School                                                 |
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
      | question                                        | answer                                                  |
      | Does the adult work or volunteer with children? | Yes                                                     |
      | Which criteria may be met?                      | harmed                                                  |
      | harmed_shows                                    | Seen by two people                                      |
      | Risk now                                        | Medium                                                  |
      | What do you decide?                             | Consultation                                            |
      | When do you look at it again?                   | 30/3/2026                                               |
      | Reason                                          | Harm is possible, and the school alone can look into it |
      | Advice to the employer now                      | Do not interview anybody before we have talked          |
      | Whose case is it?                               | Ours: works in our area                                 |
      | Conflict of interest?                           | No                                                      |
      | Does the employer agree?                        | Yes                                                     |
      | police_wanted                                   | No                                                      |
      | social_care_wanted                              | No                                                      |
      | may_tell_adult                                  | Yes                                                     |
    Then the record says
      | question | answer       |
      | level    | consultation |
    And "Hold the initial meeting" is not offered to the LADO
    And the Police inbox has nothing
    When the LADO completes "Decide which employers to tell"
      | question                           | answer                              |
      | Ridgeway Academy: tell             | Tell                                |
      | Ridgeway Academy: tell_reason      | It reported the matter and must act |
      | Ridgeway Academy: tell_legal_basis | UK GDPR 6(1)(e): public task        |
      | Ridgeway Academy: employer_contact | Imran Sheikh                        |
    And the Employer of Ridgeway Academy completes "Decide interim measures"
      | question                       | answer                               |
      | What have you decided for now? | Somebody else present at all contact |
      | Is the adult suspended?        | No                                   |
      | Who decided it, and when?      | The head, on the day                 |
      | Why this measure?              | The children are safe with it        |
      | measure_alternatives           | Other work: there is none            |
      | next_update_on                 | 16/3/2026                            |
    Then completing "Agree what the employer does" by the LADO is refused because "to whom the plan went in writing"
      | question                   | answer                      |
      | What does the employer do? | No formal discipline needed |
      | plan_in_writing            | (nothing)                   |
    When the LADO completes "Agree what the employer does"
      | question                                 | answer                                                               |
      | plan_in_writing                          | To the head and HR by secure mail on 2 March, look again on 30 March |
      | When did you agree it with the employer? | 2/3/2026                                                             |
      | What does the employer do?               | No formal discipline needed: act within 3 working days               |
      | What was agreed, and with whom?          | As said, with the manager                                            |
    And the Employer of Ridgeway Academy completes "Tell the adult and hear the answer"
      | question                 | answer                                    |
      | When was the adult told? | 2/3/2026                                  |
      | adult_told_how           | The manager, in person, letter signed for |
      | Of what?                 | What is alleged, and who looks into it    |
      | Has the adult answered?  | Answered                                  |
      | What does the adult say? | Regrets it, and says there was a danger   |
    When it is 5 March 2026 at 12:00
    And the Employer of Ridgeway Academy completes "Report the employer's result"
      | question                        | answer              |
      | employer_result                 | Training or support |
      | employer_result_on              | 4/3/2026            |
      | left                            | No                  |
      | removed                         | No                  |
      | Where does the adult stand now? | As decided          |
      | completed_by                    | The manager         |
    And the LADO completes "Agree each outcome"
      | question                       | answer                                              |
      | outcome_on                     | 5/3/2026                                            |
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
      | question              | answer       |
      | Person 1: person_kind | The adult    |
      | Person 1: person_name | Owen Hartley |
      | Person 1: told_on     | 5/3/2026     |
      | Person 2: person_kind | A child      |
      | Person 2: person_name | Kayla Rowe   |
      | Person 2: told_on     | 5/3/2026     |
      | feedback_complete     | Yes          |
    And the LADO completes "Close the case"
      | question              | answer                                          |
      | Why does it close?    | Concluded with an outcome                       |
      | Are all actions done? | Yes                                             |
      | Final summary         | What was found, why, and what was done about it |
      | How long is it kept?  | Until the adult is 100                          |
    Then the case is closed because "Concluded with an outcome"
    And it took the LADO at most 7 sittings
    And the LADO manager inbox has nothing
    When it is 1 June 2026 at 10:00
    And "Reopen the case" happens
    And the LADO completes "Say why the case is reopened"
      | question                                            | answer                           |
      | What is new, and why does it reopen the case?       | A second pupil tells of the same |
      | From whom?                                          | Imran Sheikh                     |
      | reopened_on                                         | 1/6/2026                         |
      | Is it new evidence, or was the first closure wrong? | New evidence                     |
      | What does it need?                                  | Only the outcome again           |
    Then the case is open
    And the LADO inbox has
      | task               | due |
      | Agree each outcome |     |
