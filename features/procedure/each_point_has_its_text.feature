Feature: No point of a meeting is passed over in silence
  Each point of the agenda has its text or is ticked with the reason why it was not talked about. A meeting that somebody else chaired counts with its day, who came, our view and their minutes.

  Background:
    Given we are Marlshire
    And today is Monday 14 September 2026 at 09:15
    And the Employer of Tilbrook Juniors reports
      | question                  | answer                                        |
      | What do you ask for?      | To refer an allegation                        |
      | Your name                 | Gail Presley                                  |
      | Your organisation         | Tilbrook Juniors                              |
      | aware_at                  | 11/9/2026                                     |
      | Adult 1: name             | Howard Lisle                                  |
      | Adult 1: Job 1: employer  | Tilbrook Juniors                              |
      | Adult 1: Job 1: role      | Caretaker                                     |
      | Is a child concerned?     | Yes                                           |
      | Child 1: name             | Ana Cortez                                    |
      | Allegation 1: description | Shut a girl of 8 in the boiler room as a joke |
      | Allegation 1: nature      | Emotional                                     |
    And the LADO business support completes "Check who it is about"
      | question                           | answer       |
      | What did you find about the adult? | Nobody found |
    And the LADO completes "Decide the threshold"
      | question                                        | answer                    |
      | Does the adult work or volunteer with children? | Yes                       |
      | Which criteria may be met?                      | harmed                    |
      | harmed_shows                                    | She was locked in, crying |
      | What do you decide?                             | Referral                  |
      | police_wanted                                   | No                        |
      | social_care_wanted                              | Yes                       |
    And it is 18 September 2026 at 14:00

  Scenario: What was not talked about is ticked with the reason, and the rest has its text
    Then completing "Hold the initial meeting" by the LADO is refused because "Enter what was agreed about media and gossip"
      | question                            | answer                          |
      | meeting_on                          | 18/9/2026                       |
      | Which points were not talked about? | History of the setting, Support |
      | Why were they not talked about?     | Nothing is known yet            |
      | media_plan                          | (nothing)                       |
      | next_review_on                      | 14/10/2026                      |
    And completing "Hold the initial meeting" by the LADO is refused because "Enter why these points were not talked about"
      | question                            | answer                 |
      | meeting_on                          | 18/9/2026              |
      | Which points were not talked about? | History of the setting |
      | Why were they not talked about?     | (nothing)              |
      | next_review_on                      | 14/10/2026             |
    And completing "Hold the initial meeting" by the LADO is refused because "We chaired it"
      | question                            | answer                                                      |
      | meeting_on                          | 18/9/2026                                                   |
      | Who chaired it?                     | Our own service                                             |
      | Which points were not talked about? | All of these: they are in the minutes of whoever chaired it |
      | next_review_on                      | 14/10/2026                                                  |
    When the LADO completes "Hold the initial meeting"
      | question                            | answer                                                    |
      | meeting_on                          | 18/9/2026                                                 |
      | Which points were not talked about? | History of the setting, Support                           |
      | Why were they not talked about?     | Too early: the head asks the parents first                |
      | allegation_discussed                | He says that it was for a minute; she says the whole play |
      | dissent                             | Nobody                                                    |
      | next_review_on                      | 14/10/2026                                                |
    Then the record says
      | of | question            | answer                                     |
      |    | points_left_out_why | Too early: the head asks the parents first |
      |    | dissent             | Nobody                                     |

  @safeguard_r25
  Scenario: Social care chaired the strategy discussion, and it counts as the meeting
    Then completing "Hold the initial meeting" by the LADO is refused because "Enter the view that we gave"
      | question           | answer                      |
      | meeting_on         | 17/9/2026                   |
      | Who chaired it?    | Another authority or agency |
      | What was our view? | (nothing)                   |
      | next_review_on     | 14/10/2026                  |
    And completing "Hold the initial meeting" by the LADO is refused because "Enter where their minutes are"
      | question        | answer                      |
      | meeting_on      | 17/9/2026                   |
      | Who chaired it? | Another authority or agency |
      | their_minutes   | (nothing)                   |
      | next_review_on  | 14/10/2026                  |
    When the LADO completes "Hold the initial meeting"
      | question                            | answer                                                      |
      | meeting_on                          | 17/9/2026                                                   |
      | Kind                                | Strategy discussion (section 47)                            |
      | Who chaired it?                     | Another authority or agency                                 |
      | Chair                               | Ruth Calder, team manager                                   |
      | What was our view?                  | That the threshold is met, and the school may go on         |
      | their_minutes                       | Asked of Ruth Calder, by 25 September                       |
      | Attendee 1: name                    | Ruth Calder                                                 |
      | Attendee 1: agency                  | Children's social care                                      |
      | Attendee 1: came                    | Came                                                        |
      | Attendee 2: name                    | Gail Presley                                                |
      | Attendee 2: agency                  | Tilbrook Juniors                                            |
      | Attendee 2: came                    | Sent a report                                               |
      | Which points were not talked about? | All of these: they are in the minutes of whoever chaired it |
      | Why were they not talked about?     | Their minutes say it                                        |
      | social_care_wanted                  | Open                                                        |
      | next_review_on                      | 14/10/2026                                                  |
    Then the record says
      | of | question      | answer                                              |
      |    | our_view      | That the threshold is met, and the school may go on |
      |    | their_minutes | Asked of Ruth Calder, by 25 September               |
    And the LADO business support inbox has
      | task             | due                      |
      | Send the minutes | Thursday 15 October 2026 |

  @safeguard_r24
  Scenario: Somebody may not decide for a conflict of interest, and the chair is asked about
    When "A conflict of interest" happens
    And the LADO manager completes "Decide who acts instead"
      | question                              | answer                             |
      | Who is concerned, and how?            | The LADO taught with his wife      |
      | Who here may not decide in this case? | LADO                               |
      | How does the case go on?              | Another manager decides and chairs |
      | Who decides and chairs instead?       | Mr Boyd                            |
    Then completing "Hold the initial meeting" by the LADO (Mr Boyd) warns because "Is the chair somebody else?"
      | question       | answer     |
      | meeting_on     | 18/9/2026  |
      | Chair          | Mr Boyd    |
      | next_review_on | 14/10/2026 |
    When the LADO (Mr Boyd) completes "Hold the initial meeting"
      | question                   | answer     |
      | meeting_on                 | 18/9/2026  |
      | Chair                      | Mr Boyd    |
      | next_review_on             | 14/10/2026 |
      | This is right as it stands | Yes        |
    Then the record says
      | of | question | answer  |
      |    | chair    | Mr Boyd |
