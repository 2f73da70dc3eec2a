Feature: A consultation is five sittings of the LADO
  The threshold with the employers, what the employer does, its result by letter, the outcome with everybody told, and the closing. What one page says is not asked again.

  Background:
    Given we are Marlshire
    And today is Monday 27 July 2026 at 09:15
    And the Employer of Little Acorns reports
      | question                  | answer                                            |
      | What do you ask for?      | To refer an allegation                            |
      | Your name                 | Petra Lund                                        |
      | Your organisation         | Little Acorns                                     |
      | aware_at                  | 27/7/2026                                         |
      | Adult 1: name             | Joan Avery                                        |
      | Adult 1: Job 1: employer  | Little Acorns                                     |
      | Adult 1: Job 1: role      | Playworker                                        |
      | Is a child concerned?     | Yes                                               |
      | Child 1: name             | Theo Banks                                        |
      | Allegation 1: description | Pulled a boy of 6 up from the floor by his sleeve |
      | Allegation 1: nature      | Physical                                          |
    And the LADO business support completes "Check who it is about"
      | question                           | answer       |
      | What did you find about the adult? | Nobody found |
    And the LADO completes "Decide the threshold"
      | question                                        | answer                          |
      | Does the adult work or volunteer with children? | Yes                             |
      | Which criteria may be met?                      | harmed                          |
      | harmed_shows                                    | He had a red arm                |
      | What do you decide?                             | Consultation                    |
      | Reason                                          | The club can find out by itself |
      | next_review_on                                  | 25/9/2026                       |
      | may_tell_adult                                  | Yes                             |
      | discussed_on                                    | 27/7/2026                       |
      | Little Acorns: tell                             | Tell                            |
      | works_with_adults_at_risk                       | No                              |
    And the Employer of Little Acorns completes "Decide interim measures"
      | question                | answer |
      | Is the adult suspended? | No     |
    And the Employer of Little Acorns completes "Tell the adult and hear the answer"
      | question                 | answer                             |
      | When was the adult told? | 27/7/2026                          |
      | Has the adult answered?  | Answered                           |
      | What does the adult say? | He was about to kick another child |
    And the LADO completes "Agree what the employer does"
      | question                                 | answer                                                 |
      | When did you agree it with the employer? | 27/7/2026                                              |
      | What does the employer do?               | No formal discipline needed: act within 3 working days |
    And it is Tuesday 1 September 2026 at 10:00
    And it happened Wednesday 29 July 2026
    And the LADO completes "Report the employer's result" on behalf of Employer of Little Acorns, told by Petra Lund by letter
      | question           | answer              |
      | employer_result    | Training or support |
      | employer_result_on | 29/7/2026           |
      | left               | No                  |
      | removed            | No                  |

  @safeguard_r33
  Scenario: All were told when it was agreed, and nobody is asked again
    When the LADO completes "Agree each outcome"
      | question                     | answer                                        |
      | outcome_on                   | 1/9/2026                                      |
      | Allegation 1: outcome        | Unfounded: no evidence or proper basis        |
      | Allegation 1: outcome_reason | She kept him from kicking, and let go at once |
      | Overall outcome              | Unfounded: no evidence or proper basis        |
      | adult_chance                 | Yes                                           |
      | belief                       | None of these                                 |
      | risk_remains                 | No                                            |
      | Person 1: person_kind        | The adult                                     |
      | Person 1: told_on            | 1/9/2026                                      |
      | Person 2: person_kind        | Parents or carers of a child                  |
      | Person 2: told_on            | 1/9/2026                                      |
      | told_all_on                  | 1/9/2026                                      |
    Then the LADO inbox has nothing
      | task                       |
      | Check DBS and other duties |
      | Tell people the outcome    |
    When the LADO completes "Close the case"
      | question              | answer                        |
      | Why does it close?    | Concluded with an outcome     |
      | Are all actions done? | Yes                           |
      | How long is it kept?  | Review 10 years after closure |
    Then the case is closed because "Concluded with an outcome"
    And it took the LADO at most 5 sittings

  @safeguard_r31
  Scenario: Malicious without both facts is refused
    Then completing "Agree each outcome" by the LADO is refused because "two facts"
      | question                           | answer                                             |
      | outcome_on                         | 1/9/2026                                           |
      | Allegation 1: outcome              | Malicious: deliberate deception and entirely false |
      | Allegation 1: deliberate_deception | No                                                 |
      | Allegation 1: entirely_false       | Yes                                                |
      | Overall outcome                    | Unfounded: no evidence or proper basis             |
      | adult_chance                       | Yes                                                |

  @safeguard_r09
  Scenario: An outcome without the adult's chance to answer is asked about
    Then completing "Agree each outcome" by the LADO is refused because "no answer"
      | question                 | answer                                 |
      | outcome_on               | 1/9/2026                               |
      | Allegation 1: outcome    | Unfounded: no evidence or proper basis |
      | Overall outcome          | Unfounded: no evidence or proper basis |
      | adult_chance             | It was not possible                    |
      | adult_account_considered | (nothing)                              |

  @safeguard_r14 @safeguard_r17 @safeguard_r35
  Scenario: What is substantiated is kept long, has its regulators considered, and teaches something
    When the LADO completes "Agree each outcome"
      | question                     | answer                                     |
      | outcome_on                   | 1/9/2026                                   |
      | Allegation 1: outcome        | Substantiated: enough evidence to prove it |
      | Allegation 1: outcome_reason | Two people saw it, and his arm was red     |
      | Overall outcome              | Substantiated: enough evidence to prove it |
      | adult_chance                 | Yes                                        |
      | belief                       | None of these                              |
      | risk_remains                 | No                                         |
      | told_all_on                  | 1/9/2026                                   |
    Then the LADO inbox has
      | task                       |
      | Check DBS and other duties |
    When the LADO completes "Check DBS and other duties"
      | question          | answer                               |
      | Regulator 1: body | Ofsted, early years and childminders |
      | Regulator 1: kind | Notice required by law               |
    Then completing "Close the case" by the LADO is refused because "to be learned"
      | question              | answer                    |
      | Why does it close?    | Concluded with an outcome |
      | Are all actions done? | Yes                       |
      | How long is it kept?  | Until the adult is 100    |
    And completing "Close the case" by the LADO is refused because "until the adult would be 100"
      | question              | answer                        |
      | Why does it close?    | Concluded with an outcome     |
      | Are all actions done? | Yes                           |
      | learning              | Two adults at floor time      |
      | How long is it kept?  | Review 10 years after closure |
