Feature: Everybody sees their own work
  A role opens what it may, and what it may not see is not there.

  Scenario: A wrong password says the same for everybody
    Given somebody who has not signed in
    When they sign in with a wrong password
    Then they read "The e-mail address or the password is not right. Check both."

  Scenario: The process owner sees no case
    Given business support has logged a referral about Owen Hartley
    And Joanna Pike is signed in as Process owner
    Then she finds no list of cases
    And she may not open the case of Owen Hartley

  Scenario: A session ends after half an hour
    Given Helen Ashworth is signed in as LADO
    When it is Thursday 5 March 2026, 10:40
    Then she has to sign in again
