"""The process owner's desk, as features/desk.feature promises it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from pytest_bdd import given, parsers, scenarios, then, when
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from engine import casework, catching_up, db, drafts, in_hand, playing, sheets, task_form, versions
from engine.diagrams import diff, file_uses, revising
from engine.diagrams.reading import read
from engine.forms import read_list
from engine.models import Authority, Case, Draft, Playing, ProcedureVersion, Task, User
from engine.rehearsal import apart, telling
from engine.rehearsal.foreseen import Names
from tests import builders
from tests.webui.desk import LOOK, files

scenarios("desk.feature")

LOOKING, FORM = "features/procedure/look.feature", "forms/anything.form"
OWN = "features/procedure/union.feature"


@dataclass
class World:
    """The council of a story, its people, and the draft in hand."""

    engine: Engine
    session: Session
    authority: Authority
    owner: User
    approver: User
    draft: Draft | None = None
    version: ProcedureVersion | None = None
    minutes: int = 0
    told: list[str] = field(default_factory=list)
    cases: dict[str, str] = field(default_factory=dict)

    @property
    def now(self):
        self.minutes += 1
        return builders.MONDAY + timedelta(minutes=self.minutes)

    def drawing(self) -> bytes:
        return drafts.files(self.session, self.draft.id)[LOOK]

    def draw(self, data: bytes) -> None:
        seen = drafts.file(self.session, self.draft, LOOK).number
        drafts.save(self.session, self.draft, LOOK, data, seen=seen, now=self.now)
        self.session.flush()

    def add(self, name: str) -> None:
        if self.draft is None:
            self.draft = drafts.start(self.session, self.authority.id, name="Draft", by=self.owner.id, now=self.now)
        data, _ = revising.add_step(self.drawing(), "case_f1", name=name, role="LADO", form="anything")
        self.draw(data)
        self.retell(name)

    def retell(self, name: str) -> None:
        """The story of the procedure expects the new step first."""
        kept = drafts.file(self.session, self.draft, LOOKING)
        told = kept.content.replace(b"| Look at it |", f"| {name} |".encode())
        drafts.save(self.session, self.draft, LOOKING, told, seen=kept.number, now=self.now)

    def try_out(self) -> None:
        playing.ask(self.session, self.draft, by=self.owner.id, now=self.now)
        self.session.commit()
        apart.play_asked(self.engine, lambda: self.now)

    @property
    def asked(self) -> Playing | None:
        with db.reading(self.engine) as session:
            return playing.of(session, self.draft)

    def digest(self) -> str:
        return versions.digest(drafts.files(self.session, self.draft.id))

    def ask(self, note: str) -> None:
        self.version = drafts.put_forward(self.session, self.draft, note=note, by=self.owner.id, now=self.now)

    def open_task(self, name: str) -> Task:
        rows = select(Task).join(Case, Case.id == Task.case_id).where(Case.adult_name == name, Task.state == "open")
        return self.session.scalars(rows).one()

    def matter_of(self, name: str) -> in_hand.Matter:
        case = self.session.scalars(select(Case).where(Case.adult_name == name)).one()
        return in_hand.look_at(self.session, case.id, now=self.now)

    def steps_of(self, name: str) -> list[str]:
        rows = (
            select(Task.name).join(Case, Case.id == Task.case_id).where(Case.adult_name == name, Task.state == "open")
        )
        return list(self.session.scalars(rows))


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    made = db.make_engine(database_url)
    yield made
    made.dispose()


@pytest.fixture
def world(engine: Engine) -> Iterator[World]:
    with db.writing(engine) as session:
        authority = builders.a_council(session, files())
        owner = builders.a_user(session, authority, "Process owner")
        approver = builders.a_user(session, authority, "Process approver")
        yield World(engine, session, authority, owner, approver)


@given("our procedure is in use")
def in_use(world: World):
    assert versions.current(world.session, world.authority.id, world.now).number == 1


@given(parsers.parse("a contact about {name} has been taken"))
@when(parsers.parse("a contact about {name} has been taken"))
def contact(world: World, name: str):
    builders.a_contact(world.session, world.authority, name, now=world.now)
    world.session.flush()


@given(parsers.parse('the process owner has added "{name}" in a draft'))
@when(parsers.parse('she adds "{name}"'))
def added(world: World, name: str):
    world.add(name)


@given(parsers.parse('the LADO has answered "{step}" for {name} with "{words}"'))
def answered(world: World, step: str, name: str, words: str):
    task = world.open_task(name)
    assert task.name == step
    note = builders.answers(note=words)
    casework.complete_task(world.session, task.id, note, seen=None, by=world.approver.id, now=world.now)


@given(parsers.parse('the process owner asks "{new}" instead of "{old}" in a draft'))
def asks_instead(world: World, new: str, old: str):
    world.draft = drafts.start(world.session, world.authority.id, name="Draft", by=world.owner.id, now=world.now)
    kept = drafts.file(world.session, world.draft, FORM)
    assert old.encode() in kept.content
    form = builders.a_form({"type": "textfield", "key": "view", "label": new})
    drafts.save(world.session, world.draft, FORM, form, seen=kept.number, now=world.now)


@given("the scenarios have been tried out")
@when("the scenarios have been tried out")
def tried(world: World):
    world.try_out()


@when("she asks for all stories to be played")
@when("she asks for all stories to be played again")
def asks_to_play(world: World):
    playing.ask(world.session, world.draft, by=world.owner.id, now=world.now)
    world.session.commit()


@when("they have been played")
def played(world: World):
    assert apart.play_asked(world.engine, lambda: world.now) == 1


@when(parsers.parse('she adds "{name}" while they are played'))
def adds_meanwhile(world: World, name: str):
    def looking_on() -> bool:
        asked = world.asked
        if asked and asked.state == playing.GOING and not world.told:
            world.told.append(name)
            world.add(name)
            world.session.commit()
        return False

    assert apart.play_asked(world.engine, lambda: world.now, looking_on) == 1
    assert world.told == [name]


@when("the service stops while they are played")
def stops(world: World):
    assert apart.play_asked(world.engine, lambda: world.now, lambda: world.asked.state == playing.GOING) == 0


@then("she reads that they wait to be played")
def wait(world: World):
    assert world.asked.state == playing.ASKED


@then("she reads that playing them was interrupted")
def interrupted(world: World):
    assert (world.asked.state, world.asked.why) == (playing.STOPPED, "")
    assert drafts.last_trial(world.session, world.draft) is None


@then(parsers.parse("she reads once that {passed:d} of {count:d} pass"))
def passed(world: World, passed: int, count: int):
    assert world.asked is None
    [trial] = drafts._trials(world.session, world.draft)
    assert (trial.passed, trial.count, trial.digest) == (passed, count, world.digest())


@then(parsers.parse("{passed:d} of {count:d} pass, and that is told to be of the draft before the change"))
def passed_before(world: World, passed: int, count: int):
    trial = drafts.last_trial(world.session, world.draft)
    assert (trial.passed, trial.count) == (passed, count) and trial.digest != world.digest()


@given(parsers.parse('the process owner has put forward "{name}"'))
def put_forward(world: World, name: str):
    world.add(name)
    world.try_out()
    world.ask("The union is asked")


@when(parsers.parse('she asks for approval because "{note}"'))
def asks(world: World, note: str):
    world.ask(note)


@when("the process approver confirms it")
def confirms(world: World):
    versions.approve(world.session, world.version, by=world.approver.id, now=world.now)


@when(parsers.parse('the process approver sends it back because "{reason}"'))
def sends_back(world: World, reason: str):
    versions.decline(world.session, world.version, by=world.approver.id, now=world.now, reason=reason)


@when(parsers.parse('she takes the form away from "{name}"'))
def no_form(world: World, name: str):
    world.draw(revising.change_step(world.drawing(), name.lower().replace(" ", "_"), {"form": ""}))


@when("she saves an older copy of the drawing")
def saves_older(world: World):
    with pytest.raises(drafts.ChangedElsewhere):
        drafts.save(world.session, world.draft, LOOK, files()[LOOK], seen=1, now=world.now)


@then(parsers.parse("the procedure in use is version {number:d}"))
def version_in_use(world: World, number: int):
    assert versions.current(world.session, world.authority.id, world.now).number == number


@then(parsers.parse('the case of {name} begins with "{step}"'))
def begins(world: World, name: str, step: str):
    assert world.steps_of(name) == [step]


@then(parsers.parse('the case of {name} stands at "{step}" on version {number:d}'))
def stands(world: World, name: str, step: str, number: int):
    assert world.steps_of(name) == [step]
    case = world.session.scalars(select(Case).where(Case.adult_name == name)).one()
    assert world.session.get_one(ProcedureVersion, case.version_id).number == number


@then(parsers.parse('the case of {name} still reads "{question}: {answer}"'))
def still_reads(world: World, name: str, question: str, answer: str):
    matter = world.matter_of(name)
    known = {key: fact.value for (_, key), fact in matter.facts.known.items()}
    assert (question, answer) in matter.procedure.form("anything").to_words(known, matter.lists)


@then(parsers.parse('"{step}" for {name} still asks "{question}" on version {number:d}'))
def still_asks(world: World, step: str, name: str, question: str, number: int):
    stands(world, name, step, number)
    fields = task_form.of(world.matter_of(name), world.open_task(name)).fields()
    assert [field.label for field in fields] == [question]


@then("she cannot confirm it herself")
def not_herself(world: World):
    with pytest.raises(versions.SamePerson):
        versions.approve(world.session, world.version, by=world.owner.id, now=world.now)


@then(parsers.parse('she cannot ask for approval because "{why}"'))
def cannot_ask(world: World, why: str):
    with pytest.raises((drafts.NotTriedOut, versions.ProcedureHasProblems), match=why):
        world.ask("A note")


@then(parsers.parse('the check says "{name}" has no form'))
def says_no_form(world: World, name: str):
    found = versions.problems(world.session, world.authority.id, drafts.files(world.session, world.draft.id))
    assert any(name in problem.message and "form" in problem.message for problem in found)


@then(parsers.parse('the comparison says "{words}"'))
def comparison(world: World, words: str):
    changes = diff.changes(files(), drafts.files(world.session, world.draft.id))
    assert any(words in change.words for change in changes)


@then(parsers.parse('the process owner reads "{reason}"'))
def reads(world: World, reason: str):
    assert drafts.why_declined(world.session, world.version) == reason


@then(parsers.parse('it is refused and the draft still has "{name}"'))
def still_has(world: World, name: str):
    assert name.encode() in world.drawing()


@when(parsers.parse('the process owner adds the answer "{label}" to the list of "{name}" in a draft'))
def adds_answer(world: World, label: str, name: str):
    world.draft = drafts.start(world.session, world.authority.id, name="Draft", by=world.owner.id, now=world.now)
    kept = drafts.file(world.session, world.draft, listed(name))
    sheet = sheets.read(kept.content.decode())
    rows = [*sheet.rows, ("written_consent", label, "", "", "consent", "")]
    assert sheets.mistakes(sheet.columns, rows, clocks=False) == []
    text = sheet.written(rows).encode()
    drafts.save(world.session, world.draft, listed(name), text, seen=kept.number, now=world.now)


@then(parsers.parse('the list of "{name}" ends with "{label}"'))
def ends_with(world: World, name: str, label: str):
    text = drafts.file(world.session, world.draft, listed(name)).content.decode()
    assert read_list(text)[-1].label == label


@then(parsers.parse('every other row of the list of "{name}" is as it was'))
def rest_is_as_it_was(world: World, name: str):
    before = files()[listed(name)]
    assert drafts.file(world.session, world.draft, listed(name)).content.startswith(before)


@when(parsers.parse('she tells the story as if "{name}" still came first'))
def tells_the_old_story(world: World, name: str):
    kept = drafts.file(world.session, world.draft, LOOKING)
    told = kept.content.replace(b"| Ask the trade union |", f"| {name} |".encode())
    assert told != kept.content
    drafts.save(world.session, world.draft, LOOKING, told, seen=kept.number, now=world.now)


@when(parsers.parse('she adds a story in which "{name}" comes first'))
def adds_a_story(world: World, name: str):
    told = files()[LOOKING].replace(b"Look at it", name.encode())
    drafts.save(world.session, world.draft, OWN, told, seen=None, now=world.now)


@then("the new story passes when it is played by itself")
def new_story_passes(world: World):
    [result] = drafts.play(drafts.files(world.session, world.draft.id), OWN)
    assert (result.file, result.passed, result.why) == (OWN, True, "")


@when(parsers.parse('she calls "{old}" "{new}"'))
def calls_otherwise(world: World, old: str, new: str):
    world.draw(world.drawing().replace(old.encode(), new.encode()))


@then(parsers.parse('line {line:d} of the story is told because it names "{name}"'))
def told_unplayed(world: World, line: int, name: str):
    content = drafts.files(world.session, world.draft.id)
    [problem] = telling.problems(content, Names(read(content)[0]))
    assert (problem.file, problem.step) == (LOOKING, f"line {line}")
    assert f"has no step “{name}”" in problem.message


@then(parsers.parse('{number:d} lines held before "{line}", which failed'))
def held_before(world: World, number: int, line: str):
    [failure] = drafts.last_trial(world.session, world.draft).failures
    text = drafts.file(world.session, world.draft, LOOKING).content.decode()
    states = [each.state for each in telling.told(text, failure)]
    assert states == [*["held"] * number, "failed"] and failure["said"] == line


@then(parsers.parse('instead it is told that the inbox has "{name}"'))
def told_instead(world: World, name: str):
    [failure] = drafts.last_trial(world.session, world.draft).failures
    assert f"It has: “{name}”" in failure["why"]


@then(parsers.parse('the form "{name}" cannot be deleted because "{why}"'))
def cannot_be_deleted(world: World, name: str, why: str):
    known = read(drafts.files(world.session, world.draft.id))[0]
    assert any(why in words for words in file_uses.told(known, f"forms/{name}.form"))


@given(parsers.parse('the process owner has added the form "{title}" in a draft'))
def adds_form(world: World, title: str):
    world.draft = drafts.start(world.session, world.authority.id, name="Draft", by=world.owner.id, now=world.now)
    add_form(world, "ask_the_union", title)


@given(parsers.parse('she has added the form "{title}" in another file'))
def adds_another_form(world: World, title: str):
    add_form(world, "another", title)


def add_form(world: World, name: str, title: str) -> None:
    data = builders.a_form(
        {"type": "text", "text": f"# {title}"}, {"type": "textfield", "key": f"{name}_note", "label": "Note"}
    )
    drafts.save(world.session, world.draft, f"forms/{name}.form", data, seen=None, now=world.now)


@when(parsers.parse('she deletes the form "{name}"'))
def deletes_form(world: World, name: str):
    known = read(drafts.files(world.session, world.draft.id))[0]
    assert file_uses.told(known, f"forms/{name}.form") == []
    drafts.delete(world.session, world.draft, f"forms/{name}.form", now=world.now)


@then(parsers.parse('the draft has no form "{name}"'))
def has_no_form(world: World, name: str):
    assert f"forms/{name}.form" not in drafts.files(world.session, world.draft.id)


BASES, CONSENT = "legal bases", "Consent, in writing"
THEIRS = builders.a_form({"type": "textfield", "key": "theirs", "label": "What they ask"})
HERS = builders.a_form({"type": "textfield", "key": "hers", "label": "What she asks"})


def with_basis(content: bytes, label: str) -> bytes:
    sheet = sheets.read(content.decode())
    return sheet.written([*sheet.rows, (label.lower()[:4], label, "", "", "", "")]).encode()


@given(parsers.parse('version 2 has another form "{form}" and the legal basis "{label}" at the end of its list'))
def another_version(world: World, form: str, label: str):
    content = files() | {f"forms/{form}.form": THEIRS, listed(BASES): with_basis(files()[listed(BASES)], label)}
    version = versions.propose(world.session, world.authority.id, content, note="Theirs", by=None, now=world.now)
    versions.approve(world.session, version, by=world.approver.id, now=world.now)
    world.session.flush()


def change(world: World, path: str, content: bytes) -> None:
    seen = drafts.file(world.session, world.draft, path).number
    drafts.save(world.session, world.draft, path, content, seen=seen, now=world.now)
    world.session.flush()


@when(parsers.parse('she adds the legal basis "{label}" to her list'))
def adds_basis(world: World, label: str):
    change(world, listed(BASES), with_basis(files()[listed(BASES)], label))


@when(parsers.parse('she changes the form "{form}" too'))
def changes_form(world: World, form: str):
    change(world, f"forms/{form}.form", HERS)


def bring_in(world: World, **chosen: str) -> None:
    current = versions.current(world.session, world.authority.id, world.now)
    sides = (files(), drafts.files(world.session, world.draft.id), versions.files_of(world.session, current.id))
    choices = {f"forms/{name}.form": said for name, said in chosen.items()}
    catching_up.catch_up(world.session, world.draft, current, choices, seen=catching_up.marks(*sides),
                         by=world.owner.id, now=world.now)  # fmt: skip
    world.session.flush()


@when("she brings in what version 2 changed")
def brings_in(world: World):
    bring_in(world)


@then(parsers.parse('it is not brought in before she has chosen for the form "{form}"'))
def not_chosen(world: World, form: str):
    with pytest.raises(catching_up.Undecided):
        bring_in(world)


@when(parsers.parse('she brings in what version 2 changed, and keeps her form "{form}"'))
def keeps_hers(world: World, form: str):
    bring_in(world, **{form: catching_up.MINE})


@then(parsers.parse('the form "{form}" is that of version 2'))
def is_theirs(world: World, form: str):
    assert drafts.file(world.session, world.draft, f"forms/{form}.form").content == THEIRS


@then(parsers.parse('the form "{form}" is hers'))
def is_hers(world: World, form: str):
    assert drafts.file(world.session, world.draft, f"forms/{form}.form").content == HERS


@then(parsers.parse('her list of legal bases has "{one}" and "{other}"'))
def has_both(world: World, one: str, other: str):
    text = drafts.file(world.session, world.draft, listed(BASES)).content.decode()
    assert [entry.label for entry in read_list(text)][-2:] == [one, other]


@then(parsers.parse('her drawing still has "{name}"'))
def drawing_has(world: World, name: str):
    assert name.encode() in world.drawing()


@then("her draft is begun from version 2, and as it was before is kept as another")
def begun_anew(world: World):
    mine, before = sorted(drafts.of(world.session, world.owner.id), key=lambda draft: draft.created_at)
    assert (mine.id, before.name) == (world.draft.id, "Draft, before version 2")
    assert world.session.get(ProcedureVersion, mine.from_version_id).number == 2
    kept = drafts.files(world.session, before.id)
    assert kept["forms/anything.form"] == files()["forms/anything.form"] and kept[LOOK] == world.drawing()
    assert CONSENT.encode() not in kept[listed(BASES)]


@then("the check finds nothing")
def check_finds_nothing(world: World):
    assert versions.problems(world.session, world.authority.id, drafts.files(world.session, world.draft.id)) == []


@then("the check says that another form has this name")
def check_says_twice(world: World):
    found = versions.problems(world.session, world.authority.id, drafts.files(world.session, world.draft.id))
    assert [problem.message for problem in found] == [
        'There is another form called "Ask the union" in forms/another.form. Give one of them another title.'
    ]


def listed(name: str) -> str:
    """The path of a list that is named in words."""
    return f"forms/lists/{name.replace(' ', '_')}.csv"
