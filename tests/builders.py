"""Small things to test with, each with defaults: a drawing from a few words, a council, a contact, a case."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from lxml import etree
from sqlalchemy import Engine, insert
from sqlalchemy.orm import Session

from engine import access, contacts, councils, db, versions
from engine.forms import Parsed, Row
from engine.models import Authority, ProcedureFile, ProcedureVersion, RoleGrant, User, new_id
from engine.procedure import Procedure, read_folder

ROOT = Path(__file__).resolve().parent.parent
MONDAY = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
SHIPPED = read_folder(ROOT)
PASSWORD = "a-long-password"

HEAD = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" '
    'id="definitions" targetNamespace="test">'
)


class Stage:
    """A database that a test asks and changes, each time in a transaction of its own."""

    engine: Engine

    def change(self, verb: Callable[[Session], Any]) -> Any:
        with db.writing(self.engine) as session:
            result = verb(session)
            session.commit()
            return result

    def ask(self, question: Callable[[Session], Any]) -> Any:
        with db.reading(self.engine) as session:
            return question(session)


class Drawing:
    """A process in a few words, without a picture: `Drawing("case").start().task("look").end()` follows one arrow."""

    def __init__(self, id: str, role: str = "LADO", **properties: str) -> None:
        self.id, self.role, self.properties = id, role, properties
        self.parts: list[str] = []
        self.lane: list[str] = []
        self.messages: dict[str, str] = {}
        self.last: str | None = None
        self.number = 0

    def flow(self, source: str, target: str, condition: str | None = None, id: str | None = None) -> "Drawing":
        self.number += 1
        inner = f"<bpmn:conditionExpression>{escape(condition)}</bpmn:conditionExpression>" if condition else ""
        name = id or f"{self.id}_f{self.number}"
        ends = f'sourceRef="{source}" targetRef="{target}"'
        self.parts.append(f'<bpmn:sequenceFlow id="{name}" {ends}>{inner}</bpmn:sequenceFlow>')
        return self

    def put(self, tag: str, id: str, inner: str = "", after: str | None = "", **attributes: str) -> "Drawing":
        """An element, with an arrow from the last one unless `after` says another or None."""
        said = "".join(f" {name.replace('__', ':')}={quoteattr(value)}" for name, value in attributes.items())
        self.parts.append(f"<bpmn:{tag} id={quoteattr(id)}{said}>{inner}</bpmn:{tag}>")
        self.lane.append(id)
        source = self.last if after == "" else after
        if source is not None and after is not None:
            self.flow(source, id)
        self.last = id
        return self

    def start(self, id: str = "start", message: str | None = None, form: str | None = None) -> "Drawing":
        attributes = {"camunda__formKey": form} if form else {}
        return self.put("startEvent", id, self._message(message) if message else "", None, **attributes)

    def task(
        self, id: str, form: str = "anything", after: str | None = "", due: str | None = None, **said: str | None
    ) -> "Drawing":
        attributes = {"camunda__formKey": form} | ({"camunda__dueDate": due} if due else {})
        inner = _properties(said)
        return self.put("userTask", id, inner, after, name=id.replace("_", " ").capitalize(), **attributes)

    def wait(self, id: str, condition: str, after: str | None = "") -> "Drawing":
        return self.put("intermediateCatchEvent", id, _condition(condition), after)

    def timer(self, id: str, when: str, after: str | None = "") -> "Drawing":
        return self.put("intermediateCatchEvent", id, _timer(when), after)

    def boundary_timer(self, id: str, on: str, when: str) -> "Drawing":
        return self.put("boundaryEvent", id, _timer(when), None, attachedToRef=on, cancelActivity="false")

    def gateway(self, kind: str, id: str, after: str | None = "", **attributes: str) -> "Drawing":
        return self.put(f"{kind}Gateway", id, "", after, **attributes)

    def call(self, id: str, process: str, each: tuple[str, str] | None = None, after: str | None = "") -> "Drawing":
        loop = ""
        if each:
            loop = (
                f"<bpmn:multiInstanceLoopCharacteristics camunda:collection={quoteattr(each[1])} "
                f"camunda:elementVariable={quoteattr(each[0])}/>"
            )
        return self.put("callActivity", id, loop, after, calledElement=process)

    def work(self, id: str, topic: str, after: str | None = "") -> "Drawing":
        return self.put("serviceTask", id, "", after, camunda__type="external", camunda__topic=topic)

    def end(self, id: str = "end", after: str | None = "", message: str | None = None) -> "Drawing":
        return self.put("endEvent", id, self._message(message) if message else "", after)

    def any_time(self, id: str, message: str, inside: "Drawing") -> "Drawing":
        """An event sub-process whose first element is the message."""
        self.messages |= inside.messages
        opening = f'<bpmn:startEvent id="{id}_start" isInterrupting="false">{self._message(message)}</bpmn:startEvent>'
        body = opening + inside.flow(f"{id}_start", inside.lane[0]).body()
        self.parts.append(f'<bpmn:subProcess id="{id}" name="{id}" triggeredByEvent="true">{body}</bpmn:subProcess>')
        self.lane += inside.lane
        return self

    def body(self) -> str:
        return "".join(self.parts)

    def xml(self) -> bytes:
        refs = "".join(f"<bpmn:flowNodeRef>{id}</bpmn:flowNodeRef>" for id in self.lane)
        lane = f'<bpmn:lane id="{self.id}_lane" name="{self.role}">{refs}</bpmn:lane>'
        said = "".join(f'<camunda:property name="{n}" value="{v}"/>' for n, v in self.properties.items())
        more = f"<camunda:properties>{said}</camunda:properties>" if said else ""
        messages = "".join(f'<bpmn:message id="{id}" name={quoteattr(name)}/>' for name, id in self.messages.items())
        return (
            f'{HEAD}{messages}<bpmn:process id="{self.id}" isExecutable="true">'
            f"<bpmn:extensionElements>{more}</bpmn:extensionElements>"
            f'<bpmn:laneSet id="{self.id}_lanes">{lane}</bpmn:laneSet>{self.body()}</bpmn:process></bpmn:definitions>'
        ).encode()

    def root(self) -> Any:
        return etree.fromstring(self.xml())

    def _message(self, name: str) -> str:
        id = self.messages.setdefault(name, f"{self.id}_m{len(self.messages)}")
        return f'<bpmn:messageEventDefinition messageRef="{id}"/>'


def _properties(said: Mapping[str, str | None]) -> str:
    """What is said of a step in our own properties."""
    told = [f"<camunda:property name={quoteattr(n)} value={quoteattr(v)}/>" for n, v in said.items() if v]
    inner = f"<camunda:properties>{''.join(told)}</camunda:properties>"
    return f"<bpmn:extensionElements>{inner}</bpmn:extensionElements>" if told else ""


def _condition(text: str) -> str:
    inner = f"<bpmn:condition>{escape(text)}</bpmn:condition>"
    return f"<bpmn:conditionalEventDefinition>{inner}</bpmn:conditionalEventDefinition>"


def _timer(when: str) -> str:
    return f"<bpmn:timerEventDefinition><bpmn:timeDate>{escape(when)}</bpmn:timeDate></bpmn:timerEventDefinition>"


def a_form(*fields: Mapping[str, Any], name: str = "anything") -> bytes:
    """A form-js file; a text field `note` when nothing is said."""
    said = list(fields) or [{"type": "textfield", "key": "note", "label": "Note"}]
    return json.dumps({"type": "default", "id": name, "components": said}).encode()


def a_procedure(*drawings: Drawing, forms: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
    """The files of a small procedure with the shipped lists and clocks, a logged call and these drawings."""
    call = (
        Drawing("log_a_call", "LADO business support")
        .start("call", form="call")
        .end("opens", message="Contact received")
    )
    shipped = {path: data for path, data in SHIPPED.items() if path.startswith("forms/lists/")}
    asked = {"call": CALL, "anything": a_form()} | dict(forms or {})
    files = {f"processes/{d.id}.bpmn": d.xml() for d in (call, *drawings)}
    return shipped | files | {f"forms/{name}.form": data for name, data in asked.items()}


CALL = a_form(
    {"type": "textfield", "key": "what_happened", "label": "What happened"},
    {
        "type": "dynamiclist", "path": "adults", "label": "Adults", "properties": {"rows": "adult"},
        "components": [
            {"type": "textfield", "key": "name", "label": "Name"},
            {"type": "dynamiclist", "path": "engagements", "label": "Jobs", "properties": {"rows": "engagement"},
             "components": [{"type": "textfield", "key": "employer", "label": "Employer"}]},
        ],
    },
    name="call",
)  # fmt: skip


def a_council(session: Session, files: Mapping[str, bytes], now: datetime = MONDAY) -> Authority:
    """A council on a procedure that is taken as it is, unchecked."""
    authority = councils.new_council(session, "Testshire")
    version = ProcedureVersion(
        id=new_id(), authority_id=authority.id, number=1, note="", proposed_at=now, published_at=now
    )
    session.add(version)
    session.flush()
    rows = [{"version_id": version.id, "path": path, "content": data} for path, data in files.items()]
    session.execute(insert(ProcedureFile), rows)
    versions.keep(version.id, Procedure(dict(files)))
    return authority


def a_user(session: Session, authority: Authority, *roles: str, organisation: str | None = None) -> User:
    """Somebody with these roles; LADO when none is named."""
    email = f"{new_id()[:8]}@test.example"
    named = list(roles) or ["LADO"]
    user = User(
        id=new_id(), authority_id=authority.id, email=email, name=named[0], title=named[0], password_hash="",
        organisation_id=organisation,
    )  # fmt: skip
    session.add(user)
    session.flush()
    session.add_all(RoleGrant(user_id=user.id, role=role) for role in named)
    session.flush()
    return user


def an_actor(session: Session, user: User) -> access.Actor:
    """The actor of a user."""
    return access.actor(session, user)


def answers(**given: Any) -> Parsed:
    """Answers as a form would parse them."""
    return Parsed(dict(given), {}, [])


def about(
    *names: str, employer: str = "Brookfield School", also: str | None = None, formerly: str = "", **given: Any
) -> Parsed:
    """A contact that names these adults, each with one job, or with two."""

    def jobs() -> list[Row]:
        return [Row(new_id(), False, {"employer": each}) for each in (employer, also) if each]

    called = {"former_names": formerly} if formerly else {}
    rows = [Row(new_id(), False, {"name": name, "engagements": jobs()} | called) for name in names]
    return Parsed({"what_happened": "Something", **given}, {"adults": rows}, [])


def a_contact(
    session: Session, authority: Authority, *names: str, now: datetime = MONDAY, by: str | None = None, **given: Any
) -> contacts.Receipt:
    """A logged call about these adults."""
    parsed = about(*(names or ("Joel Barrett",)), **given)
    return contacts.save_contact(session, authority.id, "log_a_call", parsed, post=new_id(), now=now, by=by)
