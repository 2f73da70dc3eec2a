Feature: Advice on an adult of earlier records rests on the chronology
  One concern looks small. Three in two years do not. Whoever decides on advice has read what came before.

  Background:
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15
    And earlier records
      | adult       | born      | of                 | received  | decision               |
      | Darren Cole | 14/6/1979 | Hollin Park Rovers | 12/5/2024 | Advice and information |
      | Darren Cole | 14/6/1979 | Northside Swimming | 3/10/2025 | Advice and information |
    And the LADO reports by phone
      | question                 | answer                                        |
      | 1. Who called            | Grace Obi                                     |
      | 2. How                   | Phone                                         |
      | Adult 1: name            | Darren Cole                                   |
      | Adult 1: Job 1: employer | Hollin Park Rovers                            |
      | 5. What was said         | Stayed in the changing room with the under-9s |
      | 6. Advice given          | Two adults in the changing room from now on   |
      | 7. Decision              | Referral                                      |
    And the LADO business support completes "Check who it is about"
      | question                                          | answer                               |
      | Where have you searched?                          | Our own LADO records                 |
      | What did you find about the adult?                | The same adult has an earlier record |
      | What shows that it is, or may be, the same adult? | The club, and his address            |

  @safeguard_r07
  Scenario: Advice is refused until the chronology has been opened
    Then completing "Decide the threshold" by the LADO is refused because "Open the chronology"
      | question            | answer                 |
      | What do you decide? | Advice and information |
    When the LADO opens the chronology of Darren Cole
      | Darren Cole |
    And the LADO completes "Decide the threshold"
      | question            | answer                                              |
      | What do you decide? | Advice and information                              |
      | history_considered  | Two earlier ones, both of shouting; this is another |
    Then the case is closed because "Advice given"

  @safeguard_r07
  Scenario: A referral needs no chronology
    When the LADO completes "Decide the threshold"
      | question                                        | answer                                    |
      | Does the adult work or volunteer with children? | Yes                                       |
      | Which criteria may be met?                      | risk                                      |
      | risk_shows                                      | What was seen may be a danger to children |
      | What do you decide?                             | Referral                                  |
    Then the record says
      | question             | answer    |
      | level                | referral  |
      | chronology_opened_at | (nothing) |
