Feature: Requests for records have the law's clocks
  A freedom of information request is answered within 20 working days, a request for one's own data within a month, or three where that is told.

  Background:
    Given we are Marlshire
    And today is Tuesday 24 March 2026 at 10:10

  @clock_t36
  Scenario: A newspaper asks for figures over Easter
    When the LADO business support reports through "Log a request for records"
      | question                              | answer                                          |
      | What is asked for?                    | Information that the council holds              |
      | Who asks                              | Carol Finch, Marlshire Echo                     |
      | E-mail or postal address for the answer | newsdesk@echo.example                         |
      | What is it about, in a few words?     | Contacts about schools 2025-26                  |
      | What do they ask, in their words?     | How many contacts about schools, and about what |
    Then the LADO business support inbox has
      | task                | for                            | due                    |
      | Gather what is held | Contacts about schools 2025-26 | Thursday 23 April 2026 |
    When it is 30 March 2026 at 11:00
    And the LADO business support completes "Gather what is held"
      | question                 | answer                          |
      | clarified_on             | 30/3/2026                       |
      | Does the service hold it? | Partly                         |
      | figures                  | 454 contacts, by kind of school |
      | hours_needed             | 90                              |
    Then the deadline "Answer the freedom of information request" is Wednesday 29 April 2026 because "20 working days"
    And "Answer the freedom of information request" shows the Data protection officer
      | says                            |
      | 454 contacts, by kind of school |
    And "Answer the freedom of information request" is not offered to the LADO
    When the Data protection officer completes "Answer the freedom of information request"
      | question            | answer                            |
      | What is answered?   | Given in part                     |
      | exemption           | Section 12: more than 18 hours    |
      | small_numbers       | It could, and is left out         |
    Then the Data protection officer inbox has nothing
    And no case is open

  @clock_t36 @safeguard_r29
  Scenario: Twenty working days go by
    When the LADO business support reports through "Log a request for records"
      | question                          | answer                             |
      | What is asked for?                | Information that the council holds |
      | What is it about, in a few words? | Training of LADOs                  |
    And it is 23 April 2026 at 17:05
    Then the LADO manager inbox has
      | task                                            | for               |
      | Step in on a late freedom of information answer | Training of LADOs |

  @clock_t35
  Scenario: Somebody asks for everything on himself, and it takes longer
    When the LADO business support reports through "Log a request for records"
      | question           | answer                     |
      | What is asked for? | What we hold on themselves |
      | Who asks           | Peter Rowe                 |
      | About whom?        | Peter Rowe                 |
      | Date of birth      | 3/9/1979                   |
    Then the deadline "Check the subject access request" is Friday 24 April 2026 because "one month"
    When it is 27 March 2026 at 09:40
    And the Data protection officer completes "Check the subject access request"
      | question          | answer                          |
      | request_scope     | All that names him since 2017   |
      | more_time         | Yes                             |
      | more_time_reason  | Nine years, and two old systems |
      | more_time_told_on | 27/3/2026                       |
    Then the deadline "Gather the record" is Wednesday 24 June 2026 because "three months"
    When the LADO business support completes "Gather the record"
    Then completing "Mark what must be left out" by the LADO is refused because "all that names others"
      | question         | answer |
      | left_out_checked | No     |
    When the LADO completes "Mark what must be left out"
      | question               | answer                       |
      | Part 1: left_out_what  | The mother's telephone call  |
      | Part 1: left_out_why   | It would name who told us    |
      | left_out_checked       | Yes                          |
    And the Data protection officer completes "Answer the subject access request"
      | question           | answer                       |
      | What is answered?  | Given, with parts left out   |
      | own_data_reason    | Schedule 2: protects another |
      | complaint_right_told | Yes                        |
    Then the Data protection officer inbox has nothing
    And no case is open

  @clock_t35
  Scenario: More time counts only if it was told in the first month
    When the LADO business support reports through "Log a request for records"
      | question           | answer                     |
      | What is asked for? | What we hold on themselves |
      | About whom?        | Peter Rowe                 |
    And it is 27 April 2026 at 09:00
    Then the LADO manager inbox has
      | task                                    | for        |
      | Step in on a late subject access answer | Peter Rowe |
    And completing "Check the subject access request" by the Data protection officer is refused because "within the first month"
      | question          | answer    |
      | more_time         | Yes       |
      | more_time_told_on | 27/4/2026 |
