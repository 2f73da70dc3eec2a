Feature: The adult may tell the employer first, where no child is at risk now
  Private life and criterion four: the adult gets the chance to say it, by a day that is set. Then we make sure that the employer knows.

  Background:
    Given we are Marlshire
    And today is Wednesday 20 May 2026 at 10:00
    And the Police reports
      | question                  | answer                                    |
      | What do you ask for?      | To refer an allegation                    |
      | Your name                 | PC Anita Rowe                             |
      | Your organisation         | Marlshire Police                          |
      | aware_at                  | 20/5/2026                                 |
      | Adult 1: name             | Harriet Sloane                            |
      | Adult 1: Job 1: employer  | St Bride's Infant School                  |
      | Adult 1: Job 1: role      | Teaching assistant                        |
      | Is a child concerned?     | No child is concerned                     |
      | Allegation 1: description | Arrested for violence against her partner |
      | Allegation 1: nature      | Personal life                             |
    And the LADO business support completes "Check who it is about"
      | question                           | answer       |
      | What did you find about the adult? | Nobody found |
    And the LADO completes "Decide the threshold"
      | question                                        | answer                                     |
      | Does the adult work or volunteer with children? | Yes                                        |
      | Which criteria may be met?                      | suitability                                |
      | suitability_shows                               | Violence at home, no child present         |
      | Does one of these apply?                        | Private life: transferable risk            |
      | What do you decide?                             | Consultation                               |
      | Reason                                          | It may show a risk that she brings to work |
      | next_review_on                                  | 10/6/2026                                  |

  @safeguard_r19 @clock_t41
  Scenario: She tells the head herself, and the school's strand begins then
    When the LADO completes "Decide which employers to tell"
      | question                                 | answer                     |
      | St Bride's Infant School: tell           | The adult tells them first |
      | St Bride's Infant School: adult_tells_by | 22/5/2026                  |
    Then the Employer inbox has nothing
    When it is 26 May 2026 at 09:00
    Then the LADO inbox has
      | task                          | due                 |
      | Check that the employer knows | Tuesday 26 May 2026 |
    When the LADO completes "Check that the employer knows"
      | question                                   | answer                                                |
      | St Bride's Infant School: tell             | Tell                                                  |
      | St Bride's Infant School: tell_reason      | She told the head on Friday, and the head confirms it |
      | St Bride's Infant School: employer_contact | The head, Mrs Bell                                    |
    Then the Employer of St Bride's Infant School inbox has
      | task                    |
      | Decide interim measures |
