Feature: A call becomes a case with its allegations
  What was said on the phone is the caller's account. What is alleged is written down one by one when the LADO decides that
  it is a consultation or a referral, because each allegation gets an outcome of its own.

  Background:
    Given today is Thursday 16 April 2026 at 11:40
    When the LADO reports by phone
      | question                 | answer                                       |
      | 1. Who called            | Rosa Penn, Eastgate Youth Club               |
      | Adult 1: name            | Owen Tully                                   |
      | Adult 1: Job 1: employer | Eastgate Youth Club                          |
      | Child 1: name            | Kit Marlow                                   |
      | 5. What was said         | He pushed a boy over a bench and swore at him |
      | 7. Decision              | Referral                                     |
    And the LADO business support completes "Check who it is about"
      | question                           | answer       |
      | What did you find about the adult? | Nobody found |

  @safeguard_r01
  Scenario: A referral by phone says what is alleged, each with its own outcome
    Then completing "Decide the threshold" by the LADO is refused because "Enter what happened"
      | question                   | answer    |
      | Which criteria may be met? | harmed    |
      | What do you decide?        | Referral  |
      | Allegation 1: description  | (nothing) |
    When the LADO completes "Decide the threshold"
      | question                   | answer             |
      | Which criteria may be met? | harmed             |
      | What do you decide?        | Referral           |
      | police_wanted              | No                 |
      | social_care_wanted         | No                 |
      | Allegation 1: description  | Pushed a boy of 13 |
      | Allegation 1: nature       | Physical           |
      | Allegation 2: description  | Swore at him       |
      | Allegation 2: nature       | Emotional          |
    Then the record says
      | of           | question    | answer             |
      | Allegation 1 | description | Pushed a boy of 13 |
      | Allegation 2 | nature      | Emotional          |

  Scenario: Advice by phone asks for no list of allegations
    Then completing "Decide the threshold" by the LADO is refused because "after these answers"
      | question                  | answer                 |
      | What do you decide?       | Advice and information |
      | Allegation 1: description | Pushed a boy of 13     |
