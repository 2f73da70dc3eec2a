Feature: What may happen at any time
  Danger, a conflict, a complaint, a death, a hold: it comes when it comes, also after the case has closed, and each is dealt with in its own way.

  Background:
    Given we are Marlshire
    And today is Monday 2 February 2026 at 10:00
    And the Employer of Kestrel Gymnastics reports
      | question                  | answer                                      |
      | What do you ask for?      | To refer an allegation                      |
      | Your name                 | Bryn Howe                                   |
      | Your organisation         | Kestrel Gymnastics                          |
      | aware_at                  | 2/2/2026                                    |
      | Adult 1: name             | Marek Dunn                                  |
      | Adult 1: born             | 14/5/1988                                   |
      | Adult 1: Job 1: employer  | Kestrel Gymnastics                          |
      | Adult 1: Job 1: role      | Coach                                       |
      | Is a child concerned?     | Yes                                         |
      | Child 1: name             | Lily Park                                   |
      | Allegation 1: description | Pushed a gymnast of 11 down into the splits |
      | Allegation 1: nature      | Physical                                    |
    And the LADO business support completes "Check who it is about"
      | question                           | answer       |
      | What did you find about the adult? | Nobody found |

  @safeguard_r03 @safeguard_r05 @clock_t40
  Scenario: A child turns out to be in danger after the case had closed
    When the LADO completes "Decide the threshold"
      | question            | answer                             |
      | What do you decide? | Advice and information             |
      | Why advice only?    | Practice issue                     |
      | Reason              | Coaching practice, on what we know |
    Then the case is closed because "Advice given"
    When it is Saturday 14 February 2026 at 19:30
    And "A child is in danger" happens, told by Employer
    Then the LADO inbox has
      | task                     | due                     |
      | Refer the danger at once | Monday 16 February 2026 |
    When the LADO completes "Refer the danger at once"
      | question                             | answer                                           |
      | police_wanted                        | Yes                                              |
      | police_told_on                       | 14/2/2026                                        |
      | social_care_wanted                   | Yes                                              |
      | social_care_referred_on              | 14/2/2026                                        |
      | Had somebody else already told them? | Yes                                              |
      | already_done_details                 | The emergency duty team told the police at 19:10 |
      | What is being done for the child?    | She is at her aunt's                             |
    Then the record says
      | question                | answer    |
      | social_care_referred_on | 14/2/2026 |

  @safeguard_r24
  Scenario: The LADO is related to the coach, which comes out in the second week
    When the LADO completes "Decide the threshold"
      | question                                        | answer                       |
      | Does the adult work or volunteer with children? | Yes                          |
      | Which criteria may be met?                      | harmed                       |
      | harmed_shows                                    | She has bruises              |
      | What do you decide?                             | Referral                     |
      | Reason                                          | A child may have been harmed |
    And it is 11 February 2026 at 15:00
    And "A conflict of interest" happens
    Then the LADO manager inbox has
      | task                    |
      | Decide who acts instead |
    When the LADO manager completes "Decide who acts instead"
      | question                        | answer                                      |
      | What is the conflict?           | Somebody here knows the adult or the family |
      | Who is concerned, and how?      | Ms Amin is his cousin                       |
      | How does the case go on?        | Another manager decides and chairs          |
      | Who decides and chairs instead? | Mr Oakes                                    |
      | Reason                          | She must not decide about a relative        |
    Then the record says
      | question     | answer   |
      | acts_instead | Mr Oakes |

  @safeguard_r47 @clock_t28
  Scenario: The coach complains about the outcome, and the outcome stands
    When the LADO completes "Decide the threshold"
      | question            | answer                             |
      | What do you decide? | Advice and information             |
      | Why advice only?    | Practice issue                     |
      | Reason              | Coaching practice, on what we know |
    And it is Thursday 2 April 2026 at 11:00
    And "Complaint or challenge" happens
    And the LADO business support completes "Acknowledge the complaint"
      | question                                 | answer                                                             |
      | Who complains?                           | The adult                                                          |
      | complainant_name                         | Marek Dunn                                                         |
      | Who supports them, if anybody            | His union                                                          |
      | When did it come?                        | 2/4/2026                                                           |
      | What is it about?                        | The threshold or another decision, Another agency: passed on to it |
      | What do they say, and what do they want? | That he was never asked; he wants it struck out                    |
      | complaint_passed_on                      | Kestrel Gymnastics, for its own part                               |
      | When was it acknowledged?                | 2/4/2026                                                           |
    Then the deadline "Answer the complaint" is Monday 20 April 2026
    When it is 21 April 2026 at 09:00
    Then the LADO manager inbox has
      | task                                    |
      | Step in on a late answer to a complaint |
    When the LADO manager completes "Answer the complaint"
      | question                                 | answer                                                   |
      | When was it answered?                    | 21/4/2026                                                |
      | Who answers it? Not whoever decided      | Mr Oakes                                                 |
      | Is it upheld?                            | In part                                                  |
      | What was found, point by point, and why? | The advice was right, and he should have been told of it |
      | What is done about it?                   | An apology                                               |
      | Does the person take it further?         | Yes                                                      |
    Then the LADO manager inbox has nothing
    And "Answer at the last stage" is offered to the Director of children's services
    And the record says
      | question | answer                 |
      | decision | Advice and information |
    And the case is closed because "Advice given"

  @safeguard_r25
  Scenario: A note of who attended was wrong and is put right
    When the LADO completes "Decide the threshold"
      | question                                        | answer                       |
      | Does the adult work or volunteer with children? | Yes                          |
      | Which criteria may be met?                      | harmed                       |
      | harmed_shows                                    | She has bruises              |
      | What do you decide?                             | Referral                     |
      | Reason                                          | A child may have been harmed |
    And it is 9 February 2026 at 11:00
    And the LADO completes "Hold the initial meeting"
      | question           | answer                               |
      | meeting_on         | 9/2/2026                             |
      | meeting_type       | Initial managing allegations meeting |
      | Attendee 1: name   | Ruth Calder                          |
      | Attendee 1: agency | Children's social care               |
      | Attendee 1: came   | Came                                 |
      | next_review_on     | 6/3/2026                             |
    And it is 16 February 2026 at 09:30
    And "Correction of minutes" happens, told by Children's social care
    And the LADO completes "Decide on the correction"
      | question                   | answer                             |
      | Who asks for it?           | Ruth Calder                        |
      | What do they say is wrong? | She sent a report and did not come |
      | What do you decide?        | The text is corrected              |
      | Reason                     | The list of those present shows it |
    And the LADO business support completes "Send the corrected minutes"
      | question             | answer    |
      | When were they sent? | 16/2/2026 |
    Then the record says
      | question            | answer                |
      | correction_decision | The text is corrected |

  @safeguard_r01
  Scenario: The adult dies, and the case ends with its answers and the manager's agreement
    When the LADO completes "Decide the threshold"
      | question                                        | answer                       |
      | Does the adult work or volunteer with children? | Yes                          |
      | Which criteria may be met?                      | harmed                       |
      | harmed_shows                                    | She has bruises              |
      | What do you decide?                             | Referral                     |
      | Reason                                          | A child may have been harmed |
      | police_wanted                                   | Yes                          |
    And it is 18 February 2026 at 14:00
    And "The case cannot go on" happens, told by Police
    And the LADO completes "Say why it cannot go on"
      | question                                                                       | answer                                              |
      | Why can it not go on?                                                          | The adult has died                                  |
      | When did we learn of it?                                                       | 18/2/2026                                           |
      | Who told us, and what shows it?                                                | DS Okafor, by phone; the coroner is told            |
      | What is still owed to the children, the family and others, and who sees to it? | Lily is seen by her social worker; the club is told |
      | Does the case end here?                                                        | It ends here                                        |
      | Allegation 1: outcome                                                          | Not concluded                                       |
      | Allegation 1: outcome_reason                                                   | He died before he could answer                      |
    Then the case is open
    When the LADO manager completes "Agree that it ends here"
      | question                              | answer                             |
      | Do you agree that the case ends here? | No                                 |
      | Reason                                | First say who tells Lily's parents |
    And the LADO completes "Say why it cannot go on"
      | question                                                                       | answer                                 |
      | What is still owed to the children, the family and others, and who sees to it? | Ruth Calder tells the parents tomorrow |
    And the LADO manager completes "Agree that it ends here"
      | question                              | answer                               |
      | Do you agree that the case ends here? | Yes                                  |
      | Reason                                | Everything that is owed has an owner |
    Then the case is closed because "The adult died"
    And the Police inbox has nothing
    And the LADO inbox has nothing
    And the record says
      | of           | question | answer        |
      | Allegation 1 | outcome  | Not concluded |

  @safeguard_r12
  Scenario: The adult dies, and the case goes on to its outcome all the same
    When the LADO completes "Decide the threshold"
      | question                                        | answer                       |
      | Does the adult work or volunteer with children? | Yes                          |
      | Which criteria may be met?                      | harmed                       |
      | harmed_shows                                    | She has bruises              |
      | What do you decide?                             | Referral                     |
      | Reason                                          | A child may have been harmed |
    And it is 18 February 2026 at 14:00
    And "The case cannot go on" happens, told by Employer
    And the LADO completes "Say why it cannot go on"
      | question                | answer                   |
      | Why can it not go on?   | The adult has died       |
      | Does the case end here? | It goes on to an outcome |
    Then the case is open
    And the LADO inbox has
      | task                     |
      | Hold the initial meeting |

  Scenario: It was opened twice
    When it is 3 February 2026 at 09:10
    And "The case cannot go on" happens
    And the LADO completes "Say why it cannot go on"
      | question                | answer                                 |
      | Why can it not go on?   | It is already recorded as another case |
      | Does the case end here? | It ends here                           |
    And the LADO manager completes "Agree that it ends here"
      | question                              | answer |
      | Do you agree that the case ends here? | Yes    |
    Then the case is closed because "Already recorded: merged"
    And the LADO inbox has nothing
