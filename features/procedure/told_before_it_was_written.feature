Feature: An employer rung on Monday, written down on Tuesday, and no child whom anybody can name
  What is due counts from the day on which it could be done, and a case closes without a child only when somebody says that this is right.

  Background:
    Given we are Marlshire
    And today is Monday 27 July 2026 at 09:15
    And the Employer of Little Acorns reports
      | question                  | answer                                       |
      | What do you ask for?      | To refer an allegation                       |
      | Your name                 | Petra Lund                                   |
      | Your organisation         | Little Acorns                                |
      | aware_at                  | 27/7/2026                                    |
      | Adult 1: name             | Joan Avery                                   |
      | Adult 1: Job 1: employer  | Little Acorns                                |
      | Adult 1: Job 1: role      | Playworker                                   |
      | Is a child concerned?     | No child is concerned                        |
      | Allegation 1: description | Threatened a neighbour with a bottle at home |
    And the LADO business support completes "Check who it is about"
      | question                           | answer       |
      | What did you find about the adult? | Nobody found |
    And it is Tuesday 28 July 2026 at 10:00
    And the LADO completes "Decide the threshold"
      | question                                        | answer                          |
      | Does the adult work or volunteer with children? | Yes                             |
      | Which criteria may be met?                      | suitability                     |
      | What do you decide?                             | Consultation                    |
      | Reason                                          | The club can find out by itself |
      | next_review_on                                  | 25/9/2026                       |
      | may_tell_adult                                  | Yes                             |
    And the LADO completes "Decide which employers to tell"
      | question               | answer    |
      | Little Acorns: tell    | Tell      |
      | Little Acorns: told_on | 27/7/2026 |

  @safeguard_r28
  Scenario: The measure is due on the day on which it was asked for, and nobody chases before
    Then the Employer of Little Acorns inbox has
      | task                    | due                  |
      | Decide interim measures | Tuesday 28 July 2026 |
    And "Chase the employer" is not offered to the LADO
    When it is Wednesday 29 July 2026 at 09:00
    Then the LADO inbox has
      | task               | for           |
      | Chase the employer | Little Acorns |

  @safeguard_r01
  Scenario: No child is recorded, and closing asks whether that is right
    When the Employer of Little Acorns completes "Decide interim measures"
      | question                | answer |
      | Is the adult suspended? | No     |
    And the Employer of Little Acorns completes "Tell the adult and hear the answer"
      | question                | answer   |
      | Has the adult answered? | Answered |
    And the LADO completes "Agree what the employer does"
      | question                   | answer                      |
      | What does the employer do? | No formal discipline needed |
    And the Employer of Little Acorns completes "Report the employer's result"
      | question        | answer              |
      | employer_result | Training or support |
    And the LADO completes "Agree each outcome"
      | question              | answer          |
      | Allegation 1: outcome | Unsubstantiated |
      | Overall outcome       | Unsubstantiated |
      | adult_chance          | Yes             |
      | belief                | None of these   |
      | Person 1: person_kind | The adult       |
      | Person 1: told_on     | 28/7/2026       |
      | told_all_on           | 28/7/2026       |
    Then completing "Close the case" by the LADO warns because "No child is recorded in this case"
      | question              | answer                    |
      | Why does it close?    | Concluded with an outcome |
      | Are all actions done? | Yes                       |
      | How long is it kept?  | Until the adult is 100    |
    When the LADO completes "Close the case"
      | question                   | answer                    |
      | Why does it close?         | Concluded with an outcome |
      | This is right as it stands | Yes                       |
      | Are all actions done?      | Yes                       |
      | How long is it kept?       | Until the adult is 100    |
    Then the case is closed because "Concluded with an outcome"
