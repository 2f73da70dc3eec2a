"""What is recorded late, in any order, under any clock: the deadlines are those of the same history told in order."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from engine import casework, db, in_hand, jobs, late, statements
from engine.forms import Parsed, Row
from engine.models import Authority, Task, Timer
from tests import builders
from tests.builders import MONDAY, Drawing, a_contact, a_form

LAST = MONDAY + timedelta(days=45)
DUE = {"hearing": 'clock("T12", agreed_on)', "report": 'clock("T13", known_on)', "review": 'clock("T05", reviewed_on)'}
DATES = ("agreed_on", "known_on", "reviewed_on")
STRANDS = ("police", "social_care")


def procedure() -> dict[str, bytes]:
    """Three steps with clocks and chasers, two strands that may hold them up, and a step at which anything is told."""
    case = Drawing("allegation").start("came", message="Contact received").gateway("parallel", "fork")
    for step, due in DUE.items():
        case.task(step, after="fork", due=due).end(f"{step}_done")
        case.boundary_timer(f"{step}_late", step, due).end(f"{step}_chased")
    for strand in STRANDS:
        case.call(strand, f"{strand}_strand", after="fork").end(f"{strand}_done")
    case.gateway("exclusive", "more", after="fork", default="again").task("tell", "told", after=None)
    case.flow("more", "tell", id="again").flow("tell", "more")
    case.end("told_all", after=None).flow("more", "told_all", "told_all = true")
    drawn = [Drawing(f"{strand}_strand", "Police", thing="strand", kind=strand) for strand in STRANDS]
    for strand, drawing in zip(STRANDS, drawn, strict=True):
        drawing.start(f"{strand}_start").task(f"end_{strand}").end(f"{strand}_end")
    dates = [{"type": "datetime", "key": key, "label": key, "subtype": "date"} for key in DATES]
    holds = {"type": "dynamiclist", "path": "strands", "label": "Strands", "properties": {"rows": "strand"},
             "components": [{"type": "textfield", "key": "hold", "label": "Hold"}]}  # fmt: skip
    return builders.a_procedure(case, *drawn, forms={"told": a_form(*dates, holds)})


@dataclass(frozen=True)
class Event:
    """Something that happened: an answer to a question of the case, a hold of a strand, or the end of one."""

    happened: datetime
    what: str
    value: Any = None


def a_history(chance: random.Random) -> list[Event]:
    """Some weeks of holds and lifts, dates that were agreed and moved, reviews, and now and then a strand's end."""
    days = chance.sample(range(1, 40), chance.randint(4, 7))
    moments = [MONDAY + timedelta(days=day, minutes=chance.randint(0, 500)) for day in sorted(days)]
    events = [_an_event(chance, moment) for moment in moments]
    if chance.random() < 0.5:
        ended = chance.choice(moments) + timedelta(minutes=5)
        events.append(Event(ended, f"end_{chance.choice(STRANDS)}"))
    return sorted(events, key=lambda event: event.happened)


def _an_event(chance: random.Random, happened: datetime) -> Event:
    if chance.random() < 0.6:
        return Event(happened, chance.choice(STRANDS), chance.choice(["hold", "hold", "proceed"]))
    day = (happened + timedelta(days=chance.randint(-3, 3))).date()
    return Event(happened, chance.choice(DATES), day)


@dataclass
class Telling:
    """A case whose history is told, event by event."""

    session: Session
    authority: Authority
    lado: str
    case: str = ""
    strands: dict[str, str] = field(default_factory=dict)

    def begin(self) -> None:
        self.case = a_contact(self.session, self.authority, by=self.lado).cases[0]
        seen = in_hand.look_at(self.session, self.case, now=MONDAY).facts
        self.strands = {seen.get(strand.id, "kind"): strand.id for strand in seen.listed("strands")}

    def tell(self, event: Event, now: datetime) -> None:
        step = event.what if event.what.startswith("end_") else "tell"
        task = self.session.scalar(
            select(Task.id).where(Task.case_id == self.case, Task.step == step, Task.state == "open")
        )
        assert task is not None
        casework.complete_task(
            self.session, task, self._answers(event), seen=None, by=self.lado, now=now, happened=event.happened,
            for_the_record=True,
        )  # fmt: skip

    def _answers(self, event: Event) -> Parsed:
        if event.what in self.strands:
            row = Row(self.strands[event.what], False, {"hold": event.value})
            return Parsed({}, {"strands": [row]}, [])
        return Parsed({event.what: event.value} if event.what in DATES else {}, {}, [])

    def deadlines(self) -> dict[str, tuple[datetime | None, str | None]]:
        """When each open step and waiting timer falls due, and why."""
        found = {}
        for table, state in ((Task, "open"), (Timer, "waiting")):
            rows = select(table.step, table.due_at, table.due_why).where(table.case_id == self.case)
            found |= {step: (at, why) for step, at, why in self.session.execute(rows.where(table.state == state))}
        return found


@pytest.fixture
def telling(session: Session) -> Telling:
    authority = builders.a_council(session, procedure())
    return Telling(session, authority, builders.a_user(session, authority).id)


def in_order(telling: Telling, history: list[Event]) -> dict[str, Any]:
    """Each event is recorded as it happens; on the last day the police say once more that they go on."""
    telling.begin()
    for event in history:
        telling.tell(event, event.happened)
    telling.tell(Event(LAST, "police", "proceed"), LAST)
    return telling.deadlines()


def shuffled(telling: Telling, history: list[Event], chance: random.Random) -> dict[str, Any]:
    """All of it is recorded on the last day, in any order."""
    telling.begin()
    for number, event in enumerate(chance.sample(history, len(history))):
        telling.tell(event, LAST - timedelta(minutes=30 - number))
    telling.tell(Event(LAST, "police", "proceed"), LAST)
    return telling.deadlines()


def differences(telling: Telling, numbers: range) -> Iterator[str]:
    """The histories whose deadlines depend on the order in which they were told."""
    for number in numbers:
        history = a_history(random.Random(number))
        one, other = in_order(telling, history), shuffled(telling, history, random.Random(-number - 1))
        if one != other:
            yield f"history {number}: {one} but {other}\n{history}"


@pytest.mark.timeout(240)
@pytest.mark.promise("P8", 60)
def test_promise_p08_histories_told_out_of_order_give_the_deadlines_of_the_same_told_in_order(telling: Telling) -> None:
    assert next(differences(telling, range(200)), None) is None


def test_planted_counting_holds_by_when_they_were_recorded_is_caught(
    telling: Telling, monkeypatch: pytest.MonkeyPatch
) -> None:
    fact = statements.FACT.c
    recorded = select(fact.thing_id, fact.value, fact.at).where(
        fact.case_id == statements.bindparam("case"), fact.key == "hold"
    )
    monkeypatch.setattr(statements, "HOLDS", recorded)
    assert next(differences(telling, range(20)), None)


def test_planted_an_older_answer_that_counts_is_caught(telling: Telling, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(late, "later", lambda matter: {})
    assert next(differences(telling, range(20)), None)


def test_a_hold_pauses_no_longer_than_its_strand(telling: Telling) -> None:
    telling.begin()
    start, held, ended = (MONDAY + timedelta(days=days) for days in (0, 3, 7))
    telling.tell(Event(start, "agreed_on", start.date()), start)
    telling.tell(Event(held, "police", "hold"), held)
    assert "since Thursday 5 March, police hold" in str(telling.deadlines()["hearing"][1])
    telling.tell(Event(ended, "end_police"), ended)
    at, why = telling.deadlines()["hearing"]
    assert why == "15 working days from Monday 2 March, paused 3 working days from 5 to 9 March, police hold"
    assert (at, why) == telling.deadlines()["hearing_late"]


@dataclass(frozen=True)
class Jumping:
    """Cases with a timer each, and a clock that jumps."""

    engine: Engine
    chance: random.Random

    def open(self, cases: int) -> None:
        with db.writing(self.engine) as session:
            authority = builders.a_council(session, procedure_with_a_timer())
            for _ in range(cases):
                a_contact(session, authority, now=MONDAY + timedelta(hours=self.chance.randint(0, 24 * 60)))
            session.commit()

    def faults(self, jumps: int) -> Iterator[str]:
        """What fired early, twice or not at all, jump by jump."""
        due = self._rows(select(Timer.id, Timer.due_at))
        fired: dict[str, datetime] = {}
        for _ in range(jumps):
            now = MONDAY + timedelta(minutes=self.chance.randint(-10_000, 110_000))
            expected = {id: now for id, at in due.items() if at <= now and id not in fired}
            if jobs.fire_due(self.engine, now) != len(expected):
                yield f"not {len(expected)} timers fired at {now}"
            fired |= expected
            if self._rows(select(Timer.id, Timer.fired_at).where(Timer.state == "fired")) != fired:
                yield f"other timers than the due ones had fired by {now}"
            if len(self._rows(select(Task.id, Task.state).where(Task.step == "step_in"))) != len(fired):
                yield f"not one step for each timer by {now}"

    def _rows(self, wanted: Any) -> dict[str, Any]:
        with db.reading(self.engine) as session:
            return {id: value for id, value in session.execute(wanted)}  # noqa: C416 - rows are no pairs


def procedure_with_a_timer() -> dict[str, bytes]:
    case = Drawing("allegation").start("came", message="Contact received").task("decide").end()
    case.boundary_timer("late", "decide", 'clock("T03", received_at)').task("step_in").end("stepped_in")
    return builders.a_procedure(case)


@pytest.fixture
def jumping(engine_db: Engine) -> Jumping:
    made = Jumping(engine_db, random.Random(8))
    made.open(25)
    return made


@pytest.mark.database
@pytest.mark.promise("P8", 60)
def test_promise_p08_when_the_clock_jumps_each_due_timer_fires_once_and_none_early(jumping: Jumping) -> None:
    assert list(jumping.faults(100)) == []


def test_planted_a_clock_ahead_of_itself_is_caught(jumping: Jumping, monkeypatch: pytest.MonkeyPatch) -> None:
    due, fire, ahead = jobs._due, casework.fire_timer, timedelta(days=2)
    monkeypatch.setattr(jobs, "_due", lambda engine, now: due(engine, now + ahead))
    monkeypatch.setattr(casework, "fire_timer", lambda session, timer, now: fire(session, timer, now=now + ahead))
    assert next(jumping.faults(20), None)
