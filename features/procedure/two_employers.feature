Feature: Each employer is told, or not told, for a reason
  An adult may work in several places. Each gets a decision with a legal basis, and only those told have a strand.

  Background:
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15

  @safeguard_r19
  Scenario: The nursery is told, the riding club is not
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
      | Adult 1: Job 2: employer  | Hollin Park Riding Club                     |
      | Adult 1: Job 2: role      | Volunteer groom                             |
      | Adult 1: Job 2: sector    | Sports or leisure                           |
      | Adult 1: Job 2: basis     | Volunteer                                   |
      | Is a child concerned?     | Yes                                         |
      | Child 1: name             | Noah Fenwick                                |
      | Allegation 1: description | Lifted a child of 3 from a chair by one arm |
      | Allegation 1: nature      | Physical                                    |
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
      | police_wanted                                   | Yes                                             |
      | police_told_on                                  | 2/3/2026                                        |
      | social_care_wanted                              | Yes                                             |
      | social_care_referred_on                         | 2/3/2026                                        |
      | may_tell_adult                                  | No                                              |
    And the LADO completes "Decide which employers to tell"
      | question                                  | answer                                            |
      | Fernhill Nursery: tell                    | Tell                                              |
      | Fernhill Nursery: tell_reason             | It reported the matter and must act               |
      | Fernhill Nursery: tell_legal_basis        | UK GDPR 6(1)(e): public task                      |
      | Fernhill Nursery: employer_contact        | Tessa Boyle                                       |
      | Hollin Park Riding Club: tell             | Do not tell                                       |
      | Hollin Park Riding Club: tell_reason      | Looks after horses only, and no child comes there |
      | Hollin Park Riding Club: tell_legal_basis | UK GDPR 6(1)(e): public task                      |
    Then the Employer of Fernhill Nursery inbox has
      | task                    | due |
      | Decide interim measures |     |
    And the Employer of Hollin Park Riding Club inbox has nothing
    And the record says
      | of                      | question | answer      |
      | Hollin Park Riding Club | tell     | Do not tell |

  @safeguard_r19
  Scenario: A further employer comes to light and is told
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
      | police_wanted                                   | Yes                                             |
      | police_told_on                                  | 2/3/2026                                        |
      | social_care_wanted                              | Yes                                             |
      | social_care_referred_on                         | 2/3/2026                                        |
      | may_tell_adult                                  | No                                              |
    And the LADO completes "Decide which employers to tell"
      | question                           | answer                              |
      | Fernhill Nursery: tell             | Tell                                |
      | Fernhill Nursery: tell_reason      | It reported the matter and must act |
      | Fernhill Nursery: tell_legal_basis | UK GDPR 6(1)(e): public task        |
      | Fernhill Nursery: employer_contact | Tessa Boyle                         |
    When "A further employer" happens
    And the LADO completes "Record the further employer"
      | question                          | answer                                        |
      | How did we learn of it, and when? | The nursery rang on Monday                    |
      | Job 2: employer                   | Little Oaks Pre-school                        |
      | Job 2: role                       | Bank worker                                   |
      | Job 2: sector                     | Nursery or early years                        |
      | Job 2: basis                      | Casual                                        |
      | Job 2: tell                       | Tell                                          |
      | Job 2: tell_reason                | She works with children of the same age there |
      | Job 2: tell_legal_basis           | UK GDPR 6(1)(e): public task                  |
      | Job 2: employer_contact           | Ann Moss                                      |
    Then the Employer of Little Oaks Pre-school inbox has
      | task                    | due |
      | Decide interim measures |     |
    And the Employer of Fernhill Nursery inbox has
      | task                    | due |
      | Decide interim measures |     |
