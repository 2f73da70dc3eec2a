Feature: One report may name several adults
  Each adult has a case of their own, and neither shows the other’s matters.

  Background:
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15

  Scenario: A sports club names two coaches
    When the Employer of Hollin Park Rovers reports
      | question                   | answer                          |
      | What do you ask for?       | To refer an allegation          |
      | Your name                  | Grace Obi                       |
      | Your organisation          | Hollin Park Rovers              |
      | Kind of organisation       | Voluntary, faith or sports body |
      | aware_at                   | 1/3/2026                        |
      | Adult 1: name              | Darren Cole                     |
      | Adult 1: Job 1: employer   | Hollin Park Rovers              |
      | Adult 1: Job 1: role       | Coach, under-9s                 |
      | Adult 1: Job 1: sector     | Sports or leisure               |
      | Adult 1: Job 1: basis      | Volunteer                       |
      | Adult 2: name              | Liam Marsh                      |
      | Adult 2: Job 1: employer   | Hollin Park Rovers              |
      | Adult 2: Job 1: role       | Assistant coach                 |
      | Adult 2: Job 1: sector     | Sports or leisure               |
      | Adult 2: Job 1: basis      | Volunteer                       |
      | Is a child concerned?      | Yes                             |
      | Child 1: name              | Mia Kendrick                    |
      | Allegation 1: description  | Kept a sick child running       |
      | Allegation 1: nature       | Emotional                       |
      | Allegation 1: about_adults | Darren Cole, Liam Marsh         |
      | Allegation 2: description  | Took a child’s water away       |
      | Allegation 2: nature       | Neglect                         |
      | Allegation 2: about_adults | Darren Cole                     |
    Then the LADO business support inbox has
      | task                  | for         |
      | Check who it is about | Darren Cole |
      | Check who it is about | Liam Marsh  |
    When the LADO business support completes "Check who it is about" for Darren Cole
      | question                           | answer               |
      | Where have you searched?           | Our own LADO records |
      | What did you find about the adult? | Nobody found         |
    And the LADO completes "Decide the threshold" for Darren Cole
      | question                                        | answer                                          |
      | Does the adult work or volunteer with children? | Yes                                             |
      | Which criteria may be met?                      | harmed                                          |
      | harmed_shows                                    | A sick child was made to run                    |
      | Risk now                                        | Low                                             |
      | What do you decide?                             | Consultation                                    |
      | Reason                                          | The club and its national body can look into it |
      | Advice to the employer now                      | Keep him off training                           |
      | When do you look at it again?                   | 30/3/2026                                       |
      | police_wanted                                   | No                                              |
      | social_care_wanted                              | No                                              |
      | may_tell_adult                                  | Yes                                             |
    Then the record says
      | of          | question | answer       |
      | Darren Cole | level    | consultation |
      | Liam Marsh  | level    | not_decided  |
    And the LADO business support inbox has
      | task                  | for        |
      | Check who it is about | Liam Marsh |
