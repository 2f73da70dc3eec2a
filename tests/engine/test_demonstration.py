"""The invented council: whole, sound, the same on every start of one day, and something for everybody to do."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from engine import access, councils, dates, db, demonstration, history, inbox, verify
from engine.demonstration import council, stories
from engine.demonstration.filling import CannotFill, Filling, Scene, parse
from engine.demonstration.hours import Hours
from engine.demonstration.teller import Stage, tell
from engine.forms import Form
from engine.in_hand import calendar_of
from engine.models import Authority, Case, Contact, Fact, Message, Note, Organisation, Party, Task, User
from tests.builders import ROOT, SHIPPED, a_form

NOW = datetime(2026, 3, 5, 11, 20, tzinfo=UTC)
PARTNERS = ("head", "hr", "nursery", "police", "psd", "socialcare", "fostering")
pytestmark = pytest.mark.timeout(400)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The whole council, once for all tests here."""
    engine = db.make_engine(f"sqlite:///{tmp_path_factory.mktemp('demonstration') / 'council.sqlite'}")
    db.upgrade(engine)
    demonstration.build(engine, ROOT, NOW)
    yield engine
    engine.dispose()


@pytest.fixture
def seen(built: Engine) -> Iterator[Session]:
    with db.reading(built) as session:
        yield session


def actor(session: Session, account: str) -> access.Actor:
    found = access.actor(
        session, session.scalars(select(User).where(User.email == f"{account}@{council.DOMAIN}")).one()
    )
    assert found is not None
    return found


def test_everybody_of_the_list_can_sign_in(seen: Session) -> None:
    users = {user.email: user for user in seen.scalars(select(User))}
    accounts = [account for account, *_ in (*council.OWN, *council.OUTSIDE)]
    assert set(users) == {f"{account}@marlshire.example" for account in accounts}
    assert len(users) == 16
    assert all(PasswordHasher().verify(user.password_hash, "marlshire-demo") for user in users.values())


def test_it_is_alone_in_its_database_and_knows_itself(built: Engine, engine_db: Engine) -> None:
    assert demonstration.others(built) == []
    with pytest.raises(demonstration.CannotTell, match="Marlshire"):
        demonstration.build(built, ROOT, NOW)
    with db.writing(engine_db) as session:
        councils.new_council(session, "Newshire")
        session.commit()
    with pytest.raises(demonstration.CannotTell, match="Newshire"):
        demonstration.build(engine_db, ROOT, NOW)
    assert demonstration.others(engine_db) == ["Newshire"]


def test_nothing_is_there_before_the_first_start(empty_database_url: str) -> None:
    engine = db.make_engine(empty_database_url)
    assert demonstration.others(engine) == []
    engine.dispose()


def test_history_and_work_are_sound(seen: Session) -> None:
    assert history.faults(seen) == []
    assert verify.faults(seen) == []
    assert seen.scalars(select(Case.adult_name).where(Case.repair.is_not(None))).all() == []


def test_about_sixty_cases_over_three_report_years(seen: Session) -> None:
    cases = seen.scalars(select(Case)).all()
    assert 55 <= len(cases) <= 80
    years = Counter(report_year(case.received_at) for case in cases if case.closed_at)
    assert all(years[year] >= 8 for year in (2022, 2023, 2024)), years
    levels = Counter(case.level for case in cases)
    assert levels["advice"] >= 12
    assert all(
        levels[level] >= 2 for level in ("consultation", "referral", "low_level", "sent_elsewhere", "not_decided")
    )
    oldest = min(case.received_at for case in cases if not case.closed_at)
    assert NOW - oldest <= timedelta(days=120)
    assert seen.scalar(select(func.count(Contact.id))) > len({case.contact_id for case in cases})  # some open none
    closed = [case for case in cases if case.level == "referral" and case.closed_at]
    assert len({case.closed_reason for case in closed}) >= 1
    assert all(case.closed_at > case.received_at for case in closed if case.closed_at)


def report_year(at: datetime) -> int:
    day = dates.local_day(at)
    return day.year if day.month >= 4 else day.year - 1


@pytest.mark.parametrize("account", [*PARTNERS, "lado", "lado2", "manager", "support"])
def test_something_waits_for(seen: Session, account: str) -> None:
    who = actor(seen, account)
    assert [*inbox.mine(seen, who), *inbox.queue(seen, who)]


def test_the_inbox_of_a_lado_has_every_part(seen: Session) -> None:
    who = actor(seen, "lado")
    due = [row.task.due_at for row in inbox.mine(seen, who) if row.task.due_at]
    today = dates.local_day(NOW)
    assert any(at < NOW for at in due)
    assert any(dates.local_day(at) == today for at in due)
    assert any(dates.local_day(at) > today for at in due)
    assert inbox.queue(seen, who)
    assert inbox.waiting_on_others(seen, who)
    assert inbox.archive(seen, who)


def test_every_stage_has_a_case(seen: Session) -> None:
    waiting = set(seen.scalars(select(Task.step).where(Task.state == "open")))
    assert {
        "check_who", "decide_threshold", "refer_at_once", "get_missing", "send_elsewhere", "raise_late_report",
        "which_employers", "hold_meeting", "hold_review", "police_update", "social_care_update", "interim_measures",
        "employer_update", "investigate", "hold_hearing", "employer_result", "send_notices", "fostering_result",
        "refer_to_dbs", "agree_outcome", "check_duties", "tell_people", "close_the_case", "check_closure",
        "agree_decide_now", "consider_information",
    } <= waiting  # fmt: skip
    assert seen.scalars(select(Task.id).where(Task.naming, Task.state == "open")).all()
    assert seen.scalars(select(Task.id).where(Task.on_behalf_of.is_not(None))).all()


def test_nothing_happens_after_now_and_nothing_is_left_to_send(seen: Session) -> None:
    for column in (Task.opened_at, Task.done_at, Task.happened, Fact.at, Fact.happened, Contact.received_at, Note.at,
                   Case.closed_at, Party.at):  # fmt: skip
        assert seen.scalar(select(func.max(column))) <= NOW, column
    assert seen.scalars(select(Message.id).where(Message.state != "sent")).all() == []


def test_telephone_numbers_are_kept_for_invented_people(seen: Session) -> None:
    numbers = [
        *seen.scalars(select(User.phone)),
        *seen.scalars(select(Organisation.phone)),
        *seen.scalars(select(Party.phone)),
    ]
    assert all(number.startswith("01632 960") and len(number) == 12 for number in numbers if number)


def test_the_file_is_as_safe_as_before(built: Engine) -> None:
    db.check_safe(built)


def a_stage(session: Session) -> Stage:
    made = council.make(session, SHIPPED, council.opened(dates.local_day(NOW)), dates.local_day(NOW))
    return Stage(session, made, calendar_of(session.get_one(Authority, made.authority).settings), NOW)


@pytest.mark.database
def test_a_story_is_told_on_either_database(engine_db: Engine) -> None:
    with db.writing(engine_db) as session:
        assert few(session)
        assert history.faults(session) == []


def few(session: Session) -> list[tuple[object, ...]]:
    """Three stories told, as their tasks and dates."""
    stage = a_stage(session)
    told = stories.all_of(stage.hours, NOW)
    for story in (told[1], told[-4], next(story for story in told if story.adults[0].name == "Owen Hartley")):
        tell(stage, story)
    rows = session.execute(
        select(Case.adult_name, Task.step, Task.state, Task.opened_at, Task.done_at, Task.due_at)
        .join(Case, Case.id == Task.case_id)
        .order_by(Case.adult_name, Task.opened_at, Task.step, Task.due_at)
    )
    return [tuple(row) for row in rows]


def test_two_starts_on_one_day_tell_the_same(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    told = []
    for url in (database_url, f"sqlite:///{tmp_path_factory.mktemp('again') / 'again.sqlite'}"):
        engine = db.make_engine(url)
        db.upgrade(engine)
        with db.writing(engine) as session:
            told.append(few(session))
        engine.dispose()
    assert len(told[0]) > 15
    assert told[0] == told[1]


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 11, 22, 2, 10, tzinfo=UTC),  # a Sunday night
        datetime(2027, 3, 31, 23, 30, tzinfo=UTC),  # the first of April here, half an hour old
        datetime(2026, 12, 28, 15, 0, tzinfo=UTC),  # the council is closed
        datetime(2028, 2, 29, 9, 0, tzinfo=UTC),
    ],
)
def test_on_any_day_nothing_comes_from_the_future(now: datetime) -> None:
    hours = Hours(calendar_of(council._settings(dates.local_day(now))))
    told = stories.all_of(hours, now)
    assert 55 <= len(told) <= 80
    assert all(story.received <= now for story in told)
    assert all(story.received >= council.opened(dates.local_day(now)) for story in told)
    assert [story.received for story in told] == sorted(story.received for story in told)


def test_whoever_answers_for_an_organisation_calls_from_there_in_every_story() -> None:
    posts = {person: (post, place) for place, _, person, post, _ in council.BODIES}
    told = stories.all_of(Hours(calendar_of({})), NOW)
    called = [(story.caller, (story.caller_role, story.agency)) for story in told if story.caller in posts]
    assert len(called) > 10
    assert [(who, whence) for who, whence in called if whence != posts[who]] == []


def test_a_form_that_cannot_be_answered_says_which_question() -> None:
    form = Form.read("odd", a_form({"type": "textfield", "key": "number", "label": "Number",
                                    "validate": {"required": True, "minLength": 200}}).decode())  # fmt: skip
    scene = Scene(NOW, NOW.date(), NOW.date(), calendar_of({}), None, {}, received=date(2026, 3, 1))  # type: ignore[arg-type]
    values = Filling(scene, {}, {}, {}).values(form)
    with pytest.raises(CannotFill, match="the form odd: number: "):
        parse(form, values, lists={}, context={}, now=NOW)
