Feature: Is this person known to you?
  Another council, the DBS or a court asks about somebody. Our records are searched, the LADO decides what is released, and no case is opened by it.

  Background:
    Given we are Marlshire
    And earlier records
      | adult       | born      | of                       | received  | decision | outcome       |
      | Jonas Weir  | 12/4/1984 | Brookfield Primary School | 3/11/2023 | referral | substantiated |
    And today is Thursday 2 April 2026 at 15:20
    And the LADO business support reports through "Log an information request"
      | question                                        | answer                              |
      | Who asks                                        | Sunita Rao                          |
      | Their organisation                              | Northdale Council                   |
      | How did it reach us?                            | Secure e-mail                       |
      | How do you know that they are who they say?     | official_address                    |
      | Whom do they ask about?                         | Jonas Weir                          |
      | Date of birth                                   | 12/4/1984                           |
      | What do they want to know, and what for?        | He applied to foster in Northdale   |
      | On which legal basis do they ask?               | UK GDPR 6(1)(e): public task        |
      | Do they tell us of a concern about this person? | No                                  |

  @clock_t43 @safeguard_r20
  Scenario: Known, and as much released as the purpose needs
    Then no case is open
    And the LADO business support inbox has
      | task                  | for        | due                    |
      | Search for the person | Jonas Weir | Thursday 9 April 2026  |
    And the deadline "Search for the person" is Thursday 9 April 2026 because "three working days"
    And "Search for the person" shows the LADO business support
      | says       | because            |
      | Jonas Weir | same date of birth |
    When it is Tuesday 7 April 2026 at 10:00
    And the LADO business support completes "Search for the person"
      | question                 | answer                                 |
      | Where have you searched? | Our own LADO records                   |
      | What did you find?       | The same adult has an earlier record   |
      | match_reason             | Name and date of birth are the same    |
      | found_reference          | M-2023-11                              |
    Then completing "Answer the information request" by the LADO is refused because "found the same person"
      | question            | answer          |
      | What do you answer? | Not known to us |
    When the LADO completes "Answer the information request"
      | question            | answer                                                   |
      | What do you answer? | Known: something is released                             |
      | released            | An allegation of physical harm was upheld in March 2024  |
      | release_basis       | UK GDPR 9(2)(g): substantial public interest             |
      | released_to         | Sunita Rao, Northdale, by secure e-mail                  |
      | answered_on         | 7/4/2026                                                 |
    Then the record says
      | question                     | answer                                       |
      | Whom do they ask about?      | Jonas Weir                                   |
      | released                     | An allegation of physical harm was upheld in March 2024 |
      | On which legal basis?        | UK GDPR 9(2)(g): substantial public interest |
    And the deadline "Answer the information request" is Thursday 9 April 2026, met
    And the LADO inbox has nothing
    And no case is open
    And the report for 1 April 2026 to 31 March 2027 counts
      | what         | unit    | number |
      | All contacts | contact | 1      |

  Scenario: What another LADO leads is for that LADO to release
    When the LADO business support completes "Search for the person"
      | question           | answer                               |
      | What did you find? | The same adult has an earlier record |
    And the LADO completes "Answer the information request"
      | question            | answer                               |
      | What do you answer? | ask_lado                             |
      | leading_lado        | Ivy Cole, Southdale LADO             |
      | release_basis       | UK GDPR 6(1)(e): public task         |
    Then the record says
      | question                                             | answer                   |
      | Which LADO leads the case, and how are they reached? | Ivy Cole, Southdale LADO |

  @safeguard_r29 @clock_t43
  Scenario: An answer that is late comes to the manager
    When it is 9 April 2026 at 17:05
    Then the LADO manager inbox has
      | task                                |
      | Step in on a late answer to a request |
    When the LADO business support completes "Search for the person"
      | question           | answer       |
      | What did you find? | Nobody found |
    And the LADO completes "Answer the information request"
      | question            | answer          |
      | What do you answer? | Not known to us |
    Then "Step in on a late answer to a request" is not offered to the LADO manager

  Scenario: Answered in time, nobody is alarmed
    When the LADO business support completes "Search for the person"
      | question           | answer       |
      | What did you find? | Nobody found |
    And the LADO completes "Answer the information request"
      | question            | answer          |
      | What do you answer? | Not known to us |
    And it is 1 June 2026 at 09:00
    Then the LADO manager inbox has nothing

  @safeguard_r20
  Scenario: Nothing is released to whom nobody has checked
    Given today is Monday 13 April 2026 at 09:30
    When the LADO business support reports through "Log an information request"
      | question                                        | answer                     |
      | Who asks                                        | A caller from an agency    |
      | Their organisation                              | Bright Staff               |
      | How did it reach us?                            | Phone                      |
      | How do you know that they are who they say?     | Not checked yet            |
      | Whom do they ask about?                         | Dawn Pritchard             |
      | What do they want to know, and what for?        | She wants to work for them |
    And the LADO business support completes "Search for the person" for Dawn Pritchard
      | question           | answer                               |
      | What did you find? | The same adult has an earlier record |
    Then completing "Answer the information request" for Dawn Pritchard by the LADO is refused because "Nobody has checked yet"
      | question            | answer                       |
      | What do you answer? | Known: something is released |
      | released            | An allegation was upheld     |
    When the LADO completes "Answer the information request" for Dawn Pritchard
      | question            | answer                                 |
      | What do you answer? | Nothing is released                    |
      | answer_reason       | No legal basis, and nobody we can reach |
    Then the LADO inbox has nothing
