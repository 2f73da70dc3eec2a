"""Small slips of the pen in the shipped drawings, each of which makes one of the stories that it touches fail."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from engine import rehearsal
from engine.procedure import Procedure, read_folder

ROOT = Path(__file__).parents[2]
FILES = read_folder(ROOT)
BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
CAMUNDA = "{http://camunda.org/schema/1.0/bpmn}"
NEVER, ALWAYS = "false", "true"
NO_DAY = 'date("2099-01-01")'
Slip = Callable[[etree._Element], None]


def _of(root: etree._Element, element_id: str) -> etree._Element:
    return next(e for e in root.iter(tag=etree.Element) if e.get("id") == element_id and str(e.tag).startswith(BPMN))


def says(element_id: str, text: str) -> Slip:
    """An arrow, a wait or an event on an edge with another condition or time."""

    def slip(root: etree._Element) -> None:
        tags = (f"{BPMN}conditionExpression", f"{BPMN}condition", f"{BPMN}timeDate")
        (expression,) = _of(root, element_id).iter(*tags)
        expression.text = text

    return slip


def lane(step: str, role: str) -> Slip:
    """A step in another lane."""

    def slip(root: etree._Element) -> None:
        (reference,) = (e for e in root.iter(f"{BPMN}flowNodeRef") if e.text == step)
        reference.text = ""
        (other,) = (e for e in root.iter(f"{BPMN}lane") if e.get("name") == role)
        etree.SubElement(other, f"{BPMN}flowNodeRef").text = step

    return slip


def no_due(step: str) -> Slip:
    """A step without its due date."""
    return lambda root: _of(root, step).attrib.pop(f"{CAMUNDA}dueDate")


def forgets(step: str) -> Slip:
    """A step that asks also what was decided before."""

    def slip(root: etree._Element) -> None:
        (said,) = (p for p in _of(root, step).iter(f"{CAMUNDA}property") if p.get("name") == "already")
        said.set("value", NEVER)

    return slip


@dataclass(frozen=True)
class Planted:
    """A slip in a drawing, and the stories of which one must fail."""

    drawing: str
    slip: Slip
    stories: tuple[str, ...]


def _planted(drawing: str, name: str, slip: Slip, *stories: str) -> object:
    return pytest.param(Planted(f"processes/{drawing}.bpmn", slip, stories), id=f"{drawing}: {name}")


SLIPS = [
    _planted("contact_and_threshold", "no step-in", says("threshold_late", NO_DAY), "late_threshold"),
    _planted("contact_and_threshold", "nobody chases", says("answer_late", NO_DAY), "not_enough"),
    _planted("contact_and_threshold", "search by others", lane("check_who", "LADO"), "two_adults"),
    _planted("meeting_and_reviews", "always a meeting", says("is_a_meeting_needed_to_held_or_not_needed", NEVER),
             "consultation"),
    _planted("case_route", "outcome at once", says("ready_for_the_outcome", ALWAYS), "referral"),
    _planted("agencies_at_once", "danger is overlooked", says("child_in_danger_to_refer_at_once", NEVER), "danger_now"),
    _planted("agencies_at_once", "police take part unasked", says("police_asked", ALWAYS), "consultation"),
    _planted("agencies_at_once", "police never take part", says("police_asked", NEVER), "no_charge"),
    _planted("case_route", "reopened to nothing", says("was_the_case_reopened_to_outcome", NEVER), "consultation"),
    _planted("meeting_and_reviews", "meeting without a date", no_due("hold_meeting"), "small_concerns"),
    _planted("contact_and_threshold", "no step-in for a search", says("search_late", NO_DAY), "managers_step_in"),
    _planted("meeting_and_reviews", "no step-in for a meeting", says("meeting_late", NO_DAY), "managers_step_in"),
    _planted("meeting_and_reviews", "no step-in for a review", says("review_late", NO_DAY), "managers_step_in"),
    _planted("meeting_and_reviews", "a step-in that stays", says("meeting_overtaken", NEVER), "managers_step_in"),
    _planted("closing", "refused and closed all the same", says("is_the_closure_agreed_to_record_closed", ALWAYS),
             "said_no"),
    _planted("information_considered", "news without agencies", says("what_does_it_need_to_refer_information", NEVER),
             "said_no"),
    _planted("information_considered", "news without a meeting", says("what_does_it_need_to_meet_information", NEVER),
             "said_no"),
    _planted("closing", "nobody checks", says("must_the_manager_check_to_check_closure", NEVER), "contradictions"),
    _planted("employer_strand", "investigates under a hold", says("clear_to_investigate", ALWAYS), "police_hold"),
    _planted("employer_strand", "hears under a hold", says("clear_for_the_hearing", ALWAYS), "held_in_spite_of_a_hold"),
    _planted("employer_strand", "told at once", says("clear_to_tell", ALWAYS), "telling_the_adult", "no_charge"),
    _planted("employer_strand", "an embargo comes too late", says("not_to_be_told_yet", NEVER), "telling_the_adult"),
    _planted("employer_strand", "goes on investigating", says("investigation_held", NEVER), "a_hold_comes_later"),
    _planted("case_route", "a late result is lost", says("did_something_come_later_to_weigh_later", NEVER),
             "a_strand_ends_late"),
    _planted("employer_duties", "an embargo comes too late", says("not_to_be_notified_now", NEVER), "embargo"),
    _planted("outcome_and_referral", "parents are told too early", says("clear_to_tell_people", ALWAYS), "embargo"),
    _planted("case_route", "an appeal changes nothing", says("appeal_succeeded", NEVER), "a_strand_ends_late"),
    _planted("meeting_and_reviews", "reviews go on for ever", says("outcome_first", NEVER), "agreed_at_the_review"),
    _planted("outcome_and_referral", "an outcome is asked twice", forgets("agree_outcome"), "agreed_at_the_review"),
    _planted("closing", "closing is asked twice", forgets("close_the_case"), "agreed_at_the_review"),
    _planted("tell_employers", "the phone is forgotten", forgets("which_employers"), "decided_at_the_meeting"),
    _planted("employer_strand", "what the employer said is asked again", forgets("interim_measures"),
             "decided_at_the_meeting"),
    _planted("employer_strand", "letter not chased", says("confirmation_late", NO_DAY), "late_employer"),
    _planted("employer_strand", "report not chased", says("report_late", NO_DAY), "late_employer"),
    _planted("employer_strand", "suspension without a letter",
             says("is_the_adult_suspended_to_confirm_suspension", NEVER), "late_employer"),
    _planted("employer_duties", "test waits for the result",
             says("removed_or_left", "strand.employer_result != null"), "resignation", "next_school"),
    _planted("employer_duties", "no referral to the DBS", says("must_the_employer_refer_to_refer_to_dbs", NEVER),
             "dbs_duty"),
    _planted("employer_duties", "no notice", says("must_one_be_told_now_to_clear_to_notify", NEVER), "legal_notices"),
    _planted("outcome_and_referral", "no exception is asked",
             says("is_a_due_referral_confirmed_to_agree_exception", NEVER), "dbs_duty"),
    _planted("police_strand", "silence is not chased", says("police_silent", NO_DAY), "late_police"),
    _planted("police_strand", "update is not chased", says("police_late", NO_DAY), "late_police"),
    _planted("police_strand", "a result ends it", lane("after_police", "Police"), "police_hold"),
    _planted("police_strand", "the meeting ends nothing", says("police_over", NEVER), "police_course"),
    _planted("social_care_strand", "the meeting ends nothing", says("social_care_over", NEVER), "social_care_course"),
    _planted("social_care_strand", "decision is not chased", says("social_care_silent", NO_DAY), "child_first"),
    _planted("engagement_strand", "a carer is an employee", says("is_it_foster_care_to_fostering", NEVER),
             "foster_carer"),
    _planted("engagement_strand", "an employee is a carer",
             says("is_it_foster_care_to_fostering", ALWAYS), "no_charge"),
    _planted("transfer", "offered is taken", says("is_it_taken_to_transfer_ends_it", ALWAYS), "said_no"),
    _planted("transfer", "never taken", says("is_it_taken_to_transfer_ends_it", NEVER), "transfer"),
    _planted("answer_information_request", "nobody is alarmed",
             says("information_answer_late_now", NO_DAY), "information_request"),
    _planted("answer_information_request", "a step-in that stays",
             says("step_in_information_overtaken", NEVER), "information_request"),
    _planted("records_request", "own data as figures", says("which_request_to_own_data", NEVER), "records_requests"),
    _planted("freedom_of_information", "answered by the LADO", lane("answer_information_law", "LADO business support"),
             "records_requests"),
    _planted("subject_access", "no clock", no_due("gather_record"), "records_requests"),
    _planted("data_breach", "people are not told", says("must_people_be_told_to_tell_people_of_breach", NEVER),
             "data_breach"),
    _planted("pattern_review", "seen and left", says("does_a_pattern_show_to_act_on_pattern", NEVER),
             "pattern_at_a_setting"),
    _planted("allegation", "no reporting restriction", says("restriction_needed_start", NEVER),
             "reporting_restriction"),
    _planted("reporting_restriction", "lifted at once", says("restriction_over", ALWAYS), "reporting_restriction"),
    _planted("reporting_restriction", "a charge lifts nothing",
             says("restriction_over", "restriction_lifted_on != null"), "reporting_restriction"),
    _planted("social_care_strand", "no conference is asked for", says("conference_late", NO_DAY), "conference"),
    _planted("disagreement", "the director never decides", says("is_it_settled_to_decide_disagreement", NEVER),
             "disagreement"),
    _planted("disagreement", "officers are not chased", says("settling_late", NO_DAY), "disagreement"),
    _planted("serious_incident", "no five days", no_due("notify_panel"), "serious_incident"),
    _planted("serious_incident", "the notice is not chased", says("notice_late", NO_DAY), "serious_incident"),
    _planted("file_audit", "audited and left", says("anything_to_do_to_act_on_audit", NEVER), "audit_and_learning"),
    _planted("learning_review", "changes without a day", no_due("ask_for_changes"), "audit_and_learning"),
    _planted("retention", "deleted under a hold", says("no_legal_hold", ALWAYS), "keeping"),
    _planted("contact_and_threshold", "nobody countersigns",
             says("must_the_manager_countersign_to_countersign_threshold", NEVER), "repeat_adult"),
    _planted("contact_and_threshold", "refused and decided all the same",
             says("does_the_manager_agree_to_decision_stands", ALWAYS), "repeat_adult"),
    _planted("hold_stays", "a hold falls away by itself", says("does_the_hold_stay_to_lifted_or_checked", NEVER),
             "a_hold_stays"),
    _planted("hold_stays", "nobody looks at it again", says("next_check", NO_DAY), "a_hold_stays"),
    _planted("minutes_and_actions", "a review gives the first minutes more time",
             says("minutes_late", 'clock("T27", meeting_on)'), "minutes"),
    _planted("meeting_and_reviews", "asked twice at a time",
             says("decide_now_although_open_to_note_wish", 'decide_now = "yes"'), "minutes"),
    _planted("tell_employers", "nobody looks for the employer", says("is_an_employer_known_to_find_employer", NEVER),
             "no_employer_named"),
    _planted("case_route", "an outcome before anybody looked for the employer",
             says("ready_for_the_outcome", 'level = "consultation"'), "no_employer_named"),
    _planted("employer_duties", "a record kept for two years", says("is_it_kept_too_briefly_to_take_up_record", NEVER),
             "what_the_employer_learned"),
]  # fmt: skip


def played(procedure: Procedure, stories: tuple[str, ...]) -> Iterator[rehearsal.Result]:
    """The scenarios of some stories, one after another as they are asked for."""
    for stem in stories:
        path = f"features/procedure/{stem}.feature"
        for scenario in rehearsal.read(FILES[path].decode(), path):
            yield rehearsal.play(procedure, scenario, path)


@pytest.mark.promise("slips", 4)
@pytest.mark.parametrize("planted", SLIPS)
def test_a_slip_of_the_pen_makes_a_story_fail(planted: Planted) -> None:
    root = etree.fromstring(FILES[planted.drawing])
    planted.slip(root)
    procedure = Procedure({**FILES, planted.drawing: etree.tostring(root)})
    assert any(not result.passed for result in played(procedure, planted.stories)), "no story noticed"


def test_an_untouched_drawing_makes_none_fail() -> None:
    procedure = Procedure(
        {**FILES, "processes/transfer.bpmn": etree.tostring(etree.fromstring(FILES["processes/transfer.bpmn"]))}
    )
    assert all(result.passed for result in played(procedure, ("transfer",)))
