Feature: Small concerns that nobody put together
  A teacher is reported three times in two years, each time for something small. The third caller is told: read what came before.

  Background:
    Given we are Marlshire
    And today is Monday 9 March 2026 at 10:30
    And earlier records
      | adult      | born      | of                     | received   | decision               |
      | Neil Leary | 2/11/1968 | Hillcrest First School | 14/6/2024  | Low-level concern      |
      | Neil Leary | 2/11/1968 | Hillcrest First School | 20/1/2025  | Advice and information |
      | Neil Leary | 2/11/1968 | Hillcrest First School | 3/10/2025  | Advice and information |

  @safeguard_r07
  Scenario: The fourth concern is a referral, once the pattern is seen
    When the LADO reports by phone
      | question                 | answer                                    |
      | 1. Who called            | Jo Painter, teaching assistant            |
      | 2. How                   | Phone                                     |
      | 3. About whom            | Neil Leary                                |
      | 4. Setting               | Hillcrest First School                    |
      | 5. What was said         | Had a girl of 7 on his lap again in class |
      | 6. Advice given          | Tell the head today, keep notes           |
      | 7. Decision              | Referral                                  |
    And the LADO business support completes "Check who it is about"
      | question                           | answer                                |
      | What did you find about the adult? | The same adult has an earlier record  |
    Then completing "Decide the threshold" by the LADO is refused because "chronology"
      | question            | answer                 |
      | What do you decide? | Advice and information |
    When the LADO opens the chronology of Neil Leary
    And the LADO completes "Decide the threshold"
      | question                   | answer                       |
      | Which criteria may be met? | risk, suitability            |
      | What do you decide?        | Referral                     |
      | police_wanted              | Yes                          |
      | social_care_wanted         | Yes                          |
      | may_tell_adult             | No                           |
    Then the Police inbox has
      | task                    | due |
      | Say what police will do |     |
    And the Children's social care inbox has
      | task                   |
      | Decide on the referral |
    And the LADO inbox has
      | task                           | due                  |
      | Hold the initial meeting       | Monday 16 March 2026 |
      | Decide which employers to tell |                      |
    When the LADO completes "Decide which employers to tell"
      | question                     | answer |
      | Hillcrest First School: tell | Tell   |
    And 5 working days pass
    Then the deadline "Hold the initial meeting" is 16 March 2026
    And "Tell the adult and hear the answer" is not offered to the Employer of Hillcrest First School
    And the case is open
