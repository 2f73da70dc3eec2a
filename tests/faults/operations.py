"""What people do on the pages, each as: open a page, send it; and what the database then holds more than before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from engine import casework, drafts, versions
from engine.models import Base, Case, DraftFile, HistoryEntry, ProcedureFile, ProcedureVersion, Task, new_id
from tests.builders import MONDAY, PASSWORD
from tests.faults.ground import Ground
from tests.webui.conftest import THURSDAY, Site
from tests.webui.person import Person

WORDS = "Took a child by the arm, said the teacher."


@dataclass(frozen=True)
class Operation:
    """`page` makes the page ready and answers its address; `answers` is what is typed into it."""

    name: str
    page: Callable[[Site, Ground], str]
    answers: Mapping[str, str] | Callable[[Ground], Mapping[str, str]]
    act: str = "save"
    who: str = "lado"
    to: str = ""
    """Where it is sent, below the page's own address, when that is not where the page's largest form leads."""
    again: int | None = None
    """The status of the same page sent once more, where it is not done again; None where it is: one may want it."""


def _step(site: Site, ground: Ground) -> str:
    return f"/tasks/{ground.task('decide')}"


def _done(site: Site, ground: Ground) -> str:
    task = ground.task("decide")
    ground.complete(task)
    return f"/tasks/{task}/correct"


OPERATIONS = (
    Operation("complete a step", _step, {"decision": "referral", "reason": WORDS}, again=409),
    Operation(
        "log a call", lambda *_: "/contacts/new", {"what_happened": WORDS, "adults-0-name": "Owen Hartley"}, again=303
    ),
    Operation("write a note", lambda site, ground: f"/cases/{ground.case}/notes", {"text": WORDS}, again=303),
    Operation("correct a step", _done, {"reason": WORDS, "correction_reason": "It was misheard"}, again=303),
    Operation("keep for later", _step, {"reason": WORDS}, act="keep", again=303),
)
"""The five of every run."""


def _held(site: Site, ground: Ground) -> str:
    task = ground.task("decide")
    ground.change(lambda s: casework.claim(s, task, by=ground.users["lado"], now=MONDAY))
    return f"/tasks/{task}"


def _nobody_plays(site: Site, ground: Ground) -> str:
    """A case of which nobody has said yet who the police are."""
    ground.case = ground.open(parties=False)
    return f"/tasks/{ground.task('police_strand_tell')}"


def _other_reference(ground: Ground) -> dict[str, str]:
    other = ground.open()
    return {"reference": ground.ask(lambda s: s.get_one(Case, other).reference), "reason": WORDS}


def _draft(site: Site, ground: Ground) -> str:
    def begin(session: Session) -> str:
        _forget_drafts(session, ground)
        by = ground.users["owner"]
        return drafts.start(session, ground.authority, name="A draft", by=by, now=THURSDAY).id

    return f"/procedures/drafts/{ground.change(begin)}"


def _no_draft(site: Site, ground: Ground) -> str:
    ground.change(lambda s: _forget_drafts(s, ground))
    return "/procedures/drafts/new"


def _forget_drafts(session: Session, ground: Ground) -> None:
    """Somebody may have a few only."""
    for old in drafts.of(session, ground.users["owner"]):
        drafts.throw_away(session, old, now=THURSDAY)
    session.flush()


def _waiting_version(site: Site, ground: Ground) -> str:
    """Another version, put forward by somebody; what waited before is taken back."""

    def propose(session: Session) -> int:
        listed = versions.all_of(session, ground.authority)
        for old in versions.waiting(session, ground.authority):
            old.declined_at = THURSDAY
        number = listed[0].number + 1
        version = ProcedureVersion(
            id=new_id(), authority_id=ground.authority, number=number, note="Again", author_id=ground.users["owner"],
            proposed_at=THURSDAY,
        )  # fmt: skip
        session.add(version)
        session.flush()
        files = versions.files_of(session, listed[-1].id)
        rows = [{"version_id": version.id, "path": path, "content": data} for path, data in files.items()]
        session.execute(insert(ProcedureFile), rows)
        return number

    return f"/procedures/{ground.change(propose)}"


MORE = (
    Operation("take a step", _step, {}, act="take", to="/holder", again=303),
    Operation("put a step back", _held, {}, act="put_back", to="/holder", again=409),
    Operation(
        "say who plays a role", _nobody_plays,
        lambda ground: {"organisation": ground.bodies["Police"], "answers": "signs_in"}, who="support", again=303,
    ),
    Operation(
        "record for an agency", lambda site, ground: f"/tasks/{ground.task('police_strand_tell')}?record=1",
        {"account": WORDS, "told_by": "DC Laing", "told_how": "phone"}, again=409,
    ),
    Operation(
        "name a further adult", lambda site, ground: f"/cases/{ground.case}/group/adult",
        {"name": "Dee Dogwood", "reason": WORDS}, again=303,
    ),
    Operation("join two cases", lambda site, ground: f"/cases/{ground.case}/group/join", _other_reference, again=303),
    Operation("begin a draft", _no_draft, {"name": "For the union"}, who="owner"),
    Operation(
        "keep a form of a draft", lambda *given: f"{_draft(*given)}/file/forms/tell.form?plain",
        {"text": '{"type": "default", "id": "tell", "components": []}'}, who="owner", again=409,
    ),
    Operation("throw a draft away", lambda *given: f"{_draft(*given)}/throw-away", {}, who="owner", again=404),
    Operation("confirm a version", _waiting_version, {}, who="approver", to="/confirm", again=409),
    Operation("sign in", lambda *_: "/sign-in", {"email": "lado@marlshire.example", "password": PASSWORD}, who=""),
)  # fmt: skip
"""The others of the long run."""


class Sending:
    """A page that somebody has open, and sends."""

    def __init__(self, site: Site, ground: Ground, operation: Operation) -> None:
        self.ground, self.operation = ground, operation
        ground.case = ground.open()
        page = operation.page(site, ground)
        answers = operation.answers(ground) if callable(operation.answers) else operation.answers
        self.person: Person = (site.person(operation.who) if operation.who else site.anybody()).open(page)
        assert self.person.status == 200, self.person.main
        self.address = f"{self.person.path}{operation.to}" if operation.to else self._where()
        self.typed: dict[str, Any] = {**self.person.fields, **answers, "act": operation.act}
        self.before = self.kept()

    def _where(self) -> str:
        return str(self.person.form.get("action") or self.person.path)

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
    saves = select(func.coalesce(func.sum(DraftFile.number), 0))
    in_use = select(func.count()).where(ProcedureVersion.published_at.is_not(None))
    counts = {**tables, "done": done, "saves": saves, "in use": in_use}
    return {name: session.scalar(count) or 0 for name, count in counts.items()}
