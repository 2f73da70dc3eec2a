Feature: The process owner's desk
  The person who owns the procedure changes it as drawn. A second person agrees. Nothing in a draft reaches anybody.

  Background:
    Given our procedure is in use
    And a contact about Joel Barrett has been taken

  Scenario: A new step is met by new cases only
    Given the process owner has added "Ask the trade union" in a draft
    When the scenarios have been tried out
    And she asks for approval because "The union is asked, 2026 edition"
    And the process approver confirms it
    And a contact about Ana Lopes has been taken
    Then the procedure in use is version 2
    And the case of Ana Lopes begins with "Ask the trade union"
    And the case of Joel Barrett stands at "Look at it" on version 1

  @safeguard_r37
  Scenario: What was answered under the old version stays readable, and an open case goes on under it
    Given a contact about Ana Lopes has been taken
    And the LADO has answered "Look at it" for Joel Barrett with "Spoke to the head"
    And the process owner asks "Your view" instead of "Note" in a draft
    When the scenarios have been tried out
    And she asks for approval because "Views, not notes"
    And the process approver confirms it
    Then the case of Joel Barrett still reads "Note: Spoke to the head"
    And "Look at it" for Ana Lopes still asks "Note" on version 1

  Scenario: A draft reaches nobody
    Given the process owner has added "Ask the trade union" in a draft
    When a contact about Ana Lopes has been taken
    Then the case of Ana Lopes begins with "Look at it"

  Scenario: Nothing changes before the second person agrees
    Given the process owner has put forward "Ask the trade union"
    When a contact about Ana Lopes has been taken
    Then the case of Ana Lopes begins with "Look at it"

  Scenario: Nobody approves their own drawing
    Given the process owner has put forward "Ask the trade union"
    Then she cannot confirm it herself

  Scenario: The scenarios must pass for exactly this content
    Given the process owner has added "Ask the trade union" in a draft
    And the scenarios have been tried out
    When she adds "One more thing"
    Then she cannot ask for approval because "Not all scenarios have passed"

  Scenario: All stories are played while she does something else
    Given the process owner has added "Ask the trade union" in a draft
    When she asks for all stories to be played
    Then she reads that they wait to be played
    When she asks for all stories to be played again
    And they have been played
    Then she reads once that 1 of 1 pass

  Scenario: The draft is changed while its stories are played
    Given the process owner has added "Ask the trade union" in a draft
    When she asks for all stories to be played
    And she adds "One more thing" while they are played
    Then 1 of 1 pass, and that is told to be of the draft before the change

  Scenario: The service stops while stories are played
    Given the process owner has added "Ask the trade union" in a draft
    When she asks for all stories to be played
    And the service stops while they are played
    Then she reads that playing them was interrupted
    When she asks for all stories to be played again
    And they have been played
    Then she reads once that 1 of 1 pass

  Scenario: A story that fails says up to where it held, what it expected and what was so
    Given the process owner has added "Ask the trade union" in a draft
    When she tells the story as if "Look at it" still came first
    And the scenarios have been tried out
    Then 2 lines held before "the LADO inbox has", which failed
    And instead it is told that the inbox has "Ask the trade union"

  Scenario: A story is written in the draft, and played at once
    Given the process owner has added "Ask the trade union" in a draft
    When she adds a story in which "Ask the trade union" comes first
    Then the new story passes when it is played by itself

  Scenario: A story that names a step by its old name is told before it is played
    Given the process owner has added "Ask the trade union" in a draft
    When she calls "Ask the trade union" "Ask the union"
    Then line 8 of the story is told because it names "Ask the trade union"

  Scenario: A problem that the check finds stops it
    Given the process owner has added "Ask the trade union" in a draft
    And the scenarios have been tried out
    When she takes the form away from "Ask the trade union"
    Then the check says "Ask the trade union" has no form
    And she cannot ask for approval because "Not all scenarios have passed"

  Scenario: What is used is not deleted
    Given the process owner has added "Ask the trade union" in a draft
    Then the form "anything" cannot be deleted because "“Ask the trade union” in “case” asks it"

  Scenario: A form that nothing uses is deleted from the draft alone
    Given the process owner has added the form "Ask the union" in a draft
    When she deletes the form "ask_the_union"
    Then the draft has no form "ask_the_union"
    And the check finds nothing

  Scenario: Two forms of one name are told apart first
    Given the process owner has added the form "Ask the union" in a draft
    And she has added the form "ASK the union" in another file
    Then the check says that another form has this name

  Scenario: What changes is told in words
    Given the process owner has added "Ask the trade union" in a draft
    Then the comparison says "Step “Ask the trade union” is new"

  Scenario: What another draft has put into use meanwhile is brought in
    Given the process owner has added "Ask the trade union" in a draft
    And version 2 has another form "anything" and the legal basis "Consent, in writing" at the end of its list
    When she adds the legal basis "Vital interests" to her list
    And she brings in what version 2 changed
    Then the form "anything" is that of version 2
    And her list of legal bases has "Consent, in writing" and "Vital interests"
    And her drawing still has "Ask the trade union"
    And her draft is begun from version 2, and as it was before is kept as another
    And she cannot ask for approval because "Not all scenarios have passed"

  Scenario: What both have changed is chosen
    Given the process owner has added "Ask the trade union" in a draft
    And version 2 has another form "anything" and the legal basis "Consent, in writing" at the end of its list
    When she changes the form "anything" too
    Then it is not brought in before she has chosen for the form "anything"
    When she brings in what version 2 changed, and keeps her form "anything"
    Then the form "anything" is hers

  Scenario: Sent back with a reason
    Given the process owner has put forward "Ask the trade union"
    When the process approver sends it back because "Say which union"
    Then the process owner reads "Say which union"
    And the procedure in use is version 1

  Scenario: A list is typed as a table
    When the process owner adds the answer "Consent, in writing" to the list of "legal bases" in a draft
    Then the list of "legal bases" ends with "Consent, in writing"
    And every other row of the list of "legal bases" is as it was

  Scenario: Two windows do not overwrite each other
    Given the process owner has added "Ask the trade union" in a draft
    When she saves an older copy of the drawing
    Then it is refused and the draft still has "Ask the trade union"
