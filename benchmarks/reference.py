"""The reference case: 22 steps over six lanes with a table, strands, timers and a review loop; called by measures."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import Engine, bindparam, select
from sqlalchemy.orm import Session

from engine import casework, db, in_hand, parties, people
from engine.forms import Parsed
from engine.models import Authority, Party, Task, new_id
from tests import builders
from tests.builders import MONDAY, Drawing, a_form

ROUNDS = 6
STEPS = 22
WORDS = "What was said, by whom and when, and what was decided on it and why. " * 13
"""With the other answers of a step about 1 KB."""
OPEN = select(Task.id, Task.step, Task.role).where(Task.case_id == bindparam("case"), Task.state == "open")
SEEN = f"1.{2**53}"
"""The version of a page that has seen everything."""
STRANDS = {"police_strand": "Police", "social_care_strand": "Children's social care", "employer_strand": "Employer"}

FORM = a_form(
    {"type": "textarea", "key": "account", "label": "Account"},
    {"type": "textfield", "key": "source", "label": "Who said so"},
    {"type": "datetime", "key": "known_on", "label": "Known on", "subtype": "date"},
)
THRESHOLD = a_form(
    {"type": "radio", "key": "decision", "label": "Decision", "valuesKey": "threshold_decisions"},
    {"type": "textarea", "key": "account", "label": "Account"},
)
REVIEW = a_form(
    {"type": "radio", "key": "again", "label": "Review again?", "values": [
        {"label": "Yes", "value": "yes"}, {"label": "No", "value": "no"}]},
    {"type": "textarea", "key": "account", "label": "Account"},
    {"type": "datetime", "key": "reviewed_on", "label": "Reviewed on", "subtype": "date"},
)  # fmt: skip
TABLE = b"""<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="urgency" namespace="test">
<decision id="urgency" name="Urgency"><decisionTable id="urgency_table" hitPolicy="FIRST">
<input id="i1" label="Decision"><inputExpression id="e1" typeRef="string"><text>decision</text></inputExpression>
</input>
<output id="o1" label="Urgency" name="urgency" typeRef="string"/>
<rule id="r1"><inputEntry id="r1i"><text>"referral"</text></inputEntry>
<outputEntry id="r1o"><text>"soon"</text></outputEntry></rule>
<rule id="r2"><inputEntry id="r2i"><text>-</text></inputEntry>
<outputEntry id="r2o"><text>"later"</text></outputEntry></rule>
</decisionTable></decision></definitions>"""
ENDED = 'every s in strands satisfies s.status in ["finished", "not_opened"]'


def procedure() -> dict[str, bytes]:
    """The files of the reference procedure."""
    case = Drawing("allegation").start("came", message="Contact received")
    case.task("decide", "threshold", due='clock("T03", received_at)').boundary_timer(
        "late", "decide", 'clock("T03", received_at)'
    ).task("step_in").end("stepped_in")
    case.put("businessRuleTask", "urgency", after="decide", camunda__decisionRef="urgency",
             camunda__resultVariable="urgency")  # fmt: skip
    case.gateway("exclusive", "which_way", default="advises").gateway("parallel", "fork", after=None)
    case.task("advise", after=None).end("advised").flow("which_way", "advise", id="advises")
    case.task("consult", after=None).end("consulted").flow("which_way", "consult", 'decision = "consultation"')
    case.flow("which_way", "fork", 'decision = "referral"')
    for strand in STRANDS:
        each = ("engagement", "engagements") if strand == "employer_strand" else None
        case.call(strand, strand, each, after="fork").end(f"{strand}_ended")
    case.call("prepare", "preparation", after="fork").task("review", "review", due='clock("T05", reviewed_on)')
    case.gateway("exclusive", "again", default="enough").flow("again", "review", 'again = "yes"')
    case.wait("all_ended", ENDED, after=None).flow("again", "all_ended", id="enough")
    case.task("outcome", due='date(received_at) + duration("P90D")').call("sign_off", "agreement").task("tell")
    case.work("close", "close_case").end()
    return builders.a_procedure(
        case, *(_strand(id, role) for id, role in STRANDS.items()), _called("preparation", "LADO business support", 3),
        _called("agreement", "LADO manager", 1),
        forms={"threshold": THRESHOLD, "review": REVIEW, "anything": FORM},
    ) | {"processes/urgency.dmn": TABLE}  # fmt: skip


def _strand(id: str, role: str) -> Drawing:
    drawn = Drawing(id, role, thing="strand", kind=id.removesuffix("_strand")).start(f"{id}_start")
    drawn.task(f"{id}_plan", due='clock("T04", opened_at)').boundary_timer(
        f"{id}_late", f"{id}_plan", 'clock("T12", opened_at)'
    ).end(f"{id}_chased")
    drawn.task(f"{id}_report", after=f"{id}_plan", due='clock("T13", known_on)').task(f"{id}_result")
    return drawn.end(f"{id}_end")


def _called(id: str, role: str, steps: int) -> Drawing:
    drawn = Drawing(id, role).start(f"{id}_start")
    for number in range(steps):
        drawn.task(f"{id}_{number + 1}")
    return drawn.end(f"{id}_end")


@dataclass
class Council:
    """A council on the reference procedure, with one person for each lane."""

    engine: Engine
    authority: str = ""
    people: dict[str, str] = field(default_factory=dict)
    organisations: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.asking = db.reading(self.engine).get_bind()
        with db.writing(self.engine) as session:
            authority = builders.a_council(session, procedure())
            self.authority = authority.id
            for role in ("LADO", "LADO manager", "LADO business support"):
                self.people[role] = builders.a_user(session, authority, role).id
            for role in STRANDS.values():
                body = people.add_organisation(session, authority.id, f"{role} of Testshire", plays=[role])
                self.people[role] = builders.a_user(session, authority, role, organisation=body.id).id
                self.organisations[role] = body.id
            session.commit()

    def open(self, words: str = WORDS) -> "Journey":
        """A new case whose parties are named, as after its first steps; `words` is what each step tells."""
        with db.writing(self.engine) as session:
            authority = session.get_one(Authority, self.authority)
            case = builders.a_contact(session, authority, by=self.people["LADO"]).cases[0]
            job = self._job(session, case)
            session.add_all(self._party(case, role, job) for role in STRANDS.values())
            session.commit()
        return Journey(self, case, words)

    def _job(self, session: Session, case: str) -> str | None:
        seen = in_hand.look_at(session, case, now=MONDAY).facts
        return next((thing.id for thing in seen.listed("engagements")), None)

    def _party(self, case: str, role: str, job: str | None) -> Party:
        return Party(
            id=new_id(), authority_id=self.authority, case_id=case, role=role, answers=parties.SIGNS_IN, at=MONDAY,
            thing_id=job if role == "Employer" else None, organisation_id=self.organisations[role],
            user_id=self.people[role],
        )  # fmt: skip


@dataclass
class Journey:
    """One case on its way, step by step."""

    council: Council
    case: str
    words: str = WORDS
    reviews: int = 0
    done: int = 0

    def next_step(self) -> tuple[str, str, str] | None:
        """Id, step and role of the task that is done next; reviews last, until enough."""
        with self.council.asking.connect() as connection:
            rows = connection.execute(OPEN, {"case": self.case}).all()
        found = sorted(rows, key=lambda row: (row.step == "review", row.step))
        return (found[0].id, found[0].step, found[0].role) if found else None

    def complete(self, task: str, step: str, role: str, rounds: int = ROUNDS) -> int:
        """A person completes a step: what T3 measures. The bytes of its answers and their names."""
        answers = self.answers(step, rounds)
        now = MONDAY + timedelta(minutes=self.done)
        with db.writing(self.council.engine) as session:
            casework.complete_task(
                session, task, Parsed(answers, {}, []), seen=SEEN, by=self.council.people[role], now=now,
                undoable=role not in STRANDS.values(),
            )  # fmt: skip
            session.commit()
        return sum(len(f"{key}{value}".encode()) for key, value in answers.items())

    def answers(self, step: str, rounds: int = ROUNDS) -> dict[str, Any]:
        """What is said in the step that is done now."""
        self.done += 1
        self.reviews += step == "review"
        told = {"account": f"{step} {self.done}: {self.words}"}
        day = (MONDAY + timedelta(days=self.done % 300)).date()
        if step == "decide":
            return {**told, "decision": "referral"}
        if step == "review":
            return {**told, "again": "no" if self.reviews >= rounds else "yes", "reviewed_on": day}
        return {**told, "source": f"DC Laing, {self.done}", "known_on": day}

    def steps(self, rounds: int = ROUNDS) -> Iterator[tuple[str, str, str]]:
        """Every step until the case is closed; the caller completes each before it asks for the next."""
        while step := self.next_step():
            yield step
        assert self.done == STEPS - ROUNDS + rounds, f"{self.done} steps"

    def to_review(self) -> None:
        """Everything before the first review."""
        while (step := self.next_step()) and step[1] != "review":
            self.complete(*step)
