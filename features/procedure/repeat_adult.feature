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
      | question                                                  | answer                                              |
      | The search found an earlier record. Is it the same adult? | Yes                                                 |
      | What do you decide?                                       | Advice and information                              |
      | history_considered                                        | Two earlier ones, both of shouting; this is another |
    Then the LADO manager inbox has
      | task                      | due                 |
      | Countersign the threshold | Monday 2 March 2026 |
    And the case is open
    When the LADO manager completes "Countersign the threshold"
      | question                                  | answer                                        |
      | Do you agree with the threshold decision? | Yes                                           |
      | countersigned_on                          | 2/3/2026                                      |
      | countersign_reason                        | Both earlier ones were looked into and closed |
    Then the case is closed because "Advice given"

  Scenario: The manager sends it back, and it is decided again within a working day
    When the LADO opens the chronology of Darren Cole
      | Darren Cole |
    And the LADO completes "Decide the threshold"
      | question                                                  | answer                                  |
      | The search found an earlier record. Is it the same adult? | Yes                                     |
      | What do you decide?                                       | Low-level concern, back to the employer |
    And it is Thursday 2 April 2026 at 09:30
    And the LADO manager completes "Countersign the threshold"
      | question                                  | answer                                               |
      | Do you agree with the threshold decision? | No                                                   |
      | countersigned_on                          | 2/4/2026                                             |
      | countersign_reason                        | A third club in two years: weigh them as one pattern |
    Then the case is open
    And the deadline "Decide the threshold" is Tuesday 7 April 2026
    When the LADO completes "Decide the threshold"
      | question                   | answer                                          |
      | Which criteria may be met? | risk                                            |
      | risk_shows                 | Three clubs, and each time in the changing room |
      | What do you decide?        | Referral                                        |
    Then "Countersign the threshold" is not offered to the LADO manager
    And the LADO inbox has
      | task                     |
      | Hold the initial meeting |

  Scenario: A consultation on the same adult is countersigned, and the police do not wait for it
    When the LADO completes "Decide the threshold"
      | question                                                  | answer                        |
      | The search found an earlier record. Is it the same adult? | Yes                           |
      | Which criteria may be met?                                | risk                          |
      | risk_shows                                                | He was alone with under-nines |
      | What do you decide?                                       | Consultation                  |
      | When do you look at it again?                             | 30/3/2026                     |
      | police_wanted                                             | Yes                           |
    Then "Countersign the threshold" is offered to the LADO manager
    And "Decide which employers to tell" is not offered to the LADO
    And "Say what police will do" is offered to the Police
    When the LADO manager completes "Countersign the threshold"
      | question                                  | answer |
      | Do you agree with the threshold decision? | Yes    |
    Then "Decide which employers to tell" is offered to the LADO

  Scenario: Somebody else of the same name needs no countersign
    When the LADO opens the chronology of Darren Cole
      | Darren Cole |
    And the LADO completes "Decide the threshold"
      | question                                                  | answer                 |
      | The search found an earlier record. Is it the same adult? | No, somebody else      |
      | What do you decide?                                       | Advice and information |
    Then the LADO manager inbox has nothing
    And the case is closed because "Advice given"

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

  Scenario: A parent knows the adult by another name
    When the Public reports on the public form
      | question                               | answer                    |
      | what_happened                          | Shouted at the under-9s   |
      | Adult 1: name                          | Daz                       |
      | Adult 1: Other names you know them by  | Darren Cole               |
    Then "Check who it is about" for Daz shows the LADO business support
      | says        | because   |
      | Darren Cole | same name |
    And the record says
      | of  | question | answer      |
      | Daz | known_as | Darren Cole |
