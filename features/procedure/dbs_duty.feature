Feature: The duty to refer to the DBS is tested on its two limbs
  Removed, or would have been; and believed on the evidence. It waits neither for the police nor for the LADO.

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
      | may_tell_adult                                  | Yes                                             |
    And the LADO completes "Decide which employers to tell"
      | question                           | answer                              |
      | Ridgeway Academy: tell             | Tell                                |
      | Ridgeway Academy: tell_reason      | It reported the matter and must act |
      | Ridgeway Academy: tell_legal_basis | UK GDPR 6(1)(e): public task        |
      | Ridgeway Academy: employer_contact | Imran Sheikh                        |
    And the Police completes "Say what police will do"
      | question                | answer           |
      | Officer                 | DS Martin Okafor |
      | crime_reference         | MP/26/001377     |
      | What will police do?    | Investigate      |
      | Must the employer wait? | May go on        |
      | May the adult be told?  | May be told      |
      | next_update_on          | 16/3/2026        |
    And the Employer of Ridgeway Academy completes "Decide interim measures"
      | question                       | answer                               |
      | What have you decided for now? | Somebody else present at all contact |
      | Is the adult suspended?        | No                                   |
      | Who decided it, and when?      | The head, on the day                 |
      | Why this measure?              | The children are safe with it        |
      | measure_alternatives           | Other work: there is none            |
      | next_update_on                 | 16/3/2026                            |

  @safeguard_r14 @safeguard_r16
  Scenario: Dismissed, and the school believes it: must refer
    When it is 9 March 2026 at 10:00
    And the Employer completes "Give an employer update"
      | question                                 | answer                     |
      | What has happened since the last update? | He was dismissed on Friday |
      | Measure in force now                     | None                       |
      | left                                     | Yes                        |
      | left_how                                 | Dismissed                  |
      | left_on                                  | 6/3/2026                   |
      | removed                                  | Yes                        |
      | would_have_been_removed                  | Yes                        |
      | next_update_on                           | 23/3/2026                  |
    And the Employer completes "Answer the DBS test"
      | question                                      | answer                                                  |
      | Is the work regulated activity with children? | Yes                                                     |
      | How did the work end, or not?                 | Dismissed                                               |
      | What do you believe on the evidence?          | Relevant conduct: put a child at risk or harmed a child |
      | Reason                                        | What the investigation found                            |
    Then the Employer inbox has
      | task             | due |
      | Refer to the DBS |     |
    And the record says
      | of               | question | answer |
      | Ridgeway Academy | dbs_duty | must   |
    When the Employer completes "Refer to the DBS"
      | question           | answer       |
      | Have you referred? | Yes          |
      | dbs_referred_on    | 9/3/2026     |
      | dbs_reference      | DBS-26-11873 |
    Then "Refer to the DBS" is not offered to the Employer

  @safeguard_r14
  Scenario: Dismissed for something else, and nothing is believed: no duty
    When it is 9 March 2026 at 10:00
    And the Employer completes "Give an employer update"
      | question                                 | answer                                           |
      | What has happened since the last update? | His contract ended on Friday, for his attendance |
      | Measure in force now                     | None                                             |
      | left                                     | Yes                                              |
      | left_how                                 | Contract or placement ended                      |
      | left_on                                  | 6/3/2026                                         |
      | removed                                  | Yes                                              |
      | would_have_been_removed                  | No                                               |
      | next_update_on                           | 23/3/2026                                        |
    And the Employer completes "Answer the DBS test"
      | question                                      | answer                       |
      | Is the work regulated activity with children? | Yes                          |
      | How did the work end, or not?                 | Contract or placement ended  |
      | What do you believe on the evidence?          | None of these                |
      | Reason                                        | What the investigation found |
    Then "Refer to the DBS" is not offered to the Employer
    And the record says
      | of               | question | answer |
      | Ridgeway Academy | dbs_duty | not    |

  @safeguard_r15
  Scenario: The outcome confirms the duty, and the case waits for the referral
    When it is 6 March 2026 at 10:00
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
      | When did you speak with the employer? | 6/3/2026                                             |
      | What remains to be done, and by whom? | The employer decides on the balance of probabilities |
      | May the employer go on now?           | Go on                                                |
    And the LADO completes "Agree what the employer does"
      | question                                 | answer                                                 |
      | When did you agree it with the employer? | 6/3/2026                                               |
      | What does the employer do?               | Hearing, no more investigation: within 15 working days |
      | What was agreed, and with whom?          | As said, with the manager                              |
    And the Employer of Ridgeway Academy completes "Tell the adult and hear the answer"
      | question                 | answer                                    |
      | When was the adult told? | 6/3/2026                                  |
      | adult_told_how           | The manager, in person, letter signed for |
      | Of what?                 | What is alleged, and who looks into it    |
      | Has the adult answered?  | Answered                                  |
      | What does the adult say? | Regrets it, and says there was a danger   |
    Then the Employer inbox has
      | task             | due                  |
      | Hold the hearing | Friday 27 March 2026 |
    When it is 12 March 2026 at 10:00
    And the Employer completes "Hold the hearing"
      | question            | answer    |
      | When was it held?   | 11/3/2026 |
      | Did the adult come? | Yes       |
      | What was decided?   | Dismissal |
    And the Employer of Ridgeway Academy completes "Report the employer's result"
      | question                        | answer                       |
      | employer_result                 | Dismissed, or no longer used |
      | employer_result_on              | 11/3/2026                    |
      | left                            | No                           |
      | removed                         | Yes                          |
      | Where does the adult stand now? | As decided                   |
      | completed_by                    | The manager                  |
    And the Employer completes "Answer the DBS test"
      | question                                      | answer                                                  |
      | Is the work regulated activity with children? | Yes                                                     |
      | How did the work end, or not?                 | Dismissed                                               |
      | What do you believe on the evidence?          | Relevant conduct: put a child at risk or harmed a child |
      | Reason                                        | What the investigation found                            |
    When the Employer completes "Refer to the DBS"
      | question           | answer       |
      | Have you referred? | Yes          |
      | dbs_referred_on    | 12/3/2026    |
      | dbs_reference      | DBS-26-11902 |
    And the Employer of Ridgeway Academy completes "Consider a referral to the regulator"
      | question                         | answer                     |
      | Notice 1: body                   | Teaching Regulation Agency |
      | Notice 1: kind                   | Referral                   |
      | Notice 1: sent_on                | 12/3/2026                  |
      | Notice 1: reference              | TRA-0417                   |
      | Was any of them sent a referral? | Yes                        |
      | Who decided it?                  | Imran Sheikh               |
    And the LADO completes "Agree each outcome"
      | question                       | answer                                                  |
      | outcome_on                     | 12/3/2026                                               |
      | Decider 1: name                | LADO                                                    |
      | Decider 1: agency              | LADO service                                            |
      | Decider 2: name                | DS Okafor                                               |
      | Decider 2: agency              | Police                                                  |
      | Decider 3: name                | Ruth Calder                                             |
      | Decider 3: agency              | Children's social care                                  |
      | Decider 4: name                | The head                                                |
      | Decider 4: agency              | Employer                                                |
      | Allegation 1: outcome          | Substantiated: enough evidence to prove it              |
      | Allegation 1: outcome_reason   | Weighed on the balance of probabilities                 |
      | Allegation 1: evidence_for     | Two accounts that agree                                 |
      | Allegation 1: evidence_against | Nothing                                                 |
      | Overall outcome                | Substantiated: enough evidence to prove it              |
      | adult_chance                   | Yes                                                     |
      | adult_account_considered       | The adult’s account was read                            |
      | child_voice_considered         | The child’s words were read                             |
      | belief                         | Relevant conduct: put a child at risk or harmed a child |
      | risk_remains                   | Yes                                                     |
    Then the record says
      | question | answer |
      | dbs_duty | must   |
    When the LADO completes "Check DBS and other duties"
      | question               | answer |
      | dbs_referral_confirmed | No     |
    Then the LADO manager inbox has
      | task                                   | due |
      | Agree an exception to the DBS referral |     |
    When the LADO manager completes "Agree an exception to the DBS referral"
      | question         | answer                                             |
      | exception_agreed | No                                                 |
      | council_refers   | Yes, and it does not                               |
      | Reason           | The school has a reference and only has to send it |
    And the LADO completes "Check DBS and other duties"
      | question                | answer                     |
      | dbs_referral_confirmed  | Yes                        |
      | dbs_confirmed_date      | 12/3/2026                  |
      | dbs_confirmed_reference | DBS-26-11902               |
      | Regulator 1: body       | Teaching Regulation Agency |
      | Regulator 1: kind       | Referral                   |
      | Regulator 1: sent_on    | 12/3/2026                  |
      | Regulator 1: reference  | TRA-0417                   |
    Then the LADO inbox has
      | task                    | due |
      | Tell people the outcome |     |

  @safeguard_r14
  Scenario: A warning, and he goes on working: the outcome confirms that there is no duty
    When it is 6 March 2026 at 10:00
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
    When it is 12 March 2026 at 10:00
    And the Employer of Ridgeway Academy completes "Tell the adult and hear the answer"
      | question                 | answer                                    |
      | When was the adult told? | 9/3/2026                                  |
      | adult_told_how           | The manager, in person, letter signed for |
      | Of what?                 | What is alleged, and who looks into it    |
      | Has the adult answered?  | Answered                                  |
      | What does the adult say? | Regrets it, and says there was a danger   |
    And the LADO completes "Agree what the employer does"
      | question                                 | answer                                                 |
      | When did you agree it with the employer? | 9/3/2026                                               |
      | What does the employer do?               | No formal discipline needed: act within 3 working days |
      | What was agreed, and with whom?          | As said, with the manager                              |
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
      | When did you speak with the employer? | 11/3/2026                                            |
      | What remains to be done, and by whom? | The employer decides on the balance of probabilities |
      | May the employer go on now?           | Go on                                                |
    And the Employer of Ridgeway Academy completes "Report the employer's result"
      | question                        | answer                |
      | employer_result                 | First written warning |
      | employer_result_on              | 11/3/2026             |
      | left                            | No                    |
      | removed                         | No                    |
      | Where does the adult stand now? | As decided            |
      | completed_by                    | The manager           |
    Then "Answer the DBS test" is not offered to the Employer
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
    Then the record says
      | question | answer |
      | dbs_duty | not    |
    And the LADO inbox has
      | task                    | due |
      | Tell people the outcome |     |
