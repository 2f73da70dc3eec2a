Feature: He has moved on before anybody looked
  A teacher leaves for another school while police look into it. The next school hears of it, and leaving ends nothing.

  Background:
    Given we are Marlshire
    And today is Tuesday 14 April 2026 at 09:00

  @safeguard_r12 @safeguard_r19
  Scenario: Resigned in the holidays, and teaching elsewhere after them
    When the Employer of Ridgeway Academy reports
      | question                  | answer                             |
      | What do you ask for?      | To refer an allegation             |
      | Your name                 | Imran Sheikh                       |
      | aware_at                  | 13/4/2026                          |
      | Adult 1: name             | Paul Varley                        |
      | Adult 1: Job 1: employer  | Ridgeway Academy                   |
      | Adult 1: Job 1: role      | Teacher, residential trips         |
      | Child 1: name             | Sam Dell                           |
      | Allegation 1: description | Photographs taken on a school trip |
    And the LADO business support completes "Check who it is about"
      | question                           | answer       |
      | What did you find about the adult? | Nobody found |
    And the LADO completes "Decide the threshold"
      | question                   | answer   |
      | Which criteria may be met? | offence  |
      | What do you decide?        | Referral |
      | police_wanted              | Yes      |
      | social_care_wanted         | No       |
      | may_tell_adult             | No       |
    And the LADO completes "Decide which employers to tell"
      | question               | answer |
      | Ridgeway Academy: tell | Tell   |
    And the Police completes "Say what police will do"
      | question                | answer      |
      | What will police do?    | Investigate |
      | Must the employer wait? | Yes, wait   |
      | May the adult be told?  | Not yet     |
      | next_update_on          | 28/4/2026   |
    And the Employer of Ridgeway Academy completes "Decide interim measures"
      | question                | answer   |
      | Is the adult suspended? | No       |
      | next_update_on          | 24/4/2026 |
    When it is 24 April 2026 at 11:00
    And the Employer of Ridgeway Academy completes "Give an employer update"
      | question | answer |
      | left     | Yes    |
    Then the Employer of Ridgeway Academy inbox has
      | task                |
      | Answer the DBS test |
    And the case is open
    When "A further employer" happens, told by Police
      | question                 | answer             |
      | Another job: employer    | Castle Hill School |
      | Another job: tell        | Tell               |
    Then the Employer of Castle Hill School inbox has
      | task                    |
      | Decide interim measures |
    When it is 28 April 2026 at 17:30
    Then the case is open
    And the record says
      | of               | question | answer |
      | Ridgeway Academy | left     | Yes    |
