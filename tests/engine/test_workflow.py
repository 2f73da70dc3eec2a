"""The workflow package: waits, instances, strands, timers and event sub-processes on shared specs, saved and loaded."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from engine import feel, workflow
from tests.builders import Drawing

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


class World:
    """A case in a dictionary."""

    def __init__(self, **known: Any) -> None:
        self.known: dict[str, Any] = {"strands": [], "engagements": [], **known}
        self.did: list[tuple[str, ...]] = []

    def evaluate(self, expression: str, keys: Mapping[str, str]) -> object:
        inside = {kind: each for kind, id in keys.items() for each in self.known[f"{kind}s"] if each["id"] == id}
        return feel.parse(expression).evaluate({**self.known, **inside}, now=NOW)

    def instances(self, expression: str, keys: Mapping[str, str]) -> list[str]:
        found = self.evaluate(expression, keys)
        return [each["id"] for each in found] if isinstance(found, list) else []

    def decide(self, decision: str, result: str, keys: Mapping[str, str]) -> None:
        self.did.append(("decide", decision, result))

    def act(self, topic: str, step: str, keys: Mapping[str, str]) -> None:
        self.did.append(("act", topic))

    def begin(self, thing: str, kind: str | None, keys: Mapping[str, str]) -> str:
        id = f"s{len(self.known['strands']) + 1}"
        self.known["strands"].append({"id": id, "kind": kind, "status": "open"})
        return id

    def end(self, thing: str) -> None:
        next(each for each in self.known["strands"] if each["id"] == thing)["status"] = "finished"

    def answered(self, id: str, step: str, name: str, condition: str | None, keys: Mapping[str, str]) -> bool:
        return False

    def passed(self, step: str, name: str, keys: Mapping[str, str]) -> None:
        self.did.append(("passed", step))


class Case:
    """A running workflow that is saved, and loaded by another worker with specs of its own, after every move."""

    def __init__(self, *drawings: Drawing, reload: bool = True, **known: Any) -> None:
        self.drawings, self.world, self.reload = drawings, World(**known), reload
        self.definition = self._parsed()
        self.top = drawings[0].id
        self.running = workflow.Running.start(self.definition, self.top, self.world)
        self.fingerprint = workflow.fingerprint(self.definition)
        self.settle()

    def _parsed(self) -> workflow.Definition:
        return workflow.parse({drawing.id: drawing.root() for drawing in self.drawings})

    def settle(self) -> list[str]:
        messages = self.running.settle()
        assert workflow.fingerprint(self.definition) == self.fingerprint, "a shared spec was written to"
        if self.reload:
            state = self.running.dump()
            self.definition = self._parsed()
            self.running = workflow.Running.load(self.definition, self.top, state, self.world)
            assert self.running.dump() == state
        return messages

    def waits(self) -> list[str]:
        return sorted(each.step for each in self.running.waiting())

    def do(self, step: str, **keys: str) -> list[str]:
        found = next(w for w in self.running.waiting() if w.step == step and keys.items() <= w.keys.items())
        self.running.complete(found.id)
        return self.settle()

    def fire(self, step: str) -> None:
        timer = next(t for t in self.running.timers() if t.step == step)
        self.running.fire(timer.id, timer.step)
        self.settle()


def strand(id: str = "employer_strand") -> Drawing:
    return (
        Drawing(id, "Employer", thing="strand", kind="employer")
        .start(f"{id}_start")
        .task(f"{id}_step")
        .end(f"{id}_end")
    )


def shape() -> tuple[Drawing, Drawing]:
    """Strands over the engagements to be told; beside them a review loop that alone leads to the outcome."""
    case = Drawing("case").start().task("meet").gateway("parallel", "fork")
    case.call("tell", "employer_strand", each=("engagement", 'engagements[tell = "yes"]')).end("told")
    case.gateway("eventBased", "gate", after="fork").timer("due", "next_review").task("review").flow("review", "gate")
    case.wait("ended", 'every s in strands satisfies s.status = "finished"', after="gate").task("outcome").end()
    return case, strand()


def test_instances_keep_their_keys_and_carry_nothing_up() -> None:
    case = Case(
        *shape(), engagements=[{"id": "a", "tell": "yes"}, {"id": "b", "tell": "no"}, {"id": "c", "tell": "yes"}]
    )
    case.do("meet")
    steps = [each for each in case.running.waiting() if each.step == "employer_strand_step"]
    assert [each.keys["engagement"] for each in steps] == ["a", "c"]
    case.do("employer_strand_step", engagement="a")
    assert case.waits() == ["employer_strand_step"]
    case.do("employer_strand_step", engagement="c")
    assert case.waits() == ["outcome"]
    assert case.running.waiting()[0].keys == {}


def test_a_wait_is_asked_only_when_nothing_else_can_run() -> None:
    """With the review loop drawn first, "all ended" is true before a strand has begun; it must not be asked then."""
    case = Case(*shape(), engagements=[{"id": "a", "tell": "yes"}])
    case.do("meet")
    assert case.waits() == ["employer_strand_step"]


def test_a_review_loop_turns_as_often_as_its_timer_fires() -> None:
    case = Case(*shape(), engagements=[{"id": "a", "tell": "yes"}])
    case.do("meet")
    for _ in range(3):
        case.fire("due")
        assert case.waits() == ["employer_strand_step", "review"]
        case.do("review")
    case.do("employer_strand_step")
    assert case.waits() == ["outcome"]


def test_a_timer_fires_once() -> None:
    case = Case(
        Drawing("case").start().task("look").end().boundary_timer("late", "look", "d").task("chase").end("chased")
    )
    timer = case.running.timers()[0]
    case.fire("late")
    assert case.waits() == ["chase", "look"]
    with pytest.raises(workflow.StepNotWaiting):
        case.running.fire(timer.id, timer.step)


def test_a_step_is_done_once() -> None:
    case = Case(Drawing("case").start().task("look").task("again").end(), reload=False)
    first = case.running.waiting()[0]
    case.do("look")
    with pytest.raises(workflow.StepNotWaiting):
        case.running.complete(first.id)


def test_what_happens_at_any_time_starts_as_often_as_it_happens_also_after_the_end() -> None:
    inside = Drawing("inside").task("consider", after=None).end("considered")
    case = Case(Drawing("case").start().task("look").end().any_time("information", "New information", inside))
    case.running.happen("New information")
    case.settle()
    case.running.happen("New information")
    case.settle()
    assert case.waits() == ["consider", "consider", "look"]
    case.do("look")
    case.do("consider")
    case.do("consider")
    case.running.happen("New information")
    case.settle()
    assert case.waits() == ["consider"]


def test_a_hold_that_comes_after_the_offer_takes_the_step_back() -> None:
    drawing = Drawing("case").start().wait("clear", "not(hold)").task("hearing").end()
    drawing.put(
        "boundaryEvent", "held",
        "<bpmn:conditionalEventDefinition><bpmn:condition>hold</bpmn:condition></bpmn:conditionalEventDefinition>",
        None, attachedToRef="hearing",
    ).flow("held", "clear")  # fmt: skip
    case = Case(drawing, hold=False)
    for _ in range(3):
        assert case.waits() == ["hearing"]
        case.world.known["hold"] = True
        case.settle()
        assert case.waits() == []
        case.world.known["hold"] = False
        case.settle()
    case.do("hearing")
    assert case.waits() == []


def test_a_way_in_says_which_message_it_ended_with() -> None:
    drawing = (
        Drawing("call").start().gateway("exclusive", "open", default="no").end("opens", message="Contact received")
    )
    drawing.parts = [part for part in drawing.parts if 'targetRef="opens"' not in part]
    drawing.flow("open", "opens", "about").end("nothing", after=None).flow("open", "nothing", id="no")
    for about, expected in ((True, ["Contact received"]), (False, [])):
        world = World(about=about)
        definition = workflow.parse({"call": drawing.root()})
        assert workflow.Running.start(definition, "call", world).settle() == expected


def test_steps_that_go_round_without_waiting_are_stopped() -> None:
    drawing = Drawing("case").start().gateway("exclusive", "round", default="back").task("never").end()
    drawing.parts = [part for part in drawing.parts if 'targetRef="never"' not in part]
    drawing.flow("round", "never", "false").gateway("exclusive", "turn", after=None).flow("round", "turn", id="back")
    drawing.flow("turn", "round")
    with pytest.raises(workflow.OverBudget):
        Case(drawing)


def test_a_loop_lives_far_beyond_the_librarys_depth() -> None:
    """Stock walks the tree no deeper than 1,000 and reports such a loop completed after 333 turns."""
    drawing = (
        Drawing("case")
        .start()
        .task("look")
        .gateway("exclusive", "again", default="back")
        .flow("again", "look", id="back")
    )
    drawing.end(after=None).flow("again", "end", "enough")
    case = Case(drawing, enough=False)
    sizes = []
    for _ in range(400):
        case.do("look")
        sizes.append(len(case.running.dump()))
    assert sizes[-1] <= sizes[4]
    case.world.known["enough"] = True
    case.do("look")
    assert case.waits() == []


def test_built_in_work_and_tables_are_handed_to_the_case() -> None:
    drawing = Drawing("case").start()
    drawing.put("businessRuleTask", "duty", camunda__decisionRef="dbs_duty", camunda__resultVariable="dbs")
    case = Case(drawing.work("close", "close_case").end())
    assert case.world.did == [("decide", "dbs_duty", "dbs"), ("act", "close_case")]


def test_planted_a_spec_that_a_case_writes_to_is_noticed() -> None:
    definition = workflow.parse({"case": Drawing("case").start().task("look").end().root()})
    before = workflow.fingerprint(definition)
    spec, _ = definition.processes["case"]
    spec.task_specs["look"].data["planted"] = 1
    assert workflow.fingerprint(definition) != before
