Feature: A step is recorded for a party, after the event
  Officers and schools ring. What they say counts from the day on which it happened.

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

  Scenario: The police told us by phone on Wednesday, we write it down on Friday
    When it is 6 March 2026 at 11:00
    And it happened Wednesday 4 March 2026
    And the LADO completes "Say what police will do" on behalf of Police, told by phone
      | question                | answer      |
      | Officer                 | DC Laing    |
      | crime_reference         | None yet    |
      | What will police do?    | Investigate |
      | Must the employer wait? | May go on   |
      | May the adult be told?  | May be told |
      | next_update_on          | 18/3/2026   |
    Then "Say what police will do" is not offered to the Police
    And the Police inbox has
      | task                 | due                     |
      | Give a police update | Wednesday 18 March 2026 |
    And the record says
      | of     | question | answer   |
      | Police | Officer  | DC Laing |

  Scenario: The whole strand is recorded for the police
    When it is 6 March 2026 at 11:00
    And the LADO completes "Say what police will do" on behalf of Police, told by phone
      | question                | answer                     |
      | Officer                 | DC Laing                   |
      | What will police do?    | Nothing: it is not a crime |
      | Must the employer wait? | May go on                  |
      | May the adult be told?  | May be told                |
    Then the case is open
    And "Give a police update" is not offered to the Police
    And the LADO inbox has
      | task                                | due |
      | Agree what remains after the police |     |
    When the LADO completes "Agree what remains after the police"
      | question                              | answer                                               |
      | When did you speak with the employer? | 6/3/2026                                             |
      | What remains to be done, and by whom? | The employer decides on the balance of probabilities |
      | May the employer go on now?           | Go on                                                |
    Then the record says
      | of     | question | answer   |
      | Police | status   | finished |
    And the case is open
