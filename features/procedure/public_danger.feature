Feature: Somebody who gives no name says that a child is in danger now
  The public page asks it, and police and social care are told before anything else is decided.

  @safeguard_r03 @safeguard_r05 @clock_t40
  Scenario: A neighbour writes on the Saturday before the August bank holiday
    Given we are Marlshire
    And today is Saturday 29 August 2026 at 21:40
    When the Public reports on the public form
      | question                  | answer                                         |
      | What happened?            | The childminder next door shakes a crying baby |
      | Is a child in danger now? | Yes                                            |
      | Adult 1: name             | The childminder at number 14                   |
    Then the LADO inbox has
      | task                                    | due                      |
      | Refer to police and social care at once | Tuesday 1 September 2026 |
    When it is 29 August 2026 at 22:30
    And it happened Saturday 29 August 2026 at 22:15
    And the LADO completes "Refer to police and social care at once"
      | question                             | answer                                     |
      | police_wanted                        | Yes                                        |
      | police_told_on                       | 29/8/2026                                  |
      | social_care_wanted                   | Yes                                        |
      | social_care_referred_on              | 29/8/2026                                  |
      | Had somebody else already told them? | Yes                                        |
      | already_done_details                 | The emergency duty team, by phone at 22:05 |
      | What is being done for the child?    | An officer is at the door                  |
    Then the record says
      | question                | answer    |
      | social_care_referred_on | 29/8/2026 |

  Scenario: Somebody wants to be rung and gives no number
    Given we are Marlshire
    And today is Thursday 27 August 2026 at 21:40
    Then reporting by the Public on the public form is refused because "Enter a phone number"
      | question                     | answer                                         |
      | What happened?               | The childminder next door shakes a crying baby |
      | How can we reach you safely? | By phone                                       |
      | Phone number                 | (nothing)                                      |
    And reporting by the Public on the public form is refused because "Enter an e-mail address"
      | question                     | answer                                         |
      | What happened?               | The childminder next door shakes a crying baby |
      | How can we reach you safely? | By e-mail                                      |
      | E-mail address               | (nothing)                                      |
    When the Public reports on the public form
      | question                     | answer                                         |
      | What happened?               | The childminder next door shakes a crying baby |
      | How can we reach you safely? | Do not contact me                              |
    Then the LADO business support inbox has
      | task                  |
      | Check who it is about |
