"""Edit in words instead: every step and arrow of a draft's drawing as questions on plain pages, by keyboard alone.

What the canvas changes that matters is changed here too; the picture makes room by itself.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from engine import dates, drafts, versions
from engine.diagrams import Flow, Process, Step, load, naming, revising
from engine.diagrams.closed_list import ACTIONS, CHOOSING, STEPS, UNASKED
from engine.diagrams.files import DIAGRAM, kind_of
from engine.errors import LadoflowError
from engine.forms import Field
from engine.forms.items import SEVERAL_OF, flat
from engine.models import Draft
from webui import drawn
from webui.auth import may
from webui.session import actor, now, reading, writing

pages = Blueprint("drafts_in_words", __name__)
LONGEST = 4_000
LABELS = {
    "name": ("Name", "What somebody does, beginning with a verb"),
    "role": ("Role", "The lane it stands in: whose inbox it reaches"),
    "form": ("Form", "What is asked"),
    "due": ("Due", "For example: clock(\"T03\", received_at). Empty: no clock of its own"),
    "already": ("Already answered when", "Nobody is asked when this is so. Empty: always asked"),
    "shows": ("What this step shows", "Besides the form’s own questions, parted by commas. For example: adult.name"),
    "guidance": ("Guidance", "Paragraph and edition"),
    "beside": ("Words beside the question", ""),
    "waits": ("Waits for", "A date, or what must be so"),
    "table": ("Table", ""),
    "result": ("Result is kept as", "The name by which other steps read it"),
    "calls": ("Drawing that it goes through", ""),
    "work": ("Built-in work", ""),
    "offered": ("May be started when", "Empty: at any time"),
    "collection": ("For each of", "For example: engagements[tell = \"yes\"]"),
}  # fmt: skip
CODE = ("due", "waits", "offered", "already", "collection", "shows", "result")
LONG = ("due", "waits", "offered", "already", "shows", "beside", "guidance")
CHOICES = ("role", "form", "table", "calls", "work")
NEW_KINDS = {"userTask": "A step for a person", "exclusiveGateway": "A question with one answer"}


@pages.get("/procedures/drafts/<id:draft_id>/words/<path:path>")
@may("draft_procedure")
def drawing(draft_id: str, path: str) -> str:
    """The steps of a drawing in order, each with what is said of it and a way to change it."""
    draft, files = _mine(draft_id, path)
    try:
        listed = _listed(files, path)
    except LadoflowError as wrong:
        listed = []
        flash(f"This drawing cannot be read: {wrong}", "refused")
    here, _ = _problems(draft, files, path)
    homes = _homes(files, path) if listed else {}
    for problem in here:
        problem["step_id"] = homes.get(problem["element_id"])
    return render_template(
        "procedures/words.html", draft=draft, path=path, name=drawn.called(files, path), processes=listed,
        others=drawn.parts(files)[DIAGRAM], problems=[], step_address=_addresses(draft, path),
        found=here,
    )  # fmt: skip


def _problems(
    draft: Draft, files: Mapping[str, bytes], path: str, of: Collection[str] | None = None
) -> tuple[list[dict[str, Any]], int]:
    """What the check finds in a drawing, or at these of its elements; and how many problems stand elsewhere."""
    found = drawn.told(versions.problems(reading(), draft.authority_id, files), {})
    here = [each for each in found if each["file"] == path and (of is None or each["element_id"] in of)]
    return here, len(found) - len(here)


def _homes(files: Mapping[str, bytes], path: str) -> dict[str, str]:
    """The step on whose page an element of a drawing is changed: an arrow on that of the step it leaves."""
    processes = load(files[path], path).processes
    arrows = {flow.id: flow.source for process in processes for flow in process.flows}
    steps = {step.id: step.id for process in processes for step in process.steps}
    return {of: step for of, step in (arrows | steps).items() if step in steps}


def _listed(files: Mapping[str, bytes], path: str) -> list[dict[str, Any]]:
    """Each process with its lines: an outline item with the address' id and the arrows that leave it."""
    drawn.may_open(files, path)
    diagram = load(files[path], path)
    items = drawn.steps(files, path)
    listed = []
    for process in diagram.processes:
        rows: list[dict[str, Any]] = [
            {"item": item, "details": [each.text for each in items
                                       if each.element_id == item.element_id and each.kind in ("detail", "answer")]}
            for item in items
            if item.element_id in process.by_id and item.kind not in ("detail", "answer")
        ]  # fmt: skip
        told = {row["item"].element_id for row in rows}
        left = [step for step in process.steps if step.id not in told and (step.gateway or step.activity)]
        rest = [(step.id, naming.heading(process, step)) for step in left]
        listed.append({"id": process.id, "name": process.label, "rows": rows, "rest": rest})
    return listed


def _addresses(draft: Draft, path: str) -> Callable[[str], str]:
    return lambda step_id: url_for("drafts_in_words.step", draft_id=draft.id, path=path, step=step_id)


@pages.get("/procedures/drafts/<id:draft_id>/step/<path:path>")
@may("draft_procedure")
def step(draft_id: str, path: str) -> str:
    """One step as questions, with the arrows that leave it."""
    return _step_page(draft_id, path, request.args.get("step", ""))


def _step_page(
    draft_id: str, path: str, step_id: str, raw: Mapping[str, str] | None = None, problem: tuple[str, str] | None = None
) -> str:
    draft, files = _mine(draft_id, path)
    process, found = _find(files, path, step_id)
    said = _said(found)
    offered = _offered(draft, files, process, asked=found.kind != "startEvent")
    fields = [_field(key, (raw or said).get(key, ""), offered) for key in said]
    if found.kind in CHOOSING:
        fields[0]["hint"] = "A question. Its answers stand at the arrows"
    leaving = process.outgoing.get(found.id, ())
    here, elsewhere = _problems(draft, files, path, {step_id, *(flow.id for flow in leaving)})
    return render_template(
        "procedures/step.html", draft=draft, path=path, drawing=drawn.called(files, path), step=found,
        kind=_kind_in_words(found), fields=fields,
        number=drafts.file(reading(), draft, path).number,
        arrows=[_arrow(process, found, flow, raw) for flow in leaving],
        called=naming.heading(process, found),
        before=[naming.quoted(process, flow.source) for flow in process.incoming.get(found.id, ())],
        choosing=found.kind in CHOOSING,
        answers=_answers(files, process) if found.kind in CHOOSING else [],
        roles=offered["role"], forms=offered["form"], new_kinds=NEW_KINDS,
        targets=[(s.id, naming.heading(process, s)) for s in process.inside(found.parent)
                 if s.id != found.id and s.kind not in ("startEvent", "boundaryEvent") and not s.by_event],
        raw=raw or {}, problems=[{"name": problem[0], "message": problem[1]}] if problem else [], process=process,
        found=here, elsewhere=elsewhere,
    )  # fmt: skip


def _kind_in_words(found: Step) -> str:
    """As it is called where it is added, for a question; else as drawings call it."""
    if found.kind == "exclusiveGateway":
        return NEW_KINDS[found.kind].lower()
    return STEPS.get(found.kind, found.kind)


def _said(found: Step) -> dict[str, str]:
    """What can be said of a step of this kind, as it is said now."""
    said = {"name": found.name}
    if found.for_a_person or found.form:
        said |= {"role": found.lane or "", "form": found.form or ""}
    if found.for_a_person:
        said |= {"due": found.due or "", "already": found.properties.get("already", "")}
        said |= {"shows": ", ".join(found.discloses)}
    if found.kind == "businessRuleTask":
        said |= {"table": found.decision or "", "result": found.result or ""}
    if found.kind == "callActivity":
        said |= {"calls": found.called or ""}
    if found.kind == "serviceTask":
        said |= {"work": found.topic or ""}
    if found.repeat:
        said |= {"collection": found.repeat.collection}
    if found.by_event:
        said |= {"offered": found.properties.get("offered", "")}
    if found.event and found.event.kind in ("timer", "condition"):
        said |= {"waits": found.event.text}
    said |= {"guidance": found.properties.get("guidance", "")}
    return said | ({"beside": found.documentation} if found.for_a_person else {})


def _offered(
    draft: Draft, files: Mapping[str, bytes], process: Process, *, asked: bool
) -> dict[str, list[tuple[str, str]]]:
    """Codes and words to choose from; what is `asked` is given to a role that answers steps."""
    what = drawn.offered(files, {})
    every = dict.fromkeys([*process.roles, *versions.roles(reading(), draft.authority_id)])
    names = [name for name in every if not (asked and name in UNASKED)]
    return {
        "role": [(name, name) for name in names],
        "form": [(f["key"], f"{f['title']}, {drawn.counted(f['questions'], 'question')}") for f in what["forms"]],
        "table": [(each["id"], each["name"]) for each in what["decisions"]],
        "calls": [(each["id"], each["name"]) for each in what["processes"]],
        "work": list(ACTIONS.items()),
    }  # fmt: skip


def _field(key: str, value: str, offered: Mapping[str, list[tuple[str, str]]]) -> dict[str, Any]:
    label, hint = LABELS[key]
    options = offered.get(key, []) if key in CHOICES else []
    if key in CHOICES and value and value not in [code for code, _ in options]:
        options = [(value, value), *options]
    return {
        "key": key, "label": label, "hint": hint, "value": value, "code": key in CODE, "long": key in LONG,
        "choice": key in CHOICES, "options": options,
    }  # fmt: skip


def _answers(files: Mapping[str, bytes], process: Process) -> list[dict[str, Any]]:
    """Each question that the steps of a drawing ask, with the condition that each of its answers makes."""
    known, on = drawn.known(files), dates.local_day(now())
    forms = dict.fromkeys(step.form for step in process.steps if step.form in known.forms)
    asked = {item.key: item for name in forms for item in flat(known.forms[str(name)].items) if isinstance(item, Field)}
    listed = [
        {"question": field.label or field.key,
         "answers": [(f'"{each.code}" in {field.key}' if field.kind in SEVERAL_OF else f'{field.key} = "{each.code}"',
                      each.label) for each in field.options(known.lists, on)]}
        for field in asked.values()
    ]  # fmt: skip
    return [each for each in listed if each["answers"]]


def _arrow(process: Process, found: Step, flow: Any, raw: Mapping[str, str] | None) -> dict[str, Any]:
    said = raw or {}
    return {
        "id": flow.id, "to": naming.quoted(process, flow.target), "to_id": flow.target,
        "name": said.get(f"name-{flow.id}", flow.name), "condition": said.get(f"condition-{flow.id}", flow.condition),
        "answer": said.get(f"answer-{flow.id}", ""),
        "default": (said.get("default") if "default" in said else found.default) == flow.id,
    }  # fmt: skip


@pages.post("/procedures/drafts/<id:draft_id>/step/<path:path>")
@may("draft_procedure")
def change(draft_id: str, path: str) -> AnyResponse | tuple[str, int]:
    """Change a step and its arrows as the page says."""
    return _keep(draft_id, path)


@pages.post("/procedures/drafts/<id:draft_id>/add/<path:path>")
@may("draft_procedure")
def add(draft_id: str, path: str) -> AnyResponse | tuple[str, int]:
    """Add a step on an arrow that leaves a step."""
    return _keep(draft_id, path, "new-name")


@pages.post("/procedures/drafts/<id:draft_id>/arrow/<path:path>")
@may("draft_procedure")
def arrow(draft_id: str, path: str) -> AnyResponse | tuple[str, int]:
    """Draw one more arrow from a step to another."""
    return _keep(draft_id, path, "to")


def _keep(draft_id: str, path: str, asked: str = "") -> AnyResponse | tuple[str, int]:
    """Do all that was typed on a step's page in one act, whichever button was pressed: nothing typed is lost."""
    step_id = request.args.get("step", "")
    _, files = _mine(draft_id, path)
    process, found = _find(files, path, step_id)
    adds = asked == "new-name" or any(map(_typed, ("new-name", "new-form")))
    draws = asked == "to" or any(map(_typed, ("to", "to-name", "to-condition", "to-answer")))
    if problem := _too_long() or _missing(process, found, adds=adds, draws=draws):
        return _step_page(draft_id, path, step_id, request.form, problem), 422
    flows = [flow for flow in process.outgoing.get(step_id, ()) if f"name-{flow.id}" in request.form]
    said = {key: _typed(key) for key in _said(found) if key in request.form}
    changed = _changed(found, said, flows)
    made: list[str] = []

    def revised(data: bytes) -> bytes:
        if changed:
            data = _with_changes(data, step_id, said, flows)
        if draws:
            data = revising.add_arrow(
                data,
                step_id,
                _typed("to"),
                name=_typed("to-name"),
                condition=_typed("to-answer") or _typed("to-condition"),
            )
        if adds:
            kind = _kind()
            form = _typed("new-form") if kind == "userTask" else ""
            data, fresh = revising.add_step(
                data, _typed("after"), name=_typed("new-name"), role=_typed("new-role"), form=form, kind=kind
            )
            made.append(fresh)
        return data

    name = f"“{said['name']}”" if said.get("name") else naming.sentence(naming.quoted(process, step_id))
    done = [f"{name} has been changed."] if changed else []
    done += ["The arrow has been drawn."] if draws else []
    done += [f"“{_typed('new-name')}” has been added."] if adds else []
    words = " ".join(done) or "Nothing has been changed: the step says this already."
    return _revise(draft_id, path, step_id, revised, words, made)


def _missing(process: Process, found: Step, *, adds: bool, draws: bool) -> tuple[str, str] | None:
    """What must be said before the page can be kept: the field and the words."""
    if found.for_a_person and not request.form.get("name", "x").strip():
        return "name", "Give the step a name"
    if found.lane and not request.form.get("role", "x"):
        return "role", "Choose a role: without one the step would be in nobody’s inbox"
    if draws and not _typed("to"):
        return "to", "Choose where the arrow leads"
    if not adds:
        return None
    if _typed("after") not in [flow.id for flow in process.outgoing.get(found.id, ())] or _kind() not in NEW_KINDS:
        return "after", "Choose the arrow that it stands on"
    return None if _typed("new-name") else ("new-name", "Give the step a name")


def _kind() -> str:
    return request.form.get("new-kind", "userTask")


def _changed(found: Step, said: Mapping[str, str], flows: list[Flow]) -> bool:
    """Whether what was typed says anything else of the step and its arrows than the drawing does."""
    now_said = _said(found)
    if any(value != now_said[key].strip() for key, value in said.items()):
        return True
    typed = [(_typed(f"name-{f.id}"), _condition(f.id), request.form.get("default") == f.id) for f in flows]
    return typed != [(f.name.strip(), f.condition.strip(), found.default == f.id) for f in flows]


def _with_changes(data: bytes, step_id: str, said: Mapping[str, str], flows: list[Flow]) -> bytes:
    data = revising.change_step(data, step_id, said)
    for flow in flows:
        data = revising.change_arrow(
            data, flow.id, name=_typed(f"name-{flow.id}"), condition=_condition(flow.id),
            default=request.form.get("default") == flow.id,
        )  # fmt: skip
    return data


@pages.post("/procedures/drafts/<id:draft_id>/remove/<path:path>")
@may("draft_procedure")
def remove(draft_id: str, path: str) -> AnyResponse | tuple[str, int]:
    """Take a step away; what led to it leads to what followed."""
    step_id = request.args.get("step", "")
    _, files = _mine(draft_id, path)
    process, _ = _find(files, path, step_id)
    words = f"{naming.sentence(naming.quoted(process, step_id))} has been taken away."
    return _revise(draft_id, path, step_id, lambda data: revising.remove_step(data, step_id), words, [""])


def _revise(
    draft_id: str, path: str, step_id: str, revised: Callable[[bytes], bytes], words: str, go: list[str] | None = None
) -> AnyResponse | tuple[str, int]:
    """Change the drawing under its number, save it, and go on: to the step, a new one, or the whole drawing."""
    seen = request.form.get("version", "")
    session = writing()
    draft = drafts.mine(session, draft_id, actor().id)
    kept = drafts.file(session, draft, path)
    try:
        drawn.may_open({path: kept.content}, path)
        drafts.save(session, draft, path, revised(kept.content), seen=int(seen) if seen.isdigit() else -1, now=now())
        session.commit()
    except drafts.ChangedElsewhere as wrong:
        session.rollback()
        message = f"{wrong} What you typed is still here. Send it again to change the drawing as it is now"
        return _step_page(draft_id, path, step_id, request.form, ("step", message)), 409
    except drafts.NoSuchDraft:
        raise
    except LadoflowError as wrong:
        session.rollback()
        return _step_page(draft_id, path, step_id, request.form, ("step", str(wrong).rstrip("."))), 422
    flash(words)
    to = go[-1] if go else step_id
    if not to:
        return redirect(url_for("drafts_in_words.drawing", draft_id=draft_id, path=path), 303)
    return redirect(url_for("drafts_in_words.step", draft_id=draft_id, path=path, step=to), 303)


def _condition(flow_id: str) -> str:
    """What was chosen goes before what stands there: somebody has just chosen it."""
    return _typed(f"answer-{flow_id}") or _typed(f"condition-{flow_id}")


def _typed(key: str) -> str:
    return request.form.get(key, "").replace("\r\n", "\n").strip()


def _too_long() -> tuple[str, str] | None:
    for key, value in request.form.items():
        if len(value) > LONGEST:
            return key, f"This must have at most {LONGEST:,} characters"
        if any(ord(c) < 32 and c not in "\r\n\t" for c in value) or "\ufffe" in value or "\uffff" in value:
            return key, "This has characters that no text has. Type it again"
    return None


def _find(files: Mapping[str, bytes], path: str, step_id: str) -> tuple[Process, Step]:
    drawn.may_open(files, path)
    for process in load(files[path], path).processes:
        if step_id in process.by_id:
            return process, process.by_id[step_id]
    raise drafts.NoSuchDraft


def _mine(draft_id: str, path: str) -> tuple[Draft, dict[str, bytes]]:
    draft = drafts.mine(reading(), draft_id, actor().id)
    files = drafts.files(reading(), draft.id)
    if path not in files or kind_of(path) != DIAGRAM:
        raise drafts.NoSuchDraft
    return draft, files
