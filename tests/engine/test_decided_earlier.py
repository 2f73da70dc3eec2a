"""What a step is passed over for is what it would have demanded: no condition of `already` is easier than its form."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from engine.diagrams.model import Step
from engine.forms import Field, Form, Group
from engine.forms.items import everything
from engine.procedure import Procedure

ROOT = Path(__file__).parents[2]
PROCEDURE = Procedure.from_folder(ROOT)


def _demanded(step: Step) -> set[str]:
    """The questions that a step's form demands."""
    form = PROCEDURE.form(step.form or "")
    return {item.key for item in everything(form.items) if isinstance(item, Field) and item.required}


def _words(step: Step) -> set[str]:
    return set(re.findall(r"\w+", step.properties.get("already", "")))


STEPS = {
    step.id: step
    for process in PROCEDURE.processes.values()
    for step in process.steps
    if step.for_a_person and _words(step) & _demanded(step)
}
"""Steps that are passed over because somebody else has answered; not those that are not needed."""
KNOWN = {
    "which_employers": {"employer", "role"},  # of the contact
    "interim_measures": {"agency_contact", "standards_officer"},  # never passed over where these are asked
    "tell_people": {"feedback_complete", "person_kind"},  # all had been told is more
    "check_duties": {"body", "kind"},  # of each row that there is
    "agree_outcome": {"person_kind", "decider_name", "decider_view", "decider_dissent"},  # of each row that there is
    "check_hold": {"hold_checked_with", "hold_until"},  # a hold that was lifted is not checked
    "find_employer": {"employer_found", "employer_asked_whom", "role"},  # one that is named is not looked for
}
WITHOUT_A_MEETING = {"plan_in_writing"}
"""What is asked only where no meeting is held."""
REASONS = {"hold_reason", "embargo_reason"}
"""The meeting's page demands them with the hold and the embargo that they explain."""


def left_out(step: Step) -> set[str]:
    """The questions that the form demands and the condition does not speak of."""
    return _demanded(step) - _words(step) - KNOWN.get(step.id, set()) - REASONS


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_nothing_that_a_step_demands_is_left_out(step: Step) -> None:
    assert not left_out(step)


def test_planted_a_condition_that_forgets_a_question_is_noticed() -> None:
    step = STEPS["agree_outcome"]
    easier = step.properties["already"].replace("child_voice_considered", "overall_outcome")
    forgetful = replace(step, properties={**step.properties, "already": easier})
    assert left_out(forgetful) == {"child_voice_considered"}


def test_every_step_that_a_meeting_may_answer_is_looked_at() -> None:
    assert {"which_employers", "agree_action", "interim_measures", "police_start", "social_care_start"} <= STEPS.keys()
    assert {"after_police", "agree_outcome", "check_duties", "close_the_case"} <= STEPS.keys()


@pytest.mark.parametrize("name", ["meeting", "review"])
def test_a_meeting_can_answer_what_the_outcome_and_the_closing_demand(name: str) -> None:
    """With the same refusals beside the questions."""
    meeting = PROCEDURE.form(name)
    for other in ("outcome", "close", "agree_action"):
        form = PROCEDURE.form(other)
        fields = [f for f in form.fields() if f.required]
        assert {f.key for f in fields} - WITHOUT_A_MEETING <= {f.key for f in meeting.fields()}, other
        assert {g.key for g in everything(form.items) if isinstance(g, Group)} <= {g.key for g in meeting.groups()}
    assert _refusals(PROCEDURE.form("outcome")) | _refusals(PROCEDURE.form("close")) <= _refusals(meeting)


def _refusals(form: Form) -> set[str]:
    return {str(item.text) for item in everything(form.items) if getattr(item, "stops", "") == "refuses"}
