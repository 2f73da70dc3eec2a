Feature: A review agrees the outcome, and the rest with it
  When every strand has ended the last discussion says what was found, who has been told, and that the case closes. Nobody asks the LADO for it again.

  Background:
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15
    And the Employer of Tarn Lake Sailing Club reports
      | question                  | answer                                 |
      | What do you ask for?      | To refer an allegation                 |
      | Your name                 | Bea Holm                               |
      | Your organisation         | Tarn Lake Sailing Club                 |
      | aware_at                  | 2/3/2026                               |
      | Adult 1: name             | Piers Nolan                            |
      | Adult 1: Job 1: employer  | Tarn Lake Sailing Club                 |
      | Adult 1: Job 1: role      | Instructor                             |
      | Is a child concerned?     | Yes                                    |
      | Child 1: name             | Isla Moat                              |
      | Allegation 1: description | Shouted at a girl of 9 until she cried |
      | Allegation 1: nature      | Emotional                              |
    And the LADO business support completes "Check who it is about"
      | question                           | answer       |
      | What did you find about the adult? | Nobody found |
    And the LADO completes "Decide the threshold"
      | question                                        | answer                                         |
      | Does the adult work or volunteer with children? | Yes                                            |
      | Which criteria may be met?                      | harmed                                         |
      | harmed_shows                                    | She would not go back                          |
      | What do you decide?                             | Consultation                                   |
      | Reason                                          | The club can look into it                      |
      | next_review_on                                  | 30/3/2026                                      |
      | may_tell_adult                                  | Yes                                            |
      | discussed_on                                    | 2/3/2026                                       |
      | Tarn Lake Sailing Club: tell                    | Tell                                           |
      | Tarn Lake Sailing Club: employer_contact        | Bea Holm                                       |
      | works_with_adults_at_risk                       | No                                             |
      | Tarn Lake Sailing Club: employer_route          | No formal discipline needed                    |
      | Tarn Lake Sailing Club: agreed_on               | 2/3/2026                                       |
      | Tarn Lake Sailing Club: agreed_details          | Bea Holm speaks with him and with both parents |
    And the Employer completes "Decide interim measures"
      | question                | answer    |
      | Is the adult suspended? | No        |
      | next_update_on          | 16/3/2026 |

  @safeguard_r01 @safeguard_r32
  Scenario: Two sittings, and the case is closed
    Then "Agree what the employer does" was already answered because "in the discussion of 2 March 2026"
    When it is 23 March 2026 at 10:00
    And the Employer completes "Tell the adult and hear the answer"
      | question                 | answer   |
      | When was the adult told? | 3/3/2026 |
      | Has the adult answered?  | Answered |
    And the Employer completes "Report the employer's result"
      | question           | answer              |
      | employer_result    | Training or support |
      | employer_result_on | 23/3/2026           |
      | left               | No                  |
      | removed            | No                  |
    And it is 26 March 2026 at 15:00
    And the LADO completes "Hold a review"
      | question                     | answer                       |
      | meeting_on                   | 26/3/2026                    |
      | meeting_type                 | Review discussion            |
      | police_wanted                | Not opened, and why          |
      | social_care_wanted           | Not opened, and why          |
      | may_tell_adult               | Yes                          |
      | measure_reviewed             | Yes                          |
      | decide_now                   | No                           |
      | Chair                        | Helen Ashworth               |
      | child_views                  | She sails again              |
      | outcome_agreed               | Yes                          |
      | outcome_on                   | 26/3/2026                    |
      | Decider 1: name              | The LADO                     |
      | Decider 1: agency            | LADO service                 |
      | Decider 2: name              | Bea Holm                     |
      | Decider 2: agency            | Employer                     |
      | Allegation 1: outcome        | Unsubstantiated              |
      | Allegation 1: outcome_reason | Two accounts that differ     |
      | Overall outcome              | Unsubstantiated              |
      | adult_chance                 | Yes                          |
      | belief                       | None of these                |
      | risk_remains                 | No                           |
      | help_needed                  | No                           |
      | Person 1: person_kind        | The adult                    |
      | Person 1: told_on            | 26/3/2026                    |
      | Person 2: person_kind        | Parents or carers of a child |
      | Person 2: told_on            | 26/3/2026                    |
      | told_all_on                  | 26/3/2026                    |
      | closing_agreed               | Yes                          |
      | closure_reason               | Concluded with an outcome    |
      | Are all actions done?        | Yes                          |
      | How long is it kept?         | Until the adult is 100       |
    Then "Agree each outcome" was already answered because "in the discussion of 26 March 2026"
    And "Tell people the outcome" was already answered because "in the discussion of 26 March 2026"
    And "Close the case" was already answered because "in the discussion of 26 March 2026"
    And the case is closed because "Concluded with an outcome"
    And it took the LADO at most 2 sittings

  Scenario: What the review left open is asked
    When it is 23 March 2026 at 10:00
    And the Employer completes "Tell the adult and hear the answer"
      | question                 | answer   |
      | When was the adult told? | 3/3/2026 |
      | Has the adult answered?  | Answered |
    And the Employer completes "Report the employer's result"
      | question           | answer              |
      | employer_result    | Training or support |
      | employer_result_on | 23/3/2026           |
      | left               | No                  |
      | removed            | No                  |
    And it is 26 March 2026 at 15:00
    And the LADO completes "Hold a review"
      | question                     | answer                   |
      | meeting_on                   | 26/3/2026                |
      | meeting_type                 | Review discussion        |
      | police_wanted                | Not opened, and why      |
      | social_care_wanted           | Not opened, and why      |
      | may_tell_adult               | Yes                      |
      | measure_reviewed             | Yes                      |
      | decide_now                   | No                       |
      | Chair                        | Helen Ashworth           |
      | child_views                  | She sails again          |
      | outcome_agreed               | Yes                      |
      | outcome_on                   | 26/3/2026                |
      | Decider 1: name              | The LADO                 |
      | Decider 1: agency            | LADO service             |
      | Decider 2: name              | Bea Holm                 |
      | Decider 2: agency            | Employer                 |
      | Allegation 1: outcome        | Unsubstantiated          |
      | Allegation 1: outcome_reason | Two accounts that differ |
      | Overall outcome              | Unsubstantiated          |
      | adult_chance                 | Yes                      |
      | belief                       | None of these            |
      | risk_remains                 | No                       |
      | help_needed                  | No                       |
      | next_review_on               | 24/4/2026                |
    Then "Agree each outcome" was already answered because "in the discussion of 26 March 2026"
    And the LADO inbox has
      | task                    |
      | Tell people the outcome |
    When the LADO completes "Tell people the outcome"
      | question          | answer |
      | feedback_complete | Yes    |
    Then the LADO inbox has
      | task           |
      | Close the case |

  @safeguard_r09
  Scenario: No review agrees an outcome before the adult could answer
    When it is 23 March 2026 at 10:00
    And the Employer completes "Tell the adult and hear the answer"
      | question                 | answer    |
      | When was the adult told? | 3/3/2026  |
      | adult_reply_by           | 20/4/2026 |
      | Has the adult answered?  | Not yet   |
    And the Employer completes "Report the employer's result"
      | question           | answer              |
      | employer_result    | Training or support |
      | employer_result_on | 23/3/2026           |
      | left               | No                  |
      | removed            | No                  |
    And it is 26 March 2026 at 15:00
    Then completing "Hold a review" by the LADO is refused because "Nothing in the record shows that the adult could answer"
      | question                     | answer                   |
      | meeting_on                   | 26/3/2026                |
      | meeting_type                 | Review discussion        |
      | police_wanted                | Not opened, and why      |
      | social_care_wanted           | Not opened, and why      |
      | may_tell_adult               | Yes                      |
      | measure_reviewed             | Yes                      |
      | decide_now                   | Yes                      |
      | Chair                        | Helen Ashworth           |
      | child_views                  | She sails again          |
      | outcome_agreed               | Yes                      |
      | outcome_on                   | 26/3/2026                |
      | Decider 1: name              | The LADO                 |
      | Decider 1: agency            | LADO service             |
      | Decider 2: name              | Bea Holm                 |
      | Decider 2: agency            | Employer                 |
      | Allegation 1: outcome        | Unsubstantiated          |
      | Allegation 1: outcome_reason | Two accounts that differ |
      | Overall outcome              | Unsubstantiated          |
      | adult_chance                 | Yes                      |
      | belief                       | None of these            |
      | risk_remains                 | No                       |
      | help_needed                  | No                       |

  @safeguard_r28
  Scenario: While a strand is open an outcome is agreed with the manager only
    When it is 23 March 2026 at 10:00
    And the Employer completes "Tell the adult and hear the answer"
      | question                 | answer   |
      | When was the adult told? | 3/3/2026 |
      | Has the adult answered?  | Answered |
    And it is 26 March 2026 at 15:00
    And the LADO completes "Hold a review"
      | question                     | answer                                |
      | meeting_on                   | 26/3/2026                             |
      | meeting_type                 | Review discussion                     |
      | police_wanted                | Not opened, and why                   |
      | social_care_wanted           | Not opened, and why                   |
      | may_tell_adult               | Yes                                   |
      | measure_reviewed             | Yes                                   |
      | decide_now                   | Yes                                   |
      | decide_now_reason            | The club’s trainer is away until June |
      | Chair                        | Helen Ashworth                        |
      | child_views                  | She sails again                       |
      | outcome_agreed               | Yes                                   |
      | outcome_on                   | 26/3/2026                             |
      | Decider 1: name              | The LADO                              |
      | Decider 1: agency            | LADO service                          |
      | Decider 2: name              | Bea Holm                              |
      | Decider 2: agency            | Employer                              |
      | Allegation 1: outcome        | Unsubstantiated                       |
      | Allegation 1: outcome_reason | Two accounts that differ              |
      | Overall outcome              | Unsubstantiated                       |
      | adult_chance                 | Yes                                   |
      | belief                       | None of these                         |
      | risk_remains                 | No                                    |
      | help_needed                  | No                                    |
      | Person 1: person_kind        | The adult                             |
      | Person 1: told_on            | 26/3/2026                             |
      | Person 2: person_kind        | Parents or carers of a child          |
      | Person 2: told_on            | 26/3/2026                             |
      | told_all_on                  | 26/3/2026                             |
      | next_review_on               | 24/4/2026                             |
    Then "Agree each outcome" is not offered to the LADO
    And the LADO manager inbox has
      | task                | due                   |
      | Agree to decide now | Thursday 2 April 2026 |
    When the LADO manager completes "Agree to decide now"
      | question          | answer |
      | decide_now_agreed | Yes    |
    Then "Agree each outcome" was already answered because "in the discussion of 26 March 2026"
    When it is 8 June 2026 at 10:00
    When the Employer completes "Report the employer's result"
      | question           | answer              |
      | employer_result    | Training or support |
      | employer_result_on | 8/6/2026            |
      | left               | No                  |
      | removed            | No                  |
    Then the LADO inbox has
      | task                  |
      | Weigh what came later |

  Scenario: A review that was offered does not hold the outcome back
    When it is 23 March 2026 at 10:00
    And the Employer completes "Tell the adult and hear the answer"
      | question                 | answer   |
      | When was the adult told? | 3/3/2026 |
      | Has the adult answered?  | Answered |
    And the Employer completes "Report the employer's result"
      | question           | answer              |
      | employer_result    | Training or support |
      | employer_result_on | 23/3/2026           |
      | left               | No                  |
      | removed            | No                  |
    Then the LADO inbox has
      | task               |
      | Hold a review      |
      | Agree each outcome |
    When the LADO completes "Agree each outcome"
      | question              | answer          |
      | outcome_on            | 23/3/2026       |
      | Allegation 1: outcome | Unsubstantiated |
      | Overall outcome       | Unsubstantiated |
      | adult_chance          | Yes             |
    Then "Hold a review" is not offered to the LADO
