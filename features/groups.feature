Feature: Cases that came from one contact stay together
  A step that several adults wait for is one sitting; nobody's matters stand in another's case.

  Scenario: A case says who else came from the same contact
    Given a report about Ada Ash, Ben Birch and Cy Cedar
    When Helen Ashworth opens the case of Ada Ash
    Then she reads "Two other cases came from this contact."
    And she reads "Cy Cedar"

  Scenario: The search for six adults is one line and one page
    Given a report about Ada Ash, Ben Birch, Cy Cedar, Dot Dale, Ed Elm and Fay Fern
    When Moira Lennox opens her list to pick up
    Then one line stands for 6 adults: "Check who it is about"
    When she completes "Check who it is about" for all of them
    Then she reads "for Ada Ash, Ben Birch and 4 others"

  Scenario: The threshold is decided for each adult on one page
    Given a report about Ada Ash and Ben Birch, whose names were checked
    When Helen Ashworth decides on one page: referral for Ada Ash, consultation for Ben Birch
    Then the case of Ada Ash says "Referral"
    And the case of Ben Birch says "Consultation"
    And the case of Ben Birch does not say "Referral"

  Scenario: Somebody else was quicker with one of them
    Given a report about Ada Ash and Ben Birch
    And Moira Lennox has "Check who it is about" open for both
    When Helen Ashworth completes "Check who it is about" for Ben Birch alone
    And Moira Lennox sends her answers for both
    Then she reads "Somebody has already completed this for Ben Birch"
    And she reads "Nothing you typed has been saved or lost, for anybody."

  Scenario: One meeting about two of three adults is written once
    Given a referral of Ada Ash, Ben Birch and Cy Cedar
    When Helen Ashworth holds one meeting about Ada Ash and Ben Birch, chaired by Ms Amin
    Then the meeting of Ada Ash says "Ms Amin" and nothing of Ben Birch
    And the meeting of Ben Birch says "Ms Amin" and nothing of Ada Ash
    And "Hold the initial meeting" still waits for Cy Cedar

  Scenario: A note about two adults stands in both cases
    Given a report about Ada Ash, Ben Birch and Cy Cedar
    When Helen Ashworth adds the note "The head rang about the coach trip." about Ada Ash and Ben Birch
    Then the case of Ben Birch says "The head rang about the coach trip."
    And the case of Cy Cedar does not say "The head rang about the coach trip."

  Scenario: A further adult is named when the case runs
    Given a report about Ada Ash
    When Helen Ashworth names a further adult in the case of Ada Ash: Eve Elder
    Then business support has to check who Eve Elder is
    And the case of Eve Elder says "One other case came from this contact."
    And the case of Ada Ash says "A further adult was named, and has a case of their own"

  Scenario: A further child is named in two of three cases
    Given a report about Ada Ash, Ben Birch and Cy Cedar
    When Helen Ashworth names a further child in the cases of Ada Ash and Ben Birch: Kit Moss
    Then the case of Ben Birch says "Kit Moss"
    And the case of Cy Cedar does not say "Kit Moss"
    And "Decide about the further child" waits for Ada Ash and Ben Birch on one page, due in one working day

  Scenario: An adult who was not known gets a name
    Given a report about an adult who is not known
    When Helen Ashworth learns that the adult is Una Stone
    Then the case of Una Stone says "The adult was named"
    And the case of Una Stone says "Shouted at two children."

  Scenario: A case is split off, and joined with another
    Given a report about Ada Ash and Ben Birch
    When Helen Ashworth splits the case of Ben Birch off
    Then the case of Ada Ash says "No other case stands with this one."
    When Helen Ashworth joins the case of Ben Birch with that of Ada Ash
    Then the case of Ada Ash says "One other case came from this contact."

  Scenario: Six staff, four children, one meeting, and few sittings
    Given a report about Ada Ash, Ben Birch, Cy Cedar, Dot Dale, Ed Elm and Fay Fern with 4 children
    When their names are checked on one page
    And Helen Ashworth decides the threshold for all of them on one page: referral
    And Helen Ashworth decides on one page which employers to tell
    And Helen Ashworth holds one meeting about all of them
    Then it took at most 12 sittings until the strands run
    And each of the 6 cases has its strands, and names no other adult
