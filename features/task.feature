Feature: A step shows why it is here and takes one answer
  Somebody else may be quicker; nothing that was typed is lost.

  Scenario: The police see their own step and nothing else
    Given the threshold for Owen Hartley is decided: referral
    And business support names Marlshire Police
    When DS Martin Okafor opens his step "Say what police will do"
    Then he reads "You are asked because you are the officer for this matter."
    And he reads "Owen Hartley"
    And he does not read "Advice to the employer"
    And he finds no list of cases

  Scenario: The LADO records for the police what they said by phone
    Given the threshold for Owen Hartley is decided: referral
    And business support names Marlshire Police
    When Helen Ashworth records for Police "Say what police will do", told by DC Laing by phone
    Then the case says "Police (DC Laing, by phone), recorded by Helen Ashworth"
    And DS Martin Okafor is not asked "Say what police will do" any more

  Scenario: A step that somebody has done cannot be done again
    Given business support has logged a referral about Owen Hartley
    And Moira Lennox has "Check who it is about" open
    When Helen Ashworth completes it
    And Moira Lennox sends her answers
    Then she reads "Somebody has already completed this"
    And she reads "Nothing you typed has been saved or lost."

  Scenario: An answer is corrected, and the first one stays in the record
    Given the threshold for Owen Hartley is decided: referral
    When Helen Ashworth corrects "Decide the threshold" because "The risk was written down wrongly"
    Then she reads "corrected. The first answer stays in the record."
    And the case says "The risk was written down wrongly"

  Scenario: What is told late is asked about before it counts
    Given the police said on 9 March that the employer need not wait
    When Helen Ashworth writes down that on 6 March they had said to wait
    Then she reads "Does what you wrote count now?"
    And she reads "Friday 6 March 2026"
    When she answers that it is for the record only
    Then the case says "For the record only: Must the employer wait"
    And the employer need not wait

  Scenario: Who plays a role is one look and one press
    Given the threshold for Owen Hartley is decided: referral
    When Moira Lennox opens her step "Name who plays Police here"
    Then "Marlshire Police" is chosen already, and that they sign in
    When she saves it as it stands
    Then DS Martin Okafor is asked "Say what police will do"

  Scenario: The employer that the contact named is chosen, with the person whom the LADO named
    Given the threshold for Owen Hartley is decided: referral
    And Helen Ashworth decides that Brookfield Primary School is told through Karen Whitlock
    When Moira Lennox opens her step "Name who plays Employer here"
    Then "Brookfield Primary School: Karen Whitlock" is chosen already, and that they sign in
    When she saves it as it stands
    Then Karen Whitlock is asked "Decide interim measures"

  Scenario: A meeting is held on its day, whenever its record is written
    Given the threshold for Owen Hartley is decided: referral
    When Helen Ashworth writes down the meeting of 4 March
    Then she is asked for its day once
    And the case says that it was held on 4 March

  Scenario: A wrong answer at the threshold is undone at once
    Given business support has logged a referral about Owen Hartley
    And Helen Ashworth decides the threshold: advice, which she did not mean
    Then she reads "You can undo it for 10 minutes."
    When she undoes it
    Then she reads "Decide the threshold: undone. Everything is as it was before."
    And the case says "Undone: Decide the threshold"
    When she answers again: referral
    Then the case says "Threshold decided: referral"

  Scenario: What a colleague has gone on with is corrected instead
    Given the threshold for Owen Hartley is decided: referral
    And business support names Marlshire Police
    When Helen Ashworth undoes "Decide the threshold"
    Then she reads "Moira Lennox has gone on with this case"
    And she reads "Correct it instead"
