Feature: Legal notices run from the day it was known
  Ofsted and others are told by the provider in time, whatever the LADO, the police or the outcome say.

  Background:
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15
    And the Employer of Fernhill Nursery reports
      | question                  | answer                         |
      | Your organisation         | Fernhill Nursery               |
      | aware_at                  | 27/2/2026                      |
      | Adult 1: name             | Dawn Pritchard                 |
      | Adult 1: Job 1: employer  | Fernhill Nursery               |
      | Adult 1: Job 1: role      | Nursery practitioner           |
      | Adult 1: Job 1: sector    | Nursery or early years         |
      | Adult 1: Job 1: basis     | Permanent                      |
      | Is a child concerned?     | Yes                            |
      | Child 1: name             | Noah Fenwick                   |
      | Allegation 1: description | Lifted a child of 3 by one arm |
      | Allegation 1: nature      | Physical                       |
    And the LADO business support completes "Check who it is about"
      | question                           | answer                       |
      | Where have you searched?           | Our own LADO records, Police |
      | What did you find about the adult? | Nobody found                 |
    And the LADO completes "Decide the threshold"
      | question                                        | answer             |
      | Does the adult work or volunteer with children? | Yes                |
      | Which criteria may be met?                      | harmed             |
      | harmed_shows                                    | Seen by two people |
      | Risk now                                        | Medium             |
      | What do you decide?                             | Referral           |
      | Reason                                          | Two people saw it  |
      | police_wanted                                   | Yes                |
      | police_told_on                                  | 2/3/2026           |
      | social_care_wanted                              | No                 |
      | may_tell_adult                                  | No                 |
    And the LADO completes "Decide which employers to tell"
      | question                           | answer                              |
      | Fernhill Nursery: tell             | Tell                                |
      | Fernhill Nursery: tell_reason      | It reported the matter and must act |
      | Fernhill Nursery: employer_contact | Imran Sheikh                        |
      | Fernhill Nursery: told_on          | 2/3/2026                            |

  @safeguard_r18 @target_t17
  Scenario: A nursery tells Ofsted by the fourteenth day, the first being the day it knew
    When the Police completes "Say what police will do"
      | question                | answer           |
      | Officer                 | DS Martin Okafor |
      | What will police do?    | Investigate      |
      | Must the employer wait? | Yes, wait        |
      | hold_reason             | Interviews first |
      | May the adult be told?  | Not yet          |
      | next_update_on          | 16/3/2026        |
    Then the deadline "Send the notices" is Thursday 12 March 2026
    And "Agree each outcome" is not offered to the LADO
    And completing "Send the notices" by the Employer of Fernhill Nursery warns because "Add a row for each"
      | question          | answer                 |
      | Notice 1: body    | Charity Commission     |
      | Notice 1: kind    | Notice required by law |
      | Notice 1: sent_on | 2/3/2026               |
