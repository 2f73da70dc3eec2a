"""The outline says everything that the picture says, in an order that can be read."""

import pytest

from engine.diagrams import Words, load
from engine.diagrams.outline import items, lines
from tests.builders import SHIPPED
from tests.hostile import sound
from tests.stopwatch import taken

CASE = "processes/case_of_one.bpmn"

WORDS = """
Case of one
  - Roles: LADO, LADO manager
  Begins when this comes: Contact received
  1. LADO: Decide the threshold
    - Form: threshold
    - Due: one working day from when the contact came
    - Shows: adult: name, documents: police release
    - Guidance: Procedure 7.2
    - If it is not done by one working day from when the contact came (One working day): meanwhile go on with step 8, Remind the LADO
  2. Question: Is it a referral?
    - yes (when “What is it?” is “A referral”): step 3, Tell each employer
    - no (when “What is it?” is “Advice”): step 6, Close the case
  3. Tell each employer: go through “Employer strand”
    - Once for each of: engagements[“Tell them?” is “Yes”]
  4. Wait: All strands have ended (until every s in strands satisfies s's status is “finished”)
  5. Find the duty
    - Table: duty table, which answers “duty”
  6. Close the case
    - Action: close case
  7. Ends: Closed
  8. LADO manager: Remind the LADO
    - Form: reminder
  9. Ends: Reminded
  At any time: New information, when the case is open
    Begins when this comes: News
    A1. LADO: Read what is new
      - Form: reminder
    A2. Ends
""".strip()  # noqa: E501 - the lines are as they are told


def test_a_case_in_words():
    told = "\n".join(item.line for item in items(sound.files()) if item.file == CASE)
    assert told == WORDS


def test_every_step_and_answer_can_be_marked():
    diagram = load(sound.CASE, CASE)
    told = {item.element_id for item in items(diagram)}
    process = diagram.processes[0]
    assert {step.id for step in process.steps} <= told
    assert {"is_it_tell", "is_it_close"} <= told


def test_arrows_back_and_meeting_branches():
    drawn = (
        sound.lanes(LADO="ask")
        + '<bpmn:startEvent id="start"/>'
        + sound.flow("start", "meet")
        + '<bpmn:exclusiveGateway id="meet"/>'
        + sound.flow("meet", "ask")
        + '<bpmn:userTask id="ask" name="Ask" camunda:formKey="f"/>'
        + sound.flow("ask", "more")
        + '<bpmn:exclusiveGateway id="more" name="More?" default="more_end"/>'
        + sound.flow("more", "meet", 'x = "yes"', "yes")
        + sound.flow("more", "end", name="no")
        + '<bpmn:endEvent id="end" name="Done"/>'
    )
    assert lines(load(sound.diagram("a", drawn), "a.bpmn"))[2:] == [
        "  Begins",
        "  1. LADO: Ask",
        "    - Form: f",
        "  2. Question: More?",
        "    - yes (when x is “yes”): step 1, Ask",
        "    - no (otherwise): step 3, Done",
        "  3. Ends: Done",
    ]


def test_a_long_drawing_is_told_without_recursion():
    steps = "".join(f'<bpmn:userTask id="t{n}" name="T{n}"/>{sound.flow(f"t{n}", f"t{n + 1}")}' for n in range(900))
    told = items(load(sound.diagram("a", steps + '<bpmn:endEvent id="t900"/>'), "a.bpmn"))
    assert [item.number for item in told if item.number] == [str(n + 1) for n in range(901)]


def test_for_people_who_work_with_it_what_has_a_name_leaves_out_its_expression() -> None:
    drawn = load(SHIPPED["processes/allegation.bpmn"], "processes/allegation.bpmn")
    plain = "\n".join(item.text for item in items(drawn, plain=True))
    assert "clock(" not in plain
    assert " when decision is" not in plain
    assert {item.element_id for item in items(drawn, plain=True)} == {item.element_id for item in items(drawn)}


def test_a_clock_that_counts_from_the_first_answer_there_is_says_so():
    words = Words(
        clocks={"T03": "one working day", "T40": "the same working day"}, labels={"reopened_on": "When again?"}
    )
    start = "if reopened_on != null then reopened_on else if told_on = null then received_at else told_on"
    assert words.expression(f'clock("T03", {start})') == (
        "one working day from “When again?”, or else told on, or else when the contact came"
    )
    assert words.expression('clock("T40", now())') == "the same working day as now"
    assert words.expression("not(closed) and meeting_on != null") == "the case is open and meeting on is answered"


@pytest.mark.promise("P30", 1)
@pytest.mark.parametrize(
    "text",
    [
        'x in ["a"' + '  "a"' * 20_000,
        "a" + "_" * 90_000 + "(",
        "a_b." * 20_000 + "(",
        "a" * 90_000,
        'clock("T03", ' * 7_000,
        'a = "' * 15_000,
        "if a != null then a else " * 4_000,
        "if a = null then b else " * 4_000,
    ],
)
def test_an_expression_made_to_be_slow_is_put_into_words_at_once(text: str):
    with taken() as work:
        Words().expression(text)
    assert work.seconds < 0.5
