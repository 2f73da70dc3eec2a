Feature: A record is kept to its day, and what was referred is followed up
  Closing ends the work, not the memory. What the DBS decides comes back, nothing is deleted early, and nothing under a hold.

  Background:
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15
    And the LADO business support reports by phone
      | question                     | answer                          |
      | 1. Who called                | Tessa Boyle                     |
      | 2. How                       | Phone                           |
      | Adult 1: name                | Dawn Pritchard                  |
      | Adult 1: Setting 1: employer | Fernhill Nursery                |
      | 5. What was said             | Sharp words to a child at lunch |
      | 6. Advice given              | Talk to her, and write it down  |
      | 7. Decision                  | Advice and information          |
      | 8. Reason                    | Practice issue                  |
    Then the case is closed because "Advice given"

  @clock_t33 @safeguard_r35
  Scenario: After ten years the record is looked at, and only the data protection officer lets it go
    When it is 3 March 2036 at 09:00
    Then the LADO inbox has
      | task                |
      | Review what is kept |
    When the LADO completes "Review what is kept"
      | question            | answer                  |
      | What do you decide? | Propose to delete it    |
      | Reason              | One contact, no pattern |
    Then "Approve the deletion" is offered to the Data protection officer
    When the Data protection officer completes "Approve the deletion"
      | question                     | answer                                       |
      | Do you approve the deletion? | No                                           |
      | Reason                       | Her employer has since had two more contacts |
    Then the LADO inbox has
      | task                |
      | Review what is kept |

  @safeguard_r35
  Scenario: Under a legal hold nothing is proposed to be let go
    When it is 5 May 2030 at 10:00
    And "Legal hold" happens
    And the LADO manager completes "Set or lift the legal hold"
      | question                      | answer                                       |
      | Is there a legal hold now?    | Yes, nothing is deleted                      |
      | Who asks for it, or lifts it? | The public inquiry, by letter                |
      | Since when?                   | 1/5/2030                                     |
      | Reason                        | Nurseries of the county are within its terms |
    And it is 3 March 2036 at 09:00
    And the LADO completes "Review what is kept"
      | question            | answer                  |
      | What do you decide? | Propose to delete it    |
      | Reason              | One contact, no pattern |
    Then "Approve the deletion" is not offered to the Data protection officer
    When it is 10 June 2037 at 09:00
    And "Legal hold" happens
    And the LADO manager completes "Set or lift the legal hold"
      | question                      | answer                   |
      | Is there a legal hold now?    | No, it is lifted         |
      | Who asks for it, or lifts it? | The inquiry's secretary  |
      | Since when?                   | 9/6/2037                 |
      | Reason                        | The inquiry has reported |
    Then "Approve the deletion" is offered to the Data protection officer

  Scenario: It is kept longer, to a day
    When it is 3 March 2036 at 09:00
    And the LADO completes "Review what is kept"
      | question            | answer                        |
      | What do you decide? | Keep it                       |
      | Reason              | A second contact came in 2034 |
      | retention_review_on | 3/3/2041                      |
    Then the LADO inbox has nothing
    When it is 4 March 2041 at 09:00
    Then the LADO inbox has
      | task                |
      | Review what is kept |
