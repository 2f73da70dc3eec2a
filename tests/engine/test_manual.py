"""The manual of a folder says what people need, in the order in which they need it, and no expression as written."""

import re

import pytest

from engine.diagrams import load, manual
from tests.builders import SHIPPED
from tests.hostile import sound

THRESHOLD = """
. LADO: Decide the threshold.
- Read what came in and what the search found. Say which of the four criteria may be met and what shows it, then decide, with your reason and what must happen now. A missing police answer does not hold up the decision.
- Due within one working day after the contact came (T03).
""".strip()  # noqa: E501 - the lines are as they are told

TOLD_OTHERWISE = """
- Asked: What do you do? * (Spoke to the LADO: it is done today / Gave it to somebody else / Agreed a new date / Told the director); Why was it late, and what was agreed? *; if it applies: New date *.
- Guidance: A late threshold goes to the manager. The LADO manager says the same day who decides, by when, and whether a child waits for it. (Marlshire allegations procedure 3.3, 2025 edition).
- It stops as soon as this is so: Decided.
""".strip()  # noqa: E501

COMPLAINT = """
. Complaint or challenge

Can be started always, also after closing.

Somebody complains about what we did or challenges a decision. It is answered by somebody who did not decide it. The decision stands meanwhile, and no complaint changes an outcome by itself.

Who takes part: Director of children's services, LADO manager, LADO business support.

It begins when this is so: Complaint came.

1. LADO business support: Acknowledge the complaint.
- Write down who complains, about what and what they want, and acknowledge it. Another agency’s conduct goes to that agency.
- Due within two working days after the complaint came (T28).
""".strip()  # noqa: E501

OF_ONE = """
## The way of a case

### 2. Case of one

Who takes part: LADO, LADO manager.

It begins when somebody says: Contact received.

1. LADO: Decide the threshold.
- Due within one working day after the contact came (T03).
- Asked: What is it? * (Advice / A referral).
- Asked of each job or role: Employer; Tell them?
- Whoever does it is shown: adult (name); documents: police release.
- Guidance: Procedure 7.2.
- If it is late: LADO manager: step 7, Remind the LADO.

2. Question: Is it a referral?
- yes: step 3, Tell each employer.
- no: step 6, Close the case.

3. Tell each employer: go through part 3, Employer strand.
- Once for each job or role of which this is so: “Tell them?” is “Yes”.

4. Wait: All strands have ended.

5. Find the duty.
- Found by the table “The duty”.

6. Close the case. Then it ends: Closed.

7. LADO manager: Remind the LADO. Then it ends: Reminded.
- Asked: What was said?

## The strands beside it

### 3. Employer strand

Who takes part: Employer.

It begins when another part says so.

1. Employer: Send the report. Then it ends: Strand ended.
- Asked: What was found?

## What may happen at any time

### 4. New information

Can be started when the case is open.

It begins when somebody says: News.

A1. LADO: Read what is new. Then it ends.
- Asked: What was said?

## The clocks

How long may be set otherwise by the council, but not where the law says it. A day runs until work ends.

| clock | for | how long | by |
|---|---|---|---|
| T03 | Threshold | within one working day after the contact came | Procedure |

## The decision tables

### The duty

Exactly one line fits.

1. Where decision is “A referral”: must.
2. Where decision is not “A referral”: not.
""".strip()


@pytest.fixture(scope="module")
def told() -> str:
    return "\n".join(manual.lines(SHIPPED))


@pytest.mark.parametrize("paragraph", [THRESHOLD, TOLD_OTHERWISE, COMPLAINT])
def test_whole_paragraphs_read_as_a_manual(told: str, paragraph: str):
    assert f"{paragraph}\n" in told


def test_the_chapters_follow_a_reader_from_the_ways_in_to_the_tables(told: str):
    assert re.findall(r"^## (.+)$", told, re.MULTILINE) == [
        "Contents", "Ways in", "The way of a case", "The strands beside it", "What may happen at any time",
        "What is no case", "Lists of answers", "The clocks", "The decision tables",
    ]  # fmt: skip
    numbered = [int(number) for number in re.findall(r"^### (\d+)\. ", told, re.MULTILINE)]
    assert numbered == list(range(1, len(numbered) + 1))
    assert set(numbered) == {int(number) for number in re.findall(r"^  - (\d+)\. ", told, re.MULTILINE)}


def test_answers_stand_with_their_question_and_long_lists_in_a_chapter_of_their_own(told: str):
    assert "What did you find about the adult? * (Nobody found / The same adult has an earlier record / " in told
    assert "Who told us? * (list: Contact sources)" in told and "\n**Contact sources**: School / " in told
    assert "Where have you searched? * (one or more: Our own LADO records / " in told
    assert "Who else was told? (one or more: list: " in told


def test_a_page_with_room_for_one_row_asks_of_one(told: str):
    assert "Asked of one adult: 3. About whom" in told and "Asked of one job or role of one adult: 4. Setting" in told
    assert "Asked of each job or role of each adult: Employer" in told


def test_a_table_names_the_answers_as_forms_do(told: str):
    assert "Where Agency that took it on is “Children’s social care”: social care." in told


def test_every_step_of_every_drawing_is_told_once_and_every_clock_too(told: str):
    steps = [
        f"{step.lane}: {step.label}"
        for path, data in SHIPPED.items()
        if path.endswith(".bpmn")
        for process in load(data, path).processes
        for step in process.steps
        if step.for_a_person
    ]
    heads = re.findall(r"^[A-Z]*\d+\. (.+?)(?:\.|\?)(?: Then .*)?$", told, re.MULTILINE)
    assert sorted(steps) == sorted(head for head in heads if head in set(steps))
    codes = [line.split(",")[0] for line in SHIPPED["forms/lists/clocks.csv"].decode().splitlines()[1:]]
    assert [code for code in codes if f"\n| {code} |" not in told] == []


def test_nothing_is_left_as_an_expression(told: str):
    assert not re.search(r"clock\(|\bnull\b|satisfies|today\(\)|received at|no working day|[!<>]=", told)


def test_what_is_no_case_is_told_apart_with_what_it_does_when_late(told: str):
    request = re.search(r"^### \d+\. Information request\n(.*?)^### ", told, re.MULTILINE | re.DOTALL)
    assert request and "\n#### If the answer is late\n\nNobody starts it: it begins by itself.\n" in request[1]
    assert told.index("## What is no case\n") < request.start()


def test_the_same_files_give_the_same_manual(told: str):
    assert "\n".join(manual.lines(dict(reversed(SHIPPED.items())))) == told


def test_a_small_procedure_from_its_case_to_its_tables():
    assert "\n".join(manual.lines(sound.files())).endswith(OF_ONE)


def test_what_is_late_says_who_acts(told: str):
    late = re.findall(r"^- If it is late: (.+)$", told, re.MULTILINE)
    assert len(late) > 20
    assert all(re.fullmatch(r"[A-Z][^:]+: step [A-Z]*\d+, .+\.", each) for each in late), late


def test_a_part_of_a_form_that_depends_on_an_answer_says_so() -> None:
    told = manual.lines(SHIPPED)
    assert any(line.startswith("- Asked under “Asked today”, if it applies: ") for line in told)
