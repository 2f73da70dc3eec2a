Feature: What was agreed is done, each by its owner and its day
  A meeting agrees actions. Each is a task of whoever took it on. Late ones are asked for, and none is forgotten.

  Background:
    Given we are Marlshire
    And today is Monday 16 March 2026 at 09:20
    And the Employer of Harbour Primary School reports
      | question                  | answer                                        |
      | What do you ask for?      | To refer an allegation                        |
      | Your name                 | Jo Whitlock                                   |
      | Your organisation         | Harbour Primary School                        |
      | aware_at                  | 16/3/2026                                     |
      | Adult 1: name             | Colin Maddox                                  |
      | Adult 1: Job 1: employer  | Harbour Primary School                        |
      | Adult 1: Job 1: role      | Caretaker                                     |
      | Is a child concerned?     | Yes                                           |
      | Child 1: name             | Ella Strand                                   |
      | Allegation 1: description | Locked a pupil of 9 in the store to calm down |
      | Allegation 1: nature      | Emotional                                     |
    And the LADO business support completes "Check who it is about"
      | question                           | answer                       |
      | Where have you searched?           | Our own LADO records, Police |
      | What did you find about the adult? | Nobody found                 |
    And the LADO completes "Decide the threshold"
      | question                                        | answer                       |
      | Does the adult work or volunteer with children? | Yes                          |
      | Which criteria may be met?                      | harmed                       |
      | harmed_shows                                    | The pupil was found in tears |
      | What do you decide?                             | Referral                     |
      | Reason                                          | A child may have been harmed |
      | police_wanted                                   | Yes                          |
      | social_care_wanted                              | Yes                          |
    And the LADO completes "Decide which employers to tell"
      | question                     | answer |
      | Harbour Primary School: tell | Tell   |
    And it is 20 March 2026 at 14:00
    And the LADO completes "Hold the initial meeting"
      | question           | answer                                   |
      | meeting_on         | 20/3/2026                                |
      | meeting_type       | Initial managing allegations meeting     |
      | Chair              | Helen Ashworth                           |
      | police_wanted      | Open                                     |
      | social_care_wanted | Open                                     |
      | may_tell_adult     | No                                       |
      | Action 1: text     | Check the store’s lock and its key log   |
      | Action 1: owner    | Jo Whitlock                              |
      | Action 1: agency   | Employer                                 |
      | Action 1: due      | 25/3/2026                                |
      | Action 2: text     | Ask for the body-worn video of the visit |
      | Action 2: owner    | DS Martin Okafor                         |
      | Action 2: agency   | Police                                   |
      | Action 2: due      | 27/3/2026                                |
      | Action 3: text     | See Ella at home with her mother         |
      | Action 3: owner    | Ruth Calder                              |
      | Action 3: agency   | Children's social care                   |
      | Action 3: due      | 24/3/2026                                |
      | Action 4: text     | Ask the trust about earlier caretakers   |
      | Action 4: owner    | Helen Ashworth                           |
      | Action 4: agency   | LADO service                             |
      | Action 4: due      | 31/3/2026                                |
      | next_review_on     | 15/4/2026                                |

  @clock_t27
  Scenario: Each owner has the action as a task with its day
    Then the Police inbox has
      | task                      | due                  |
      | Do what the police agreed | Friday 27 March 2026 |
    And the Children's social care inbox has
      | task                       | due                   |
      | Do what social care agreed | Tuesday 24 March 2026 |
    And the LADO inbox has
      | task               | due                   |
      | Do what you agreed | Tuesday 31 March 2026 |
    And the LADO business support inbox has
      | task                   | due                     |
      | Ask whether it is done | Wednesday 25 March 2026 |
      | Send the minutes       | Friday 17 April 2026    |

  Scenario: The police tell us by phone that theirs is done, a day after it was
    When it is 26 March 2026 at 10:00
    And it happened Wednesday 25 March 2026
    And the LADO completes "Do what the police agreed" on behalf of Police, told by DS Martin Okafor by phone
      | question                                | answer               |
      | Is it done?                             | Yes                  |
      | When was it done?                       | 25/3/2026            |
      | What was done, or why is it not needed? | The video is secured |
    Then the Police inbox has nothing
      | task                      |
      | Do what the police agreed |
    When it is 15 April 2026 at 10:00
    Then completing "Hold a review" by the LADO is refused because "does not ask"
      | question       | answer    |
      | meeting_on     | 15/4/2026 |
      | Action 2: done | No        |

  @safeguard_r29
  Scenario: A late action is asked for, and the asking ends when it is done
    When it is 25 March 2026 at 09:00
    Then the LADO inbox has
      | task                    |
      | Ask for the late action |
    When the LADO completes "Do what social care agreed" on behalf of Children's social care, told by Ruth Calder by secure e-mail
      | question                                | answer                                 |
      | Is it done?                             | Yes                                    |
      | When was it done?                       | 25/3/2026                              |
      | What was done, or why is it not needed? | Ella was seen at home and spoke freely |
    Then the LADO inbox has nothing
      | task                    |
      | Ask for the late action |

  Scenario: What the review agrees anew is new, and what it finds done is not asked for again
    When the LADO completes "Do what you agreed"
      | question                                | answer                  |
      | Is it done?                             | Yes                     |
      | When was it done?                       | 20/3/2026               |
      | What was done, or why is it not needed? | The trust knows of none |
    And it is 14 April 2026 at 10:00
    And the LADO completes "Hold a review"
      | question           | answer                                      |
      | meeting_on         | 14/4/2026                                   |
      | meeting_type       | Review meeting                              |
      | Chair              | Helen Ashworth                              |
      | police_wanted      | Open                                        |
      | social_care_wanted | Open                                        |
      | may_tell_adult     | No                                          |
      | Action 5: text     | Ask the governors for the lone-working rule |
      | Action 5: owner    | Helen Ashworth                              |
      | Action 5: agency   | LADO service                                |
      | Action 5: due      | 24/4/2026                                   |
      | decide_now         | No                                          |
      | next_review_on     | 11/5/2026                                   |
    Then the LADO inbox has
      | task               | due                  |
      | Do what you agreed | Friday 24 April 2026 |

  @clock_t27 @safeguard_r29
  Scenario: Minutes that are late go to the manager
    When it is 20 April 2026 at 09:00
    Then the LADO manager inbox has
      | task                    |
      | Step in on late minutes |
    When the LADO business support completes "Send the minutes"
      | question               | answer                          |
      | When were they sent?   | 20/4/2026                       |
      | Recipient 1: name      | Jo Whitlock, the school         |
      | Recipient 1: redaction | Without the child's particulars |
    Then the LADO manager inbox has nothing
      | task                    |
      | Step in on late minutes |
