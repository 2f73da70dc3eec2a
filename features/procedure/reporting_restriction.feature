Feature: A teacher is not named before a charge
  A teacher is said to have assaulted a pupil of the same school. Nothing may be published that identifies the teacher until one of four things happens.

  Background:
    Given we are Marlshire
    And today is Monday 9 March 2026 at 09:30
    And the Employer of Ridgeway Academy reports
      | question                  | answer                          |
      | What do you ask for?      | To refer an allegation          |
      | Your name                 | Imran Sheikh                    |
      | Your organisation         | Ridgeway Academy                |
      | aware_at                  | 9/3/2026                        |
      | Adult 1: name             | Joel Barrett                    |
      | Adult 1: profession       | Teacher                         |
      | Adult 1: Job 1: employer  | Ridgeway Academy                |
      | Adult 1: Job 1: role      | Teacher of physics              |
      | Is a child concerned?     | Yes                             |
      | Child 1: name             | Amy Cross                       |
      | Allegation 1: description | Touched a girl of 15 in the lab |
    And the LADO business support completes "Check who it is about"
      | question                           | answer       |
      | What did you find about the adult? | Nobody found |

  @safeguard_r39
  Scenario: On from the threshold, said where others are told, lifted by the charge
    When the LADO completes "Decide the threshold"
      | question                   | answer   |
      | Which criteria may be met? | offence  |
      | pupil_of_school            | Yes      |
      | What do you decide?        | Referral |
      | police_wanted              | Yes      |
      | may_tell_adult             | No       |
    Then the record says
      | question              | answer |
      | reporting_restriction | on     |
    And the LADO inbox has
      | task                    | due          |
      | Agree who needs to know | 9 March 2026 |
    And completing "Decide which employers to tell" by the LADO warns because "nothing may be published"
      | question               | answer |
      | Ridgeway Academy: tell | Tell   |
    When the LADO completes "Agree who needs to know"
      | question                  | answer                                       |
      | restriction_who_knows     | The head, DC Laing, social care; nobody else |
      | restriction_school_told_on | 9/3/2026                                    |
    And the LADO completes "Decide which employers to tell"
      | question                     | answer |
      | Ridgeway Academy: tell       | Tell   |
      | This is right as it stands   | Yes    |
    And it is 20 April 2026 at 10:00
    And the Police completes "Say what police will do"
      | question             | answer      |
      | What will police do? | Investigate |
      | next_update_on       | 4/5/2026    |
    Then "Say that it is lifted" is not offered to the LADO
    And "Reporting restriction lifted" is offered to the LADO
    When it is 4 May 2026 at 10:00
    And the Police completes "Give a police update"
      | question                             | answer      |
      | Where does your investigation stand? | Still open  |
      | Stage                                | Charged     |
      | next_update_on                       | 18/5/2026   |
    Then the record says
      | question              | answer |
      | reporting_restriction | lifted |
    And the LADO inbox has
      | task                  |
      | Say that it is lifted |
    And "Reporting restriction lifted" is not offered to the LADO

  @safeguard_r39
  Scenario: The teacher waives it in writing
    When the LADO completes "Decide the threshold"
      | question                   | answer   |
      | Which criteria may be met? | offence  |
      | pupil_of_school            | Yes      |
      | What do you decide?        | Referral |
      | police_wanted              | Yes      |
    And the LADO completes "Agree who needs to know"
    And it is 16 March 2026 at 12:00
    And "Reporting restriction lifted" happens
      | question               | answer                         |
      | How is it lifted?      | waiver                         |
      | restriction_lifted_shown | Letter of 13 March, union lawyer |
      | restriction_lifted_on  | 13/3/2026                      |
    Then the record says
      | question              | answer |
      | reporting_restriction | lifted |
    When the LADO completes "Say that it is lifted"
    And the LADO completes "Decide which employers to tell"
      | question               | answer |
      | Ridgeway Academy: tell | Tell   |
    Then the Employer of Ridgeway Academy inbox has
      | task                    |
      | Decide interim measures |

  @safeguard_r39
  Scenario: Of anybody but a teacher of the same school none is on
    When the LADO completes "Decide the threshold"
      | question                   | answer   |
      | Which criteria may be met? | offence  |
      | pupil_of_school            | No       |
      | What do you decide?        | Referral |
      | police_wanted              | Yes      |
    Then "Agree who needs to know" is not offered to the LADO
    And the record says
      | question              | answer    |
      | reporting_restriction | (nothing) |

  @safeguard_r39
  Scenario: The meeting learns that the child is a pupil of his school
    When the LADO completes "Decide the threshold"
      | question                   | answer    |
      | Which criteria may be met? | offence   |
      | pupil_of_school            | Not known |
      | What do you decide?        | Referral  |
      | police_wanted              | Yes       |
    Then "Agree who needs to know" is not offered to the LADO
    When it is 11 March 2026 at 10:00
    And the LADO completes "Hold the initial meeting"
      | question        | answer    |
      | meeting_on      | 11/3/2026 |
      | police_wanted   | Open      |
      | pupil_of_school | Yes       |
      | next_review_on  | 2/4/2026  |
    Then "Agree who needs to know" is offered to the LADO
    And the record says
      | question              | answer |
      | reporting_restriction | on     |
