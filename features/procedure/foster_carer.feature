Feature: A foster carer’s service plays the employer’s part
  The fostering review runs in place of an employer’s strand, with its own notices and its own decision.

  Background:
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15

  @safeguard_r18 @safeguard_r44 @target_t19
  Scenario: The service sends its notices, keeps the children safe, and reviews
    When the Fostering service of Marlshire Fostering reports
      | question                  | answer                                              |
      | What do you ask for?      | To refer an allegation                              |
      | Your name                 | Colin Meyer                                         |
      | Your organisation         | Marlshire Fostering                                 |
      | Kind of organisation      | Fostering service                                   |
      | aware_at                  | 2/3/2026                                            |
      | Adult 1: name             | Neil Foss                                           |
      | Adult 1: profession       | Foster carer                                        |
      | Adult 1: Job 1: employer  | Marlshire Fostering                                 |
      | Adult 1: Job 1: role      | Foster carer                                        |
      | Adult 1: Job 1: sector    | Foster carer, local authority                       |
      | Adult 1: Job 1: basis     | Foster carer                                        |
      | Is a child concerned?     | Yes                                                 |
      | Child 1: name             | Kayla Rowe                                          |
      | Child 2: name             | Aiden Rowe                                          |
      | Allegation 1: description | Locked a child of 9 out of the house in the evening |
      | Allegation 1: nature      | Emotional                                           |
    And the LADO business support completes "Check who it is about"
      | question                           | answer                       |
      | Where have you searched?           | Our own LADO records, Police |
      | What did you find about the adult? | Nobody found                 |
    And the LADO completes "Decide the threshold"
      | question                                        | answer                                          |
      | Does the adult work or volunteer with children? | Yes                                             |
      | Which criteria may be met?                      | harmed, offence                                 |
      | harmed_shows                                    | Seen by two people                              |
      | offence_shows                                   | Force was used on a child                       |
      | Have the police been consulted?                 | Asked, no answer yet                            |
      | police_consultation                             | Message left with the child abuse unit at 09:40 |
      | Risk now                                        | Medium                                          |
      | What do you decide?                             | Referral                                        |
      | Reason                                          | Two people saw it, and an offence is possible   |
      | Advice to the employer now                      | Do not interview anybody before we have talked  |
      | Whose case is it?                               | Ours: works in our area                         |
      | Conflict of interest?                           | No                                              |
      | Does the employer agree?                        | Yes                                             |
      | police_wanted                                   | No                                              |
      | social_care_wanted                              | Yes                                             |
      | social_care_referred_on                         | 2/3/2026                                        |
      | may_tell_adult                                  | Yes                                             |
    And the LADO completes "Decide which employers to tell"
      | question                              | answer                              |
      | Marlshire Fostering: tell             | Tell                                |
      | Marlshire Fostering: tell_reason      | It reported the matter and must act |
      | Marlshire Fostering: tell_legal_basis | UK GDPR 6(1)(e): public task        |
      | Marlshire Fostering: employer_contact | Colin Meyer                         |
    Then the Fostering service inbox has
      | task                                  | due                  |
      | Send the Schedule 7 notices           | Tuesday 3 March 2026 |
      | Decide how the children are kept safe | Monday 2 March 2026  |
    And the Employer inbox has nothing
    When the Fostering service completes "Decide how the children are kept safe"
      | question                | answer                       |
      | Placement 1: child_name | Kayla Rowe                   |
      | Placement 1: placement  | Stays                        |
      | Placement 2: child_name | Aiden Rowe                   |
      | Placement 2: placement  | Stays                        |
      | review_needed           | Yes                          |
      | no_new_placements       | Yes                          |
      | independent_support     | An independent social worker |
      | next_update_on          | 16/3/2026                    |
    Then the Fostering service inbox has
      | task                      | due |
      | Hold the fostering review |     |
    And the LADO inbox has
      | task                     | due                 |
      | Hold the initial meeting | Monday 9 March 2026 |
