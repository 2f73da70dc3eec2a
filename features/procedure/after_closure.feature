Feature: What comes after closure is taken, and may reopen the case
  A closed case still takes what people tell us. What was decided stays visible.

  Background:
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15
    And the Employer of Ridgeway Academy reports
      | question                  | answer                                                 |
      | What do you ask for?      | To refer an allegation                                 |
      | Your name                 | Imran Sheikh                                           |
      | Your organisation         | Ridgeway Academy                                       |
      | Kind of organisation      | School                                                 |
      | aware_at                  | 2/3/2026                                               |
      | Adult 1: name             | Owen Hartley                                           |
      | Adult 1: profession       | Teacher                                                |
      | Adult 1: Job 1: employer  | Ridgeway Academy                                       |
      | Adult 1: Job 1: role      | Teacher of history                                     |
      | Adult 1: Job 1: sector    | School, secondary                                      |
      | Adult 1: Job 1: basis     | Permanent                                              |
      | Is a child concerned?     | Yes                                                    |
      | Child 1: name             | Kayla Rowe                                             |
      | Allegation 1: description | Took a pupil by the arm and pulled her out of the room |
      | Allegation 1: nature      | Physical                                               |
    And the LADO business support completes "Check who it is about"
      | question                           | answer                       |
      | Where have you searched?           | Our own LADO records, Police |
      | What did you find about the adult? | Nobody found                 |
    And the LADO completes "Decide the threshold"
      | question                                        | answer                                         |
      | Does the adult work or volunteer with children? | Yes                                            |
      | Risk now                                        | Medium                                         |
      | What do you decide?                             | Advice and information                         |
      | Why advice only?                                | Practice issue                                 |
      | Reason                                          | No criterion is met on what we know            |
      | Advice to the employer now                      | Do not interview anybody before we have talked |
      | Whose case is it?                               | Ours: works in our area                        |
      | Conflict of interest?                           | No                                             |
      | Does the employer agree?                        | Yes                                            |
    Then the case is closed because "Advice given"

  Scenario: New information needs nothing more
    When it is 20 April 2026 at 10:00
    And "New information" happens, told by Employer
    And the LADO completes "Consider the new information"
      | question                 | answer                                          |
      | What is new?             | The parent has moved the pupil to another class |
      | From whom?               | Imran Sheikh                                    |
      | When did we learn of it? | 20/4/2026                                       |
      | What does it need?       | Nothing more than this record                   |
      | Reason                   | It changes nothing in the advice                |
    Then the case is closed because "Advice given"

  @safeguard_r36
  Scenario: A second pupil tells, and the case is reopened
    When it is 20 April 2026 at 10:00
    And "Reopen the case" happens
    And the LADO completes "Say why the case is reopened"
      | question                                            | answer                           |
      | What is new, and why does it reopen the case?       | A second pupil tells of the same |
      | From whom?                                          | Imran Sheikh                     |
      | reopened_on                                         | 20/4/2026                        |
      | Is it new evidence, or was the first closure wrong? | New evidence                     |
    Then the case is open
    And the LADO inbox has
      | task                 | due                   |
      | Decide the threshold | Tuesday 21 April 2026 |
    And the record says
      | question | answer                 |
      | decision | Advice and information |
