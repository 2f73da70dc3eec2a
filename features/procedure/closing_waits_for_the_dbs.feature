Feature: Closing waits for a DBS referral that is due
  The outcome is agreed and everybody told when a second employer comes to light, dismisses, and has not referred yet.

  Background:
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15
    And the Employer of Ridgeway Academy reports
      | question                  | answer                  |
      | What do you ask for?      | To refer an allegation  |
      | Your name                 | Imran Sheikh            |
      | Adult 1: name             | Owen Hartley            |
      | Adult 1: Job 1: employer  | Ridgeway Academy        |
      | Child 1: name             | Kayla Rowe              |
      | Allegation 1: description | Took a pupil by the arm |
    And the LADO business support completes "Check who it is about"
    And the LADO completes "Decide the threshold"
      | question                         | answer                      |
      | Which criteria may be met?       | harmed                      |
      | What do you decide?              | Consultation                |
      | When do you look at it again?    | 30/3/2026                   |
      | police_wanted                    | No                          |
      | social_care_wanted               | No                          |
      | may_tell_adult                   | Yes                         |
      | discussed_on                     | 2/3/2026                    |
      | Ridgeway Academy: tell           | Tell                        |
      | Ridgeway Academy: employer_route | No formal discipline needed |
      | works_with_adults_at_risk        | No                          |
    And the Employer of Ridgeway Academy completes "Decide interim measures"
    And the Employer of Ridgeway Academy completes "Tell the adult and hear the answer"
      | question                | answer   |
      | Has the adult answered? | Answered |
    And it is 23 March 2026 at 10:00
    And the Employer of Ridgeway Academy completes "Report the employer's result"
      | question | answer |
      | left     | No     |
      | removed  | No     |
    And the LADO completes "Agree each outcome"
      | question              | answer          |
      | outcome_on            | 23/3/2026       |
      | Allegation 1: outcome | Unsubstantiated |
      | Overall outcome       | Unsubstantiated |
      | adult_chance          | Yes             |
      | told_all_on           | 23/3/2026       |
    And "A further employer" happens
    And the LADO completes "Record the further employer"
      | question              | answer             |
      | Another job: employer | Hollin Park Rovers |
      | Another job: role     | Coach              |
      | Another job: tell     | Tell               |
    And the Employer of Hollin Park Rovers completes "Decide interim measures" for Hollin Park Rovers
    And the Employer of Hollin Park Rovers completes "Give an employer update" for Hollin Park Rovers
      | question | answer |
      | left     | No     |
      | removed  | Yes    |
    And the Employer of Hollin Park Rovers completes "Answer the DBS test" for Hollin Park Rovers
      | question                                      | answer                                                  |
      | Is the work regulated activity with children? | Yes                                                     |
      | How did the work end, or not?                 | Dismissed                                               |
      | What do you believe on the evidence?          | Relevant conduct: put a child at risk or harmed a child |

  @safeguard_r15
  Scenario: Closing is refused until the club's referral has its day and reference
    When it is Thursday 2 April 2026 at 15:00
    Then completing "Close the case" by the LADO is refused because "A DBS referral is due and not confirmed"
      | question             | answer                    |
      | Why does it close?   | Concluded with an outcome |
      | How long is it kept? | Until the adult is 100    |
    And completing "Close the case" by the LADO is refused because "An outcome was agreed, so the case does not close as advice"
      | question           | answer       |
      | Why does it close? | Advice given |
    And the case is open
    When the Employer of Hollin Park Rovers completes "Refer to the DBS" for Hollin Park Rovers
      | question           | answer       |
      | Have you referred? | Yes          |
      | dbs_referred_on    | 2/4/2026     |
      | dbs_reference      | DBS-26-20417 |
    And the LADO completes "Close the case"
      | question           | answer                    |
      | Why does it close? | Concluded with an outcome |
    Then the case is closed because "Concluded with an outcome"
