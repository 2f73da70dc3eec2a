Feature: A case shows where it stands
  Its timeline, its drawing in words, its dates with their reasons, and who has read it.

  Scenario: What happened stands in the timeline
    Given the threshold for Owen Hartley is decided: referral
    When Helen Ashworth opens the case of Owen Hartley
    Then she reads "Karen Whitlock, head teacher"
    And she reads "Referral"
    And she reads "Which criteria may be met: Behaved in a way that harmed or may have harmed a child"
    And she reads "Risk now: Immediate"
    And she reads "Reason: Told by telephone, written down the same day."
    When she opens "Diagram"
    Then she reads "in hand now"
    When she opens "Deadlines"
    Then she reads "The contact came Thursday 5 March 10:05, five working days."

  Scenario: Whoever reads it is written down
    Given business support has logged a referral about Owen Hartley
    When Helen Ashworth opens the case of Owen Hartley
    And she opens "History"
    Then she reads "Read: timeline"

  Scenario: A closed case still takes what we are told
    Given an advice call about Joel Barrett has been logged
    When Helen Ashworth opens the case of Joel Barrett
    Then she reads "You can still add what you are told."
    When she adds the note "His mother rang and is content."
    Then she reads "His mother rang and is content."

  Scenario: A note that is saved again after going back is there once
    Given an advice call about Joel Barrett has been logged
    When Helen Ashworth opens the case of Joel Barrett
    And she adds the note "His mother rang and is content."
    And she goes back and saves the note again
    Then she reads "This note is already saved, today at 10:05. Nothing was written again."
    And the timeline says "His mother rang and is content." once

  Scenario: Other words on the page of a saved note are a second note only if that is wanted
    Given an advice call about Joel Barrett has been logged
    When Helen Ashworth opens the case of Joel Barrett
    And she adds the note "His mother rang and is content."
    And she goes back and saves the note as "His mother rang twice."
    Then she reads "Save this as a second note, or leave it"
    And the timeline says "His mother rang twice." not at all

  Scenario: New information can come at any time
    Given the threshold for Owen Hartley is decided: referral
    When Helen Ashworth opens the case of Owen Hartley
    And she hears of "New information"
    Then her step is "Consider the new information"

  Scenario: What waits beside the next three steps is told
    Given the threshold for Owen Hartley is decided: referral
    When Helen Ashworth opens the case of Owen Hartley
    And she hears of "New information"
    And she opens the case of Owen Hartley again
    Then she reads "more step"

  Scenario: A manager sees how the work is spread
    Given business support has logged a referral about Owen Hartley
    When Graham Thorne opens the work by LADO
    Then he reads "Helen Ashworth"
    And he reads "Nobody leads yet"
    And he reads "without looking at who leads, 1 are open and 0 were closed in the period."
