Feature: What a decision must say is asked until it is said
  A page that asks for a reason, a legal basis or a look at children now is not saved without it. What the page shows is what its reader needs.

  Background:
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15
    And the Employer of Ridgeway Academy reports
      | question                  | answer                  |
      | What do you ask for?      | To refer an allegation  |
      | Your name                 | Imran Sheikh            |
      | Adult 1: name             | Owen Hartley            |
      | Adult 1: Job 1: employer  | Ridgeway Academy        |
      | Child 1: name             | Kayla Rowe              |
      | Allegation 1: description | Took a pupil by the arm |
    And the LADO business support completes "Check who it is about"
      | question                            | answer       |
      | What did you find about the adult?  | Nobody found |
      | Did it happen more than a year ago? | Yes          |

  @safeguard_r43
  Scenario: Long ago: has the adult contact with children now?
    Then completing "Decide the threshold" by the LADO is refused because "contact with children"
      | question            | answer    |
      | What do you decide? | Referral  |
      | adult_contact_now   | (nothing) |

  @safeguard_r40
  Scenario: The LADO is away, and the manager stands in
    When the LADO manager completes "Decide the threshold"
      | question                                        | answer                                    |
      | Does the adult work or volunteer with children? | Yes                                       |
      | Which criteria may be met?                      | risk                                      |
      | risk_shows                                      | What was seen may be a danger to children |
      | What do you decide?                             | Referral                                  |
      | This is right as it stands                      | Yes                                       |
      | police_wanted                                   | Yes                                       |
    Then the record says
      | question | answer   |
      | level    | referral |

  @safeguard_r21
  Scenario: The police see what their step needs, and nothing of the employer's
    When the LADO completes "Decide the threshold"
      | question                                        | answer                                    |
      | Does the adult work or volunteer with children? | Yes                                       |
      | Which criteria may be met?                      | risk                                      |
      | risk_shows                                      | What was seen may be a danger to children |
      | What do you decide?                             | Referral                                  |
      | This is right as it stands                      | Yes                                       |
      | police_wanted                                   | Yes                                       |
    Then "Say what police will do" shows the Police
      | Owen Hartley            |
      | Took a pupil by the arm |
    And "Say what police will do" does not show the Police
      | advice_given |
      | Imran Sheikh |

  @safeguard_r20 @safeguard_r19
  Scenario: An employer is told on a legal basis, or not at all
    When the LADO completes "Decide the threshold"
      | question                                        | answer                                    |
      | Does the adult work or volunteer with children? | Yes                                       |
      | Which criteria may be met?                      | risk                                      |
      | risk_shows                                      | What was seen may be a danger to children |
      | What do you decide?                             | Referral                                  |
      | This is right as it stands                      | Yes                                       |
    Then completing "Decide which employers to tell" by the LADO is refused because "legal basis"
      | question                           | answer    |
      | Ridgeway Academy: tell             | Tell      |
      | Ridgeway Academy: tell_legal_basis | (nothing) |

  @safeguard_r27 @safeguard_r32 @safeguard_r26
  Scenario: An outcome says who decided, what it rests on, and whether help is needed
    When the LADO completes "Decide the threshold"
      | question                                        | answer       |
      | Does the adult work or volunteer with children? | Yes          |
      | Which criteria may be met?                      | harmed       |
      | What do you decide?                             | Consultation |
      | This is right as it stands                      | Yes          |
      | When do you look at it again?                   | 30/3/2026    |
      | police_wanted                                   | No           |
      | social_care_wanted                              | No           |
      | may_tell_adult                                  | No           |
    And the LADO completes "Decide which employers to tell"
      | question               | answer |
      | Ridgeway Academy: tell | Tell   |
    And it is 23 March 2026 at 10:00
    And the LADO completes "Hold a review"
      | question       | answer    |
      | meeting_on     | 23/3/2026 |
      | decide_now     | Yes       |
      | may_tell_adult | No        |
      | next_review_on | 17/4/2026 |
    And the LADO manager completes "Agree to decide now"
      | question          | answer |
      | decide_now_agreed | Yes    |
    Then completing "Agree each outcome" by the LADO is refused because "why it is right that more than half"
      | question          | answer              |
      | adult_chance      | It was not possible |
      | one_agency_reason | (nothing)           |
    And completing "Agree each outcome" by the LADO is refused because "why it is right that more than half"
      | question          | answer              |
      | adult_chance      | It was not possible |
      | Decider 1: name   | Helen Ashworth      |
      | Decider 1: agency | LADO service        |
      | Decider 2: name   | The head            |
      | Decider 2: agency | Employer            |
      | Decider 3: name   | The HR adviser      |
      | Decider 3: agency | Human resources     |
      | one_agency_reason | (nothing)           |
    And completing "Agree each outcome" by the LADO is refused because "why they disagree"
      | question                   | answer              |
      | adult_chance               | It was not possible |
      | Decider 1: name            | Helen Ashworth      |
      | Decider 1: agency          | LADO service        |
      | Decider 2: name            | The head            |
      | Decider 2: agency          | Employer            |
      | Decider 2: view            | Disagrees           |
      | Decider 2: decider_dissent | (nothing)           |
    And completing "Agree each outcome" by the LADO is refused because "help is needed"
      | question        | answer              |
      | adult_chance    | It was not possible |
      | Overall outcome | Unfounded           |
      | help_needed     | (nothing)           |
    And completing "Agree each outcome" by the LADO is refused because "what it rests on"
      | question                   | answer              |
      | adult_chance               | It was not possible |
      | Allegation 1: outcome      | Substantiated       |
      | Allegation 1: evidence_for | (nothing)           |

  @safeguard_r33 @safeguard_r34 @safeguard_r43
  Scenario: A false allegation comes off the personnel file
    When the LADO completes "Decide the threshold"
      | question                                        | answer       |
      | Does the adult work or volunteer with children? | Yes          |
      | Which criteria may be met?                      | harmed       |
      | What do you decide?                             | Consultation |
      | This is right as it stands                      | Yes          |
      | When do you look at it again?                   | 30/3/2026    |
      | may_tell_adult                                  | Yes          |
    And the LADO completes "Decide which employers to tell"
      | question               | answer |
      | Ridgeway Academy: tell | Tell   |
    And the LADO completes "Agree what the employer does"
      | question                   | answer                      |
      | What does the employer do? | No formal discipline needed |
    And the Employer completes "Decide interim measures"
    And the Employer completes "Tell the adult and hear the answer"
      | question                | answer   |
      | Has the adult answered? | Answered |
    Then completing "Report the employer's result" by the Employer is refused because "why it was not"
      | question           | answer    |
      | not_on_file_reason | (nothing) |
    When the Employer completes "Report the employer's result"
      | question           | answer                               |
      | left               | No                                   |
      | removed            | No                                   |
      | not_on_file_reason | It looks false; nothing is put there |
      | copy_given_on      | 2/3/2026                             |
    And the LADO completes "Agree each outcome"
      | question              | answer |
      | Allegation 1: outcome | False  |
      | Overall outcome       | False  |
      | adult_chance          | Yes    |
    Then completing "Tell people the outcome" by the LADO is refused because "Somebody has not been told"
      | question          | answer |
      | feedback_complete | No     |
    And completing "Tell people the outcome" by the LADO is refused because "when and by whom the child and the parents were told"
      | question           | answer    |
      | Person 1: Who      | The adult |
      | Person 1: Told on  | 2/3/2026  |
      | family_told_or_why | (nothing) |
      | feedback_complete  | Yes       |
      | file_instruction   | Yes       |
    And completing "Tell people the outcome" by the LADO is refused because "when and by whom the adult was told"
      | question          | answer    |
      | adult_told_or_why | (nothing) |
      | feedback_complete | Yes       |
      | file_instruction  | Yes       |
    And completing "Tell people the outcome" by the LADO is refused because "personnel file"
      | question          | answer |
      | feedback_complete | Yes    |
    When the LADO completes "Tell people the outcome"
      | question          | answer |
      | feedback_complete | Yes    |
      | file_instruction  | Yes    |
    Then the LADO inbox has
      | task           |
      | Close the case |
    And completing "Close the case" by the LADO is refused because "Choose whether the adult has contact with children now"
      | question           | answer                    |
      | Why does it close? | Concluded with an outcome |
      | adult_contact_now  | (nothing)                 |
