Feature: What follows from the threshold decision beside the meeting
  A search that was too thin, a police answer that is missing, another council that placed the child, another area: each becomes somebody's task, and none holds the decision up.

  Background:
    Given we are Marlshire
    And today is Thursday 2 April 2026 at 09:30
    And the Employer of Beacon Lodge reports
      | question                   | answer                              |
      | What do you ask for?       | To refer an allegation              |
      | Your name                  | Sally Orme                          |
      | Your organisation          | Beacon Lodge                        |
      | aware_at                   | 2/4/2026                            |
      | Adult 1: name              | Craig, surname not known            |
      | Adult 1: Job 1: employer   | Beacon Lodge                        |
      | Adult 1: Job 1: role       | Residential care worker             |
      | Adult 1: Job 1: sector     | Children's home or residential care |
      | Is a child concerned?      | Yes                                 |
      | Child 1: name              | Mia Thorne                          |
      | Child 1: placing_authority | Eastmoor                            |
      | Allegation 1: description  | Held a girl of 13 by the throat     |
      | Allegation 1: nature       | Physical                            |

  @safeguard_r06 @clock_t44
  Scenario: The details are too thin to search with, over Easter
    When the LADO business support completes "Check who it is about"
      | question                           | answer                    |
      | Where have you searched?           | Our own LADO records      |
      | What did you find about the adult? | Too little to search with |
    And the LADO completes "Decide the threshold"
      | question                                        | answer                       |
      | Does the adult work or volunteer with children? | Yes                          |
      | Which criteria may be met?                      | harmed                       |
      | harmed_shows                                    | The girl says so             |
      | What do you decide?                             | Referral                     |
      | Reason                                          | A child may have been harmed |
    Then the LADO business support inbox has
      | task         | due                  |
      | Search again | Tuesday 7 April 2026 |
    And the LADO inbox has
      | task                     | due                  |
      | Hold the initial meeting | Monday 13 April 2026 |

  @safeguard_r04 @clock_t45
  Scenario: The police have not answered, and are asked until they do
    When the LADO business support completes "Check who it is about"
      | question                           | answer       |
      | What did you find about the adult? | Nobody found |
    And the LADO completes "Decide the threshold"
      | question                                        | answer                                                   |
      | Does the adult work or volunteer with children? | Yes                                                      |
      | Which criteria may be met?                      | harmed, offence                                          |
      | harmed_shows                                    | The girl says so                                         |
      | offence_shows                                   | It may be an assault                                     |
      | Have the police been consulted?                 | Asked, no answer yet                                     |
      | police_consultation                             | Message left at 09:50                                    |
      | What do you decide?                             | Referral                                                 |
      | Reason                                          | A child may have been harmed, and an offence is possible |
      | police_wanted                                   | No                                                       |
    Then the LADO inbox has
      | task                 | due                  |
      | Ask the police again | Tuesday 7 April 2026 |
    When it is 7 April 2026 at 10:00
    And the LADO completes "Ask the police again"
      | question                  | answer                     |
      | Have the police answered? | Asked, no answer yet       |
      | police_consultation       | The unit's voicemail again |
      | police_ask_again_on       | 8/4/2026                   |
      | police_wanted             | No                         |
    Then the LADO inbox has
      | task                 | due                    |
      | Ask the police again | Wednesday 8 April 2026 |
    When it is 8 April 2026 at 11:00
    And the LADO completes "Ask the police again"
      | question                  | answer                |
      | Have the police answered? | Answered              |
      | police_consultation       | DS Okafor takes it on |
      | police_wanted             | Yes                   |
      | police_told_on            | 8/4/2026              |
    Then the Police inbox has
      | task                    |
      | Say what police will do |
    And the LADO inbox has nothing
      | task                 |
      | Ask the police again |

  @safeguard_r23 @clock_t38
  Scenario: A council that placed the child is told, late, and the manager sees that it was late
    When the LADO business support completes "Check who it is about"
      | question                           | answer       |
      | What did you find about the adult? | Nobody found |
    And the LADO completes "Decide the threshold"
      | question                                        | answer                       |
      | Does the adult work or volunteer with children? | Yes                          |
      | Which criteria may be met?                      | harmed                       |
      | harmed_shows                                    | The girl says so             |
      | What do you decide?                             | Referral                     |
      | Reason                                          | A child may have been harmed |
    Then the LADO business support inbox has
      | task                         | due                  |
      | Tell the placing authorities | Tuesday 7 April 2026 |
    When it is 8 April 2026 at 09:10
    Then the LADO manager inbox has
      | task                                      |
      | Step in: a placing authority was not told |
    When it happened Tuesday 7 April 2026
    And the LADO business support completes "Tell the placing authorities"
      | question                      | answer                                  |
      | Mia Thorne: placing_told_at   | 7/4/2026                                |
      | Mia Thorne: placing_told_whom | Her social worker in Eastmoor, by phone |
      | placing_told_on               | 7/4/2026                                |
    Then the LADO manager inbox has nothing
      | task                                      |
      | Step in: a placing authority was not told |

  @clock_t37
  Scenario: The adult lives in another area, whose LADO is told
    When the LADO business support completes "Check who it is about"
      | question                           | answer       |
      | What did you find about the adult? | Nobody found |
    And the LADO completes "Decide the threshold"
      | question                                        | answer                             |
      | Does the adult work or volunteer with children? | Yes                                |
      | Which criteria may be met?                      | harmed                             |
      | harmed_shows                                    | The girl says so                   |
      | What do you decide?                             | Referral                           |
      | Reason                                          | A child may have been harmed       |
      | Whose case is it?                               | Ours, and another area is informed |
    Then the LADO inbox has
      | task                | due                  |
      | Tell the other LADO | Tuesday 7 April 2026 |
    When the LADO completes "Tell the other LADO"
      | question                | answer                                          |
      | What is it?             | The adult lives there                           |
      | Which authority?        | Northdale                                       |
      | Whom there, by name?    | Gwen Tarrant                                    |
      | What did you tell them? | That he lives there and has children of his own |
      | Is it agreed who leads? | Yes                                             |
      | lead_agreed_with        | We lead, agreed with Gwen Tarrant               |
    Then the record says
      | question         | answer                            |
      | lead_agreed_with | We lead, agreed with Gwen Tarrant |

  Scenario: A whole home is concerned, and a strategic group is set up
    When the LADO business support completes "Check who it is about"
      | question                           | answer       |
      | What did you find about the adult? | Nobody found |
    And the LADO completes "Decide the threshold"
      | question                                        | answer                                             |
      | Does the adult work or volunteer with children? | Yes                                                |
      | Which criteria may be met?                      | harmed, risk                                       |
      | harmed_shows                                    | The girl says so                                   |
      | risk_shows                                      | The fourth contact about this home since Christmas |
      | Does one of these apply?                        | A whole setting or many adults                     |
      | What do you decide?                             | Referral                                           |
      | Reason                                          | Together the contacts show a picture               |
    Then the LADO manager inbox has
      | task                       |
      | Set up the strategic group |
    When the LADO manager completes "Set up the strategic group"
      | question       | answer   |
      | group_first_on | 9/4/2026 |
    Then the LADO manager inbox has nothing

  @safeguard_r22
  Scenario: It belongs elsewhere, is refused there, and is decided again here
    When the LADO business support completes "Check who it is about"
      | question                           | answer       |
      | What did you find about the adult? | Nobody found |
    And the LADO completes "Decide the threshold"
      | question                   | answer                         |
      | Which criteria may be met? | harmed                         |
      | harmed_shows               | The girl says so               |
      | What do you decide?        | Send to another LADO           |
      | Reason                     | The home has moved to Eastmoor |
      | Whose case is it?          | Another area leads: pass it on |
    And the LADO completes "Send it elsewhere"
      | question                         | answer                |
      | Sent to: person and organisation | Duty LADO of Eastmoor |
      | sent_on                          | 2/4/2026              |
      | Have they accepted it?           | Not yet               |
    Then the case is open
    And the LADO inbox has
      | task                       | due                  |
      | Ask whether they accept it | Tuesday 7 April 2026 |
    When it is 8 April 2026 at 09:00
    Then the LADO manager inbox has
      | task                            |
      | Step in: nobody has accepted it |
    When the LADO completes "Ask whether they accept it"
      | question                   | answer                                           |
      | Have they accepted it?     | No                                               |
      | Who refused it, and why?   | The duty LADO: the home is still here until June |
      | Whom did you ask, and how? | The duty LADO, by phone                          |
    Then the LADO inbox has
      | task                 |
      | Decide the threshold |
    And the LADO manager inbox has nothing
      | task                            |
      | Step in: nobody has accepted it |
    And the case is open
