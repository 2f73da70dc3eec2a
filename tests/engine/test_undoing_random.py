"""Random procedures: a case in which steps were done and undone is the case in which they were never done."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from engine import before, casework, contacts, db, in_hand, undoing, verify
from engine.forms import Parsed, Row
from engine.models import Authority, Case, Task, Timer, new_id
from tests import builders
from tests.builders import MONDAY, a_form
from tests.engine import random_diagrams
from tests.engine.random_diagrams import ANSWERS, FACTS, Procedure
from tests.engine.test_undoing import Differs, same, standing

MOVES = 8
MINUTE = timedelta(minutes=1)
FAULTS = ("_take_back_facts", "_take_back_things", "_wait_again", "_stand_again")


def files(drawn: Procedure) -> dict[str, bytes]:
    """Every step asks all that conditions speak of, and for rows."""
    made = drawn.files()
    asked = [{"type": "textfield", "key": key, "label": key} for key in FACTS]
    rows = {"type": "dynamiclist", "path": "children", "label": "Children", "properties": {"rows": "child"},
            "components": [{"type": "textfield", "key": key, "label": key} for key in ("told", "name")]}  # fmt: skip
    for box in drawn.all():
        if box.kind == "task":
            pulses = json.loads(made[f"forms/{box.id}.form"])["components"]
            made[f"forms/{box.id}.form"] = a_form(*pulses, *asked, rows, name=box.id)
    return made


@dataclass
class Played(builders.Stage):
    """Two cases of one random procedure that do the same; in the first each step may be done, and undone, before."""

    engine: Engine
    drawn: Procedure
    random: Random

    def __post_init__(self) -> None:
        with db.writing(self.engine) as session:
            authority = builders.a_council(session, files(self.drawn))
            self.lado = builders.a_user(session, authority).id
            self.cases = [self._opened(session, authority) for _ in range(2)]
            session.commit()
        self.now = MONDAY

    def _opened(self, session: Session, authority: Authority) -> str:
        told = {"children": "child", "allegations": "allegation"}
        rows = {group: [Row(new_id(), False, {"told": each}) for each in ("yes", "no")] for group in told}
        parsed = Parsed({"f0": "a", "f1": "b"}, rows, [])
        return contacts.save_contact(session, authority.id, "call", parsed, post=new_id(), now=MONDAY).cases[0]

    def open(self, case: str) -> list[tuple[str, str]]:
        rows = select(Task.step, Task.id).where(Task.case_id == case, Task.state == "open")
        return sorted((step, id) for step, id in self.ask(lambda s: s.execute(rows).all()))

    def waiting(self, case: str) -> list[tuple[str, str]]:
        rows = select(Timer.step, Timer.id).where(Timer.case_id == case, Timer.state == "waiting")
        return sorted((step, id) for step, id in self.ask(lambda s: s.execute(rows).all()))

    def said(self, case: str, random: Random) -> Parsed:
        """Some answers, now and then a child more, or one less."""
        answers = {key: random.choice((*ANSWERS, None)) for key in random.sample(FACTS, 2)}
        answers |= {key: True for key in self.pulses if random.random() < 0.5}
        children = [Row(new_id(), False, {"told": "yes", "name": "Ann"})] if random.random() < 0.3 else []
        known = self.ask(lambda s: in_hand.look_at(s, case, now=MONDAY).facts.listed("children"))
        if known and random.random() < 0.3:
            children.append(Row(known[0].id, True, {}))
        elif known and random.random() < 0.3:
            children.append(Row(known[-1].id, False, {"told": random.choice(("yes", "no")), "name": "Bea"}))
        return Parsed(answers, {"children": children}, [])

    @property
    def pulses(self) -> list[str]:
        return sorted({ask.partition(" ")[0] for box in self.drawn.all() for ask in box.asks if ask[:5] == "pulse"})

    def do(self, case: str, place: int, random: Random) -> str:
        _, task = self.open(case)[place]
        parsed = self.said(case, random)
        self.change(lambda s: casework.complete_task(
            s, task, parsed, seen=None, by=self.lado, now=self.now, undoable=True
        ))  # fmt: skip
        return task

    def undone(self, case: str) -> None:
        """A step is done, undone, and nothing of it is left. Raises Differs."""
        stood = self.ask(lambda s: standing(s, case))
        task = self.do(case, self.random.randrange(len(self.open(case))), self.random)
        self.now += MINUTE
        self.change(lambda s: undoing.undo(s, task, by=self.lado, now=self.now))
        same(stood, self.ask(lambda s: standing(s, case)))

    def move(self) -> bool:
        """The same in both; whether anything was left to do."""
        first, other = self.cases
        steps, timers = self.open(first), self.waiting(first)
        if [step for step, _ in steps] != [step for step, _ in self.open(other)]:
            raise Differs(f"{steps} and {self.open(other)}")
        if not steps and not timers:
            return False
        self.now += MINUTE
        if timers and (not steps or self.random.random() < 0.2):
            for case in self.cases:
                timer = self.waiting(case)[0][1]
                self.change(lambda s, timer=timer: casework.fire_timer(s, timer, now=self.now))
            return True
        while self.random.random() < 0.6:
            self.undone(first)
        place, seed = self.random.randrange(len(steps)), self.random.random()
        for case in self.cases:
            self.do(case, place, Random(seed))
        return True

    def alike(self) -> None:
        """Whether both cases wait for and know the same. Raises Differs."""
        one, other = (self.ask(lambda s, case=case: shape(s, case)) for case in self.cases)
        same(one, other)


def shape(session: Session, case: str) -> dict[str, Any]:
    """What two cases have in common that did the same: all but ids and instants."""
    matter = in_hand.look_at(session, case, now=MONDAY)
    kinds = {thing.id: thing.kind for thing in matter.facts.things.values()}
    known = [(kinds.get(thing, "case"), key, str(told.value)) for (thing, key), told in matter.facts.known.items()]
    row = session.get_one(Case, case)
    return {
        "tasks": Counter(row.step for row in matter.waits.tasks.values()),
        "timers": Counter(row.step for row in matter.waits.timers.values()),
        "facts": Counter(each for each in known if "on" not in each[1]), "things": Counter(kinds.values()),
        "closed": row.closed_at is not None, "level": row.level, "repair": row.repair,
    }  # fmt: skip


def play(engine: Engine, seed: int, moves: int = MOVES) -> None:
    """Play one random procedure, with steps that are undone. Raises Differs."""
    played = Played(engine, random_diagrams.procedure(seed), Random(seed))
    try:
        for _ in range(moves):
            if not played.move():
                break
            played.alike()
        if wrong := played.ask(verify.faults):
            raise Differs("; ".join(wrong))
    except undoing.NeverUndone as refused:
        raise Differs(f"seed {seed} is refused") from refused
    except Differs as wrong:
        raise Differs(f"seed {seed}: {wrong}") from wrong


def play_all(engine: Engine, seeds: Iterable[int]) -> None:
    """Play several."""
    for seed in seeds:
        play(engine, seed)


@pytest.mark.parametrize("seed", range(0, 40, 10))
def test_a_step_that_was_undone_might_never_have_been(engine_db: Engine, seed: int) -> None:
    play_all(engine_db, range(seed, seed + 10))


@pytest.mark.parametrize("left_out", FAULTS)
def test_planted_what_is_left_out_of_undoing_is_noticed(
    engine_db: Engine, left_out: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undoing, left_out, lambda *_: None)
    with pytest.raises(Differs):
        play_all(engine_db, range(10))


def test_planted_a_state_that_is_kept_too_late_is_noticed(engine_db: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    keep = before.Before.keep

    def keeps_what_came_of_it(self: before.Before, matter: in_hand.Matter, entries: Any) -> None:
        self.row["state"] = matter.row["state"]
        keep(self, matter, entries)

    monkeypatch.setattr(before.Before, "keep", keeps_what_came_of_it)
    with pytest.raises(Differs):
        play_all(engine_db, range(10))
