Feature: A decision that is late is told to the manager
  One working day from the contact; after that the manager steps in.

  Background:
    Given we are Marlshire
    And today is Friday 6 March 2026 at 16:30

  @safeguard_r29 @target_t03
  Scenario: Nobody decides over the weekend
    When the Employer of Fernhill Nursery reports
      | question                  | answer                                      |
      | What do you ask for?      | To refer an allegation                      |
      | Your name                 | Tessa Boyle                                 |
      | Your organisation         | Fernhill Nursery                            |
      | Kind of organisation      | Nursery or early years                      |
      | aware_at                  | 27/2/2026                                   |
      | Adult 1: name             | Dawn Pritchard                              |
      | Adult 1: Job 1: employer  | Fernhill Nursery                            |
      | Adult 1: Job 1: role      | Nursery practitioner                        |
      | Adult 1: Job 1: sector    | Nursery or early years                      |
      | Adult 1: Job 1: basis     | Permanent                                   |
      | Is a child concerned?     | Yes                                         |
      | Child 1: name             | Noah Fenwick                                |
      | Allegation 1: description | Lifted a child of 3 from a chair by one arm |
      | Allegation 1: nature      | Physical                                    |
    And the LADO business support completes "Check who it is about"
      | question                           | answer                       |
      | Where have you searched?           | Our own LADO records, Police |
      | What did you find about the adult? | Nobody found                 |
    Then the deadline "Decide the threshold" is Monday 9 March 2026 because "one working day"
    When it is 9 March 2026 at 17:05
    Then the LADO manager inbox has
      | task                        | due |
      | Step in on a late threshold |     |
    And the LADO inbox has
      | task                 | due                 |
      | Decide the threshold | Monday 9 March 2026 |
    When the LADO completes "Decide the threshold"
      | question                                        | answer                                    |
      | Does the adult work or volunteer with children? | Yes                                       |
      | Which criteria may be met?                      | risk                                      |
      | risk_shows                                      | What was seen may be a danger to children |
      | What do you decide?                             | Referral                                  |
    Then "Step in on a late threshold" is not offered to the LADO manager
