Feature: A professional asks for advice in a few lines
  A head teacher who is not sure writes who they are, how to reach them and what happened. What only a referral needs is not asked; what turns out to be one is written down by us.

  Background:
    Given we are Marlshire
    And today is Thursday 5 March 2026 at 10:05

  Scenario: A head teacher is not sure, and the advice ends it
    When the Employer of Ridgeway Academy reports
      | question                                   | answer                                                 |
      | Is a child in danger now?                  | No                                                     |
      | What do you ask for?                       | Advice                                                 |
      | Your name                                  | Imran Sheikh                                           |
      | Your organisation                          | Ridgeway Academy                                       |
      | Phone                                      | 01632 960 111                                          |
      | What happened, and what do you want to ask? | A teacher drove two pupils home. Must I refer him?     |
    Then the case is open
    And the record says
      | question            | answer                                             |
      | what_happened       | A teacher drove two pupils home. Must I refer him? |
      | referrer_role       | (nothing)                                          |
      | aware_at            | (nothing)                                          |
      | criteria_suggested  | (nothing)                                          |
      | action_so_far       | (nothing)                                          |
    When the LADO business support completes "Check who it is about"
    And the LADO completes "Decide the threshold"
      | question            | answer                 |
      | What do you decide? | Advice and information |
    Then the case is closed

  Scenario: Who leaves no way to be reached is asked once
    Then reporting by the Employer of Ridgeway Academy warns because "a way to reach you"
      | question                                    | answer              |
      | What do you ask for?                        | Advice              |
      | What happened, and what do you want to ask? | A teacher drove two pupils home. |

  Scenario: The advice asked for turns out to be a referral
    When the Employer of Ridgeway Academy reports
      | question                                   | answer                                        |
      | What do you ask for?                       | Advice                                        |
      | Phone                                      | 01632 960 111                                 |
      | What happened, and what do you want to ask? | A teacher hit a boy with a ruler in front of me |
    And the LADO business support completes "Check who it is about"
    And the LADO completes "Decide the threshold"
      | question                           | answer                     |
      | Which criteria may be met?         | harmed                     |
      | What do you decide?                | Referral                   |
      | Allegation 1: description          | Hit a boy with a ruler     |
      | police_wanted                      | Yes                        |
      | social_care_wanted                 | Yes                        |
      | may_tell_adult                     | No                         |
    Then the record says
      | of           | question    | answer                 |
      | Allegation 1 | description | Hit a boy with a ruler |
    And the Police inbox has
      | task                     |
      | Say what police will do  |
