Feature: A report that came late is raised
  An employer or the police tell us within one working day of learning of it. A later report is taken, and raised with them.

  Background:
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15

  @target_t02
  Scenario: The school knew for a week
    When the Employer of Ridgeway Academy reports
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
      | social_care_wanted                              | No                                              |
      | may_tell_adult                                  | No                                              |
    Then "Raise the late report" is not offered to the LADO
    When it is 9 March 2026 at 10:00
    And the Employer of Ridgeway Academy reports
      | question                  | answer                                                 |
      | What do you ask for?      | To refer an allegation                                 |
      | Your name                 | Imran Sheikh                                           |
      | Your organisation         | Ridgeway Academy                                       |
      | Kind of organisation      | School                                                 |
      | aware_at                  | 2/3/2026                                               |
      | Adult 1: name             | Colin Shaw                                             |
      | Adult 1: profession       | Teacher                                                |
      | Adult 1: Job 1: employer  | Ridgeway Academy                                       |
      | Adult 1: Job 1: role      | Teacher of history                                     |
      | Adult 1: Job 1: sector    | School, secondary                                      |
      | Adult 1: Job 1: basis     | Permanent                                              |
      | Is a child concerned?     | Yes                                                    |
      | Child 1: name             | Kayla Rowe                                             |
      | Allegation 1: description | Took a pupil by the arm and pulled her out of the room |
      | Allegation 1: nature      | Physical                                               |
    And the LADO business support completes "Check who it is about" for Colin Shaw
      | question                           | answer                       |
      | Where have you searched?           | Our own LADO records, Police |
      | What did you find about the adult? | Nobody found                 |
    And the LADO completes "Decide the threshold" for Colin Shaw
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
      | social_care_wanted                              | No                                              |
      | may_tell_adult                                  | No                                              |
    Then the LADO inbox has
      | task                  | for        |
      | Raise the late report | Colin Shaw |

  @clock_t29
  Scenario: A mandatory report, once that duty holds, may wait seven days where a child would be endangered
    When it is Wednesday 7 January 2099 at 10:00
    And the LADO reports by phone
      | question                                         | answer                                                       |
      | 1. Who called                                    | Nia Cole, diving coach                                       |
      | 3. About whom                                    | Neil Leary                                                   |
      | 4. Setting                                       | Hollin Park Divers                                           |
      | 5. What was said                                 | A girl told her; to say so at once would have endangered her |
      | What kind of contact                             | Mandatory report of child sexual abuse                       |
      | When did the employer or the police learn of it? | 2/1/2099                                                     |
      | 7. Decision                                      | Referral                                                     |
    And the LADO business support completes "Check who it is about"
      | question                           | answer       |
      | What did you find about the adult? | Nobody found |
    And the LADO completes "Decide the threshold"
      | question                   | answer   |
      | Which criteria may be met? | offence  |
      | What do you decide?        | Referral |
    Then "Raise the late report" is not offered to the LADO

  @clock_t29
  Scenario: A mandatory report after more than seven days is late
    When it is Wednesday 14 January 2099 at 10:00
    And the LADO reports by phone
      | question                                         | answer                                                       |
      | 1. Who called                                    | Nia Cole, diving coach                                       |
      | 3. About whom                                    | Neil Leary                                                   |
      | 4. Setting                                       | Hollin Park Divers                                           |
      | 5. What was said                                 | A girl told her; to say so at once would have endangered her |
      | What kind of contact                             | Mandatory report of child sexual abuse                       |
      | When did the employer or the police learn of it? | 2/1/2099                                                     |
      | 7. Decision                                      | Referral                                                     |
    And the LADO business support completes "Check who it is about"
      | question                           | answer       |
      | What did you find about the adult? | Nobody found |
    And the LADO completes "Decide the threshold"
      | question                   | answer   |
      | Which criteria may be met? | offence  |
      | What do you decide?        | Referral |
    Then "Raise the late report" is offered to the LADO
