Feature: Contacts come in
  What somebody tells us is one contact; each adult named in it is a case of their own.

  Scenario: An advice call leaves nothing to do
    Given Helen Ashworth is signed in as LADO
    When she logs a call about Joel Barrett and gives advice
    Then she reads "saved and closed. There is nothing to do afterwards."
    And nobody has anything to do
    And the search finds Joel Barrett

  Scenario: Who has married since is found under the name of then
    Given Helen Ashworth is signed in as LADO
    And an advice call about Rachel Brown has been logged
    When she begins a call about Rachel Okoye, formerly Brown
    Then she reads "Rachel Brown"
    And she reads "Same name, another or former one."

  Scenario: Whoever takes the call knows the adult
    Given Helen Ashworth is signed in as LADO
    And an advice call about Joel Barrett has been logged
    When she logs a call about Joel Barrett, who is the same adult, and gives advice
    Then she does not read "There is nothing to do afterwards."
    And business support has to check who Joel Barrett is
    And the history of the new record says "Confirmed the same adult as in" the first, "said on the call"

  Scenario: Whoever takes the call knows that it is somebody else
    Given Helen Ashworth is signed in as LADO
    And business support has logged a referral about Joel Barrett
    When she logs a call about Joel Barrett, who is somebody else, and gives advice
    Then she reads "saved and closed. There is nothing to do afterwards."
    And the history of the new record says "Somebody else than the adult of" the first, "said on the call"

  Scenario: A second call comes while the first is half typed
    Given Helen Ashworth is signed in as LADO
    When she breaks off a call about Joel Barrett
    And she breaks off a call about Dana Wells
    And Helen Ashworth opens her inbox
    Then she reads "Log a call: Joel Barrett, Brookfield Primary School was kept today at 10:05 and has not been sent."
    And she reads "Log a call: Dana Wells, Brookfield Primary School was kept today at 10:05 and has not been sent."
    When she goes on with the call about Joel Barrett and gives advice
    And Helen Ashworth opens her inbox
    Then she does not read "Log a call: Joel Barrett"
    And she reads "Log a call: Dana Wells"
    And the search finds Joel Barrett

  Scenario: The public names two adults
    Given somebody who has not signed in
    When they report a concern about Dana Wells and about a tall man with a cap
    Then they get a reference
    And they read "A decision is made by the end of Friday 6 March."
    And business support has to check who Dana Wells is
    And business support has to check who a tall man with a cap is

  Scenario: A report after five counts from the next working day
    Given it is Friday 6 March 2026, 18:12
    And somebody who has not signed in
    When they report a concern about Dana Wells
    Then they read "Somebody reads it on Monday 9 March, from 9am."
    And they read "A decision is made by the end of Tuesday 10 March."
    And they read "Your report came after 5pm, so it counts as received on Monday 9 March, one working day."
    And they read "emergency duty team, 01632 960199"

  Scenario: A report on Good Friday counts from the Tuesday after Easter
    Given it is Friday 3 April 2026, 11:00
    And somebody who has not signed in
    When they report a concern about Dana Wells
    Then they read "A decision is made by the end of Wednesday 8 April."
    And they read "it counts as received on Tuesday 7 April"

  Scenario: A report that is not finished is taken up the next day
    Given somebody who has not signed in
    When they save a report about Dana Wells to come back to it
    Then they read "Your report is saved. It has not been sent."
    And they read "until the end of Thursday 19 March 2026"
    And nobody has anything to do
    When it is Friday 6 March 2026, 9:00
    And they come back with the code and send what they saved
    Then they get a reference
    And business support has to check who Dana Wells is
    And their code opens nothing any more

  Scenario: A saved report that nobody comes back to is deleted
    Given somebody who has not signed in
    When they save a report about Dana Wells to come back to it
    And it is Friday 20 March 2026, 0:00
    Then their code opens nothing any more
    And nobody has anything to do

  Scenario: A long form says what each of its parts still asks
    When a head teacher opens the form for professionals
    Then the part "About you" says "5 to answer"
    And the part "Children" says "Nothing missing"
    When they send it with the name "Karen Whitlock"
    Then the part "About you" says "4 to answer"
