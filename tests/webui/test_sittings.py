"""One step for several adults of one contact: one line in the inbox, one page, saved for all of them or none."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from engine import db, in_hand
from engine.models import Case, Fact, Sees, Task, Thing
from engine.settling import settle
from tests.webui.conftest import Site

NAMES = ("Ada Ash", "Ben Birch", "Cy Cedar")
SEARCH = {"searches": "lado_records", "search_result": "nobody", "source": "school", "channel": "phone"}


def report(site: Site, *names: str) -> None:
    page = site.anybody().open("/contact")
    for _ in names[1:]:
        page.post({"add": "adults"}, act="")
    given = {f"adults-{number}-name": name for number, name in enumerate(names)}
    page.send(what_happened="Shouted at two children.", **given)


@pytest.fixture
def group(site: Site) -> Site:
    report(site, *NAMES)
    return site


def case_of(site: Site, name: str) -> str:
    with db.reading(site.engine) as session:
        return str(session.scalar(select(Case.id).where(Case.adult_name == name)))


def open_steps(site: Site) -> list[tuple[str, str]]:
    rows = select(Case.adult_name, Task.step).join(Case, Case.id == Task.case_id).where(Task.state == "open")
    with db.reading(site.engine) as session:
        return sorted((str(name), step) for name, step in session.execute(rows))


def test_several_tasks_of_one_step_are_one_line_that_lists_them(group: Site) -> None:
    report(group, "Dee Dogwood")
    rows = group.person("support").open("/inbox/queue").tasks
    lists = sorted(len(row["data-task"].split()) for row in rows if row["data-step"] == "check_who")
    assert lists == [1, 3]
    assert any("For 3 adults from one contact" in row["words"] and "Ada Ash" in row["words"] for row in rows)


def test_taking_the_line_takes_them_all(group: Site) -> None:
    page = group.person("support").open("/inbox/queue")
    address = page.page.xpath("//tr[@data-task]//form")[0].get("action")
    page.send(act="take", to=address)
    assert "for 3 adults: in your inbox now" in page.banner and page.path.endswith("/together")
    assert [len(row["data-task"].split()) for row in page.open("/inbox").tasks] == [3]


def test_one_page_asks_of_each_and_saves_for_all(group: Site) -> None:
    page = group.person("support").step("check_who")
    assert page.heading == "Check who it is about" and [name for name in NAMES if name in page.main] == list(NAMES)
    page.complete()
    assert "for Ada Ash, Ben Birch and Cy Cedar" in page.banner
    assert open_steps(group) == [(name, "decide_threshold") for name in NAMES]


def test_the_banner_calls_a_contact_a_contact(group: Site) -> None:
    page = group.person("lado").open(f"/tasks/{_task(group, 'Ada Ash')}/together").complete()
    assert "Next for you in this contact: Decide the threshold" in page.banner, page.banner


def test_the_banner_says_what_the_next_step_asks(group: Site) -> None:
    group.person("support").step("check_who").complete()
    everybody = {f"applies_to-{n}-{key}": said for n in range(3)
                 for key, said in (("decision", "referral"), ("criteria", "risk"))}  # fmt: skip
    group.person("lado").step("decide_threshold").complete(**everybody)
    page = (
        group.person("support")
        .step("find_employer")
        .complete(**{f"applies_to-{n}-employer_found": "not_found" for n in range(3)})
    )
    assert "Next for you in this case: Name who plays " in page.banner, page.banner


def test_each_has_its_own_answers(group: Site) -> None:
    group.person("support").step("check_who").complete()
    page = group.person("lado").step("decide_threshold")
    decided = ("referral", "consultation", "advice_nfa")
    ticked = {f"applies_to-{number}-criteria": "risk" for number in (0, 1)}
    page.complete(**ticked, **{f"applies_to-{number}-decision": code for number, code in enumerate(decided)})
    assert "Threshold decided: referral, for Ada Ash" in page.banner.replace("Referral", "referral")
    with db.reading(group.engine) as session:
        levels = dict(session.execute(select(Case.adult_name, Case.level)).all())
    assert levels == {"Ada Ash": "referral", "Ben Birch": "consultation", "Cy Cedar": "advice"}


def test_what_is_wrong_says_whom_it_concerns_and_keeps_everything(group: Site) -> None:
    group.person("support").step("check_who").complete()
    page = group.person("lado").step("decide_threshold")
    decided = {"applies_to-2-decision": "referral", "applies_to-2-criteria": "risk"}
    page.send(**{"applies_to-0-reason": "Only about Ada", **decided})
    assert page.status == 422
    assert page.errors["applies_to-1-decision"].startswith("Ben Birch: ") and "applies_to-2-decision" not in page.errors
    assert page.fields["applies_to-0-reason"] == ["Only about Ada"]
    assert page.fields["applies_to-2-decision"] == ["referral"]
    assert len(open_steps(group)) == 3


def test_somebody_left_out_goes_their_own_way_and_loses_nothing(group: Site) -> None:
    page = group.person("support").step("check_who")
    page.send(act="choose", applies_to=[case_of(group, name) for name in NAMES[:2]],
              **{"applies_to-2-match_reason": "typed of Cy"})  # fmt: skip
    assert "Save for all 2" in page.main and page.fields["applies_to-2-match_reason"] == ["typed of Cy"]
    page.complete()
    assert open_steps(group) == [
        ("Ada Ash", "decide_threshold"), ("Ben Birch", "decide_threshold"), ("Cy Cedar", "check_who"),
    ]  # fmt: skip


@pytest.mark.parametrize("number", [199, 999])
def test_a_number_that_no_page_gave_is_no_failure(group: Site, number: int) -> None:
    page = group.person("support").step("check_who")
    said = {f"applies_to-{number}-id": _task(group, "Ada Ash"), "applies_to": [case_of(group, "Ada Ash")]}
    alone = {name: None for name in page.fields if name.startswith("applies_to-")}
    assert page.post(alone | said, act="choose").status == 200
    assert [name for name in NAMES if name in page.main] == list(NAMES)


def test_nobody_chosen_is_said(group: Site) -> None:
    page = group.person("support").step("check_who").send(applies_to=[])
    assert page.status == 422 and page.errors["applies_to"] == "Choose whom this is about"


def test_somebody_quicker_with_one_is_a_conflict_that_saves_nothing(group: Site) -> None:
    alone = _task(group, "Ben Birch")
    page = group.person("support").step("check_who")
    group.person("lado").open(f"/tasks/{alone}").complete()
    page.complete(**{"applies_to-0-search_notes": "Worth keeping"})
    assert page.status == 409 and "Somebody has already completed this for Ben Birch" in page.heading
    assert page.fields["applies_to-0-search_notes"] == ["Worth keeping"]
    assert ("Ada Ash", "check_who") in open_steps(group)
    page.complete()
    assert page.status == 200 and "for Ada Ash and Cy Cedar" in page.banner
    assert open_steps(group) == [(name, "decide_threshold") for name in NAMES]


def _task(site: Site, name: str, step: str = "check_who") -> str:
    with db.reading(site.engine) as session:
        rows = select(Task.id).join(Case, Case.id == Task.case_id).where(Case.adult_name == name, Task.step == step)
        return str(session.scalars(rows).one())


def _queue(site: Site) -> list[dict[str, str]]:
    return site.person("support").open("/inbox/queue").tasks


def test_a_steps_own_page_may_be_about_the_others_too(group: Site) -> None:
    first = _queue(group)[0]["data-task"].split()[0]
    page = group.person("support").open(f"/tasks/{first}")
    other = page.page.xpath("//input[@name='applies_to']/@value")
    assert len(other) == 2
    page.send(act="choose", applies_to=[other[0]], search_notes="Typed before")
    assert page.status == 200 and page.heading == "Check who it is about" and "Save for all 2" in page.main
    assert "Typed before" in page.text


def test_a_page_kept_for_later_comes_back(group: Site) -> None:
    page = group.person("support").step("check_who")
    address = page.path
    page.send(act="keep", **{"applies_to-1-search_notes": "Half typed"})
    assert "kept for later" in page.banner
    assert page.open(address).fields["applies_to-1-search_notes"] == ["Half typed"]
    assert page.open(address.removesuffix("/together")).path == address


def test_a_meeting_is_written_once_for_those_chosen(group: Site) -> None:
    _to_the_meeting(group)
    page = group.person("lado").step("hold_meeting")
    assert "For all of them" in page.main
    page.complete(chair="Ms Amin", **{"applies_to-0-risk_level": "high", "applies_to-1-risk_level": "low"})
    assert page.status == 200, page.errors
    for name, risk in (("Ada Ash", "High"), ("Ben Birch", "Low")):
        own = group.person("lado").open(f"/tasks/{_task(group, name, 'hold_meeting')}")
        assert "Ms Amin" in own.main and risk in own.main
        assert not [other for other in NAMES if other != name and other in own.main]


def test_a_shared_answer_is_put_right_in_each_case(group: Site) -> None:
    _to_the_meeting(group)
    group.person("lado").step("hold_meeting").complete(chair="Ms Amin")
    address = f"/tasks/{_task(group, 'Ben Birch', 'hold_meeting')}"
    page = group.person("lado").open(f"{address}/correct")
    assert "answered for several adults at once" in page.main and page.fields["chair"] == ["Ms Amin"]
    assert "Ada Ash" in page.main and "Cy Cedar" in page.main and len(page.fields["correct_also"]) == 3
    page.complete(chair="Mr Bell", correction_reason="Slip")
    assert "corrected. The first answer stays in the record." in page.banner
    for name in NAMES:
        page.open(f"/tasks/{_task(group, name, 'hold_meeting')}")
        assert "Mr Bell" in page.main and "Ms Amin" not in page.main
    assert "What was said once for several was put right" in page.open(f"/cases/{case_of(group, 'Cy Cedar')}").main


def test_a_shared_answer_is_put_right_in_the_cases_that_are_ticked(group: Site) -> None:
    _to_the_meeting(group)
    group.person("lado").step("hold_meeting").complete(chair="Ms Amin")
    page = group.person("lado").open(f"/tasks/{_task(group, 'Ben Birch', 'hold_meeting')}/correct")
    page.complete(chair="Mr Bell", correction_reason="Slip", correct_also=["", case_of(group, "Ada Ash")])
    for name, chair in zip(NAMES, ("Mr Bell", "Mr Bell", "Ms Amin"), strict=True):
        page.open(f"/tasks/{_task(group, name, 'hold_meeting')}")
        assert chair in page.main and ({"Mr Bell", "Ms Amin"} - {chair}).pop() not in page.main, name
        assert page.follow("Correct").fields["chair"] == [chair]


def test_what_was_written_once_in_rows_is_put_right_for_all_or_left(group: Site) -> None:
    _to_the_meeting(group)
    meeting = group.person("lado").step("hold_meeting")
    meeting.post({"add": "attendees"}, act="")
    meeting.complete(chair="Ms Amin", **{"attendees-0-name": "DI Shaw"})
    page = group.person("lado").open(f"/tasks/{_task(group, 'Ben Birch', 'hold_meeting')}/correct")
    page.send(correction_reason="Slip", correct_also="", **{"attendees-0-name": "DI Shore"})
    assert page.status == 422 and "was written once for all of them. Tick all" in page.errors["correct_also"]
    assert page.fields["correct_also"] == [""], "who is not ticked stays so"
    page.send(correct_also=["", case_of(group, "Ada Ash"), case_of(group, "Cy Cedar")])
    assert "corrected" in page.banner, page.errors


def test_a_late_correction_asks_of_each_case(group: Site) -> None:
    _to_the_meeting(group)
    group.person("lado").step("hold_meeting").complete(chair="Ms Amin")
    group.at(group.now + timedelta(days=2))
    with db.writing(group.engine) as session:
        matter = in_hand.take_in_hand(session, case_of(group, "Ada Ash"), now=group.now)
        matter.facts.put(matter.id, "chair", "Mx Gray")
        settle(matter, lambda _running: None)
        session.commit()
    page = group.person("lado").open(f"/tasks/{_task(group, 'Ben Birch', 'hold_meeting')}/correct")
    page.send(chair="Mr Bell", correction_reason="Slip")
    assert page.status == 422 and "Ada Ash: " in page.main and "Mx Gray" in page.main, page.main
    page.send(counts_now="record")
    with db.reading(group.engine) as session:
        matters = [in_hand.look_at(session, case_of(group, name), now=group.now) for name in NAMES]
        assert [matter.facts.case_value("chair") for matter in matters] == ["Mx Gray", "Mr Bell", "Mr Bell"]


def _to_the_meeting(group: Site, number: int = 3) -> None:
    group.person("support").step("check_who").complete()
    page = group.person("lado").step("decide_threshold")
    rows = {f"applies_to-{n}-decision": "referral" for n in range(number)}
    rows |= {f"applies_to-{n}-criteria": "risk" for n in range(number)}
    page.complete(**rows)


def test_a_stranger_to_casework_has_no_such_page(group: Site) -> None:
    first = _queue(group)[0]["data-task"].split()[0]
    assert group.person("police").open(f"/tasks/{first}/together").status == 404
    assert group.person("support").open(f"/tasks/{'0' * 32}/together").status == 404


def test_what_is_alleged_of_one_adult_is_seen_in_that_case_alone(group: Site) -> None:
    group.person("support").step("check_who").complete()
    decided = {f"applies_to-{number}-decision": "referral" for number in range(3)}
    alleged = {f"applies_to-{number}-allegations-0-description": f"Of {name}" for number, name in enumerate(NAMES)}
    ticked = {f"applies_to-{number}-criteria": "risk" for number in range(3)}
    page = group.person("lado").step("decide_threshold")
    page.complete(**ticked, **decided, **alleged)
    rows = (
        select(Case.adult_name, Fact.value)
        .join(Sees, Sees.case_id == Case.id)
        .join(Thing, (Thing.id == Sees.thing_id) & (Thing.kind == "allegation"))
        .join(Fact, (Fact.thing_id == Thing.id) & (Fact.key == "description"))
    )
    with db.reading(group.engine) as session:
        assert sorted(tuple(row) for row in session.execute(rows)) == [(name, f'"Of {name}"') for name in NAMES]
