Feature: What the employer held in spite of a hold is taken, marked and acted upon
  Nobody is stopped from saying what has happened; police and social care hear of it the same day.

  Background:
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15
    And the Employer of Ridgeway Academy reports
      | question                  | answer                                                 |
      | Your organisation         | Ridgeway Academy                                       |
      | aware_at                  | 2/3/2026                                               |
      | Adult 1: name             | Owen Hartley                                           |
      | Adult 1: profession       | Teacher                                                |
      | Adult 1: Job 1: employer  | Ridgeway Academy                                       |
      | Adult 1: Job 1: role      | Teacher of history                                     |
      | Adult 1: Job 1: sector    | School, secondary                                      |
      | Adult 1: Job 1: basis     | Permanent                                              |
      | Is a child concerned?     | Yes                                                    |
      | Child 1: name             | Kayla Rowe                                             |
      | Allegation 1: description | Took a pupil by the arm and pulled her out of the room |
      | Allegation 1: nature      | Physical                                               |
    And the LADO business support completes "Check who it is about"
      | question                           | answer                       |
      | Where have you searched?           | Our own LADO records, Police |
      | What did you find about the adult? | Nobody found                 |
    And the LADO completes "Decide the threshold"
      | question                                        | answer                  |
      | Does the adult work or volunteer with children? | Yes                     |
      | Which criteria may be met?                      | harmed, offence         |
      | Risk now                                        | Medium                  |
      | What do you decide?                             | Referral                |
      | Reason                                          | Two accounts that agree |
      | police_wanted                                   | Yes                     |
      | police_told_on                                  | 2/3/2026                |
      | social_care_wanted                              | No                      |
      | may_tell_adult                                  | Yes                     |
    And the LADO completes "Decide which employers to tell"
      | question                           | answer                            |
      | Ridgeway Academy: tell             | Tell                              |
      | Ridgeway Academy: tell_reason      | It engages the adult and must act |
      | Ridgeway Academy: employer_contact | Imran Sheikh                      |
    And the Police completes "Say what police will do"
      | question                | answer                         |
      | Officer                 | DS Martin Okafor               |
      | What will police do?    | Investigate                    |
      | Must the employer wait? | Yes, wait                      |
      | hold_reason             | The child is interviewed first |
      | May the adult be told?  | May be told                    |
      | next_update_on          | 16/3/2026                      |
    And the Employer completes "Decide interim measures"
      | question                       | answer                               |
      | What have you decided for now? | Somebody else present at all contact |
      | Is the adult suspended?        | No                                   |
      | next_update_on                 | 16/3/2026                            |

  @safeguard_r10
  Scenario: The school asked two pupils although it was told to wait
    When it is 4 March 2026 at 14:00
    And the Employer completes "Give an employer update"
      | question                                 | answer                               |
      | What has happened since the last update? | The deputy spoke with two pupils     |
      | Measure in force now                     | Somebody else present at all contact |
      | held_anyway                              | Yes                                  |
      | held_anyway_on                           | 3/3/2026                             |
      | held_anyway_what                         | Two pupils were asked what they saw  |
      | Has the adult left?                      | No                                   |
      | next_update_on                           | 18/3/2026                            |
    Then the LADO inbox has
      | task                                      | due |
      | Tell police and social care what was held |     |
    And the record says
      | of       | question    | answer |
      | Employer | held_anyway | Yes    |
    When the LADO completes "Tell police and social care what was held"
      | question               | answer                                                          |
      | out_of_order_police_on | 4/3/2026                                                        |
      | out_of_order_told      | DS Okafor, by phone                                             |
      | out_of_order_effect    | Both pupils are interviewed tomorrow; the notes are handed over |
    Then "Tell police and social care what was held" is not offered to the LADO
    And the case is open

  @safeguard_r10
  Scenario: It waited, the hold was lifted, and nobody is told of anything
    When the LADO completes "Agree what the employer does"
      | question                                 | answer                                              |
      | When did you agree it with the employer? | 2/3/2026                                            |
      | What does the employer do?               | Investigation needed: report within 10 working days |
    And it is 9 March 2026 at 10:00
    And the Police completes "Give a police update"
      | question                                 | answer         |
      | Where does your investigation stand?     | Still open     |
      | Must the employer wait?                  | May go on      |
      | May the adult be told?                   | May be told    |
      | What has happened since the last update? | All were heard |
      | next_update_on                           | 23/3/2026      |
    And the Employer completes "Report the investigation"
      | question             | answer       |
      | reported_on          | 9/3/2026     |
      | What did it find?    | Nothing more |
      | Was the adult heard? | Yes          |
    Then "Tell police and social care what was held" is not offered to the LADO
