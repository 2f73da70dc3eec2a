Feature: What a referral tells is kept as it was told
  A professional tells who the adult is, who their own children are, since when they know, and what the search then found is confirmed by the LADO.

  Scenario: Former names, own children, and a match that is not sure
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15
    When the Employer of Ridgeway Academy reports
      | question                                | answer                          |
      | What do you ask for?                    | To refer an allegation          |
      | Please do not tell the adults who I am  | Yes                             |
      | What could happen if they knew?         | We share an office              |
      | aware_at                                | 1/3/2026                        |
      | Adult 1: name                           | Owen Hartley                    |
      | Adult 1: former_names                   | Owen Harley                     |
      | Adult 1: registered_with                | Teaching Regulation Agency      |
      | Adult 1: Job 1: employer                | Ridgeway Academy                |
      | Adult 1: own_children                   | Yes                             |
      | Adult 1: Own child 1: name              | Tom Hartley                     |
      | Adult 1: Own child 1: born              | 3/4/2015                        |
      | Adult 1: Own child 2: name              | Una Hartley                     |
      | Adult 1: knows                          | Yes                             |
      | Adult 1: knows_since                    | 1/3/2026                        |
      | Child 1: name                           | Kayla Rowe                      |
      | Child 1: parents_wishes                 | That she need not see him again |
      | Child 2: name                           | Kim Lowe                        |
      | Allegation 1: description               | Took a pupil by the arm         |
      | Allegation 1: when_words                | A day in the last week of term  |
      | Allegation 1: until_date                | 27/2/2026                       |
      | Allegation 1: more_than_once            | Yes                             |
      | Allegation 1: how_often                 | 2                               |
      | Allegation 1: Incident 1: incident_on   | 24/2/2026                       |
      | Allegation 1: Incident 1: incident_time | Before lunch                    |
      | Allegation 1: Incident 1: incident_what | By the coat pegs                |
      | Allegation 1: Incident 2: incident_what | In the corridor                 |
      | Allegation 1: injured                   | Yes                             |
      | Allegation 1: injury                    | A bruise above the elbow        |
      | Allegation 1: medical_help              | No                              |
      | Allegation 1: cctv                      | Yes                             |
      | informed                                | Children's social care          |
      | Told 1: Agency                          | Children's social care          |
      | Told 1: On                              | 1/3/2026                        |
      | Told 1: Whom there                      | Ruth Calder                     |
      | Told 1: Reference                       | SC-4471                         |
    And the LADO business support completes "Check who it is about"
      | question                           | answer                               |
      | What did you find about the adult? | The same adult has an earlier record |
    Then completing "Decide the threshold" by the LADO is refused because "whether it is the same adult"
      | question                   | answer    |
      | Which criteria may be met? | harmed    |
      | What do you decide?        | Referral  |
      | match_confirmed            | (nothing) |
    When the LADO completes "Decide the threshold"
      | question                   | answer   |
      | Which criteria may be met? | harmed   |
      | What do you decide?        | Referral |
      | match_confirmed            | Not sure |
      | police_wanted              | Yes      |
      | social_care_wanted         | Yes      |
      | may_tell_adult             | No       |
    And the Police completes "Say what police will do"
      | question               | answer      |
      | What will police do?   | Investigate |
      | Unit                   | Child abuse |
      | crime_reference        | 42/1177/26  |
      | May the adult be told? | Not yet     |
      | embargo_until          | 9/3/2026    |
    And the Children's social care completes "Decide on the referral"
      | question        | answer     |
      | strand_children | Kayla Rowe |
      | language        | Polish     |
    Then the record says
      | of                      | question        | answer                          |
      |                         | strand_children | Kayla Rowe                      |
      |                         | language        | Polish                          |
      |                         | match_confirmed | Not sure                        |
      |                         | told_reference  | SC-4471                         |
      | Took a pupil by the arm | injury          | A bruise above the elbow        |
      | Took a pupil by the arm | cctv            | Yes                             |
      |                         | incident_what   | In the corridor                 |
      | Owen Hartley            | former_names    | Owen Harley                     |
      | Owen Hartley            | knows_since     | 1/3/2026                        |
      | Tom Hartley             | born            | 3/4/2015                        |
      | Kayla Rowe              | parents_wishes  | That she need not see him again |
