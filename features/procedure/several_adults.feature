Feature: Six staff of one school and four children
  What is the same for all is written once; what is decided of one adult stands in that adult's case alone.

  Background:
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15

  Scenario: One report, one search, one threshold, one meeting
    When the Employer of Hollin Park School reports
      | question                   | answer                             |
      | What do you ask for?       | To refer an allegation             |
      | Your name                  | Grace Obi, head teacher            |
      | Your organisation          | Hollin Park School                 |
      | Kind of organisation       | School                             |
      | aware_at                   | 27/2/2026                          |
      | Adult 1: name              | Ada Ash                            |
      | Adult 1: Job 1: employer   | Hollin Park School                 |
      | Adult 2: name              | Ben Birch                          |
      | Adult 2: Job 1: employer   | Hollin Park School                 |
      | Adult 3: name              | Cy Cedar                           |
      | Adult 3: Job 1: employer   | Hollin Park School                 |
      | Adult 4: name              | Dot Dale                           |
      | Adult 4: Job 1: employer   | Hollin Park School                 |
      | Adult 5: name              | Ed Elm                             |
      | Adult 5: Job 1: employer   | Hollin Park School                 |
      | Adult 6: name              | Fay Fern                           |
      | Adult 6: Job 1: employer   | Hollin Park School                 |
      | Is a child concerned?      | Yes                                |
      | Child 1: name              | Mia Kendrick                       |
      | Child 2: name              | Tom Kendrick                       |
      | Child 3: name              | Zoe Lyle                           |
      | Child 4: name              | Kit Moss                           |
      | Allegation 1: description  | Held a child by the wrists         |
      | Allegation 1: about_adults | Ada Ash, Ben Birch                 |
      | Allegation 2: description  | Stood by and laughed               |
      | Allegation 2: about_adults | Cy Cedar, Dot Dale, Ed Elm         |
      | Allegation 3: description  | Was told of it and told nobody     |
      | Allegation 3: about_adults | Fay Fern                           |
    And the LADO business support completes "Check who it is about" for Ada Ash, Ben Birch, Cy Cedar, Dot Dale, Ed Elm and Fay Fern
      | question                                       | answer                           |
      | Where have you searched?                       | Our own LADO records             |
      | What did you find about the adult?             | Nobody found                     |
      | Ben Birch: What did you find about the adult?  | The same adult has an earlier record |
      | Ben Birch: What shows that it is, or may be, the same adult? | Same date of birth |
    And the LADO completes "Decide the threshold" for Ada Ash, Ben Birch, Cy Cedar, Dot Dale, Ed Elm and Fay Fern
      | question                                        | answer                          |
      | Does the adult work or volunteer with children? | Yes                             |
      | Which criteria may be met?                      | harmed                          |
      | harmed_shows                                    | Four children say so            |
      | Risk now                                        | Medium                          |
      | Ada Ash: Risk now                               | High                            |
      | What do you decide?                             | Referral                        |
      | Reason                                          | Several agencies must look at it |
      | police_wanted                                   | No                              |
      | social_care_wanted                              | Yes                             |
      | social_care_referred_on                         | 2/3/2026                        |
      | may_tell_adult                                  | No                              |
    Then the record says
      | of        | question | answer   |
      | Ada Ash   | level    | referral |
      | Fay Fern  | level    | referral |
      | Ada Ash   | Risk now | High     |
      | Fay Fern  | Risk now | Medium   |
    When the LADO completes "Decide which employers to tell" for Ada Ash, Ben Birch, Cy Cedar, Dot Dale, Ed Elm and Fay Fern
      | question                 | answer |
      | Hollin Park School: tell | Tell   |
    And it is Friday 6 March 2026 at 15:00
    And the LADO completes "Hold the initial meeting" for Ada Ash, Ben Birch, Cy Cedar, Dot Dale, Ed Elm and Fay Fern
      | question             | answer                        |
      | meeting_on           | 6/3/2026                      |
      | Chair                | Ms Amin                       |
      | Attendee 1: Name     | Grace Obi                     |
      | Attendee 1: Agency   | Hollin Park School            |
      | Attendee 1: Came?    | Came                          |
      | next_review_on       | 2/4/2026                      |
      | Ada Ash: Risk now    | High                          |
      | Ben Birch: Risk now  | Low                           |
      | child_views          | Ada Ash’s group feels unsafe  |
    Then the record says
      | of        | question | answer  |
      | Ada Ash   | Chair    | Ms Amin |
      | Fay Fern  | Chair    | Ms Amin |
      | Ada Ash   | Risk now | High    |
      | Ben Birch | Risk now | Low     |
    And it took at most 12 sittings
    And the LADO inbox has
      | task                        | for       |
      | Agree what the employer does | Fay Fern |

  Scenario: A brother is named when the case runs
    When the Public reports on the public form
      | question       | answer                        |
      | what_happened  | Pulled a boy out of the water |
      | Adult 1: name  | Darren Cole                   |
    And it is Thursday 12 March 2026 at 10:00
    And "A further child" happens
    Then the LADO inbox has
      | task                           | for         | due                   |
      | Decide about the further child | Darren Cole | Friday 13 March 2026  |
    When the LADO completes "Decide about the further child"
      | question                             | answer                                 |
      | Child 1: Name                        | Sam Kendrick                           |
      | What do you decide for this child?   | The plan of the case covers this child |
      | Reason                               | He was there and is safe               |
    Then the record says
      | of          | question                           | answer                                 |
      | Darren Cole | What do you decide for this child? | The plan of the case covers this child |

  Scenario: A second coach is named when the first one's case runs
    When the Public reports on the public form
      | question       | answer                        |
      | what_happened  | Pulled a boy out of the water |
      | Adult 1: name  | Darren Cole                   |
    And it is Thursday 12 March 2026 at 10:00
    And it happened Wednesday 11 March 2026 at 15:00
    And the LADO names a further adult for Darren Cole
      | question    | answer                       |
      | name        | Liam Marsh                   |
      | born        | 14/6/1979                    |
      | employer    | Hollin Park Rovers           |
      | description | Held the boy under           |
      | reason      | The boy's mother named him   |
    Then the cases of Darren Cole and Liam Marsh stand together
    And the LADO business support inbox has
      | task                  | for        | due                    |
      | Check who it is about | Liam Marsh | Thursday 12 March 2026 |
    And the record says
      | of         | question    | answer             |
      | Liam Marsh | employer    | Hollin Park Rovers |
      | Liam Marsh | born        | 14 June 1979       |
      | Liam Marsh | level       | not_decided        |
    When the LADO splits off the case of Liam Marsh because "Another club, another day"
    Then the cases of Darren Cole and Liam Marsh do not stand together
    When the LADO joins the cases of Liam Marsh and Darren Cole because "The same trip after all"
    Then the cases of Darren Cole and Liam Marsh stand together
