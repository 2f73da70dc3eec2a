Feature: Who drives or coaches: the licence and the national body stand where an employer would
  A driver who works for himself has no employer; a club’s coach has one, and a national body beside it.

  @route_taxi
  Scenario: On Christmas Eve the licensing authority is asked to act on a driver
    Given we are Marlshire
    And today is Thursday 24 December 2026 at 09:15
    And the Employer of Swan Taxis reports
      | question                  | answer                                        |
      | Your organisation         | Swan Taxis                                    |
      | aware_at                  | 24/12/2026                                    |
      | Adult 1: name             | Terry Blunden                                 |
      | Adult 1: profession       | Taxi or private hire driver                   |
      | Adult 1: Job 1: employer  | Swan Taxis                                    |
      | Adult 1: Job 1: role      | School contract driver                        |
      | Adult 1: Job 1: sector    | Taxi or private hire                          |
      | Adult 1: Job 1: basis     | Self-employed                                 |
      | Is a child concerned?     | Yes                                           |
      | Child 1: name             | Kayla Rowe                                    |
      | Allegation 1: description | Asked a girl on his school run for her number |
      | Allegation 1: nature      | Physical                                      |
    And the LADO business support completes "Check who it is about"
      | question                           | answer                       |
      | Where have you searched?           | Our own LADO records, Police |
      | What did you find about the adult? | Nobody found                 |
    And the LADO completes "Decide the threshold"
      | question                                        | answer                  |
      | Does the adult work or volunteer with children? | Yes                     |
      | Which criteria may be met?                      | harmed                  |
      | Risk now                                        | Medium                  |
      | What do you decide?                             | Referral                |
      | Reason                                          | Two accounts that agree |
      | police_wanted                                   | No                      |
      | social_care_wanted                              | No                      |
      | may_tell_adult                                  | Yes                     |
    And the LADO completes "Decide which employers to tell"
      | question                     | answer                            |
      | Swan Taxis: tell             | Tell                              |
      | Swan Taxis: tell_reason      | It engages the adult and must act |
      | Swan Taxis: employer_contact | Imran Sheikh                      |
    Then the Employer inbox has nothing
    And the LADO inbox has
      | task                          | due                       |
      | Agree who keeps children safe | Thursday 24 December 2026 |
    And the record says
      | of         | question | answer    |
      | Swan Taxis | bodies   | licensing |
    When the LADO completes "Agree who keeps children safe"
      | question         | answer                                                |
      | acts_instead     | The licensing authority; the council’s transport team |
      | acts_legal_basis | UK GDPR 6(1)(e): public task                          |
      | acts_told_on     | 24/12/2026                                            |
      | measure_reason   | He drives no school run                               |
      | adult_works_on   | Yes                                                   |
      | next_update_on   | 29/12/2026                                            |
    Then the deadline "Record what was done" is Tuesday 29 December 2026

  @route_sport @safeguard_r17
  Scenario: A coach is charged over Easter: the national body is considered without waiting for the trial
    Given we are Marlshire
    And today is Thursday 2 April 2026 at 09:15
    And the Employer of Marlshire Swifts Athletics reports
      | question                  | answer                                |
      | Your organisation         | Marlshire Swifts Athletics            |
      | aware_at                  | 2/4/2026                              |
      | Adult 1: name             | Tony Reed                             |
      | Adult 1: profession       | Coach or instructor                   |
      | Adult 1: Job 1: employer  | Marlshire Swifts Athletics            |
      | Adult 1: Job 1: role      | Coach                                 |
      | Adult 1: Job 1: sector    | Sports or leisure                     |
      | Adult 1: Job 1: basis     | Volunteer                             |
      | Is a child concerned?     | Yes                                   |
      | Child 1: name             | Kayla Rowe                            |
      | Allegation 1: description | Sent a runner of 16 messages at night |
      | Allegation 1: nature      | Physical                              |
    And the LADO business support completes "Check who it is about"
      | question                           | answer                       |
      | Where have you searched?           | Our own LADO records, Police |
      | What did you find about the adult? | Nobody found                 |
    And the LADO completes "Decide the threshold"
      | question                                        | answer                  |
      | Does the adult work or volunteer with children? | Yes                     |
      | Which criteria may be met?                      | offence                 |
      | Risk now                                        | Medium                  |
      | What do you decide?                             | Referral                |
      | Reason                                          | Two accounts that agree |
      | police_wanted                                   | Yes                     |
      | police_told_on                                  | 2/4/2026                |
      | social_care_wanted                              | No                      |
      | may_tell_adult                                  | Yes                     |
    And the LADO completes "Decide which employers to tell"
      | question                                     | answer                            |
      | Marlshire Swifts Athletics: tell             | Tell                              |
      | Marlshire Swifts Athletics: tell_reason      | It engages the adult and must act |
      | Marlshire Swifts Athletics: employer_contact | Imran Sheikh                      |
    When the Police completes "Say what police will do"
      | question                | answer                         |
      | Officer                 | DS Martin Okafor               |
      | What will police do?    | Investigate                    |
      | Must the employer wait? | Yes, wait                      |
      | hold_reason             | The child is interviewed first |
      | May the adult be told?  | May be told                    |
      | next_update_on          | 16/4/2026                      |
    And the Employer completes "Decide interim measures"
      | question                       | answer               |
      | What have you decided for now? | Volunteer stood down |
      | Is the adult suspended?        | No                   |
      | next_update_on                 | 16/4/2026            |
    Then "Consider a referral to the regulator" is not offered to the Employer
    When it is 7 April 2026 at 10:00
    And it happened Saturday 4 April 2026
    And the LADO completes "Give a police update" on behalf of Police, told by phone
      | question                             | answer      |
      | Where does your investigation stand? | Finished    |
      | Result                               | Charged     |
      | Must the employer wait?              | Yes, wait   |
      | hold_reason                          | The trial   |
      | May the adult be told?               | May be told |
      | next_update_on                       | 5/5/2026    |
    Then the Employer inbox has
      | task                                 | due |
      | Consider a referral to the regulator |     |
    And "Agree what remains after the police" is not offered to the LADO
