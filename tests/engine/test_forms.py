"""Form definitions and posts: what is read, hidden, refused, kept and put into words."""

import json
import random
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest

from engine import forms
from engine.forms import BadForm, BadList, Field, Form, Group, Parsed, Problem, Row, Section, Text, read_list

NOW = datetime(2026, 3, 5, 9, 20, tzinfo=UTC)
FORMS = sorted(Path("forms").glob("*.form"))


def component(type_: str, key: str, label: str = "", **more: object) -> dict[str, object]:
    return {"type": type_, "key": key, "label": label or key.replace("_", " ").capitalize(), **more}


def rows(word: str, path: str, *components: dict[str, object], **more: object) -> dict[str, object]:
    properties = {"rows": word, **more.pop("properties", {})}  # type: ignore[dict-item]
    return {
        "type": "dynamiclist",
        "path": path,
        "label": word,
        "components": components,
        "properties": properties,
        **more,
    }


def a_form(*components: dict[str, object]) -> Form:
    return Form.read("a.form", json.dumps({"type": "default", "components": components}))


def post(form: Form, raw: dict[str, str | list[str]], **more: object) -> Parsed:
    lists = {name: [value] if isinstance(value, str) else value for name, value in raw.items()}
    settings = {"lists": {}, "context": {}, "now": NOW} | more
    return form.parse(lists, **settings)  # type: ignore[arg-type]


def says(*components: dict[str, object], raw: dict[str, str | list[str]], **more: object) -> list[tuple[str, str]]:
    return [(problem.name, problem.message) for problem in post(a_form(*components), raw, **more).problems]


YES_NO = [{"label": "Yes", "value": "yes"}, {"label": "No", "value": "no"}]
REQUIRED = {"required": True}


# --- reading


def test_a_form_has_its_first_heading_for_a_title_and_its_items_in_order():
    form = a_form(
        {"type": "text", "text": "# Log a call"},
        {"type": "text", "text": "Eight things are needed."},
        {"type": "group", "label": "The call", "components": [component("textfield", "who")]},
        {"type": "separator"},
        rows("adult", "adults", component("textfield", "name"), allowAddRemove=False, defaultRepetitions=1),
        rows("attendee", "attendees", component("textfield", "name")),
    )
    assert form.title == "Log a call"
    kinds = [type(item) for item in form.items]
    assert kinds == [Text, Section, Text, Group, Group]
    adult, attendee = form.groups()
    assert (adult.kind, adult.word, adult.fixed, adult.repetitions) == ("adult", "adult", True, 1)
    assert (attendee.kind, attendee.word, attendee.fixed) == ("row", "attendee", False)
    assert form.keys() == {("case", "who"), ("adult", "name"), ("row", "name")}
    assert form.check() == []


def test_a_field_may_be_a_fact_of_another_thing():
    form = a_form(component("radio", "tell", values=YES_NO, properties={"thing": "engagement"}))
    assert form.keys() == {("engagement", "tell")}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is not JSON"),
        ("[]", "not a JSON object"),
        ("{}", "no list of components"),
        ('{"components": [], "components": []}', "said twice"),
        ('{"components": [NaN]}', "NaN is no number"),
        ("[" * 100_000, "nested too deeply"),
        ('{"components": [' + "1," * 2_001 + "1]}", "more than 2000 components"),
        (" " * 2_000_001, "larger than 2 MB"),
        ('{"components": [], "title": "\\ud800"}', "half a character"),
        ('{"components": [], "id": ' + "9" * 5_000 + "}", "is not JSON"),
    ],
)
def test_what_is_no_form_is_refused_in_words(text, message):
    with pytest.raises(BadForm, match=message):
        Form.read("a.form", text)


def test_groups_nested_too_deeply_are_refused():
    inner: dict[str, object] = component("textfield", "a")
    for _ in range(40):
        inner = {"type": "group", "components": [inner]}
    with pytest.raises(BadForm, match="nested too deeply"):
        a_form(inner)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (component("iframe", "a"), "does not know the component type iframe"),
        (component("html", "a"), "does not know the component type html"),
        (component("textfield", "a", validate={"pattern": "(a+)+$"}), "pattern of one's own"),
        (component("textfield", "a", properties={"pattern": "iban"}), "no pattern named iban"),
        (component("textfield", "a", validate={"required": "=x"}), "required must be true or false"),
        (component("number", "a", validate={"min": "=x"}), "min must be a number"),
        (component("number", "a", validate={"min": 3, "max": 2}), "greatest number is below"),
        (component("textfield", "a", conditional={"hide": "=this is not"}), "Hidden when “this is not”"),
        (component("textfield", "a", conditional={"hide": '=open("x")'}), "Hidden when"),
        (component("textfield", "a", conditional={"show": "=b"}), "does not know the condition show"),
        (component("textfield", "version"), "The key version is reserved"),
        (component("textfield", "item"), "The key item is reserved"),
        (component("textfield", "adult"), "The key adult is reserved"),
        (component("textfield", "children"), "The key children is reserved"),
        (component("textfield", "satisfies"), "The key satisfies is reserved"),
        (component("textfield", "level"), "level is worked out"),
        (component("textfield", "Name"), "no plain name"),
        (component("textfield", "a-b"), "no plain name"),
        (component("textfield", ""), "no key"),
        (component("radio", "a"), "no choices"),
        (component("radio", "a", values=[{"label": "Yes", "value": "Yes!"}]), "is no code"),
        (component("radio", "a", values=[*YES_NO, YES_NO[0]]), "same value"),
        (component("radio", "a", values=YES_NO, valuesKey="b"), "two places"),
        (component("radio", "a", valuesExpression="=x"), "does not know the attribute valuesExpression"),
        (component("textfield", "a", onclick="x"), "does not know the attribute onclick"),
        (component("textfield", "a", readonly=True, validate=REQUIRED), "read only"),
        (component("datetime", "a", subtype="week"), "subtype"),
        (component("datetime", "a", properties={"when": "soon"}), "when must be one of"),
        (component("datetime", "a", properties={"expected": "soon"}), "must be since_contact"),
        (component("textfield", "a", properties={"expected": "since_contact"}), "expected is for dates"),
        (component("datetime", "if", properties={"expected": "since_contact"}), "expected is for dates"),
        (rows("adult", "people", component("textfield", "name")), "must be adults"),
        (rows("adult", "adults"), "ask nothing"),
        (rows("", "adults", component("textfield", "name")), "needs the property rows"),
        (rows("strand", "strands", component("textfield", "status")), "status is worked out"),
        ({"type": "text", "text": "Hello {{name}}"}, "cannot have an expression"),
        (component("textfield", "a", properties={"happened": "yes"}), "Only a day that is asked once"),
        (
            rows("child", "children", component("datetime", "a", subtype="date", properties={"happened": "yes"})),
            "Only a day that is asked once",
        ),
        (component("datetime", "a", subtype="date", properties={"happened": "yes"}), "must be required"),
    ],
)
def test_what_is_outside_the_closed_list_is_named(wrong, message):
    found = a_form(component("textfield", "b"), wrong).check()
    assert any(message in problem.message for problem in found), found


ON = {"subtype": "date", "properties": {"expected": "since_contact", "when": "not_future"}}


def test_a_day_before_the_contact_is_asked_about_once():
    form = a_form(component("datetime", "told_on", "When were they told?", **ON))
    assert form.check() == []
    known = {"received_at": datetime(2026, 3, 4, 16, 0, tzinfo=UTC)}
    (asked,) = post(form, {"told_on": "3/3/2026"}, context=known).problems
    assert asked.name == "told_on" and asked.message.startswith("When were they told: that day is before the contact")
    right = post(form, {"told_on": "3/3/2026", "as_it_stands": asked.asks}, context=known)
    assert (right.problems, right.warned) == ([], [asked.message])
    assert post(form, {"told_on": "4/3/2026"}, context=known).problems == []
    assert post(form, {"told_on": "3/3/2026"}).problems == [], "a way in knows no contact yet"


def test_a_key_used_twice_is_named_also_across_sections_but_not_across_rows():
    twice = a_form(component("textfield", "a"), {"type": "group", "components": [component("textfield", "a")]})
    assert [p.message for p in twice.check()] == ["The key a is used 2 times. Give each question a key of its own."]
    apart = a_form(component("textfield", "name"), rows("child", "children", component("textfield", "name")))
    assert apart.check() == []


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_every_form_of_the_procedure_is_sound_and_can_be_posted_empty(path):
    form = Form.read(path.name, path.read_text(encoding="utf-8"))
    assert form.check() == []
    assert form.title
    found = post(form, {})
    assert all(problem.message[0].isupper() and not problem.message.endswith(".") for problem in found.problems)


# --- one answer


@pytest.mark.parametrize(
    ("field", "message"),
    [
        (component("textarea", "a", "Reason for your decision"), "Enter a reason for your decision"),
        (component("textfield", "a", "Setting"), "Enter the setting"),
        (component("textfield", "a", "1. Who called"), "Enter who called"),
        (component("textfield", "a", "Your name"), "Enter your name"),
        (component("textfield", "a", "LADO notes"), "Enter the LADO notes"),
        (component("textarea", "a", "What happened?"), "Enter what happened"),
        (component("textarea", "a", "What has happened since Friday 20 February?"),
         "Enter what has happened since Friday 20 February"),
        (component("textarea", "a", "Why is it late?"), "Enter an answer to “Why is it late?”"),
        (component("radio", "a", "Must the employer wait?", values=YES_NO),
         "Choose an answer to “Must the employer wait?”"),
        (component("radio", "a", "Must the employer wait?", values=YES_NO,
                   properties={"missing": "Choose whether the employer must wait"}),
         "Choose whether the employer must wait"),
        (component("select", "a", "Risk level", values=YES_NO), "Choose the risk level"),
        (component("checklist", "a", "Which apply?", values=YES_NO), "Choose at least one answer to “Which apply?”"),
        (component("checkbox", "a", "I have read it"), "Tick “I have read it” to go on"),
        (component("datetime", "a", "Date of birth"), "Enter the date of birth"),
        (component("datetime", "a", "When did this happen?"), "Enter a date for “When did this happen?”"),
        (component("number", "a", "Number of children"), "Enter the number of children"),
        (component("filepicker", "a", "Minutes"), "Add a file: Minutes"),
    ],
)  # fmt: skip
def test_an_answer_left_out_is_asked_for_in_words(field, message):
    assert says({**field, "validate": REQUIRED}, raw={}) == [("a", message)]
    assert says(field, raw={}) == []


@pytest.mark.parametrize("type_", ["textfield", "textarea", "number", "datetime"])
def test_spaces_are_no_answer(type_):
    assert says(component(type_, "a", "Date", validate=REQUIRED), raw={"a": " \t"}) == [("a", "Enter the date")]


def test_text_is_kept_as_typed():
    typed = "  A line\r\nanother\t“quoted” <b> & \u202e é e\u0301 🙂 \n"
    assert post(a_form(component("textarea", "a")), {"a": typed}).answers == {"a": typed}


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x7f", "\x85", "\ud800"])
def test_control_characters_are_refused_and_their_place_named(character):
    assert says(component("textfield", "a", "Name"), raw={"a": f"Jo{character}el"}) == [
        ("a", "Name has a control character in place 3. Type that word again")
    ]


def test_lengths_have_limits_of_their_own():
    long_text, short = component("textarea", "a", "What was said"), component("textfield", "a", "Name")
    assert says(long_text, raw={"a": "x" * 20_000}) == says(short, raw={"a": "x" * 500}) == []
    assert says(long_text, raw={"a": "x" * 1_000_000}) == [("a", "What was said must be 20,000 characters or fewer")]
    assert says(short, raw={"a": "x" * 501}) == [("a", "Name must be 500 characters or fewer")]
    five = component("textfield", "a", "Reason", validate={"minLength": 5, "maxLength": 6})
    assert says(five, raw={"a": "four"}) == [("a", "Reason must be 5 characters or more")]
    assert says(five, raw={"a": "ab\r\ncde"}) == []  # a browser sends two characters for one end of line
    assert says(five, raw={"a": "1234567"}) == [("a", "Reason must be 6 characters or fewer")]


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("email", "jo.o'neil+x@school.example.uk", "jo@school"),
        ("phone", "01632 960 960", "ring me"),
        ("phone", "+44 (0)1632 960960 ext 12", "12"),
        ("postcode", "ma1 4bx", "MA1"),
        ("school_urn", "123456", "12345"),
        ("dbs_certificate", "001234567890", "1234"),
    ],
)
def test_named_patterns(name, good, bad):
    field = component("textfield", "a", "It", properties={"pattern": name})
    assert says(field, raw={"a": good}) == []
    assert says(field, raw={"a": bad})[0][1].startswith("It must be a")
    assert says(field, raw={"a": "a" * 499}) != []


@pytest.mark.parametrize(
    ("typed", "value"), [("3", "3"), (" 1,250.50 ", "1250.50"), ("-4", "-4"), ("0007", "7")]
)  # fmt: skip
def test_numbers(typed, value):
    assert post(a_form(component("number", "a")), {"a": typed}).answers == {"a": Decimal(value)}


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("three", "Number must be a number, like 3"),
        ("1e5", "Number must be a number, like 3"),
        ("NaN", "Number must be a number, like 3"),
        ("9" * 400, "Number must be a number, like 3"),
        ("٣", "Number must be a number, like 3"),
        ("3.5", "Number must be a whole number"),
        ("0", "Number must be 1 or more"),
        ("11", "Number must be 10 or less"),
    ],
)
def test_numbers_that_cannot_be(typed, message):
    field = component("number", "a", "Number", decimalDigits=0, validate={"min": 1, "max": 10})
    assert says(field, raw={"a": typed}) == [("a", message)]


@pytest.mark.parametrize(
    "raw",
    [{"on": "5/3/2026"}, {"on": "2026-03-05"}, {"on-day": "5", "on-month": "3", "on-year": "2026"},
     {"on-day": " 05 ", "on-month": "March", "on-year": "2026", "on": ""}],
)  # fmt: skip
def test_a_date_comes_in_one_field_or_in_three(raw):
    assert post(a_form(component("datetime", "on")), raw).answers == {"on": date(2026, 3, 5)}


@pytest.mark.parametrize(
    ("raw", "name", "message"),
    [
        ({"on": "31/2/2026"}, "on", "Date of birth: there is no 31 February 2026"),
        ({"on": "soon"}, "on", "Date of birth: write a date like 5/3/2026"),
        ({"on-day": "31", "on-month": "2", "on-year": "2026"}, "on-day", "Date of birth: there is no 31 February 2026"),
        ({"on-day": "3", "on-month": "", "on-year": ""}, "on-month", "Date of birth must include a month and year"),
        ({"on-day": "x", "on-month": "2", "on-year": "2026"}, "on-day",
         "Date of birth: write it in figures, like 20 3 2026"),
        ({"on-day": "3", "on-month": "2", "on-year": "26"}, "on-day",
         "Date of birth: write the year with four figures, like 2026"),
        ({"on-day": "", "on-month": "", "on-year": ""}, "on-day", "Enter the date of birth"),
        ({}, "on", "Enter the date of birth"),
    ],
)  # fmt: skip
def test_a_date_that_cannot_be_links_to_the_input_to_mend(raw, name, message):
    assert says(component("datetime", "on", "Date of birth", validate=REQUIRED), raw=raw) == [(name, message)]


@pytest.mark.parametrize(
    ("when", "typed", "message"),
    [
        ("future", "5/3/2026", "The next update must be after today, Thursday 5 March 2026"),
        ("not_past", "4/3/2026", "The next update must be today, Thursday 5 March 2026, or later"),
        ("not_future", "6/3/2026", "The next update must be today, Thursday 5 March 2026, or earlier"),
        ("past", "5/3/2026", "The next update must be before today, Thursday 5 March 2026"),
        ("future", "6/3/2026", None),
        ("not_past", "5/3/2026", None),
        ("not_future", "5/3/2026", None),
        ("past", "4/3/2026", None),
    ],
)
def test_rules_about_dates_name_today(when, typed, message):
    field = component("datetime", "on", "When will you give the next update?", properties={"when": when})
    assert says(field, raw={"on": typed}) == ([("on", message)] if message else [])


def test_today_is_londons_today():
    just_after_midnight = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    field = component("datetime", "on", "Day", properties={"when": "not_past"})
    assert says(field, raw={"on": "1/7/2026"}, now=just_after_midnight)[0][1].endswith("Thursday 2 July 2026, or later")


def test_one_date_may_not_come_before_another_or_before_a_fact():
    end = component("datetime", "ended", "Ended", properties={"not_before": "started"})
    both = {"started": "5/3/2026", "ended": "4/3/2026"}
    message = [("ended", "Ended must be Thursday 5 March 2026 or later")]
    assert says(component("datetime", "started"), end, raw=both) == message
    assert says(end, raw={"ended": "4/3/2026"}, context={"started": date(2026, 3, 5)}) == message
    assert says(end, raw={"ended": "4/3/2026"}) == []


def test_a_date_and_time_is_an_instant_and_keeps_to_the_clocks_of_london():
    field = component("datetime", "at", "It came", subtype="datetime")
    assert post(a_form(field), {"at": "1/7/2026", "at-time": "16:05"}).answers == {
        "at": datetime(2026, 7, 1, 15, 5, tzinfo=UTC)
    }
    assert says(field, raw={"at": "1/7/2026"}) == [("at-time", "It came must include a time, like 16:05")]
    assert says(field, raw={"at-time": "16:05"}) == [("at", "It came must include a date")]
    assert says(field, raw={"at": "1/7/2026", "at-time": "25:00"}) == [("at-time", "It came: write a time like 16:05")]
    assert says(field, raw={"at": "29/3/2026", "at-time": "01:30"}) == [
        ("at-time", "It came: there was no 01:30 on Sunday 29 March 2026, the clocks went forward")
    ]
    later = {**field, "properties": {"when": "not_future"}}
    assert says(later, raw={"at": "5/3/2026", "at-time": "09:21"}) == [
        ("at", "It came must be today, Thursday 5 March 2026, or earlier")
    ]


def test_a_time_may_be_left_out_where_the_form_says_so():
    field = component("datetime", "at", subtype="datetime", properties={"time": "optional"})
    assert post(a_form(field), {"at": "5/3/2026"}).answers == {"at": date(2026, 3, 5)}


def test_a_time_alone():
    form = a_form(component("datetime", "at", "It began", subtype="time"))
    assert post(form, {"at-time": "4pm"}).answers == {"at": time(16)}
    assert post(form, {"at-time": "4"}).problems == [Problem("at-time", "It began: write a time like 16:05")]


def test_choices_take_known_codes_only_and_come_in_the_order_of_the_form():
    which = component("checklist", "which", "Which apply?", values=[{"label": c, "value": c} for c in "abc"])
    assert post(a_form(which), {"which": ["c", "a", "c"]}).answers == {"which": ["a", "c"]}
    assert says(which, raw={"which": ["a", "d"]}) == [("which", "Choose among the answers given for “Which apply?”")]
    one = component("radio", "one", "Which?", values=YES_NO)
    assert says(one, raw={"one": "maybe"}) == [("one", "Choose one of the answers given for “Which?”")]
    assert says(one, raw={"one": ["yes", "no"]}) == [("one", "Choose one answer only: Which?")]


LIST = """code,label,from,to,report_group,source
phone,Phone,,,,
fax,Fax,,31/12/2024,,
chat,Chat,2026-04-01,,,
"""


def test_a_list_gives_the_entries_valid_on_the_day_that_counts():
    channel, lists = component("select", "channel", valuesKey="channels"), {"channels": read_list(LIST)}
    on = date(2024, 12, 31)
    assert says(channel, raw={"channel": "fax"}, lists=lists, on=on) == []
    assert says(channel, raw={"channel": "fax"}, lists=lists) != []
    assert says(channel, raw={"channel": "chat"}, lists=lists) != []
    assert says(channel, raw={"channel": "phone"}, lists=lists) == []
    assert a_form(channel).lists() == {"channels"}


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("Phone,Phone,,,,", "Line 2: a code is small letters"),
        ("phone,,,,,", "Line 2: phone has no label"),
        ("phone,Phone,31/2/2026,,,", "Line 2: There is no 31 February"),
        ("phone,Phone,2/1/2026,1/1/2026,,", "ends before it begins"),
        ("phone,Phone,,,,\nphone,Call,,,,", "Line 3: phone is there twice"),
        ("phone,Phone", "not as many cells"),
        ("phone,Phone,,,,,,,", "not as many cells"),
        ('phone,"Phone,,,,', "unexpected end of data"),
    ],
)
def test_a_list_that_cannot_be_used_says_where(lines, message):
    with pytest.raises(BadList, match=message):
        read_list(f"code,label,from,to,report_group,source\n{lines}\n")


def test_a_code_may_come_back_after_its_end():
    assert len(read_list(f"{LIST}fax,Fax again,2026-01-01,,,\n")) == 4


def test_read_only_fields_and_unknown_inputs_are_not_read():
    form = a_form(component("textfield", "a", readonly=True), component("textfield", "b"))
    assert post(form, {"a": "x", "b": "y", "csrf_token": "z", "constructor": "w"}).answers == {"b": "y"}


def test_more_than_a_thousand_inputs_are_refused_as_a_whole():
    found = post(a_form(component("textfield", "a")), {f"x{n}": "1" for n in range(1_001)})
    assert found.problems == [Problem("", "This page takes at most 1,000 answers")]
    assert post(a_form(component("textfield", "a")), {"a": ["1"] * 5_000}).problems


# --- what is hidden


WAIT = component("radio", "hold", values=YES_NO, validate=REQUIRED)
WHY = component("textarea", "why", validate=REQUIRED, conditional={"hide": '=hold != "yes"'})


def test_hidden_questions_are_neither_asked_nor_kept():
    assert post(a_form(WAIT, WHY), {"hold": "no", "why": "left over"}) == Parsed({"hold": "no"})
    assert says(WAIT, WHY, raw={"hold": "yes"}) == [("why", "Enter why")]


def test_a_condition_may_look_ahead_and_at_what_is_known():
    assert post(a_form(WHY, WAIT), {"hold": "no", "why": "x"}).answers == {"hold": "no"}
    assert post(a_form(WHY), {"why": "x"}, context={"hold": "yes"}).answers == {"why": "x"}
    assert post(a_form(WHY), {"why": "x"}, context={"hold": "no"}).answers == {}


def test_what_is_typed_counts_more_than_what_was_known():
    assert post(a_form(WAIT, WHY), {"hold": "no", "why": "x"}, context={"hold": "yes"}).answers == {"hold": "no"}


def test_a_hidden_answer_hides_what_rests_on_it():
    chain = component("textfield", "more", conditional={"hide": "=why = null"})
    assert post(a_form(chain, WHY, WAIT), {"hold": "no", "why": "x", "more": "y"}).answers == {"hold": "no"}


def test_two_questions_that_hide_each_other_come_to_an_end():
    one = component("textfield", "one", conditional={"hide": "=two = null"})
    two = component("textfield", "two", conditional={"hide": "=one != null"})
    assert post(a_form(one, two), {"one": "x", "two": "y"}).problems == []


def test_a_section_hides_all_in_it():
    section = {"type": "group", "label": "Hold", "components": [component("textfield", "who", validate=REQUIRED)],
               "conditional": {"hide": '=hold != "yes"'}}  # fmt: skip
    assert says(WAIT, section, raw={"hold": "no"}) == []
    assert says(WAIT, section, raw={"hold": "yes"}) == [("who", "Enter who")]


# --- rows


JOB = rows("engagement", "engagements", component("textfield", "employer", "Employer", validate=REQUIRED))
ADULT = rows(
    "adult", "adults",
    component("textfield", "name", "Name", validate=REQUIRED),
    component("radio", "known", values=YES_NO),
    component("textfield", "alias", "Alias", validate=REQUIRED, conditional={"hide": '=known != "yes"'}),
    JOB,
)  # fmt: skip


def test_rows_in_rows():
    raw = {
        "adults-0-id": "a1", "adults-0-name": "Joel", "adults-0-engagements-0-id": "e1",
        "adults-0-engagements-0-employer": "Ridgeway", "adults-0-engagements-3-employer": "Football club",
        "adults-2-id": "a2", "adults-2-name": "Sam", "adults-2-known": "yes", "adults-2-alias": "Sammy",
    }  # fmt: skip
    found = post(a_form(ADULT), raw)
    assert found.problems == []
    assert found.groups == {"adults": [
        Row("a1", False, {"name": "Joel", "known": None, "engagements": [
            Row("e1", False, {"employer": "Ridgeway"}), Row("", False, {"employer": "Football club"}),
        ]}),
        Row("a2", False, {"name": "Sam", "known": "yes", "alias": "Sammy", "engagements": []}),
    ]}  # fmt: skip


def test_problems_in_rows_say_which_row_and_link_to_its_input():
    raw = {"adults-0-name": "Joel", "adults-4-known": "yes", "adults-4-engagements-1-id": "e1"}
    known = {"adults": [{"id": "x", "engagements": [{"id": "e1"}]}]}
    assert says(ADULT, raw=raw, context=known, rows={"engagement": [("e1", "Ridgeway")]}) == [
        ("adults-4-name", "Adult 2: enter the name"),
        ("adults-4-alias", "Adult 2: enter the alias"),
        ("adults-4-engagements-1-employer", "Adult 2, job or role 1: enter the employer"),
    ]


def test_spare_rows_are_left_alone_but_known_ones_are_asked():
    assert post(a_form(ADULT), {"adults-0-id": "new", "adults-0-name": ""}).groups == {"adults": []}
    assert says(ADULT, raw={"adults-0-id": "a1", "adults-0-name": ""}, context={"adults": [{"id": "a1"}]}) == [
        ("adults-0-name", "Adult 1: enter the name")
    ]


def test_a_form_may_want_a_row():
    wanted = {**ADULT, "properties": {"rows": "adult", "at_least": "1"}}
    assert says(wanted, raw={}) == [("adults-0-name", "Adult 1: enter the name")]
    assert says(wanted, raw={"adults-7-name": "", "adults-7-id": "x"}) == [("adults-7-name", "Adult 1: enter the name")]


def test_removal_is_a_mark_and_a_missing_row_is_none():
    known = {"adults": [{"id": "a1"}, {"id": "a2"}]}
    raw = {"adults-0-id": "a1", "adults-0-removed": "yes", "adults-0-name": ""}
    assert post(a_form(ADULT), raw, context=known).groups == {"adults": [Row("a1", True, {})]}


def test_a_fixed_row_is_drawn_flat_always_there_and_alone():
    fixed = {**ADULT, "allowAddRemove": False, "defaultRepetitions": 1}
    assert says(fixed, raw={}) == [("adults-0-name", "Enter the name")]
    raw = {"adults-0-name": "Joel", "adults-1-name": "Slipped in", "adults-0-removed": "yes"}
    assert [row.answers["name"] for row in post(a_form(fixed), raw).groups["adults"]] == ["Joel"]


def test_an_allegation_names_adults_of_the_same_post_or_known_ones():
    allegation = rows(
        "allegation", "allegations",
        component("checklist", "about", "About whom?", properties={"rowsOf": "adult"}),
        component("textarea", "what", "What"),
    )  # fmt: skip
    base = {"adults-0-id": "a1", "adults-0-name": "Joel", "allegations-0-what": "x"}
    form = a_form(ADULT, allegation)
    assert form.check() == []
    assert post(form, {**base, "allegations-0-about": "a1"}).problems == []
    assert post(form, {**base, "allegations-0-about": ["a1", "a9"]}, rows={"adult": [("a9", "Lee")]}).problems == []
    message = "Allegation 1: choose among the answers given for “About whom?”"
    assert post(form, {**base, "allegations-0-about": "a9"}).problems == [Problem("allegations-0-about", message)]
    removed = {**base, "adults-0-removed": "yes", "allegations-0-about": "a1"}
    assert post(form, removed).problems == [Problem("allegations-0-about", message)]


def test_a_row_that_nobody_can_add_is_called_in_a_message_as_the_page_heads_it():
    fixed = {**ADULT, "allowAddRemove": False, "defaultRepetitions": 2}
    raw = {"adults-0-id": "a1", "adults-0-name": "", "adults-1-id": "a2", "adults-1-name": ""}
    known = {"adults": [{"id": "a1"}, {"id": "a2"}]}
    told = says(fixed, raw=raw, context=known, rows={"adult": [("a1", "Social care"), ("a2", "x" * 81)]})
    assert told == [("adults-0-name", "Social care: enter the name"), ("adults-1-name", "Adult 2: enter the name")]


def test_a_condition_in_a_row_sees_the_row_its_facts_and_the_form():
    inside = rows(
        "strand", "strands",
        component("textfield", "wanted"),
        component("textfield", "own", conditional={"hide": '=strand.kind != "police"'}),
        component("textfield", "shared", conditional={"hide": '=mode != "long" or wanted = null'}),
    )  # fmt: skip
    raw = {"mode": "long", "strands-0-id": "s1", "strands-0-wanted": "w", "strands-0-own": "o", "strands-0-shared": "s",
           "strands-1-id": "s2", "strands-1-own": "o", "strands-1-shared": "s"}  # fmt: skip
    context = {"strands": [{"id": "s1", "kind": "police"}, {"id": "s2", "kind": "employer"}]}
    found = post(a_form(component("textfield", "mode"), inside), raw, context=context)
    assert [row.answers for row in found.groups["strands"]] == [
        {"wanted": "w", "own": "o", "shared": "s"},
        {"wanted": None},
    ]


def test_the_form_sees_its_rows():
    several = component("textfield", "together", conditional={"hide": "=count(adults) < 2"})
    one = {"adults-0-name": "Joel", "together": "x"}
    assert "together" not in post(a_form(ADULT, several), one).answers
    assert post(a_form(ADULT, several), {**one, "adults-1-name": "Sam"}).answers == {"together": "x"}


def test_row_ids_are_ours_or_nothing():
    raw = {"adults-0-id": "<script>", "adults-0-name": "A", "adults-1-id": "a1", "adults-1-name": "B",
           "adults-2-id": "a1", "adults-2-name": "C"}  # fmt: skip
    assert [row.id for row in post(a_form(ADULT), raw).groups["adults"]] == ["", "a1", ""]


def test_too_many_rows_are_refused():
    raw = {f"adults-{n}-name": "x" for n in range(101)}
    assert Problem("adults", "adult: at most 100 rows") in post(a_form(ADULT), raw).problems


# --- and back


EVERY_KIND = (
    component("textfield", "text"), component("textarea", "long"), component("number", "number"),
    component("datetime", "day"), component("datetime", "at", subtype="datetime"),
    component("datetime", "hour", subtype="time"), component("radio", "one", values=YES_NO),
    component("select", "listed", valuesKey="channels"), component("checklist", "several", values=YES_NO),
    component("taglist", "tags", values=YES_NO), component("checkbox", "ticked"),
    component("filepicker", "files", multiple=True), ADULT,
)  # fmt: skip
LISTS = {"channels": read_list(LIST)}
VALUES: dict[str, object] = {
    "text": " Joel ", "long": "a\r\nb", "number": Decimal("3.10"), "day": date(2026, 3, 5),
    "at": datetime(2026, 7, 1, 15, 5, tzinfo=UTC), "hour": time(9, 5), "one": "yes", "listed": "phone",
    "several": ["yes", "no"], "tags": ["no"], "ticked": True, "files": ["f1", "f2"],
    "adults": [Row("a1", False, {"name": "Joel", "known": "yes", "alias": "J", "engagements": [
        Row("e1", False, {"employer": "Ridgeway"})]})],
}  # fmt: skip


def test_values_to_inputs_and_back():
    form = a_form(*EVERY_KIND)
    found = form.parse(form.raw(VALUES), lists=LISTS, context={}, now=NOW)
    assert found.problems == []
    assert found.answers | found.groups == VALUES


def test_inputs_for_a_page_with_three_date_fields_or_one():
    raw = a_form(*EVERY_KIND).raw(VALUES)
    assert (raw["day"], raw["day-day"], raw["day-month"], raw["day-year"]) == (["5/3/2026"], ["5"], ["3"], ["2026"])
    assert raw["at-time"] == ["16:05"]
    assert raw["adults-0-engagements-0-id"] == ["e1"]


def test_answers_in_words_for_a_summary():
    words = a_form(*EVERY_KIND).to_words(VALUES, LISTS)
    assert words[2:] == [
        ("Number", "3.10"),
        ("Day", "Thursday 5 March 2026"),
        ("At", "Wednesday 1 July 2026 16:05"),
        ("Hour", "09:05"),
        ("One", "Yes"),
        ("Listed", "Phone"),
        ("Several", "Yes; No"),
        ("Tags", "No"),
        ("Ticked", "Yes"),
        ("Files", "f1; f2"),
        ("Adult 1: Name", "Joel"),
        ("Adult 1: Known", "Yes"),
        ("Adult 1: Alias", "J"),
        ("Adult 1, engagement 1: Employer", "Ridgeway"),
    ]


def test_an_old_entry_still_has_its_label():
    assert a_form(component("select", "listed", valuesKey="channels")).to_words({"listed": "fax"}, LISTS) == [
        ("Listed", "Fax")
    ]


# --- hostile posts


NASTY = [
    "", " ", "x", "yes", "no", "0", "-1", "1e999", "31/2/2026", "5/3/2026", "9999-12-31", "24:00", "16:05", "null",
    "\x00", "\ud800", "\u202e", "💥" * 200, "<script>alert(1)</script>", "' or 1=1 --", "{{7*7}}", "=now()",
    "../../etc", "x" * 600, "a\r\nb", "٣", "phone", "fax", "a1", "%00", "NaN", "true",
]  # fmt: skip
NAMES = [
    "text", "long", "number", "day", "day-day", "day-month", "day-year", "at", "at-time", "hour", "hour-time", "one",
    "listed", "several", "tags", "ticked", "files", "adults-0-name", "adults-0-id", "adults-0-removed", "adults-1-name",
    "adults-0-known", "adults-0-alias", "adults-0-engagements-0-employer", "adults-99999-name", "adults--1-name",
    "adults-00-name", "adults-0-", "adults", "__proto__", "", "text-0-x", "id", "now", "\x00",
]  # fmt: skip


def submissions(number: int, seed: int = 32) -> list[dict[str, list[str]]]:
    dice = random.Random(seed)

    def one() -> dict[str, list[str]]:
        names = [dice.choice(NAMES) for _ in range(dice.randrange(9))]
        return {name: [dice.choice(NASTY) for _ in range(dice.choice([0, 1, 1, 1, 2]))] for name in names}

    return [one() for _ in range(number)]


def lost(form: Form, raw: dict[str, list[str]]) -> list[str]:
    """The texts that were accepted and did not come back byte for byte."""
    found = form.parse(raw, lists=LISTS, context={}, now=NOW)
    if found.problems:
        assert all(problem.message for problem in found.problems)
        return []
    back = form.raw(found.answers | found.groups)
    again = form.parse(back, lists=LISTS, context={}, now=NOW)
    texts = [name for name in ("text", "long") if back.get(name, [""])[0] != next(iter(raw.get(name, [])), "")]
    return texts if (again.answers, again.problems) == (found.answers, []) else ["a value", *texts]


@pytest.mark.promise("P32", 40)
def test_promise_p32_hostile_posts_are_answered_in_words_and_accepted_ones_come_back_byte_for_byte():
    form = a_form(*EVERY_KIND)
    posts = submissions(20_000)
    assert [raw for raw in posts if lost(form, raw)] == []
    refused = sum(bool(form.parse(raw, lists=LISTS, context={}, now=NOW).problems) for raw in posts[:2_000])
    assert 200 < refused < 1_800, "the posts are all of one kind"


@pytest.mark.promise("P32", 5)
def test_promise_p32_a_planted_fault_is_found(monkeypatch):
    true = forms.words.raw

    def trimmed(*of: object) -> dict[str, list[str]]:
        return {name: [text.strip() for text in texts] for name, texts in true(*of).items()}

    monkeypatch.setattr(forms.words, "raw", trimmed)
    assert any(lost(a_form(*EVERY_KIND), raw) for raw in submissions(2_000))


def test_a_page_full_of_rows_is_read_in_a_moment():
    raw = {f"adults-{n}-{key}": ["yes"] for n in range(100) for key in ("name", "known", "alias")}
    raw |= {f"adults-{n}-engagements-{m}-employer": ["x"] for n in range(100) for m in range(7)}
    assert len(raw) == 1_000
    assert len(a_form(ADULT).parse(raw, lists={}, context={}, now=NOW).groups["adults"]) == 100


def test_a_field_knows_its_place_and_its_guidance():
    field = a_form(
        component("textfield", "a", layout={"row": "r1", "columns": 8}, properties={"guidance": "3.4"})
    ).field("a")
    assert isinstance(field, Field)
    assert (field.row, field.columns, field.guidance) == ("r1", 8, "3.4")


def done(text: str, **answers: object) -> str:
    schema = {
        "type": "default",
        "components": [
            {"type": "text", "text": "# Decide", "properties": {"done": text}},
            {"type": "radio", "key": "decision", "label": "Decision", "values": [
                {"label": "Referral", "value": "referral"}, {"label": "NFA", "value": "nfa"}]},
            {"type": "datetime", "subtype": "date", "key": "held_on", "dateLabel": "Day"},
        ],
    }  # fmt: skip
    return Form.read("decide", json.dumps(schema)).done_words(answers, {})


@pytest.mark.parametrize(
    ("text", "answers", "said"),
    [
        ("Threshold decided: {decision}", {"decision": "referral"}, "Threshold decided: referral"),
        ("Threshold decided: {decision}", {"decision": "nfa"}, "Threshold decided: NFA"),
        ("Threshold decided: {decision}", {}, "Threshold decided"),
        ("Held {held_on}. Result: {decision}", {"held_on": date(2026, 3, 4)}, "Held Wednesday 4 March 2026"),
        ("Notices sent", {}, "Notices sent"),
        ("", {}, ""),
    ],
)
def test_the_record_says_what_was_done_in_the_past_tense(text: str, answers: dict[str, object], said: str) -> None:
    assert done(text, **answers) == said


def test_words_for_the_record_name_only_what_the_form_asks() -> None:
    schema = {
        "type": "default",
        "components": [{"type": "text", "text": "# A", "properties": {"done": "Did {nothing}"}}],
    }
    assert any(
        "“nothing”, which the form does not ask" in each.message for each in Form.read("a", json.dumps(schema)).check()
    )


# --- words that stop

FOUNDED = {"type": "text", "text": "Malicious needs two facts (KCSIE part four)",
           "conditional": {"hide": '=outcome != "malicious" or deceived = "yes"'}}  # fmt: skip
OUTCOMES = [{"label": "Malicious", "value": "malicious"}, {"label": "False", "value": "false"}]


def stopping(word: str, **more: str) -> Form:
    said = {**FOUNDED, "properties": {word: "yes", **more}}
    outcome = component("radio", "outcome", values=OUTCOMES, validate=REQUIRED)
    return a_form(outcome, component("radio", "deceived", values=YES_NO, validate=REQUIRED), said)


def test_answers_that_contradict_each_other_are_refused_beside_the_question():
    form = stopping("refuses", about="outcome")
    refused = post(form, {"outcome": "malicious", "deceived": "no"})
    assert [(p.name, p.message, p.asks) for p in refused.problems] == [("outcome", FOUNDED["text"], "")]
    assert post(form, {"outcome": "malicious", "deceived": "yes"}).problems == []
    assert post(form, {"outcome": "false", "deceived": "no"}).problems == []


def test_a_refusal_sees_the_facts_and_the_answers_over_them():
    said = {"type": "text", "text": "He has not answered yet.", "properties": {"refuses": "yes"},
            "conditional": {"hide": "=heard = true"}}  # fmt: skip
    form = a_form(component("textfield", "reason"), said)
    place = next(item for item in form.items if isinstance(item, Text)).mark
    assert [p.name for p in post(form, {"reason": "x"}).problems] == [place]
    assert post(form, {"reason": "x"}, context={"heard": True}).problems == []


def test_nothing_is_contradicted_by_an_answer_that_is_missing():
    problems = post(stopping("refuses"), {"outcome": "malicious"}).problems
    assert [p.name for p in problems] == ["deceived"]


def test_a_refusal_names_the_answers_that_contradict_each_other():
    said = {"type": "text", "text": "{overall} overall, and each is {parts.outcome}", "properties": {"refuses": "yes"},
            "conditional": {"hide": "=some p in parts satisfies p.outcome = overall"}}  # fmt: skip
    outcomes = [*OUTCOMES, {"label": "Unfounded: no basis", "value": "unfounded"}]
    part = rows("allegation", "parts", component("radio", "outcome", values=outcomes))
    form = a_form(part, component("radio", "overall", values=outcomes), said)
    told = {
        "parts-0-outcome": "unfounded",
        "parts-1-outcome": "false",
        "parts-2-outcome": "false",
        "overall": "malicious",
    }
    assert [p.message for p in post(form, told).problems] == ["Malicious overall, and each is Unfounded, False"]
    assert post(form, told | {"overall": "unfounded"}).problems == []


def test_a_warning_holds_up_until_somebody_says_that_it_is_right():
    form = stopping("warns", about="deceived")
    held = post(form, {"outcome": "malicious", "deceived": "no"})
    (problem,) = held.problems
    assert (problem.name, bool(problem.asks), held.warned) == ("deceived", True, [])
    passed = post(form, {"outcome": "malicious", "deceived": "no", "as_it_stands": problem.asks})
    assert (passed.problems, passed.warned) == ([], [FOUNDED["text"]])
    other = post(form, {"outcome": "malicious", "deceived": "no", "as_it_stands": "said_00000000"})
    assert other.problems == held.problems


def test_what_others_did_is_asked_about_and_never_refused():
    form = stopping("refuses")
    (problem,) = post(form, {"outcome": "malicious", "deceived": "no"}, ours=False).problems
    told = {"outcome": "malicious", "deceived": "no", "as_it_stands": problem.asks}
    assert post(form, told, ours=False).problems == []
    assert [p.asks for p in post(form, told).problems] == [""]


def test_each_row_is_refused_by_itself_and_by_its_number():
    said = {"type": "text", "text": "A child is younger than 18", "properties": {"warns": "yes", "about": "age"},
            "conditional": {"hide": "=age = null or age < 18"}}  # fmt: skip
    form = a_form(rows("child", "children", component("number", "age"), said))
    parsed = post(form, {"children-0-age": "12", "children-1-age": "34", "children-2-age": "41"})
    assert [(p.name, p.message) for p in parsed.problems] == [
        ("children-1-age", "Child 2: a child is younger than 18"),
        ("children-2-age", "Child 3: a child is younger than 18"),
    ]
    first, second = (p.asks for p in parsed.problems)
    assert first != second
    again = post(form, {"children-0-age": "12", "children-1-age": "34", "children-2-age": "41", "as_it_stands": first})
    assert [p.asks for p in again.problems] == [second]


def test_words_that_stop_stay_away_with_their_section():
    said = {"type": "text", "text": "Stop", "properties": {"refuses": "yes"}}
    section = {"type": "group", "label": "More", "components": [said], "conditional": {"hide": '=a = "no"'}}
    form = a_form(component("radio", "a", values=YES_NO), section)
    assert [p.message for p in post(form, {"a": "yes"}).problems] == ["Stop"]
    assert post(form, {"a": "no"}).problems == []


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"refuses": "yes", "hide": ""}, "It refuses always"),
        ({"refuses": "no"}, "The property refuses must be yes"),
        ({"refuses": "yes", "warns": "yes"}, "It refuses and warns"),
        ({"refuses": "yes", "about": "nobody"}, "names nobody, which is not asked"),
        ({"refuses": "yes", "text": "{nobody} is wrong"}, "It names nobody, which is not asked beside it"),
        ({"about": "a"}, "is for texts that refuse or warn"),
        ({"warns": "yes", "text": ""}, "It warns and says nothing"),
    ],
)
def test_words_that_cannot_stop_anything_sensibly_are_complained_about(said, complaint):
    hide, text = said.pop("hide", '=a = "no"'), said.pop("text", "No")
    words = {"type": "text", "text": text, "properties": said, "conditional": {"hide": hide}}
    complaints = a_form(component("radio", "a", values=YES_NO), words).check()
    assert any(complaint in each.message for each in complaints), complaints


def test_planted_a_refusal_that_nobody_reads_is_noticed(monkeypatch):
    monkeypatch.setattr(forms.answers, "_stop", lambda *_: None)
    with pytest.raises(AssertionError):
        test_answers_that_contradict_each_other_are_refused_beside_the_question()


def test_two_questions_that_say_when_a_step_happened_are_one_too_many():
    held = {"subtype": "date", "validate": REQUIRED, "properties": {"happened": "yes", "when": "not_future"}}
    one, other = component("datetime", "held_on", **held), component("datetime", "heard_on", **held)
    assert a_form(one).check() == []
    assert [problem.message for problem in a_form(one, other).check()] == [
        "Two questions say when the step happened. Take it from one of them."
    ]
