Feature: No charge is no answer
  Police find too little to charge. The club takes it for the end. The matter goes on until the club has decided on the balance of probabilities.

  @safeguard_r11 @safeguard_r09
  Scenario: A coach, told by the police, and a club that wants to stop
    Given we are Marlshire
    And today is Wednesday 1 April 2026 at 14:00
    When the LADO reports by phone
      | question         | answer                           |
      | 1. Who called    | DS Rao                           |
      | 2. How           | Phone                            |
      | 3. About whom    | Craig Doyle                      |
      | 4. Setting       | Hollin Park Rovers               |
      | 5. What was said | Messages at night to a boy of 14 |
      | 6. Advice given  | Nothing to the coach for now     |
      | 7. Decision      | Referral                         |
    And the LADO business support completes "Check who it is about"
      | question                           | answer       |
      | What did you find about the adult? | Nobody found |
    And the LADO completes "Decide the threshold"
      | question                                        | answer                                    |
      | Does the adult work or volunteer with children? | Yes                                       |
      | Which criteria may be met?                      | risk                                      |
      | risk_shows                                      | What was seen may be a danger to children |
      | What do you decide?                             | Referral                                  |
      | police_wanted                                   | Yes                                       |
      | may_tell_adult                                  | Yes                                       |
    And the LADO completes "Decide which employers to tell"
      | question                 | answer |
      | Hollin Park Rovers: tell | Tell   |
    And the LADO completes "Say what police will do" on behalf of Police, told by DS Rao by phone
      | question                | answer      |
      | What will police do?    | Investigate |
      | Must the employer wait? | Yes, wait   |
      | May the adult be told?  | Not yet     |
      | next_update_on          | 29/4/2026   |
    Then "Tell the adult and hear the answer" is not offered to the Employer
    When it is 9 April 2026 at 10:00
    And the LADO completes "Hold the initial meeting"
      | question       | answer   |
      | meeting_on     | 9/4/2026 |
      | police_wanted  | Open     |
      | may_tell_adult | No       |
      | next_review_on | 5/5/2026 |
    And it is 29 April 2026 at 10:00
    And the Police completes "Give a police update"
      | question                             | answer                      |
      | Where does your investigation stand? | Finished                    |
      | Result                               | No further action: evidence |
      | Must the employer wait?              | May go on                   |
      | May the adult be told?               | May be told                 |
    Then the case is open
    And the LADO inbox has
      | task                                |
      | Agree what remains after the police |
    And "Agree each outcome" is not offered to the LADO
    When the LADO completes "Agree what remains after the police"
      | question                    | answer |
      | May the employer go on now? | Go on  |
    Then the Employer of Hollin Park Rovers inbox has
      | task                    |
      | Decide interim measures |
