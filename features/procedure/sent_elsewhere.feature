Feature: A contact that belongs elsewhere is passed on
  It stays ours until somebody else has it, with what was passed on and why.

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

  Scenario: The adult works in another area
    When the LADO completes "Decide the threshold"
      | question                                        | answer                                             |
      | Does the adult work or volunteer with children? | Yes                                                |
      | Which criteria may be met?                      | harmed                                             |
      | harmed_shows                                    | Seen by two people                                 |
      | Risk now                                        | Medium                                             |
      | What do you decide?                             | Send to another LADO                               |
      | Reason                                          | The nursery that she works for now is in Northdale |
      | Advice to the employer now                      | Do not interview anybody before we have talked     |
      | Whose case is it?                               | Ours: works in our area                            |
      | Conflict of interest?                           | No                                                 |
      | Does the employer agree?                        | Yes                                                |
    Then the LADO inbox has
      | task              | due |
      | Send it elsewhere |     |
    When the LADO completes "Send it elsewhere"
      | question                         | answer                        |
      | Sent to: person and organisation | Paul Reed, LADO, Northdale    |
      | sent_on                          | 2/3/2026                      |
      | Legal basis                      | UK GDPR 6(1)(e): public task  |
      | What was passed on?              | The referral as it came       |
      | Have they accepted it?           | Yes                           |
      | sent_accepted_details            | Paul Reed, by phone, at 15:00 |
    Then the case is closed because "Passed to another LADO"
    And the record says
      | question | answer         |
      | level    | sent_elsewhere |
