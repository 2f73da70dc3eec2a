Feature: An inbox says what to do, by when and why
  The most urgent stands first; what agencies owe stands below.

  Scenario: Nothing to do, and what waits for anybody
    Given business support has logged a referral about Owen Hartley
    When Moira Lennox opens her inbox
    Then she reads "Nothing waits for you"
    And she reads "1 task waits for anybody in your role."

  Scenario: A step is taken and put back
    Given business support has logged a referral about Owen Hartley
    When Moira Lennox takes "Check who it is about"
    Then "Check who it is about" is in her inbox, due because "The contact came Thursday 5 March 10:05, one working day."
    When she puts it back
    Then her inbox is empty

  Scenario: A late step stands first and says how late it is
    Given business support has logged a referral about Owen Hartley
    And Moira Lennox takes "Check who it is about"
    When it is Wednesday 11 March 2026, 09:00
    Then "Check who it is about" is overdue in her inbox: "3 working days late"

  Scenario: The LADO sees what the police owe
    Given the threshold for Owen Hartley is decided: referral
    And business support names Marlshire Police
    When Helen Ashworth opens her inbox
    Then Marlshire Police stand under "Waiting on others"

  Scenario: A step that a colleague holds is taken over, and the record says so
    Given business support has logged a referral about Owen Hartley
    And Moira Lennox takes "Check who it is about"
    When Helen Ashworth takes over "Check who it is about"
    Then "Check who it is about" is in her inbox, due because "The contact came Thursday 5 March 10:05, one working day."
    And the case says "Taken over: Check who it is about"
    When Moira Lennox opens her inbox
    Then her inbox is empty
