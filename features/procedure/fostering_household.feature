Feature: Two carers of one household are two adults with one page
  Each carer has a case and an outcome of their own. What the fostering service tells us of the household we write down once.

  @safeguard_r44 @target_t19
  Scenario: What the service rings with is written once for both carers, and each keeps their own answers
    Given we are Marlshire
    And today is Monday 5 October 2026 at 09:15
    And the Fostering service of Marlshire Fostering reports
      | question                   | answer                                        |
      | What do you ask for?       | To refer an allegation                        |
      | Your name                  | Colin Meyer                                   |
      | Your organisation          | Marlshire Fostering                           |
      | Kind of organisation       | Fostering service                             |
      | aware_at                   | 5/10/2026                                     |
      | Adult 1: name              | Neil Foss                                     |
      | Adult 1: profession        | Foster carer                                  |
      | Adult 1: Job 1: employer   | Marlshire Fostering                           |
      | Adult 1: Job 1: role       | Foster carer                                  |
      | Adult 1: Job 1: sector     | Foster carer, local authority                 |
      | Adult 1: Job 1: basis      | Foster carer                                  |
      | Adult 2: name              | Ruth Foss                                     |
      | Adult 2: profession        | Foster carer                                  |
      | Adult 2: Job 1: employer   | Marlshire Fostering                           |
      | Adult 2: Job 1: role       | Foster carer                                  |
      | Adult 2: Job 1: sector     | Foster carer, local authority                 |
      | Adult 2: Job 1: basis      | Foster carer                                  |
      | Is a child concerned?      | Yes                                           |
      | Child 1: name              | Kayla Rowe                                    |
      | Allegation 1: description  | Sent a girl of 9 to bed without supper, often |
      | Allegation 1: nature       | Emotional                                     |
      | Allegation 1: about_adults | Neil Foss, Ruth Foss                          |
    And the LADO business support completes "Check who it is about" for Neil Foss and Ruth Foss
      | question                           | answer       |
      | What did you find about the adult? | Nobody found |
    And the LADO completes "Decide the threshold" for Neil Foss and Ruth Foss
      | question                   | answer   |
      | Which criteria may be met? | harmed   |
      | What do you decide?        | Referral |
      | police_wanted              | No       |
      | social_care_wanted         | Yes      |
      | may_tell_adult             | Yes      |
    And the LADO completes "Decide which employers to tell" for Neil Foss and Ruth Foss
      | question                  | answer |
      | Marlshire Fostering: tell | Tell   |
    When the LADO completes "Decide how the children are kept safe" for Neil Foss and Ruth Foss on behalf of Fostering service, told by Colin Meyer by phone
      | question                      | answer                |
      | Placement 1: child_name       | Kayla Rowe            |
      | Placement 1: placement        | Stays                 |
      | Is a fostering review needed? | Yes                   |
      | independent_support           | Foster Talk, for both |
      | next_update_on                | 19/10/2026            |
    And the LADO completes "Send the Schedule 7 notices" for Neil Foss and Ruth Foss on behalf of Fostering service, told by Colin Meyer by phone
      | question          | answer      |
      | Notice 1: body    | ofsted_care |
      | Notice 1: sent_on | 5/10/2026   |
    Then the record says
      | of        | question            | answer                |
      | Neil Foss | independent_support | Foster Talk, for both |
      | Ruth Foss | independent_support | Foster Talk, for both |
    And "Send the Schedule 7 notices" is not offered to the Fostering service
    And "Decide how the children are kept safe" is not offered to the Fostering service
    When it is 16 October 2026 at 10:00
    And the LADO completes "Give a fostering update" for Neil Foss and Ruth Foss on behalf of Fostering service, told by Colin Meyer by phone
      | question            | answer                        |
      | fostering_news      | Kayla is visited twice a week |
      | Ruth Foss: left     | No                            |
      | Neil Foss: left     | Yes                           |
      | Neil Foss: left_how | Resigned                      |
      | Neil Foss: left_on  | 14/10/2026                    |
      | next_update_on      | 30/10/2026                    |
    Then the record says
      | of        | question | answer |
      | Neil Foss | left     | Yes    |
      | Ruth Foss | left     | No     |
