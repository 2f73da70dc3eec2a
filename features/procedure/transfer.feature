Feature: A case goes to another LADO and is never without one
  Where the adult works now is in another area. The case is ours until the other LADO has said yes, by name.

  Background:
    Given we are Marlshire
    And today is Monday 9 March 2026 at 09:30
    And the Employer of Saddleback Riding Club reports
      | question                  | answer                                  |
      | What do you ask for?      | To refer an allegation                  |
      | Your name                 | Ines Carrow                             |
      | Your organisation         | Saddleback Riding Club                  |
      | aware_at                  | 9/3/2026                                |
      | Adult 1: name             | Piers Langdale                          |
      | Adult 1: Job 1: employer  | Saddleback Riding Club                  |
      | Adult 1: Job 1: role      | Riding instructor                       |
      | Is a child concerned?     | Yes                                     |
      | Child 1: name             | Orla Finch                              |
      | Allegation 1: description | Messages to a pupil of 14 late at night |
      | Allegation 1: nature      | Grooming or boundaries                  |
    And the LADO business support completes "Check who it is about"
      | question                           | answer                       |
      | Where have you searched?           | Our own LADO records, Police |
      | What did you find about the adult? | Nobody found                 |
    And the LADO completes "Decide the threshold"
      | question                                        | answer                                     |
      | Does the adult work or volunteer with children? | Yes                                        |
      | Which criteria may be met?                      | risk                                       |
      | risk_shows                                      | What was seen may be a danger to children  |
      | What do you decide?                             | Referral                                   |
      | Reason                                          | Messages of this kind may be the beginning |
      | police_wanted                                   | Yes                                        |
      | social_care_wanted                              | No                                         |
    And the LADO completes "Decide which employers to tell"
      | question                     | answer |
      | Saddleback Riding Club: tell | Tell   |

  @safeguard_r22
  Scenario: The other LADO accepts, and only then is it theirs
    When it is 11 March 2026 at 11:00
    And "Transfer to another LADO" happens
    And the LADO completes "Offer the case to the other LADO"
      | question                | answer                                            |
      | What is it?             | Transfer: they lead                               |
      | Which authority?        | Northdale                                         |
      | Whom there, by name?    | Gwen Tarrant, duty LADO                           |
      | When was it sent?       | 11/3/2026                                         |
      | What did you tell them? | He now works at a stable in Northdale, three days |
      | Is it agreed who leads? | No                                                |
    Then the case is open
    And the deadline "Say whether you accept the case" is Friday 13 March 2026
    And the Police inbox has
      | task                    | due |
      | Say what police will do |     |
    When it is 12 March 2026 at 16:10
    And the LADO completes "Say whether you accept the case" on behalf of Other LADO, told by Gwen Tarrant by phone
      | question                            | answer                  |
      | Do you accept the case?             | Yes                     |
      | Who answers, by name and authority? | Gwen Tarrant, Northdale |
      | transfer_accepted_on                | 12/3/2026               |
    Then the case is closed because "Passed to another LADO"
    And the Police inbox has nothing
    And the LADO inbox has nothing

  @safeguard_r22
  Scenario: Nobody answers, and the manager settles who leads
    When it is 11 March 2026 at 11:00
    And "Transfer to another LADO" happens
    And the LADO completes "Offer the case to the other LADO"
      | question             | answer                  |
      | What is it?          | Transfer: they lead     |
      | Which authority?     | Northdale               |
      | Whom there, by name? | Gwen Tarrant, duty LADO |
      | When was it sent?    | 11/3/2026               |
    And it is 16 March 2026 at 09:00
    Then the LADO manager inbox has
      | task             | due |
      | Settle who leads |     |
    And the case is open

  @safeguard_r36
  Scenario: It comes back: what had begun has ended, and the threshold is decided again
    When it is 11 March 2026 at 11:00
    And "Transfer to another LADO" happens
    And the LADO completes "Offer the case to the other LADO"
      | question             | answer                  |
      | What is it?          | Transfer: they lead     |
      | Which authority?     | Northdale               |
      | Whom there, by name? | Gwen Tarrant, duty LADO |
      | When was it sent?    | 11/3/2026               |
    And the LADO completes "Say whether you accept the case" on behalf of Other LADO, told by Gwen Tarrant by phone
      | question                            | answer                  |
      | Do you accept the case?             | Yes                     |
      | Who answers, by name and authority? | Gwen Tarrant, Northdale |
      | transfer_accepted_on                | 11/3/2026               |
    And it is 27 April 2026 at 10:00
    And "Reopen the case" happens
    And the LADO completes "Say why the case is reopened"
      | question                                      | answer                                       |
      | What is new, and why does it reopen the case? | He has left Northdale and teaches here again |
      | From whom?                                    | Gwen Tarrant                                 |
      | reopened_on                                   | 27/4/2026                                    |
      | reopen_needs                                  | A review                                     |
    And the LADO completes "Take the case up again"
      | question   | answer                                                  |
      | looked_on  | 27/4/2026                                               |
      | look_notes | Police had not begun; the employer has a new instructor |
    Then the case is open
    And the LADO inbox has
      | task                 | due                   |
      | Decide the threshold | Tuesday 28 April 2026 |
    And the record says
      | of     | question | answer   |
      | Police | status   | Finished |
