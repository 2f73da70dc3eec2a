"""What people do on the pages, each as: open a page, send it; and what the database then holds more than before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.models import Base, HistoryEntry, Task
from tests.faults.ground import Ground
from tests.webui.conftest import Site
from tests.webui.person import Person

WORDS = "Took a child by the arm, said the teacher."


@dataclass(frozen=True)
class Operation:
    """`page` makes the page ready and answers its address; `answers` is what is typed into it."""

    name: str
    page: Callable[[Site, Ground], str]
    answers: Mapping[str, str]
    act: str = "save"


def _step(site: Site, ground: Ground) -> str:
    return f"/tasks/{ground.task('decide')}"


def _done(site: Site, ground: Ground) -> str:
    task = ground.task("decide")
    ground.complete(task)
    return f"/tasks/{task}/correct"


OPERATIONS = (
    Operation("complete a step", _step, {"decision": "referral", "reason": WORDS}),
    Operation("log a call", lambda *_: "/contacts/new", {"what_happened": WORDS, "adults-0-name": "Owen Hartley"}),
    Operation("write a note", lambda site, ground: f"/cases/{ground.case}/notes", {"text": WORDS}),
    Operation("correct a step", _done, {"reason": WORDS, "correction_reason": "It was misheard"}),
    Operation("keep for later", _step, {"reason": WORDS}, act="keep"),
)


class Sending:
    """A page that somebody has open, and sends."""

    def __init__(self, site: Site, ground: Ground, operation: Operation) -> None:
        self.ground, self.operation = ground, operation
        ground.case = ground.open()
        self.person: Person = site.person("lado").open(operation.page(site, ground))
        assert self.person.status == 200, self.person.main
        self.address = self.person.form.get("action") or self.person.path
        self.typed: dict[str, Any] = {**self.person.fields, **operation.answers, "act": operation.act}
        self.before = self.kept()

    def send(self) -> Any:
        """The answer of the service, as it comes."""
        return self.person.client.post(self.address, data=self.typed)

    def kept(self) -> dict[str, int]:
        """How many rows of each kind there are; who read what apart."""
        return dict(self.ground.ask(rows))

    def written(self) -> dict[str, int]:
        """How many more rows of each kind there are than before."""
        return {name: more for name, count in self.kept().items() if (more := count - self.before[name])}


def rows(session: Session) -> dict[str, int]:
    tables = {table.name: select(func.count()).select_from(table) for table in Base.metadata.sorted_tables}
    tables["history_entry"] = tables["history_entry"].where(HistoryEntry.what.not_like("%read"))
    done = select(func.count()).where(Task.state == "done")
    return {name: session.scalar(count) or 0 for name, count in {**tables, "done": done}.items()}
