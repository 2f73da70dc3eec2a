"""The check: a sound procedure passes, and each thing spoilt in it is said in words, at the step that shows it."""

import pytest

from engine import councils
from engine.diagrams.check import problems
from engine.diagrams.closed_list import UNASKED
from tests.hostile import sound
from tests.stopwatch import taken

ROLES = ["LADO", "LADO manager", "Employer", "Public"]
CASE = "processes/case_of_one.bpmn"
CALL = "processes/call.bpmn"
STRAND = "processes/employer_strand.bpmn"
DUTY = "processes/duty.dmn"
THRESHOLD = "forms/threshold.form"

SPOILT = [
    # Where it stands.
    (CASE, "<bpmn:flowNodeRef>decide</bpmn:flowNodeRef>", "", "Decide the threshold", "in nobody's inbox"),
    (CASE, 'name="LADO manager"', 'name="Head of all"', "Head of all", "is no role here"),
    (
        CASE,
        "<bpmn:flowNodeRef>news</bpmn:flowNodeRef>",
        "",
        "Read what is new",
        '"New information", which is in no lane',
    ),
    (
        CASE,
        "<bpmn:flowNodeRef>remind</bpmn:flowNodeRef>",
        "<bpmn:flowNodeRef>remind</bpmn:flowNodeRef><bpmn:flowNodeRef>read_news</bpmn:flowNodeRef>",
        "Read what is new",
        'drawn in the lane "LADO manager"',
    ),
    (
        CALL,
        "<bpmn:flowNodeRef>call_comes</bpmn:flowNodeRef>",
        "",
        "A call comes",
        "is in no lane, so nobody could use it",
    ),
    # What a step must have.
    (STRAND, ' camunda:formKey="report"', "", "Send the report", "has no form"),
    (
        STRAND,
        'camunda:formKey="report"',
        'camunda:formKey="rapport"',
        "Send the report",
        '"rapport", which is not there',
    ),
    (STRAND, 'name="Send the report" ', "", 'Step for a person before "Strand ended"', "has no name"),
    (CASE, 'calledElement="employer_strand"', "", "Tell each employer", "calls no diagram"),
    (CASE, 'calledElement="employer_strand"', 'calledElement="nobody"', "Tell each employer", "none of the diagrams"),
    (CASE, 'decisionRef="duty_table"', 'decisionRef="no_table"', "Find the duty", '"no_table", which is not there'),
    (CASE, ' camunda:resultVariable="duty"', "", "Find the duty", "which fact the table's answer becomes"),
    (CASE, 'resultVariable="duty"', 'resultVariable="item"', "Find the duty", "which the service uses itself"),
    (CASE, 'topic="close_case"', 'topic="delete_case"', "Close the case", '"delete_case", which is none'),
    (CASE, 'elementVariable="engagement"', 'elementVariable="employer"', "Tell each employer", "Call it by its kind"),
    (
        CASE,
        'elementVariable="engagement"',
        'elementVariable="child"',
        "Tell each employer",
        "does not run over children",
    ),
    # Arrows.
    (
        STRAND,
        'targetRef="strand_ended"',
        'targetRef="gone"',
        'The arrow from "Send the report"',
        '"gone", which is not drawn',
    ),
    (STRAND, sound.flow("told", "report"), "", "Send the report", "No arrow leads to"),
    (STRAND, sound.flow("report", "strand_ended"), "", "Send the report", "No arrow leads out of"),
    (
        CASE,
        "<bpmn:serviceTask",
        sound.flow("decide", "close") + "<bpmn:serviceTask",
        "Decide the threshold",
        "2 arrows",
    ),
    # Gateways.
    (
        THRESHOLD,
        '{"value": "advice"',
        '{"value": "later", "label": "Not yet"}, {"value": "advice"',
        "Is it a referral?",
        'no arrow for the answer "Not yet"',
    ),
    (THRESHOLD, '"required": true', '"required": false', "Is it a referral?", "may not have been answered"),
    (CASE, 'decision = "advice"', 'decision != "referral"', "Is it a referral?", "Mark the arrow for all other cases"),
    # Expressions.
    (CASE, 'decision = "referral"', 'decision == "referral"', "Is it a referral?", "cannot be read"),
    (CASE, 'decision = "referral"', 'decison = "referral"', "Is it a referral?", '"decison", which no form asks'),
    (
        CASE,
        'decision = "referral"',
        'decision = "refferal"',
        "Is it a referral?",
        "none of its answers: advice, referral",
    ),
    (CASE, 'decision = "referral"', "decision = true", "Is it a referral?", "with true, which is none of its answers"),
    (
        CASE,
        's.status = "finished"',
        's.status = "done"',
        "All strands have ended",
        "none of its answers: open, finished",
    ),
    (CASE, "engagements[told", "engagements[tolt", "Tell each employer", "which no form asks"),
    (CASE, 'clock("T03"', 'clock("T99"', "Decide the threshold", '"T99", which there is not'),
    (CASE, 'dueDate=\'clock("T03"', 'dueDate=\'=clock("T03"', "Decide the threshold", 'begins with "="'),
    (CASE, "closed = false", "close(", "New information", "There is no function"),
    (CASE, '"adult.name,', '"adult.nmae,', "Decide the threshold", '"adult.nmae", which no form asks'),
    (CASE, '"adult.name,', '"person.name,', "Decide the threshold", "there is no such thing"),
    (CASE, '"adult.name,', '"what_happened,', "Decide the threshold", '"contact.what_happened"'),
    # What is outside the list.
    (STRAND, "userTask", "scriptTask", "Send the report", "Scripts are never run"),
    (STRAND, "userTask", "manualTask", "Send the report", "manual task, which is not taken"),
    (
        STRAND,
        'camunda:formKey="report"',
        'camunda:formKey="report" camunda:assignee="me"',
        "Send the report",
        "assignee",
    ),
    (STRAND, 'name="kind"', 'name="color"', "Employer strand", '"color", which is not known'),
    (STRAND, 'name="thing" value="strand"', 'name="thing" value="meeting"', "Employer strand", "but is no strand"),
    (STRAND, '<camunda:property name="thing" value="strand"/>', "", "Employer strand", "but is no strand"),
    (STRAND, 'value="employer"', 'value="court"', "Employer strand", 'the kind "court"'),
    (
        STRAND,
        '<bpmn:endEvent id="strand_ended" name="Strand ended"/>',
        '<bpmn:endEvent id="strand_ended" name="Strand ended"><bpmn:terminateEventDefinition/></bpmn:endEvent>',
        "Strand ended",
        "Use a plain end event",
    ),
    (
        CASE,
        "conditionalEventDefinition>",
        "signalEventDefinition>",
        "All strands have ended",
        "signal event definition",
    ),
    (CASE, "timeDate", "timeDuration", "One working day", "Say when as a date"),
    (
        CASE,
        'camunda:elementVariable="engagement"/>',
        (
            'camunda:elementVariable="engagement"><bpmn:loopCardinality>3</bpmn:loopCardinality>'
            "</bpmn:multiInstanceLoopCharacteristics>"
        ),
        "Tell each employer",
        "in the collection",
    ),
    (
        CASE,
        "<bpmn:multiInstanceLoopCharacteristics ",
        '<bpmn:multiInstanceLoopCharacteristics isSequential="true" ',
        "Tell each employer",
        "isSequential",
    ),
    (
        STRAND,
        "</bpmn:definitions>",
        '<evil:thing xmlns:evil="http://evil.example" id="e"/></bpmn:definitions>',
        "e",
        "of another product",
    ),
    # Events.
    (
        CASE,
        'isInterrupting="false"',
        'isInterrupting="true"',
        'Start event before "Read what is new"',
        "would stop everything else",
    ),
    (CASE, 'attachedToRef="decide"', 'attachedToRef="closed"', "One working day", "on the edge of no step"),
    (
        CASE,
        'messageRef="news_message"',
        'messageRef="nothing"',
        'Start event before "Read what is new"',
        "no message with a name",
    ),
    # Diagrams together.
    (
        CALL,
        'name="Contact received"/>',
        'name="Contact came"/>',
        "Contact received",
        "no diagram begins by that message",
    ),
    (CALL, 'id="contact_in_call"', 'id="contact_in_case"', "Contact received", f"also used in {CALL}"),
    (STRAND, 'id="employer_strand"', 'id="case_of_one"', "Employer strand", "also used in"),
    (STRAND, 'id="strand_ended"', 'id="report"', "report", "is there 2 times"),
    (
        CALL,
        sound.flow("call_comes", "received"),
        sound.flow("call_comes", "ask")
        + '<bpmn:userTask id="ask" name="Ask" camunda:formKey="call"/>'
        + sound.flow("ask", "received"),
        "Ask",
        "a way in is over as soon as it is sent",
    ),
    # Tables, forms, lists.
    (DUTY, 'not("referral")', '"advice", "referral"', "The duty", "Rows 1 and 2"),
    (DUTY, 'not("referral")', '"unknown"', "The duty", "No row"),
    (DUTY, "<text>decision</text>", "<text>decided</text>", "The duty", '"decided", which no form asks'),
    (THRESHOLD, '"yes_no"', '"yes_no_maybe"', "(whole file)", '"yes_no_maybe", which is not there'),
    (THRESHOLD, '"radio"', '"button"', "What is it?", "button"),
    ("forms/lists/yes_no.csv", "no,No", "no,=HYPERLINK(1)", "(whole file)", "begins like a formula"),
    ("forms/lists/clocks.csv", "working_days", "fortnights", "(whole file)", "fortnights"),
]


def test_a_sound_procedure_has_no_problem():
    assert problems(sound.files(), ROLES, whole=True) == []


@pytest.mark.parametrize(("path", "old", "new", "step", "words"), SPOILT)
def test_what_is_spoilt_is_said_at_its_step(path: str, old: str, new: str, step: str, words: str):
    found = problems(sound.spoilt(path, old, new), ROLES, whole=True)
    assert any(problem.step == step and words in problem.message for problem in found), [p.line for p in found]


@pytest.mark.parametrize("role", sorted(UNASKED))
def test_a_step_for_a_role_that_answers_none_would_be_in_nobodys_inbox(role: str):
    found = problems(sound.spoilt(CASE, 'name="LADO manager"', f'name="{role}"'), whole=True)
    messages = [problem.message for problem in found if problem.step in ("Remind the LADO", "Decide the threshold")]
    assert [message for message in messages if f'lane "{role}", which answers no steps' in message], found
    assert any(message.endswith("give it to a role that answers steps.") for message in messages)


def test_the_roles_that_answer_no_steps_are_those_of_a_new_council():
    """Somebody who does casework, or stands in for a role, has its inbox; parties have their own."""
    casework = [said for said in councils.COUNCIL.values() if said.get("casework")]
    stood_in_for = {role for said in casework for role in said.get("stands_in_for", ())}
    others = {name for name, said in councils.COUNCIL.items() if not said.get("casework")} - stood_in_for
    assert others | {councils.PUBLIC} == UNASKED


def test_the_exact_words_of_the_desk():
    found = problems(sound.spoilt(CASE, "<bpmn:flowNodeRef>decide</bpmn:flowNodeRef>", ""), ROLES)
    expected = (
        f'{CASE}: Decide the threshold: "Decide the threshold" is in no lane, so it would be in nobody\'s inbox. '
        "Put it in a lane named after a role."
    )
    assert [problem.line for problem in found] == [expected]
    assert found[0].element_id == "decide"


def case_with(inside: str, lanes: str = "ask again") -> list[str]:
    """The problems of one process with a start, an end and what stands between them, by itself."""
    drawn = sound.lanes(LADO=lanes) + '<bpmn:startEvent id="start"/>' + inside + '<bpmn:endEvent id="end" name="End"/>'
    return [problem.line for problem in problems({"a.bpmn": sound.diagram("a", drawn)})]


def user(step: str) -> str:
    return f'<bpmn:userTask id="{step}" name="{step.capitalize()}" camunda:formKey="f"/>'


ROUND = (
    sound.flow("start", "meet")
    + '<bpmn:exclusiveGateway id="meet"/>'
    + "{0}"
    + '<bpmn:exclusiveGateway id="again" name="Again?" default="again_end"/>'
    + sound.flow("again", "meet", "more = true", "yes")
    + sound.flow("again", "end", name="no")
)


def test_a_loop_in_which_nothing_waits_is_refused():
    found = case_with(ROUND.format(sound.flow("meet", "again")))
    assert [line for line in found if "could go round for ever" in line]


def test_a_loop_through_conditions_alone_is_refused():
    wait = (
        sound.flow("meet", "wait")
        + '<bpmn:intermediateCatchEvent id="wait" name="Wait"><bpmn:conditionalEventDefinition>'
        + f"<bpmn:condition {sound.FORMAL}>x = 1</bpmn:condition>"
        + "</bpmn:conditionalEventDefinition></bpmn:intermediateCatchEvent>"
        + sound.flow("wait", "again")
    )
    assert [line for line in case_with(ROUND.format(wait)) if "could go round for ever" in line]


def test_a_loop_through_a_person_is_fine():
    asked = sound.flow("meet", "ask") + user("ask") + sound.flow("ask", "again")
    assert case_with(ROUND.format(asked), "ask") == []


ALREADY = (
    "<bpmn:extensionElements><camunda:properties>"
    '<camunda:property name="already" value="{}"/></camunda:properties></bpmn:extensionElements></bpmn:userTask>'
)


def test_a_loop_through_a_person_who_may_not_be_asked_is_refused():
    asked = user("ask").replace("/>", ">") + ALREADY.format("decision != null")
    drawn = ROUND.format(sound.flow("meet", "ask") + asked + sound.flow("ask", "again"))
    assert [line for line in case_with(drawn, "ask") if "could go round for ever" in line]


def test_what_stands_on_the_edge_of_such_a_step_happens_only_while_somebody_is_asked():
    asked = user("ask").replace("/>", ">") + ALREADY.format("decision != null")
    taken_back = (
        '<bpmn:boundaryEvent id="back" name="Not yet" attachedToRef="ask"><bpmn:conditionalEventDefinition id="why">'
        '<bpmn:condition xsi:type="bpmn:tFormalExpression">decision = null</bpmn:condition>'
        "</bpmn:conditionalEventDefinition></bpmn:boundaryEvent>"
    )
    drawn = ROUND.format(sound.flow("meet", "ask") + asked + taken_back + sound.flow("back", "again"))
    assert not [line for line in case_with(drawn, "ask") if "could go round for ever" in line]


@pytest.mark.parametrize(("condition", "says"), [("verdict != null", "which no form asks"), ("=(", "begins with")])
def test_when_a_step_was_answered_already_is_read_like_any_condition(condition: str, says: str):
    step = '<bpmn:userTask id="report" name="Send the report" camunda:formKey="report"'
    files = sound.spoilt(STRAND, f"{step}/>", f"{step}>{ALREADY.format(condition)}")
    assert [p.message for p in problems(files, ROLES) if '"already"' in p.message and says in p.message]


def test_a_loop_through_a_called_diagram_is_fine_only_if_that_always_waits():
    loop = (
        sound.flow("meet", "ask")
        + '<bpmn:callActivity id="ask" name="Ask" calledElement="b"/>'
        + sound.flow("ask", "again")
    )
    drawn = '<bpmn:startEvent id="start"/>' + ROUND.format(loop) + '<bpmn:endEvent id="end" name="End"/>'
    asking = sound.lanes(LADO="do") + '<bpmn:startEvent id="s"/>' + sound.flow("s", "do") + user("do")
    asking += sound.flow("do", "e") + '<bpmn:endEvent id="e"/>'
    idle = '<bpmn:startEvent id="s"/>' + sound.flow("s", "e") + '<bpmn:endEvent id="e"/>'
    files = {"a.bpmn": sound.diagram("a", drawn), "b.bpmn": sound.diagram("b", asking)}
    assert problems(files) == []
    found = problems(files | {"b.bpmn": sound.diagram("b", idle)})
    assert ["could go round for ever" in problem.message for problem in found] == [True]


def test_steps_that_no_way_leads_to_or_from():
    island = user("ask") + user("again") + sound.flow("ask", "again") + sound.flow("again", "ask")
    found = case_with(sound.flow("start", "end") + island)
    assert len([line for line in found if "No way leads from the start" in line]) == 2
    trap = sound.flow("start", "ask") + user("ask") + user("again") + sound.flow("ask", "again")
    found = case_with(trap + sound.flow("again", "again"))
    assert [line for line in found if "No way leads from" in line and "to an end" in line]


def choice(step: str, *ways: str, kind: str = "exclusive") -> str:
    default = f' default="{step}_{ways[0]}"' if kind != "parallel" else ""
    drawn = f'<bpmn:{kind}Gateway id="{step}" name="{step.capitalize()}"{default}/>' + sound.flow(step, ways[0])
    return drawn + "".join(sound.flow(step, way, "" if kind == "parallel" else "more = true") for way in ways[1:])


def test_branches_of_a_choice_that_a_parallel_gateway_waits_for():
    branches = "".join(user(step) + sound.flow(step, "meet") for step in ("ask", "again"))
    for kind, meets, stuck in (
        ("exclusive", "parallel", True), ("inclusive", "parallel", True), ("parallel", "parallel", False),
        ("inclusive", "inclusive", False), ("exclusive", "inclusive", False), ("parallel", "exclusive", False),
    ):  # fmt: skip
        drawn = sound.flow("start", "which") + choice("which", "ask", "again", kind=kind) + branches
        found = case_with(drawn + choice("meet", "end", kind=meets).replace(' default="meet_end"', ""))
        standing = [line for line in found if "would stand still" in line]
        assert [line.split(": ")[1] for line in standing] == (["Meet"] if stuck else []), (kind, meets)
        assert all('nothing comes from "A' in line for line in standing)


def test_a_branch_that_ends_by_itself_cannot_be_waited_for():
    drawn = (
        sound.flow("start", "fork") + choice("fork", "ask", "again", kind="parallel") + user("ask") + user("again")
        + sound.flow("ask", "enough") + choice("enough", "meet", "end") + sound.flow("again", "meet")
        + choice("meet", "end", kind="parallel")
    )  # fmt: skip
    assert [line for line in case_with(drawn) if 'nothing comes from "Enough"' in line]


def test_a_branch_that_goes_round_for_ever_while_another_ends():
    drawn = sound.flow("start", "ask") + user("ask") + sound.flow("ask", "fork")
    found = case_with(drawn + choice("fork", "ask", "end", kind="parallel"), "ask")
    assert [line for line in found if line.startswith("a.bpmn: Ask:") and "would ever end" in line]
    assert case_with(drawn + choice("fork", "ask", "end"), "ask") == []


def test_a_diagram_of_very_many_ways_is_played_in_little_time():
    steps = [f"s{n}" for n in range(450)]
    drawn = sound.flow("start", "fork") + choice("fork", *steps, kind="inclusive")
    drawn += "".join(user(step) + sound.flow(step, "meet") for step in steps) + choice("meet", "end", kind="parallel")
    with taken() as work:
        assert [line for line in case_with(drawn, " ".join(steps)) if "would stand still" in line]
    assert work.seconds < 4


def test_diagrams_that_call_each_other_without_end():
    def calling(name: str, other: str) -> bytes:
        call = f'<bpmn:callActivity id="c" name="Go on" calledElement="{other}"/>'
        return sound.diagram(
            name,
            '<bpmn:startEvent id="s"/>'
            + sound.flow("s", "c")
            + call
            + sound.flow("c", "e")
            + '<bpmn:endEvent id="e"/>',
        )

    found = problems({"a.bpmn": calling("a", "b"), "b.bpmn": calling("b", "a")})
    assert [problem.file for problem in found if "without end" in problem.message] == ["a.bpmn", "b.bpmn"]


def test_two_branches_that_answer_one_question():
    fork = (
        sound.flow("start", "fork")
        + '<bpmn:parallelGateway id="fork" name="Both"/>'
        + "".join(sound.flow("fork", s) + user(s) + sound.flow(s, "join") for s in ("ask", "again"))
        + '<bpmn:parallelGateway id="join"/>'
        + sound.flow("join", "end")
    )
    drawn = sound.lanes(LADO="ask again") + '<bpmn:startEvent id="start"/>' + fork + '<bpmn:endEvent id="end"/>'
    files = {"a.bpmn": sound.diagram("a", drawn), "f.form": sound.form("f", sound.text("x", "X"))}
    assert ["both answer" in problem.message for problem in problems(files)] == [True]


def test_a_branch_answers_what_the_diagram_that_it_calls_asks():
    call = '<bpmn:callActivity id="go" name="Go on" calledElement="b"/>' + sound.flow("go", "join")
    fork = (
        sound.flow("start", "fork") + choice("fork", "ask", "go", kind="inclusive") + user("ask")
        + sound.flow("ask", "join") + call + '<bpmn:inclusiveGateway id="join"/>' + sound.flow("join", "end")
    )  # fmt: skip
    drawn = sound.lanes(LADO="ask") + '<bpmn:startEvent id="start"/>' + fork + '<bpmn:endEvent id="end"/>'
    inside = sound.lanes(LADO="again") + '<bpmn:startEvent id="s"/>' + sound.flow("s", "again") + user("again")
    called = inside + sound.flow("again", "e") + '<bpmn:endEvent id="e"/>'
    asked = sound.form("f", sound.text("x", "X"), {"type": "checkbox", "id": "m", "key": "more", "label": "More?"})
    files = {"a.bpmn": sound.diagram("a", drawn), "b.bpmn": sound.diagram("b", called), "f.form": asked}
    found = [problem for problem in problems(files) if "both answer" in problem.message]
    assert {(problem.file, problem.step) for problem in found} == {("a.bpmn", "Ask")}
    assert all('and "Go on" can be open' in problem.message for problem in found)


def test_an_event_sub_process_stands_in_the_top_process_only():
    news = sound.CASE.decode().partition('<bpmn:subProcess id="news"')[2].partition("</bpmn:subProcess>")[0]
    moved = '<bpmn:subProcess id="newer"' + news + "</bpmn:subProcess></bpmn:process>"
    spoilt = sound.spoilt(STRAND, "</bpmn:process>", moved.replace("news_message", ""))
    found = problems(spoilt)
    assert [problem for problem in found if problem.step == "New information" and "never start here" in problem.message]


def test_two_diagrams_may_not_begin_by_one_message():
    files = sound.files()
    files["processes/other.bpmn"] = files[CASE].replace(b"case_of_one", b"other").replace(b"_in_case", b"_in_other")
    assert [p for p in problems(files) if "Only one may" in p.message]


def test_one_file_alone_is_not_asked_for_what_is_elsewhere():
    for path, data in sound.files().items():
        found = [problem for problem in problems({path: data}) if "yes_no" not in problem.message]
        assert found == [], path


def test_a_list_that_is_not_given_is_a_problem_even_of_a_form_alone():
    found = problems({THRESHOLD: sound.files()[THRESHOLD]})
    assert ['"yes_no", which is not there' in problem.message for problem in found] == [True]


def test_labels_of_any_language_are_fine():
    for label in ("Penderfynu'r trothwy", "اتخاذ القرار", "决定门槛", "Decide 👩‍🏫 now", "Llŷn 🏴󠁧󠁢󠁷󠁬󠁳󠁿"):
        assert problems(sound.spoilt(CASE, "Decide the threshold", label), ROLES, whole=True) == []


def test_a_problem_is_one_line_whatever_the_label():
    found = problems(sound.spoilt(STRAND, 'name="Send the report" camunda:formKey="report"', 'name="Send&#10;&#10;it"'))
    assert [problem.line.count("\n") for problem in found] == [0]
    assert found[0].step == "Send it"
