"""What the shipped forms ask, field by field, and their code lists and clocks, against the sheet of the procedure."""

import csv
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from engine import clock_table
from engine.diagrams.reading import read
from engine.forms import Entry, Field, Form, Group, Item, Section, read_list
from tests.builders import SHIPPED


def rows(name: str) -> list[dict[str, str]]:
    """A table that stands beside this file."""
    return list(csv.DictReader(Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()))


PROCEDURE, _ = read(SHIPPED)
ASKED, LISTS, CLOCKS = rows("fields_asked.csv"), rows("codes_listed.csv"), rows("clocks_set.csv")
KINDS = {"long_text": "long text", "date_time": "date and time", "checkbox": "tick"}


def asked(items: tuple[Item, ...], path: str = "", hidden: bool = False) -> Iterator[tuple[str, Field, bool]]:
    """Every question with its path through the groups of rows, and whether something may hide it."""
    for item in items:
        away = hidden or getattr(item, "hide", None) is not None
        if isinstance(item, Section):
            yield from asked(item.items, path, away)
        elif isinstance(item, Group):
            yield from asked(item.items, f"{path}{item.key}.", away)
        elif isinstance(item, Field):
            yield f"{path}{item.key}", item, away


def answer(field: Field) -> str:
    """The type of an answer: text, date, one of a list, several of its own codes."""
    if field.kind in ("radio", "select", "checklist", "tag_list"):
        many = "several" if field.kind in ("checklist", "tag_list") else "one"
        own = " ".join(choice.code for choice in field.choices)
        return f"{many} of {field.list_name or own or f'the rows {field.rows_of}'}"
    return KINDS.get(field.kind, field.kind)


def needed(field: Field, hidden: bool) -> str:
    """R: always required; c: required when it is asked; else it may stay empty."""
    return ("c" if hidden else "R") if field.required else ""


def differences(files: Mapping[str, bytes]) -> list[str]:
    """What the forms ask otherwise than the table says."""
    forms = {row["form"]: Form.read(row["form"], files[f"forms/{row['form']}.form"].decode()) for row in ASKED}
    known = {
        (name, path): (answer(field), needed(field, hidden))
        for name, form in forms.items()
        for path, field, hidden in asked(form.items)
    }
    found = []
    for row in ASKED:
        is_now = known.get((row["form"], row["key"]))
        if is_now is None:
            found.append(f"{row['section']} {row['field']}: {row['form']} does not ask {row['key']}")
        elif is_now != (row["answer"], row["needed"]):
            found.append(f"{row['section']} {row['field']}: {row['form']}.{row['key']} is {is_now}")
    return found


def test_the_forms_ask_what_the_procedure_lists():
    assert differences(SHIPPED) == []
    sections = {row["section"] for row in ASKED}
    assert sections >= {f"5.{n}" for n in (*range(1, 16), 17)}


def spoilt(key: str, **change: object) -> dict[str, bytes]:
    """The shipped files with one question of the police's form changed; `gone` takes it out."""
    form = json.loads(SHIPPED["forms/police_start.form"])
    for component in list(form["components"]):
        if component.get("key") == key:
            component.update(change)
            if change.get("gone"):
                form["components"].remove(component)
    return {**SHIPPED, "forms/police_start.form": json.dumps(form).encode()}


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (spoilt("crime_reference", gone=True), "does not ask crime_reference"),
        (spoilt("unit", validate={}), "police_start.unit is ('text', '')"),
        (spoilt("officer", type="textarea"), "police_start.officer is ('long text', 'R')"),
        (spoilt("embargo_others", valuesKey="agencies"), "police_start.embargo_others is ('several of agencies', '')"),
    ],
)
def test_a_question_that_goes_missing_or_changes_is_named(fault: dict[str, bytes], said: str):
    assert [words for words in differences(fault) if words.endswith(said)]


def test_a_call_needs_eight_answers_at_most():
    form = Form.read("log_a_call", SHIPPED["forms/log_a_call.form"].decode())
    assert sum(field.required for _, field, _ in asked(form.items)) <= 8


# Lists


def entries(name: str) -> tuple[Entry, ...]:
    return read_list(SHIPPED[f"forms/lists/{name}.csv"].decode())


def not_listed(name: str, wanted: list[dict[str, str]], there: tuple[Entry, ...]) -> list[str]:
    """The codes of the procedure that a list has not, or has from another day or until another."""
    known = {entry.code: (str(entry.from_ or ""), str(entry.to or "")) for entry in there}
    return [
        f"{name}: {row['code']} is {known.get(row['code'], 'not there')}"
        for row in wanted
        if known.get(row["code"]) != (row["from"], row["to"])
    ]


@pytest.mark.parametrize("name", sorted({row["list"] for row in LISTS}))
def test_a_list_has_the_codes_of_the_procedure(name: str):
    wanted = [row for row in LISTS if row["list"] == name]
    there = entries(name)
    assert not_listed(name, wanted, there) == []
    assert all(entry.report_group and entry.source for entry in there)
    # It can fail: a code taken away, and one that holds from another day, are named.
    assert not_listed(name, wanted, tuple(e for e in there if e.code != wanted[0]["code"]))
    assert not_listed(name, [{**wanted[0], "from": "1999-01-01"}], there)


def test_the_seventeen_sectors_of_the_annual_report_are_groups_of_the_list():
    assert {entry.report_group for entry in entries("sectors")} == {
        "care_provider", "child_minder", "csc_yot", "faith_groups", "foster_carers", "health", "higher_education",
        "other", "nursery_early_years", "residential", "school_other", "school_primary", "school_secondary",
        "secure_estates", "sports_leisure", "transport", "youth_organisation",
    }  # fmt: skip


def test_threshold_decisions_are_grouped_by_level():
    assert {entry.code: entry.report_group for entry in entries("threshold_decisions")} == {
        "advice_nfa": "advice", "low_level": "low_level", "consultation": "consultation", "referral": "referral",
        "redirect_lado": "sent_elsewhere", "redirect_pipot": "sent_elsewhere", "redirect_mash_only": "sent_elsewhere",
        "redirect_police_only": "sent_elsewhere", "redirect_complaint": "sent_elsewhere",
        "insufficient_info": "not_decided", "duplicate": "sent_elsewhere",
    }  # fmt: skip


# Clocks


def set_otherwise(table: str) -> list[str]:
    """The clocks that are not set as the procedure says."""
    clocks = clock_table.read_clocks(table)
    found = []
    for row in CLOCKS:
        clock = clocks.get(row["code"])
        yes = {True: "yes", False: "no"}
        is_now = clock and {
            "amount": str(clock.amount), "unit": clock.unit, "day_one": yes[clock.day_one], "rolls": clock.rolls,
            "pauses": yes[clock.pauses], "receipt": yes[clock.receipt],
        }  # fmt: skip
        if is_now != {name: row[name] for name in is_now or ("",)} or not (clock and row["source"] in clock.source):
            found.append(row["code"])
    return found


def test_every_clock_of_the_procedure_is_set_as_it_says():
    table = SHIPPED["forms/lists/clocks.csv"].decode()
    assert set_otherwise(table) == []
    assert {row["code"][:3] for row in CLOCKS} >= {f"T{number:02d}" for number in range(1, 44)}


@pytest.mark.parametrize(
    ("was", "fault", "code"),
    [
        ("T03,Threshold decision,1,", "T03,Threshold decision,2,", "T03"),
        ("T17,Early years or childcare provider tells Ofsted,14,calendar_days,yes,no,none",
         "T17,Early years or childcare provider tells Ofsted,14,calendar_days,no,no,after", "T17"),
        ("T12,Hearing without more investigation,15,working_days,no,yes",
         "T12,Hearing without more investigation,15,working_days,no,no", "T12"),
    ],
)  # fmt: skip
def test_a_clock_set_otherwise_is_named(was: str, fault: str, code: str):
    table = SHIPPED["forms/lists/clocks.csv"].decode()
    assert was in table
    assert set_otherwise(table.replace(was, fault)) == [code]


def test_what_shows_each_criterion_is_asked_in_words_of_its_own():
    """A screen reader and the error summary tell questions apart by their words alone."""
    form = PROCEDURE.forms["threshold"]
    criteria = [field.label for field in form.fields() if field.key.endswith("_shows")]
    assert len(criteria) == len(set(criteria)) == 4


def test_an_answer_of_a_list_has_its_words_below_it_on_the_form():
    form = PROCEDURE.forms["threshold"]
    (decision,) = (field for field in form.fields() if field.key == "decision")
    helped = {choice.code: choice.help for choice in decision.options(PROCEDURE.lists, date(2026, 3, 5))}
    assert helped["consultation"] == "Threshold met. The employer looks into it, no meeting"
    assert helped["duplicate"] == "" and len(helped) == 11
