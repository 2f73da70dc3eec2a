"""The measures of performance.md that go over HTTP, each against real servers on one database; called by __main__."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Thread

from sqlalchemy import Engine, insert, select

from benchmarks import service, webcore
from benchmarks.reference import STEPS, WORDS, Council, Journey
from benchmarks.visitor import Line, Office, posting
from engine import db, in_hand, workflow
from tests.builders import MONDAY

PEOPLE = 8
"""Who work at the same time, each on a case of their own."""
LONG = WORDS * 10


@dataclass
class Sample:
    """How long posts took, in seconds."""

    product: list[float]
    webcore: list[float]


class Desk:
    """A council at a running product: what a person does there, timed."""

    def __init__(self, engine: Engine, port: int) -> None:
        self.council = Council(engine)
        self.office, self.line = Office(self.council, port), Line(port)

    def complete(self, journey: Journey, step: tuple[str, str, str]) -> float:
        """A person sends a step; the seconds until the answer is there."""
        return timed(self.line, self.office.post_of(journey, *step))


def timed(line: Line, request: bytes) -> float:
    """Send a form that must be taken."""
    began = time.perf_counter()
    answer = line.send(request)
    taken = time.perf_counter() - began
    assert answer.status == 303, answer.body.decode()
    return taken


class Adopted:
    """A case of the product that the floor goes on with, in its own tables."""

    def __init__(self, journey: Journey) -> None:
        self.journey, self.engine = journey, journey.council.engine
        webcore.TABLES.create_all(self.engine)
        with db.reading(self.engine) as session:
            matter = in_hand.look_at(session, journey.case, now=MONDAY)
        assert isinstance(matter.running, workflow.Running)
        world = webcore.World(matter.procedure, matter.facts, MONDAY)
        rows = [webcore._row(world, each) for each in (*matter.running.waiting(), *matter.running.timers())]
        told = {column.name: matter.row[column.name] for column in webcore.CASE.c}
        with self.engine.begin() as connection:
            connection.execute(insert(webcore.CASE), told)
            connection.execute(insert(webcore.WAIT), rows)

    def steps(self) -> Iterator[tuple[str, str]]:
        """Id and name of each step until none is left."""
        asked = select(webcore.WAIT.c.id, webcore.WAIT.c.step).where(
            webcore.WAIT.c.case_id == self.journey.case,
            webcore.WAIT.c.state == "open",
            webcore.WAIT.c.role.is_not(None),
        )
        while True:
            with self.engine.connect() as connection:
                found = sorted(connection.execute(asked), key=lambda row: (row.step == "review", row.step))
            if not found:
                assert self.journey.done == STEPS
                return
            yield found[0].id, found[0].step

    def post_of(self, task: str, step: str) -> bytes:
        """The bytes of its next step's answers."""
        told = {key: [str(value)] for key, value in self.journey.answers(step).items()}
        return posting(f"/tasks/{task}", told)


def posts(engine: Engine, rounds: int, cases: int) -> list[Sample]:
    """T1: in each round, the steps of so many cases at the product and at the floor in turns; one worker each."""
    with service.product(engine) as ours, service.webcore(engine) as floor:
        desk, found = Desk(engine, ours.port), []
        for _ in range(rounds):
            desk.line, line = Line(ours.port), Line(floor.port)
            if not found:
                _in_turns(desk, line)  # warms the caches
            sample = Sample([], [])
            for _ in range(cases):
                each = _in_turns(desk, line)
                sample.product += each.product
                sample.webcore += each.webcore
            found.append(sample)
    return found


def _in_turns(desk: Desk, line: Line) -> Sample:
    sample, ours, floors = Sample([], []), desk.council.open(), Adopted(desk.council.open())
    for step, other in zip(ours.steps(), floors.steps(), strict=True):
        sample.product.append(desk.complete(ours, step))
        sample.webcore.append(timed(line, floors.post_of(*other)))
    return sample


def long_against_short(engine: Engine, rounds: int, cases: int) -> Iterator[tuple[float, float]]:
    """T8: in each round, the medians of a step with 10 KB and with 1 KB, in turns; one worker."""
    with service.product(engine) as served:
        desk = Desk(engine, served.port)
        _lengths(desk)  # warms the caches
        for _ in range(rounds):
            desk.line = Line(served.port)
            told = [each for _ in range(cases) for each in _lengths(desk)]
            yield median(long for long, _ in told), median(short for _, short in told)


def _lengths(desk: Desk) -> list[tuple[float, float]]:
    long, short = desk.council.open(LONG), desk.council.open()
    steps = zip(long.steps(), short.steps(), strict=True)
    return [(desk.complete(long, one), desk.complete(short, other)) for one, other in steps]


@dataclass
class Rate:
    """Completions a second of people who work at the same time, and the part of a core that they use themselves."""

    a_second: float
    own: float


def rates(engine: Engine, rounds: int, cases: int) -> Iterator[tuple[Rate, Rate]]:
    """T7: in each round, the rate of the product and then of the floor; two workers each."""
    with service.product(engine, workers=2) as ours, service.webcore(engine, workers=2) as floor:
        desk = Desk(engine, ours.port)
        for number in range(rounds + 1):
            product = _at_once(ours.port, [_days_work(desk, cases) for _ in range(PEOPLE)])
            webcore = _at_once(floor.port, [_days_work(desk, cases, adopted=True) for _ in range(PEOPLE)])
            if number:  # the first round warms the caches
                yield product, webcore


def _days_work(desk: Desk, cases: int, *, adopted: bool = False) -> Iterator[bytes]:
    """The steps of somebody's cases, one case after another; the cases are opened at once."""
    journeys = [desk.council.open() for _ in range(cases)]
    floors = [Adopted(each) for each in journeys] if adopted else []

    def sent() -> Iterator[bytes]:
        for floor in floors:
            yield from (floor.post_of(*step) for step in floor.steps())
        for journey in [] if adopted else journeys:
            yield from (desk.office.post_of(journey, *step) for step in journey.steps())

    return sent()


def _at_once(port: int, people: list[Iterator[bytes]]) -> Rate:
    """Each of several people does a day's work on a connection of their own."""
    done: list[int] = []
    threads = [Thread(target=_work, args=(port, sent, done)) for sent in people]
    began, used = time.perf_counter(), time.process_time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = time.perf_counter() - began
    assert len(done) == len(people), "a step was refused"
    assert sum(done) % STEPS == 0
    return Rate(sum(done) / taken, (time.process_time() - used) / taken)


def _work(port: int, sent: Iterator[bytes], done: list[int]) -> None:
    line, number = Line(port), 0
    for request in sent:
        timed(line, request)
        number += 1
    line.close()
    done.append(number)


def memory_and_start(engine: Engine, workers: int = 2) -> tuple[float, float]:
    """T9: megabytes of the largest worker after cases were worked on and read, and the seconds to the first answer."""
    with service.product(engine, workers) as served:
        desk = Desk(engine, served.port)
        for _ in range(workers):
            _read_and_complete(desk, served.port)
        _, *working = served.processes()
        return max(map(_resident, working)) / 2**20, served.seconds


def _read_and_complete(desk: Desk, port: int) -> None:
    """Every page of a case's way, each person by person; a connection for each step, so that every worker is asked."""
    journey = desk.council.open()
    for step in journey.steps():
        line = Line(port)
        for page in ("/inbox", f"/tasks/{step[0]}"):
            assert line.send(desk.office.page_of(page, step[2])).status == 200, page
        timed(line, desk.office.post_of(journey, *step))
        line.close()


def _resident(pid: int) -> int:
    """The memory of a process in bytes, all that it shares with others included."""
    told = Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in told.splitlines() if line.startswith("VmRSS:")).split()[1]) * 1024
