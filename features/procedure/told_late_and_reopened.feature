Feature: A swimming coach at two clubs
  A club keeps a complaint to itself for months. What others said is written down for them, later. After
  closure a former swimmer speaks, and the case is opened again.

  Background:
    Given we are Marlshire
    And today is Tuesday 5 May 2026 at 10:00

  Scenario: Told late, closed, opened again, and reviewed the same afternoon
    When the LADO reports by phone
      | question                 | answer                                     |
      | 1. Who called            | Tessa Brand, Otter Swimming Club           |
      | 2. How                   | Phone                                      |
      | Caller’s organisation    | Otter Swimming Club                        |
      | When did the employer or the police learn of it? | 9 February 2026    |
      | Adult 1: name            | Gareth Pole                                |
      | Adult 1: Job 1: employer | Otter Swimming Club                        |
      | Child 1: name            | Imogen Slater                              |
      | 5. What was said         | He sent night messages to a swimmer of 15  |
      | 6. Advice given          | He does not coach for now                  |
      | 7. Decision              | Referral                                   |
    And the LADO business support completes "Check who it is about"
      | question                           | answer       |
      | What did you find about the adult? | Nobody found |
    And the LADO completes "Decide the threshold"
      | question                   | answer             |
      | Which criteria may be met? | risk, suitability  |
      | What do you decide?        | Referral           |
      | police_wanted              | Yes                |
      | social_care_wanted         | No                 |
      | may_tell_adult             | Yes                |
      | Allegation 1: description  | Messages at night  |
    Then the LADO inbox has
      | task                  |
      | Raise the late report |
    When the LADO completes "Raise the late report"
      | question                  | answer                                   |
      | Why did they tell us late? | The committee hoped that it would pass  |
    And the LADO completes "Decide which employers to tell"
      | question                  | answer |
      | Otter Swimming Club: tell | Tell   |
      | Another job: employer     | Quayside Aquatics |
      | Another job: role         | Coach  |
      | Another job: tell         | Tell   |
    And it is 8 May 2026 at 16:00
    And it happened 6 May 2026
    And the LADO completes "Say what police will do" on behalf of Police, told by PC Amir Shah by phone
      | question                | answer                     |
      | What will police do?    | Nothing: it is not a crime |
      | Must the employer wait? | May go on                  |
      | May the adult be told?  | May be told                |
    Then the record says
      | of     | question             | answer                     | mark                                      |
      | Police | What will police do? | Nothing: it is not a crime | recorded for Police (PC Amir Shah, by phone) |
    When it happened 7 May 2026
    And the LADO completes "Decide interim measures" for Quayside Aquatics on behalf of Employer of Quayside Aquatics, told by Jo Finch by letter
      | question                       | answer               |
      | What have you decided for now? | Volunteer stood down |
    And the Employer of Otter Swimming Club completes "Decide interim measures"
    And the LADO completes "Agree what remains after the police"
      | question                    | answer |
      | May the employer go on now? | Go on  |
    And it is 12 May 2026 at 10:00
    And the LADO completes "Hold the initial meeting"
      | question       | answer      |
      | Day            | 12 May 2026 |
      | May the adult be told? | Yes |
      | Action 1: What | Write a rule on messages to swimmers |
      | Action 1: Who  | Tessa Brand |
      | Action 1: By   | 26 May 2026 |
    And the LADO completes "Agree what the employer does" for Otter Swimming Club
      | question                   | answer                      |
      | What does the employer do? | No formal discipline needed |
    And the LADO completes "Agree what the employer does" for Quayside Aquatics
      | question                   | answer                      |
      | What does the employer do? | No formal discipline needed |
    And the Employer of Otter Swimming Club completes "Tell the adult and hear the answer"
      | question                | answer   |
      | Has the adult answered? | Answered |
    And it is 15 May 2026 at 10:00
    And it happened 14 May 2026
    And the LADO completes "Tell the adult and hear the answer" for Quayside Aquatics on behalf of Employer of Quayside Aquatics, told by Jo Finch by secure e-mail
      | question                | answer   |
      | Has the adult answered? | Answered |
    And the Employer of Otter Swimming Club completes "Report the employer's result"
      | question             | answer              |
      | What is your result? | Training or support |
    And the Employer of Quayside Aquatics completes "Report the employer's result"
      | question             | answer              |
      | What is your result? | Training or support |
    And it is 26 May 2026 at 09:30
    And the LADO business support completes "Ask whether it is done"
      | question       | answer      |
      | Is it done?    | Yes         |
      | When was it done? | 22 May 2026 |
    And the LADO completes "Agree each outcome"
      | question                 | answer          |
      | Allegation 1: outcome    | Unsubstantiated |
      | Overall outcome          | Unsubstantiated |
      | Had the adult a chance to answer? | Yes    |
      | belief                   | None of these   |
    And the LADO completes "Tell people the outcome"
      | question          | answer |
      | feedback_complete | Yes    |
    And the LADO completes "Close the case"
      | question              | answer                    |
      | Why does it close?    | Concluded with an outcome |
      | Are all actions done? | Yes                       |
      | How long is it kept?  | Until the adult is 100    |
    And the LADO manager completes "Check the closure"
      | question                     | answer |
      | Do you agree that it closes? | Yes    |
    Then the case is closed because "Concluded with an outcome"
    When it is 14 September 2026 at 11:00
    And "New information" happens, told by Police
      | question           | answer                                         |
      | What is new?       | A former swimmer says that he touched her      |
      | From whom?         | PC Amir Shah                                   |
      | What does it need? | Nothing more than this record                  |
    And "Reopen the case" happens
      | question                                             | answer                              |
      | What is new, and why does it reopen the case?        | A former swimmer has told the police |
      | From whom?                                           | PC Amir Shah                        |
      | Is it new evidence, or was the first closure wrong?  | New evidence                        |
      | What does it need?                                   | A review                            |
    Then the case is open
    When it is 14 September 2026 at 15:00
    And the LADO completes "Hold a review"
      | question | answer            |
      | Day      | 14 September 2026 |
    Then the record says
      | of           | question | answer          |
      | Allegation 1 | outcome  | Unsubstantiated |
