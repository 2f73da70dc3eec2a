Feature: A child in danger comes first
  Police and social care are asked before anything else, and nobody’s task stands before it.

  Background:
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15

  Scenario: A parent writes on the public form
    When the Public reports on the public form
      | question       | answer                                                                    |
      | What happened? | He is alone with the children at the camp tonight and has hit one of them |
      | Adult 1: name  | Camp leader called Rob                                                    |
      | Adult 1: work  | Leader at Hollin Wood camp                                                |
    Then the LADO business support inbox has
      | task                  | due |
      | Check who it is about |     |

  @safeguard_r03
  Scenario: A school says that a child is in danger
    When the Employer of Ridgeway Academy reports
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
      | Is a child in danger now? | Yes                                                    |
      | Is a child concerned?     | Yes                                                    |
      | Child 1: name             | Kayla Rowe                                             |
      | Allegation 1: description | Took a pupil by the arm and pulled her out of the room |
      | Allegation 1: nature      | Physical                                               |
    Then the LADO inbox has
      | task                                    | due |
      | Refer to police and social care at once |     |
    When the LADO completes "Refer to police and social care at once"
      | question                             | answer                    |
      | police_wanted                        | Yes                       |
      | police_told_on                       | 2/3/2026                  |
      | police_told_details                  | Control room, log 311     |
      | social_care_wanted                   | Yes                       |
      | social_care_referred_on              | 2/3/2026                  |
      | Had somebody else already told them? | No                        |
      | What is being done for the child?    | She stays with her mother |
    Then the Police inbox has
      | task                    | due |
      | Say what police will do |     |
    And the Children's social care inbox has
      | task                   | due |
      | Decide on the referral |     |

  @safeguard_r03
  Scenario: The danger is told on the phone, and nobody's task comes before it
    When the LADO reports by phone
      | question                  | answer                              |
      | 1. Who called             | Imran Sheikh, Ridgeway Academy      |
      | Adult 1: name             | Owen Hartley                        |
      | Adult 1: Job 1: employer  | Ridgeway Academy                    |
      | 5. What was said          | A pupil is alone with him on a trip |
      | 6. Advice given           | Bring the pupil home now            |
      | 7. Decision               | Referral: opens a case              |
      | Is a child in danger now? | Yes                                 |
    Then the LADO inbox has
      | task                                    | due |
      | Refer to police and social care at once |     |
    When the LADO completes "Refer to police and social care at once"
      | question                             | answer                                     |
      | police_wanted                        | Yes                                        |
      | social_care_wanted                   | Yes                                        |
      | Had somebody else already told them? | Yes                                        |
      | Who, whom and when                   | The head rang 999 at 09:00, reference 4471 |
    Then the Police inbox has
      | task                    | due |
      | Say what police will do |     |
    And the Children's social care inbox has
      | task                   | due |
      | Decide on the referral |     |
    And the LADO business support inbox has
      | task                  | due |
      | Check who it is about |     |
