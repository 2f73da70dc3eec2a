Feature: Not enough to decide yet
  What is missing is asked for, with a date, and the threshold is decided again when it comes or when the date has passed.

  Background:
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15
    And the Employer of Fernhill Nursery reports
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

  @safeguard_r30
  Scenario: It comes, and the threshold is decided again
    When the LADO completes "Decide the threshold"
      | question                                        | answer                                              |
      | Does the adult work or volunteer with children? | Yes                                                 |
      | Risk now                                        | Medium                                              |
      | What do you decide?                             | Not enough to decide yet                            |
      | What is missing, and who has it?                | The rota and the first aid record, from the nursery |
      | By when?                                        | 4/3/2026                                            |
      | Reason                                          | We do not know whether she was there                |
      | Advice to the employer now                      | Do not interview anybody before we have talked      |
      | Whose case is it?                               | Ours: works in our area                             |
      | Conflict of interest?                           | No                                                  |
      | Does the employer agree?                        | Yes                                                 |
    Then the LADO business support inbox has
      | task                | due                    |
      | Get what is missing | Wednesday 4 March 2026 |
    And the case is open
    When it is 3 March 2026 at 14:00
    And the LADO business support completes "Get what is missing"
      | question                | answer                                       |
      | What was said, by whom? | Tessa Boyle: she was on duty, no injury seen |
      | Is it enough to decide? | Yes                                          |
      | When did it come?       | 3/3/2026                                     |
    Then the LADO inbox has
      | task                 | due |
      | Decide the threshold |     |
    When the LADO completes "Decide the threshold"
      | question                                        | answer                                                              |
      | Does the adult work or volunteer with children? | Yes                                                                 |
      | Risk now                                        | Medium                                                              |
      | What do you decide?                             | Advice and information                                              |
      | Why advice only?                                | Can be shown to be unfounded                                        |
      | Reason                                          | The rota and the first aid record show that it cannot have happened |
      | Advice to the employer now                      | Do not interview anybody before we have talked                      |
      | Whose case is it?                               | Ours: works in our area                                             |
      | Conflict of interest?                           | No                                                                  |
      | Does the employer agree?                        | Yes                                                                 |
    Then the case is closed because "Advice given"

  @safeguard_r29 @safeguard_r30
  Scenario: Nothing comes, and the manager steps in
    When the LADO completes "Decide the threshold"
      | question                                        | answer                                         |
      | Does the adult work or volunteer with children? | Yes                                            |
      | Risk now                                        | Medium                                         |
      | What do you decide?                             | Not enough to decide yet                       |
      | What is missing, and who has it?                | The rota, from the nursery                     |
      | By when?                                        | 4/3/2026                                       |
      | Reason                                          | We do not know whether she was there           |
      | Advice to the employer now                      | Do not interview anybody before we have talked |
      | Whose case is it?                               | Ours: works in our area                        |
      | Conflict of interest?                           | No                                             |
      | Does the employer agree?                        | Yes                                            |
    When it is 5 March 2026 at 09:00
    Then the LADO manager inbox has
      | task                     | due |
      | Step in on a late answer |     |
    And the LADO business support inbox has
      | task                | due                    |
      | Get what is missing | Wednesday 4 March 2026 |
