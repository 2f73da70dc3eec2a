"""P3: every call of the database in an operation fails once: no false "saved", a page in words, nobody has to act."""

from __future__ import annotations

from typing import Any

from tests.faults.failing import BROKEN, FULL, Brittle
from tests.faults.ground import Ground
from tests.faults.operations import WORDS, Operation, Sending
from tests.webui.conftest import Site


def every_failing_call(site: Site, ground: Ground, brittle: Brittle, operation: Operation) -> list[str]:
    """Each call fails before it does anything, each third with all that follow; and each commit after it did all."""
    wanted, commits = _as_it_should_be(site, ground, brittle, operation)
    sending, found, number = Sending(site, ground, operation), list[str](), 0
    while True:
        number += 1
        with brittle.failing(number, FULL if number % 2 else BROKEN, on=number % 3 == 0) as plan:
            answer = sending.send()
        found += [f"{operation.name}, call {number}: {fault}" for fault in judged(sending, answer, wanted)]
        if not plan.failed:
            return found + ([] if answer.status_code in (302, 303) else [f"not taken in the end: {answer.status}"])
        if sending.written():
            found += _sent_again(sending, wanted)
            sending = Sending(site, ground, operation)
        elif number in commits:
            found += _answer_lost(sending, brittle, number, wanted)
            sending = Sending(site, ground, operation)


def _as_it_should_be(
    site: Site, ground: Ground, brittle: Brittle, operation: Operation
) -> tuple[dict[str, int], list[int]]:
    """What it writes, and which of its calls are commits, when nothing fails."""
    sending = Sending(site, ground, operation)
    with brittle.failing(0, "") as plan:
        answer = sending.send()
    written = sending.written()
    assert answer.status_code in (302, 303) and written, f"{operation.name}: {answer.status}"
    return written, plan.commits


def _answer_lost(sending: Sending, brittle: Brittle, number: int, wanted: dict[str, int]) -> list[str]:
    with brittle.failing(number, BROKEN, late=True):
        answer = sending.send()
    found = judged(sending, answer, wanted)
    return [
        f"{sending.operation.name}, answer of {number} lost: {fault}" for fault in found + _sent_again(sending, wanted)
    ]


def _sent_again(sending: Sending, wanted: dict[str, int]) -> list[str]:
    """Whoever cannot know sends it again: it is not done again, and the service has recovered by itself."""
    if sending.operation.again is None:
        return []
    answer = sending.send()
    found = [] if answer.status_code == sending.operation.again else [f"sent again: {answer.status}"]
    return found + ([] if sending.written() == wanted else [f"sent again, it was doubled: {sending.written()}"])


def judged(sending: Sending, answer: Any, wanted: dict[str, int]) -> list[str]:
    """What is wrong with an answer, given what was written."""
    written, text = sending.written(), answer.text
    allowed: dict[str, tuple[dict[str, int], ...]] = {
        "This was not saved": ({},), "We cannot tell whether this was saved": ({}, wanted),
        "What you sent was saved": (wanted,),
    }  # fmt: skip
    if answer.status_code in (302, 303):
        return [] if written == wanted else [f"a false 'saved': {written} and not {wanted}"]
    said = next((words for words in allowed if words in text), None)
    if answer.status_code != 503 or said is None or "The service is not available" not in text:
        return [f"no page in words: {answer.status} {text[:200]}"]
    lost = said != "What you sent was saved" and WORDS in sending.typed.values() and WORDS not in text
    false = written not in allowed[said]
    return ([f"what was typed is lost: {said}"] if lost else []) + (
        [f"{said}, but written: {written}"] if false else []
    )
