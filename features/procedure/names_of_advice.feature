Feature: Whether advice is recorded with the adult's name
  Councils differ. Where the name is recorded, a second call finds the first. Where it is left out, the setting and what was said stay, and the setting's pattern is found all the same.

  Background:
    Given we are Marlshire
    And today is Tuesday 12 May 2026 at 11:20

  @safeguard_r42
  Scenario: Recorded, and the second call finds the first
    Given the authority's setting "names of advice" is "recorded"
    When the LADO reports by phone
      | question         | answer                            |
      | 1. Who called    | Tessa Boyle, Fernhill Nursery     |
      | 3. About whom    | Dawn Pritchard                    |
      | 4. Setting       | Fernhill Nursery                  |
      | 5. What was said | Shouted at a child across the room |
      | 6. Advice given  | Speak to her today                |
      | 7. Decision      | Advice and information            |
    And it is 8 September 2026 at 09:30
    And the LADO reports by phone
      | question         | answer                          |
      | 1. Who called    | A parent                        |
      | 3. About whom    | Dawn Pritchard                  |
      | 4. Setting       | Fernhill Nursery                |
      | 5. What was said | Pulled a child of 4 by the wrist |
      | 6. Advice given  | Tell the manager today          |
      | 7. Decision      | Referral                        |
    Then "Check who it is about" shows the LADO business support
      | says           | because   |
      | Dawn Pritchard | same name |

  @safeguard_r42
  Scenario: Left out, and setting and words stay
    Given the authority's setting "names of advice" is "left_out"
    Then reporting by the LADO by phone is refused because "without the adult’s name"
      | question         | answer                             |
      | 1. Who called    | Tessa Boyle, Fernhill Nursery      |
      | 3. About whom    | Dawn Pritchard                     |
      | 4. Setting       | Fernhill Nursery                   |
      | 5. What was said | Shouted at a child across the room |
      | 7. Decision      | Advice and information             |
    When the LADO reports by phone
      | question         | answer                             |
      | 1. Who called    | Tessa Boyle, Fernhill Nursery      |
      | 3. About whom    | not given                          |
      | 4. Setting       | Fernhill Nursery                   |
      | 5. What was said | Shouted at a child across the room |
      | 6. Advice given  | Speak to her today                 |
      | 7. Decision      | Advice and information             |
    And it is 8 September 2027 at 09:30
    Then the record says
      | question         | answer                             |
      | 4. Setting       | Fernhill Nursery                   |
      | 5. What was said | Shouted at a child across the room |

  @safeguard_r42
  Scenario: What is more than advice has a name everywhere
    Given the authority's setting "names of advice" is "left_out"
    When the LADO reports by phone
      | question         | answer                           |
      | 1. Who called    | A parent                         |
      | 3. About whom    | Dawn Pritchard                   |
      | 4. Setting       | Fernhill Nursery                 |
      | 5. What was said | Pulled a child of 4 by the wrist |
      | 7. Decision      | Referral                         |
    Then the LADO business support inbox has
      | task                  | for            |
      | Check who it is about | Dawn Pritchard |
