Feature: Reviews go round until the strands have ended
  An open referral always has a date on which it is looked at again.

  Background:
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15
    And the Employer of Ridgeway Academy reports
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
      | social_care_wanted                              | No                                              |
      | may_tell_adult                                  | No                                              |
    And the LADO completes "Decide which employers to tell"
      | question                           | answer                              |
      | Ridgeway Academy: tell             | Tell                                |
      | Ridgeway Academy: tell_reason      | It reported the matter and must act |
      | Ridgeway Academy: tell_legal_basis | UK GDPR 6(1)(e): public task        |
      | Ridgeway Academy: employer_contact | Imran Sheikh                        |
    And the Police completes "Say what police will do"
      | question                   | answer           |
      | Officer                    | DS Martin Okafor |
      | crime_reference            | MP/26/001377     |
      | What will police do?       | Investigate      |
      | Must the employer wait?    | May go on        |
      | May the adult be told?     | May be told      |
      | next_update_on             | 29/5/2026        |
      | This is right as it stands | Yes              |
    And the Employer of Ridgeway Academy completes "Decide interim measures"
      | question                       | answer                               |
      | What have you decided for now? | Somebody else present at all contact |
      | Is the adult suspended?        | No                                   |
      | Who decided it, and when?      | The head, on the day                 |
      | Why this measure?              | The children are safe with it        |
      | measure_alternatives           | Other work: there is none            |
      | next_update_on                 | 29/5/2026                            |
      | This is right as it stands     | Yes                                  |

  @safeguard_r28 @target_t05
  Scenario: Two reviews, then the outcome
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
      | social_care_wanted            | Not opened, and why                  |
      | may_tell_adult                | Yes                                  |
      | Risk now                      | Medium                               |
      | What the child says and wants | Wants to stay in the same group      |
      | next_review_on                | 2/4/2026                             |
    Then "Hold a review" is not offered to the LADO
    When it is 2 April 2026 at 10:00
    Then the LADO inbox has
      | task          | due                   |
      | Hold a review | Thursday 2 April 2026 |
    When the LADO completes "Hold a review"
      | question                            | answer              |
      | meeting_on                          | 2/4/2026            |
      | meeting_type                        | Review meeting      |
      | Chair                               | Helen Ashworth      |
      | Attendee 1: name                    | DS Martin Okafor    |
      | Attendee 1: agency                  | Police              |
      | Attendee 1: came                    | Came                |
      | police_wanted                       | Open                |
      | social_care_wanted                  | Not opened, and why |
      | may_tell_adult                      | Yes                 |
      | Is the interim measure still right? | Yes                 |
      | Risk now                            | Medium              |
      | What the child says and wants       | Nothing new         |
      | decide_now                          | No                  |
      | next_review_on                      | 30/4/2026           |
    Then "Agree each outcome" is not offered to the LADO
    And the deadline "Ten days before the next review" is 20 April 2026 because "10 days before Thursday 30 April 2026"
    When it is 30 April 2026 at 10:00
    Then the LADO inbox has
      | task          | due                    |
      | Hold a review | Thursday 30 April 2026 |
    When the LADO completes "Hold a review"
      | question                            | answer              |
      | meeting_on                          | 30/4/2026           |
      | meeting_type                        | Review meeting      |
      | Chair                               | Helen Ashworth      |
      | Attendee 1: name                    | DS Martin Okafor    |
      | Attendee 1: agency                  | Police              |
      | Attendee 1: came                    | Came                |
      | police_wanted                       | Open                |
      | social_care_wanted                  | Not opened, and why |
      | may_tell_adult                      | Yes                 |
      | Is the interim measure still right? | Yes                 |
      | Risk now                            | Medium              |
      | What the child says and wants       | Nothing new         |
      | decide_now                          | No                  |
      | next_review_on                      | 28/5/2026           |
    And the Police completes "Give a police update"
      | question                                 | answer                                  |
      | Where does your investigation stand?     | Finished                                |
      | Result                                   | No crime                                |
      | Reason for the result                    | The accounts show no offence            |
      | Must the employer wait?                  | May go on                               |
      | May the adult be told?                   | May be told                             |
      | What has happened since the last update? | The child and two colleagues were heard |
    And the LADO completes "Agree what remains after the police"
      | question                              | answer                                               |
      | When did you speak with the employer? | 30/4/2026                                            |
      | What remains to be done, and by whom? | The employer decides on the balance of probabilities |
      | May the employer go on now?           | Go on                                                |
    And the LADO completes "Agree what the employer does"
      | question                                 | answer                                                 |
      | When did you agree it with the employer? | 30/4/2026                                              |
      | What does the employer do?               | No formal discipline needed: act within 3 working days |
      | What was agreed, and with whom?          | As said, with the manager                              |
    When it is 5 May 2026 at 10:00
    And the Employer of Ridgeway Academy completes "Tell the adult and hear the answer"
      | question                 | answer                                    |
      | When was the adult told? | 30/4/2026                                 |
      | adult_told_how           | The manager, in person, letter signed for |
      | Of what?                 | What is alleged, and who looks into it    |
      | Has the adult answered?  | Answered                                  |
      | What does the adult say? | Regrets it, and says there was a danger   |
    And the Employer of Ridgeway Academy completes "Report the employer's result"
      | question                        | answer              |
      | employer_result                 | Training or support |
      | employer_result_on              | 5/5/2026            |
      | left                            | No                  |
      | removed                         | No                  |
      | Where does the adult stand now? | As decided          |
      | completed_by                    | The manager         |
    Then the LADO inbox has
      | task               | due |
      | Agree each outcome |     |
    And "Hold a review" is not offered to the LADO

  Scenario: The outcome is decided while the police go on, with the manager’s agreement
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
      | social_care_wanted            | Not opened, and why                  |
      | may_tell_adult                | Yes                                  |
      | Risk now                      | Medium                               |
      | What the child says and wants | Wants to stay in the same group      |
      | next_review_on                | 2/4/2026                             |
    When it is 2 April 2026 at 10:00
    And the LADO completes "Hold a review"
      | question                            | answer                                           |
      | meeting_on                          | 2/4/2026                                         |
      | meeting_type                        | Review meeting                                   |
      | Chair                               | Helen Ashworth                                   |
      | Attendee 1: name                    | DS Martin Okafor                                 |
      | Attendee 1: agency                  | Police                                           |
      | Attendee 1: came                    | Came                                             |
      | police_wanted                       | Open                                             |
      | social_care_wanted                  | Not opened, and why                              |
      | may_tell_adult                      | Yes                                              |
      | Is the interim measure still right? | Yes                                              |
      | Risk now                            | Medium                                           |
      | What the child says and wants       | Nothing new                                      |
      | decide_now                          | Yes                                              |
      | decide_now_reason                   | The trial is a year away, and the evidence is in |
      | next_review_on                      | 30/4/2026                                        |
    And the LADO manager completes "Agree to decide now"
      | question                                                         | answer                                        |
      | Do you agree that the outcome is decided while a strand is open? | Yes                                           |
      | Reason                                                           | The trial is far away and the child must know |
    Then the LADO inbox has
      | task               | due |
      | Agree each outcome |     |
