Feature: What is odd is asked about, and never guessed
  A wrong figure is found while somebody still knows better. What is right all the same is saved, and the record says that it was asked.

  Background:
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15
    And the Employer of Ridgeway Academy reports
      | question                  | answer                  |
      | What do you ask for?      | To refer an allegation  |
      | Your name                 | Imran Sheikh            |
      | Adult 1: name             | Owen Hartley            |
      | Adult 1: born             | 3/5/1984                |
      | Adult 1: Job 1: employer  | Ridgeway Academy        |
      | Child 1: name             | Kayla Rowe              |
      | Child 1: born             | 9/9/2012                |
      | Allegation 1: description | Took a pupil by the arm |

  Scenario: An adult who would be a child, and a child who has grown up
    Then reporting by the Employer of Ridgeway Academy warns because "younger than 10"
      | question                  | answer                  |
      | Adult 1: name             | Kayla Rowe              |
      | Adult 1: born             | 9/9/2018                |
      | Adult 1: Job 1: employer  | Ridgeway Academy        |
      | Allegation 1: description | Took a pupil by the arm |
    And reporting by the Employer of Ridgeway Academy warns because "Child 1: a child is younger than 18"
      | question                  | answer                     |
      | Adult 1: name             | Owen Hartley               |
      | Adult 1: Job 1: employer  | Ridgeway Academy           |
      | Child 1: name             | Kim Lowe                   |
      | Child 1: born             | 4/7/1999                   |
      | Allegation 1: description | Hit a pupil, in about 2011 |
    And reporting by the LADO by phone warns because "younger than 18"
      | question      | answer           |
      | 1. Who called | Imran Sheikh     |
      | 3. About whom | Owen Hartley     |
      | 4. Setting    | Ridgeway Academy |
      | Child 1: age  | 22               |
    When the Employer of Ridgeway Academy reports
      | question                   | answer                     |
      | Adult 1: name              | Owen Hartley               |
      | Adult 1: Job 1: employer   | Ridgeway Academy           |
      | Child 1: name              | Kim Lowe                   |
      | Child 1: born              | 4/7/1999                   |
      | Allegation 1: description  | Hit a pupil, in about 2011 |
      | This is right as it stands | Yes                        |
    Then the record says
      | of       | question | answer   |
      | Kim Lowe | born     | 4/7/1999 |

  @safeguard_r02
  Scenario: A referral about somebody who does not work with children
    When the LADO business support completes "Check who it is about"
      | question                           | answer       |
      | What did you find about the adult? | Nobody found |
    Then completing "Decide the threshold" by the LADO warns because "does not work or volunteer with children"
      | question                                        | answer              |
      | Does the adult work or volunteer with children? | No                  |
      | Which criteria may be met?                      | suitability         |
      | suitability_shows                               | He follows families |
      | What do you decide?                             | Referral            |
    And completing "Decide the threshold" by the LADO is refused because "what the adult does"
      | question                                        | answer                        |
      | Does the adult work or volunteer with children? | Not now, but they did or will |
      | works_with_children_details                     | (nothing)                     |
      | Which criteria may be met?                      | suitability                   |
      | What do you decide?                             | Referral                      |
    When the LADO completes "Decide the threshold"
      | question                                        | answer                        |
      | Does the adult work or volunteer with children? | Not now, but they did or will |
      | works_with_children_details                     | He begins as a coach in April |
      | Which criteria may be met?                      | suitability                   |
      | suitability_shows                               | He follows families           |
      | What do you decide?                             | Referral                      |
    Then the record says
      | question            | answer   |
      | What do you decide? | Referral |

  Scenario: A further child who is 22
    When "A further child" happens
    Then completing "Decide about the further child" by the LADO warns because "younger than 18"
      | question            | answer   |
      | Another child: name | Kim Lowe |
      | Another child: age  | 22       |

  Scenario: A step that would have happened before anybody told us
    When "Complaint or challenge" happens
    Then completing "Acknowledge the complaint" by the LADO business support warns because "When did it come: that day is before the contact came"
      | question          | answer    |
      | Who complains?    | The adult |
      | When did it come? | 27/2/2026 |
    And completing "Acknowledge the complaint" by the LADO business support is refused because "or earlier"
      | question          | answer    |
      | Who complains?    | The adult |
      | When did it come? | 27/3/2026 |
    When the LADO business support completes "Acknowledge the complaint"
      | question                   | answer    |
      | Who complains?             | The adult |
      | When did it come?          | 27/2/2026 |
      | This is right as it stands | Yes       |
    Then the record says
      | question          | answer    |
      | When did it come? | 27/2/2026 |

  @safeguard_r26
  Scenario: An outcome weighed as a court would is refused
    Given the LADO business support completes "Check who it is about"
      | question                           | answer       |
      | What did you find about the adult? | Nobody found |
    When the LADO completes "Decide the threshold"
      | question                                        | answer       |
      | Does the adult work or volunteer with children? | Yes          |
      | Which criteria may be met?                      | harmed       |
      | What do you decide?                             | Consultation |
      | When do you look at it again?                   | 30/3/2026    |
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
    Then completing "Agree each outcome" by the LADO is refused because "A criminal result is one thing to weigh"
      | question            | answer              |
      | How was it weighed? | Against another standard |
      | adult_chance        | It was not possible |
    And completing "Agree each outcome" by the LADO warns because "that day is before the contact came"
      | question     | answer              |
      | outcome_on   | 20/2/2026           |
      | adult_chance | It was not possible |

  @safeguard_r17
  Scenario: A notice with neither a day nor a reason is asked about
    Given the Employer of Fernhill Nursery reports
      | question                  | answer                    |
      | What do you ask for?      | To refer an allegation    |
      | Adult 1: name             | Dawn Pritchard            |
      | Adult 1: Job 1: employer  | Fernhill Nursery          |
      | Adult 1: Job 1: sector    | Nursery or early years    |
      | Allegation 1: description | Lifted a child by one arm |
    And the LADO business support completes "Check who it is about" for Dawn Pritchard
      | question                           | answer       |
      | What did you find about the adult? | Nobody found |
    And the LADO completes "Decide the threshold" for Dawn Pritchard
      | question                                        | answer       |
      | Does the adult work or volunteer with children? | Yes          |
      | Which criteria may be met?                      | harmed       |
      | What do you decide?                             | Consultation |
      | When do you look at it again?                   | 30/3/2026    |
      | may_tell_adult                                  | No           |
    And the LADO completes "Decide which employers to tell" for Dawn Pritchard
      | question               | answer |
      | Fernhill Nursery: tell | Tell   |
    Then completing "Send the notices" by the Employer of Fernhill Nursery warns because "no reason why not"
      | question       | answer                               |
      | Notice 1: body | Ofsted, early years and childminders |
      | Notice 1: kind | Notice required by law               |
    When the Employer of Fernhill Nursery completes "Send the notices"
      | question                | answer                               |
      | Notice 1: body          | Ofsted, early years and childminders |
      | Notice 1: kind          | Considered, and not referred         |
      | Notice 1: reason_if_not | The head of the school had sent it   |
    Then the record says
      | question      | answer                             |
      | reason_if_not | The head of the school had sent it |
