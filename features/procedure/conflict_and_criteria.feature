Feature: Criteria, risk and conflicts of interest at the threshold
  Only our own decisions are stopped. What is refused names what is wrong and where it is written.

  Background:
    Given we are Marlshire
    And today is Monday 12 January 2026 at 09:40
    And the Employer of Ashdown Academy reports
      | question                  | answer                                 |
      | What do you ask for?      | To refer an allegation                 |
      | Your name                 | Nadia Shah                             |
      | Your organisation         | Ashdown Academy                        |
      | aware_at                  | 12/1/2026                              |
      | Adult 1: name             | Leon Marsh                             |
      | Adult 1: Job 1: employer  | Ashdown Academy                        |
      | Adult 1: Job 1: role      | Sports technician                      |
      | Is a child concerned?     | Yes                                    |
      | Child 1: name             | Ivy Cole                               |
      | Allegation 1: description | Gave a girl of 15 lifts home and gifts |
      | Allegation 1: nature      | Grooming or boundaries                 |

  @safeguard_r02
  Scenario: A ticked criterion and advice contradict each other, and so do none and a referral
    When the LADO business support completes "Check who it is about"
      | question                           | answer       |
      | What did you find about the adult? | Nobody found |
    Then completing "Decide the threshold" by the LADO is refused because "ticked a criterion"
      | question                                        | answer                     |
      | Does the adult work or volunteer with children? | Yes                        |
      | Which criteria may be met?                      | risk                       |
      | risk_shows                                      | Gifts and lifts            |
      | What do you decide?                             | Advice and information     |
      | Reason                                          | The school can talk to him |
    And completing "Decide the threshold" by the LADO is refused because "ticked no criterion"
      | question                                        | answer       |
      | Does the adult work or volunteer with children? | Yes          |
      | What do you decide?                             | Referral     |
      | Reason                                          | It looks bad |
    And completing "Decide the threshold" by the LADO is refused because "risk is not known"
      | question                                        | answer                     |
      | Does the adult work or volunteer with children? | Yes                        |
      | Risk now                                        | Not known                  |
      | What do you decide?                             | Advice and information     |
      | Reason                                          | The school can talk to him |

  @safeguard_r24
  Scenario: Who is related to the adult cannot decide, and another LADO does
    When the LADO business support completes "Check who it is about"
      | question                           | answer       |
      | What did you find about the adult? | Nobody found |
      | conflict_seen                      | Yes          |
    Then "Decide the threshold" is not offered to the LADO
    When the LADO manager completes "Say who decides"
      | question                              | answer                                      |
      | What is the conflict?                 | Somebody here knows the adult or the family |
      | Who is concerned, and how?            | Ms Amin is his aunt                         |
      | Who here may not decide in this case? | Ms Amin                                     |
      | How does the case go on?              | Another manager decides and chairs          |
      | Who decides and chairs instead?       | Mr Boyd                                     |
    Then completing "Decide the threshold" by the LADO (Ms Amin) is refused because "conflict"
      | question                                        | answer                     |
      | Does the adult work or volunteer with children? | Yes                        |
      | What do you decide?                             | Advice and information     |
      | Reason                                          | The school can talk to him |
    When the LADO (Mr Boyd) completes "Decide the threshold"
      | question                                        | answer             |
      | Does the adult work or volunteer with children? | Yes                |
      | Which criteria may be met?                      | risk               |
      | risk_shows                                      | Gifts and lifts    |
      | What do you decide?                             | Referral           |
      | Reason                                          | It may be grooming |
    Then the case is open
