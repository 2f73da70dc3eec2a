"""The rehearsal: every phrase of its vocabulary holds when it should, and fails in words when it should not."""

import json
import re
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from engine import rehearsal
from engine.forms import value_words
from engine.procedure import Procedure, read_folder
from engine.rehearsal import telling, vocabulary
from engine.rehearsal.page import Page
from tests.webui import desk

ROOT = Path(__file__).parents[2]

CALL = """
When the LADO reports by phone
  | question                 | answer                 |
  | 1. Who called            | Tessa Boyle            |
  | 2. How                   | Phone                  |
  | Adult 1: name            | Dawn Pritchard         |
  | Adult 1: Job 1: employer | Fernhill Nursery       |
  | 5. What was said         | Lifted a child roughly |
  | 6. Advice given          | Keep her away          |
  | 7. Decision              | Referral: opens a case |
"""
SEARCH = """
And the LADO business support completes "Check who it is about"
  | question                           | answer       |
  | What did you find about the adult? | Nobody found |
"""
DECIDE = """
And the LADO completes "Decide the threshold"
  | question           | answer   |
  | decision           | referral |
  | criteria           | harmed   |
  | police_wanted      | Yes      |
  | social_care_wanted | No       |
"""
REFERRAL = CALL + SEARCH + DECIDE


@cache
def files() -> dict[str, bytes]:
    return read_folder(ROOT)


@cache
def shipped() -> Procedure:
    return Procedure(files())


def blank(form: str) -> Page:
    """A form of a partner as its page opens."""
    now = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
    return Page(shipped().form(form), {}, shipped().lists, {}, now, now.date(), ours=False)


def changed(path: str, old: str, new: str) -> Procedure:
    """The shipped procedure with one thing changed."""
    text = files()[path].decode()
    assert old in text
    return Procedure({**files(), path: text.replace(old, new).encode()})


def told(story: str, procedure: Procedure | None = None) -> rehearsal.Result:
    """The result of a story that starts on Monday 2 March 2026 at 09:15."""
    start = "Given we are Marlshire\nAnd today is Monday 2 March 2026 at 09:15\n"
    text = f"Feature: A try\n\nScenario: It\n{start}{story}"
    (result,) = rehearsal.rehearse(procedure or shipped(), {"try.feature": text})
    return result


def passes(story: str, procedure: Procedure | None = None) -> rehearsal.Result:
    result = told(story, procedure)
    assert result.passed, f"{result.line}: {result.why}"
    return result


def fails(story: str, *words: str, procedure: Procedure | None = None) -> rehearsal.Result:
    result = told(story, procedure)
    assert not result.passed
    assert all(each in result.why for each in words), result.why
    return result


# --- reading


def test_a_line_nobody_understands_fails_at_its_own_line():
    result = fails("When the moon is full\n", "not understood", "the moon is full")
    assert result.line == 6


def test_a_file_that_is_no_feature_is_refused_with_its_line():
    with pytest.raises(rehearsal.BadStory, match=r"x.feature: line 1: this does not belong here: 'Once upon a time'"):
        rehearsal.rehearse(shipped(), {"x.feature": "Once upon a time"})
    with pytest.raises(rehearsal.BadStory, match="no feature"):
        rehearsal.rehearse(shipped(), {"x.feature": ""})


def test_backgrounds_and_outlines_are_spelt_out():
    text = """Feature: F
  Background:
    Given today is 2 March 2026 at 09:15
  Scenario Outline: On <day>
    When it is <day> at 10:00
    Examples:
      | day                   |
      | Tuesday 3 March 2026  |
      | Monday 4 March 2026   |
"""
    first, second = rehearsal.rehearse(shipped(), {"f": text})
    assert (first.passed, first.scenario) == (True, "On Tuesday 3 March 2026")
    assert (second.passed, second.line) == (False, 5)
    assert "Wednesday" in second.why


def test_a_setting_that_there_is_not_fails_and_says_which_there_are():
    given = 'Given the authority\'s setting "{}" is "{}"\n'
    fails(given.format("the colour", "green"), "There is no setting “the colour”", "closed days", "T04")
    fails(given.format("T04", "soon"), "soon")
    due = 'Then the deadline "Decide the threshold" is {}\n'
    passes(given.format("Threshold decision", "3 working days") + CALL + SEARCH + due.format("5 March 2026"))
    passes(CALL + SEARCH + due.format("3 March 2026"))
    passes(given.format("phone", "01632 960100") + CALL)


# --- time


def test_a_wrong_weekday_is_an_error():
    fails("When it is Tuesday 4 March 2026 at 10:00", "Wednesday")


def test_time_does_not_go_back():
    fails("When it is 1 March 2026 at 10:00", "does not go back")


@pytest.mark.parametrize(
    ("words", "then"),
    [
        ("5 working days pass", "9 March 2026 at 09:15"),
        ("1 working day passes", "3 March 2026 at 09:15"),
        ("3 days pass", "5 March 2026 at 09:15"),
        ("2 weeks pass", "16 March 2026 at 09:15"),
        ("1 month passes", "2 April 2026 at 09:15"),
        ("an hour passes", "2 March 2026 at 10:15"),
    ],
)
def test_time_passes(words: str, then: str):
    passes(f"When {words}\nAnd it is {then}")
    fails(f"When {words}\nAnd it is 2 March 2026 at 09:16", "does not go back")


def test_closed_days_of_the_council_are_no_working_days():
    closed = 'Given the authority\'s setting "closed days" is "3/3/2026 and 4/3/2026"\n'
    deadline = 'Then the deadline "Check who it is about" is Thursday 5 March 2026\n'
    passes(closed + CALL + deadline)
    fails(CALL + deadline, "Tuesday 3 March 2026")


def test_timers_fire_when_time_passes_and_not_before():
    late = "Then the LADO manager inbox has\n  | task |\n  | Step in on a late threshold |\n"
    passes(CALL + SEARCH + "When it is 3 March 2026 at 17:01\n" + late)
    fails(CALL + SEARCH + "When it is 3 March 2026 at 16:59\n" + late, "Step in on a late threshold", "nothing")


def test_a_span_of_days_is_checked_on_every_one_of_them():
    nothing = "Then the LADO manager inbox has nothing\n"
    passes(CALL + SEARCH + "Then from 2 March 2026 to 3 March 2026\n" + nothing)
    fails(CALL + SEARCH + "Then from 2 March 2026 to 5 March 2026\n" + nothing, "On 2026-03-04")
    fails(CALL + "Then from 2 March 2026 to 3 March 2026\n", "needs a line after it")


# --- answering


def test_required_questions_that_a_story_leaves_open_are_filled_and_listed():
    result = passes(REFERRAL)
    assert "Check who it is about: How did it reach us?: Phone" not in result.filled
    assert "Decide the threshold: Risk now: Immediate" in result.filled
    assert any(each.endswith(": Not said") for each in result.filled)


def test_a_question_that_the_form_does_not_ask_fails():
    fails(CALL.replace("5. What was said ", "5. What was sung "), "does not ask “5. What was sung”")


def test_every_question_that_the_form_does_not_ask_is_named_at_once_with_those_that_it_asks():
    wrong = CALL.replace("5. What was said ", "5. What was sung ").replace("6. Advice given ", "Adult 1: shoe size")
    fails(wrong, "does not ask “5. What was sung”, “Adult 1: shoe size”.", "It asks", "“Child 1: Name”")


def test_of_a_long_form_the_questions_called_nearly_so_are_named_first():
    fails(CALL.replace("6. Advice given ", "6. Advice that was given "), "Nearest to it: “6. Advice given”. It asks")


def test_a_name_that_nothing_has_is_answered_with_those_that_are_nearly_so():
    support = 'And the {} completes "{}"\n'
    fails(CALL + support.format("LADO business support", "Check who it is"), "Nearest to it: “Check who it is about”.")
    fails(
        CALL + support.format("support", "Check who it is about"), "There is no role support.", "LADO business support"
    )
    fails(CALL + "Then the case of Dawn is open\n", "no case of Dawn. There is one of: “Dawn Pritchard”.")


def test_a_question_may_be_called_by_its_beginning_when_no_other_begins_so():
    page = blank("refer")
    page.answer([{"question": "Child 1: Placing authority", "answer": "Northdale"}])
    assert page.raw["children-0-placing_authority"] == ["Northdale"]
    with pytest.raises(rehearsal.Unmet, match="does not ask “Child 1: Placing”"):
        page.answer([{"question": "Child 1: Placing", "answer": "Northdale"}])


def test_a_page_that_has_room_for_one_row_says_so_and_where_a_further_one_is_said():
    second = CALL.replace("| 5. What was said ", "| Adult 1: Job 2: employer | Hollin Park |\n  | 5. What was said ")
    fails(second, "“Log a call” has no “Job 2”: it asks of 1 only.", "“Another job: employer”")
    fails(second.replace("Adult 1: Job 2: employer", "Adult 2: name"), "no “Adult 2”", "“names a further adult”")


def test_a_step_that_waits_for_a_day_says_for_which():
    meeting = (
        REFERRAL + 'And the LADO completes "Hold the initial meeting"\n  | question | answer |\n'
        "  | meeting_on | 2/3/2026 |\n  | next_review_on | 25/3/2026 |\n"
    )
    review = meeting + 'And the LADO completes "Hold a review"\n'
    fails(review, "“Ten days before the next review” waits for Sunday 15 March 2026")


def test_a_step_that_is_not_open_is_told_with_what_it_comes_after():
    closing = 'And the LADO completes "Close the case"\n'
    fails(REFERRAL + closing, "“Close the case” is not open. It comes after", "“Is there an outcome? yes”", "Open now")
    outcome = 'And the LADO completes "Agree each outcome"\n'
    fails(REFERRAL + outcome, "“All strands ended, or decide now”")


def test_the_deadline_of_a_step_that_is_not_offered_yet_is_told_with_what_waits_for_its_day():
    review = 'Then the deadline "Hold a review" is 31 March 2026\n'
    fails(REFERRAL + review, "“Hold a review” has not been offered yet", "“Ten days before the next review”", "(")
    fails(REFERRAL + review.replace("a review", "a revue"), "The procedure has no step “Hold a revue”")


def test_a_note_of_today_may_be_written_in_the_morning():
    note = 'And the LADO adds "Rang the manager", written {}\n'
    passes("Given today is Monday 2 March 2026 at 09:15" + CALL + note.format("2 March 2026"))
    fails(
        "Given today is Monday 2 March 2026 at 09:15" + CALL + note.format("3 March 2026"), "cannot have happened yet"
    )


def test_of_several_cases_of_one_adult_a_line_means_the_one_spoken_of_last():
    advice = CALL.replace("| Referral: opens a case |", "| Advice and information |")
    closed = "Then the case of Dawn Pritchard is closed\n"
    passes(advice + closed + CALL + "Then the case of Dawn Pritchard is open\n")
    fails(advice + CALL + closed, "The case of Dawn Pritchard is open")


def test_an_answer_whose_question_two_steps_ask_is_found_by_what_it_says_and_its_mark_is_its_own():
    told = """
When the LADO completes "Say what police will do" on behalf of Police, told by DC Laing by phone
  | question               | answer      |
  | What will police do?   | Investigate |
Then the record says
  | question   | answer | mark                                   |
  | {} | {}     | recorded for Police (DC Laing, by phone) |
"""
    passes(REFERRAL + told.format("What will police do?", "Investigate"))
    fails(REFERRAL + told.format("What will police do?", "Nothing"), "“Investigate”, not “Nothing”")
    fails(REFERRAL + told.format("decision", "Referral"), "is not marked")


def test_of_two_questions_called_the_same_the_one_that_is_asked_is_answered():
    page = blank("employer_update")
    page.answer([{"question": "left", "answer": "Yes"}, {"question": "When?", "answer": "1/3/2026"}])
    parsed = page.parse()
    assert page.dropped(parsed) == []
    assert parsed.answers["left_on"].isoformat() == "2026-03-01"


def test_a_question_that_a_line_answers_twice_fails_in_words():
    page = blank("employer_update")
    with pytest.raises(rehearsal.Unmet, match="“When\\?” is answered twice"):
        page.answer([{"question": "When?", "answer": "1/3/2026"}, {"question": "When?", "answer": "2/3/2026"}])


def test_a_decision_of_earlier_records_that_is_none_fails_and_says_which_there_are():
    fails("Given earlier records\n  | adult | decision |\n  | Joel | Adice |\n", "“Advice and information”")


def test_an_answer_that_is_not_offered_fails_and_says_which_are():
    fails(CALL.replace("| Phone ", "| Pigeon"), "“Pigeon” is no answer", "“Phone”")


def test_an_answer_that_is_none_says_whether_one_or_more_may_be_given():
    fails(CALL.replace("| Phone ", "| Phone, Letter"), "“Phone, Letter” is no answer", "It takes one of “Phone”")
    fails(CALL + SEARCH + DECIDE.replace("harmed ", "hurt"), "“hurt” is no answer", "It takes one or more of")


def test_a_question_that_these_answers_hide_fails():
    hidden = REFERRAL.replace("| police_wanted      | Yes      |", "| missing_due | 9/3/2026 |")
    fails(hidden, "does not ask “missing_due” after these answers")


def test_a_required_answer_left_empty_on_purpose_is_refused():
    fails(CALL.replace("| Tessa Boyle            |", "| (nothing) |"), "is refused")


def test_a_column_that_nobody_reads_fails():
    fails(CALL + "Then the LADO inbox has\n  | task | shade |\n  | Check who it is about | red |\n", "shade")


def test_rows_are_named_by_number_or_by_name():
    tell = 'And the LADO completes "Decide which employers to tell"\n  | question | answer |\n  | {}: tell | Tell |\n'
    offered = "Then the Employer of Fernhill Nursery inbox has\n  | task |\n  | Decide interim measures |\n"
    for row in ("Job 1", "Fernhill Nursery"):
        passes(REFERRAL + tell.format(row) + offered)
    fails(REFERRAL + tell.format("Hollin Park"), "does not ask “Hollin Park: tell”")


# --- who


def test_a_step_is_done_by_its_role_or_who_stands_in_and_by_nobody_else():
    passes(CALL + SEARCH.replace("LADO business support", "LADO"))
    fails(REFERRAL + SEARCH.replace("LADO business support", "Police"), "not open")
    fails(CALL + SEARCH + DECIDE.replace("the LADO", "the LADO business support"), "waits for LADO")


def test_a_named_person_is_in_the_story_from_the_start():
    result = CALL.replace("the LADO", "the LADO (Ms Amin)") + SEARCH + DECIDE
    passes(result + "Then the record says\n  | question | answer |\n  | lead | Ms Amin |\n")
    fails(result + "Then the record says\n  | question | answer |\n  | lead | Mr Shaw |\n", "Ms Amin")


def test_parties_are_named_unless_nobody_plays_the_role():
    asked = "Then the Police inbox has\n  | task |\n  | Say what police will do |\n"
    naming = "Then the LADO business support inbox has\n  | task |\n  | Name who plays Police here |\n"
    passes(REFERRAL + asked)
    passes("Given nobody plays Police\n" + REFERRAL + naming)
    fails("Given nobody plays Police\n" + REFERRAL + asked, "The Police inbox does not have")
    fails(REFERRAL + naming, "Name who plays Police here")


def test_a_step_recorded_for_a_party_says_so():
    recorded = 'And the LADO completes "Say what police will do" on behalf of Police, told by DC Laing by phone\n'
    update = "Then the Police inbox has\n  | task |\n  | Give a police update |\n"
    passes(REFERRAL + recorded + update)
    fails(REFERRAL + recorded.replace("by phone", "by pigeon"), "say how")
    fails(REFERRAL + recorded.replace("of Police", "of Employer"), "waits for")


def test_two_cases_need_a_name():
    second = "When the LADO reports by phone\n" + CALL.partition("\n")[2].partition("\n")[2].replace(
        "Dawn Pritchard", "Joel Barrett"
    )
    search = SEARCH.replace('about"', 'about" for {}')
    passes(CALL + second + search.format("Dawn Pritchard"))
    fails(CALL + second + search.format("Nora Quinn"), "for Nora Quinn is not open")
    whose = 'Then "Check who it is about" for {} is not offered to the LADO business support\n'
    passes(CALL + second + search.format("Dawn Pritchard") + whose.format("Dawn Pritchard"))
    fails(CALL + second + search.format("Dawn Pritchard") + whose.format("Joel Barrett"), "is offered")


# --- checking


def test_inbox_rows_are_compared_by_task_person_and_day():
    table = "Then the LADO business support inbox has\n  | task | for | due |\n  | {} | {} | {} |\n"
    passes(CALL + table.format("Check who it is about", "Dawn Pritchard", "Tuesday 3 March 2026"))
    passes(CALL + table.format("Check who it is about", "", ""))
    fails(CALL + table.format("Check who it is about", "", "4/3/2026"), "due Tuesday 3 March 2026")
    fails(CALL + table.format("Check who it is about", "Joel Barrett", ""), "for Dawn Pritchard")
    fails(CALL + table.format("Decide the threshold", "", ""), "does not have “Decide the threshold”")
    fails(CALL + "Then the LADO business support inbox has nothing\n", "“Check who it is about”")


def test_one_row_does_not_stand_for_two():
    twice = "| Check who it is about |\n  | Check who it is about |\n"
    fails(CALL + f"Then the LADO business support inbox has\n  | task |\n  {twice}", "does not have")


def test_a_step_that_does_not_exist_is_never_not_offered():
    fails(CALL + 'Then "Chek who it is about" is not offered to the LADO\n', "no step “Chek who it is about”")


def test_what_can_happen_at_any_time_is_offered_and_opens_its_step():
    passes(CALL + 'Then "New information" is offered to the LADO\nWhen "New information" happens, told by Employer\n'
           'Then the LADO inbox has\n  | task |\n  | Consider the new information |\n')  # fmt: skip
    fails(CALL + 'Then "New information" is not offered to the LADO\n', "is offered")
    fails(CALL + 'When "A flood" happens\n', "cannot be started", "New information")


def test_the_record_is_read_by_label_or_key_and_for_anybody():
    table = "Then the record says\n  | of | question | answer |\n  | {} | {} | {} |\n"
    for row in (
        ("", "level", "referral"), ("", "decision", "Referral"), ("", "police_wanted", "yes"), ("", "late", "no"),
        ("Fernhill Nursery", "employer", "Fernhill Nursery"), ("Dawn Pritchard", "name", "Dawn Pritchard"),
        ("Job 1", "employer", "Fernhill Nursery"), ("police", "strand status", "open"),
        ("", "missing_due", "(nothing)"),
    ):  # fmt: skip
        passes(REFERRAL + table.format(*row))
    fails(REFERRAL + table.format("", "level", "advice"), "referral", "not “advice”")
    fails(REFERRAL + table.format("", "shoe size", "9"), "No form asks “shoe size”")
    fails(REFERRAL + table.format("Nora Quinn", "name", "Nora Quinn"), "nothing that is called “Nora Quinn”")
    fails(REFERRAL + table.format("", "police_wanted", "(nothing)"), "says of")


def test_rows_keep_the_order_in_which_they_were_told():
    rows = "".join(f"  | Allegation {n}: description | Number {n} |\n" for n in range(1, 6))
    said = "".join(f"  | Allegation {n} | description | Number {n} |\n" for n in range(1, 6))
    report = "When the Employer of Hollin Park Rovers reports\n  | question | answer |\n"
    passes(report + rows + "Then the record says\n  | of | question | answer |\n" + said)


def test_a_deadline_has_a_day_a_reason_and_a_state():
    deadline = 'Then the deadline "Check who it is about" is {}\n'
    passes(CALL + deadline.format('Tuesday 3 March 2026 because "one working day"'))
    fails(CALL + deadline.format('Tuesday 3 March 2026 because "the moon"'), "the contact came")
    fails(CALL + deadline.format("Wednesday 4 March 2026"), "Tuesday 3 March 2026")
    passes(CALL + SEARCH + deadline.format("3/3/2026, met"))
    fails(CALL + deadline.format("3/3/2026, met"), "is not met")
    passes(CALL + "When it is 4 March 2026\n" + deadline.format("3/3/2026, missed"))
    fails(CALL + 'Then the deadline "Go fishing" is 3/3/2026\n', "no step “Go fishing”")


def test_what_happened_in_time_and_was_recorded_late_was_met():
    late = "When it is 5 March 2026\n{}" + SEARCH.replace("And", "When", 1)
    met = 'Then the deadline "Check who it is about" is 3/3/2026, {}\n'
    passes(CALL + late.format("And it happened 3 March 2026\n") + met.format("met"))
    passes(CALL + late.format("") + met.format("missed"))


def test_a_refusal_says_why_and_changes_nothing():
    refused = 'Then completing "Check who it is about" by the {} is refused{}\n'
    empty = "  | question | answer |\n  | What did you find about the adult? | (nothing) |\n"
    passes(CALL + refused.format("LADO", "") + empty + SEARCH)
    passes(CALL + refused.format("Police", "") + SEARCH)
    fails(CALL + refused.format("LADO", ""), "is not refused")
    fails(CALL + refused.format("LADO", ' because "the moon"') + empty, "is refused, but because")


def test_a_slip_of_the_story_is_no_refusal_unless_the_story_says_so():
    refused = (
        'Then completing "Check who it is about" by the LADO is refused{}\n  | question | answer |\n  | {} | {} |\n'
    )
    found = "What did you find about the adult?"
    fails(CALL + refused.format("", found, "Purple"), "“Purple” is no answer to")
    fails(CALL + refused.format(' because "Purple"', found, "Purple"), "“Purple” is no answer to")
    fails(CALL + refused.format("", "What did you dream?", "Purple"), "does not ask")
    passes(CALL + refused.format(' because "no answer to"', found, "Purple"))


def test_parties_are_told_of_their_steps():
    sent = 'Then the Police was {}sent "Say what police will do"{}\n'
    passes(REFERRAL + sent.format("", " on 2 March 2026"))
    fails(REFERRAL + sent.format("", " on 3 March 2026"), "2 March 2026")
    fails(REFERRAL + sent.format("not ", ""), "was sent")
    passes(CALL + "Then the Police was sent nothing\n")
    fails(REFERRAL + "Then the Police was sent nothing\n", "Say what police will do")


def test_earlier_records_are_found_with_the_reason_of_the_match():
    earlier = """Given earlier records
  | adult          | of            | received   | decision               | times |
  | Dawn Pritchard | Sunny Daycare | 5 May 2024 | Advice and information | 2     |
"""
    shows = 'Then "Check who it is about" shows the LADO business support\n  | what | because |\n  | {} | {} |\n'
    passes(earlier + CALL + shows.format("Sunny Daycare", "same name"))
    fails(CALL + shows.format("Sunny Daycare", "same name"), "does not show “Sunny Daycare”")
    fails(earlier.replace("Advice and information", "Applause"), "Applause")
    passes(earlier + CALL + "Then the case is open\n")


def test_a_step_shows_a_party_what_it_discloses_and_nothing_else():
    shows = 'Then "Say what police will do" {} Police\n  | Adult name: Dawn Pritchard |\n'
    secret = 'Then "Say what police will do" {} Police\n  | Keep her away |\n'
    said = files()["processes/police_strand.bpmn"].decode()
    assert "adult.name" in said
    passes(REFERRAL + secret.format("does not show"))
    fails(REFERRAL + secret.format("shows"), "does not show “Keep her away”")
    assert told(REFERRAL + shows.format("shows")).passed != told(REFERRAL + shows.format("does not show")).passed


def test_the_report_counts_what_the_story_told():
    counts = (
        "Then the report for 1 April 2025 to 31 March 2026 counts\n  | what | unit | number |\n  | {} | {} | {} |\n"
    )
    for row in (("All contacts", "contacts", 1), ("R4", "case", 1), ("Outcomes: Malicious", "", 0)):
        passes(REFERRAL + counts.format(*row))
    fails(REFERRAL + counts.format("Referrals", "case", 2), "counts 1 of “Referrals”, not 2")
    fails(REFERRAL + counts.format("Referrals", "meetings", 1), "in meetings")
    fails(REFERRAL + counts.format("Moons", "", 1), "does not count “Moons”")
    fails(REFERRAL + counts.format("In time", "", 1), "more than once")


def test_notes_are_added_by_us_and_documents_of_parties_are_written_down_as_notes():
    note = "Then the record says\n  | question | answer |\n  | note | {} |\n"
    added = 'When the LADO adds "Rang the nursery", written 2 March 2026 at 09:10\n'
    passes(CALL + added + note.format("Rang the nursery"))
    fails(CALL + added + note.format("Rang the school"), "“Rang the nursery”, not “Rang the school”")
    passes(CALL + 'When the Police adds "Statement"\n' + note.format("Police: Statement"))
    fails(CALL + note.format("Rang the nursery"), "nothing, not")


def test_open_and_closed():
    passes(CALL + "Then the case is open\n")
    fails(CALL + 'Then the case is closed because "Advice"\n', "is open", "Check who it is about")
    advice = CALL.replace("Referral: opens a case", "Advice and information")
    passes(advice + 'Then the case is closed because "Advice given"\nAnd nothing is open\n')
    fails(advice + "Then the case is open\n", "Advice given")
    fails("Then the case is open\n", "No case has been opened")
    fails(CALL + "Then nothing is open\n", "Dawn Pritchard")


# --- the procedure, not the program, decides

DUTIES, EMPLOYER = "processes/employer_duties.bpmn", "processes/employer_strand.bpmn"
ENGAGED = "processes/engagement_strand.bpmn"


@pytest.mark.parametrize(
    ("path", "old", "new", "feature"),
    [
        ("processes/police_strand.bpmn", 'police_result != "charged"', 'police_result = "charged"', "police_hold"),
        ("processes/agencies_at_once.bpmn", 'immediate_danger = "yes"', 'immediate_danger = "no"', "danger_now"),
        ("processes/closing.bpmn", 'level = "referral"', 'level = "advice"', "referral"),
        ("forms/lists/clocks.csv", "T03,", "T93,", "late_threshold"),
        (DUTIES, 'strand.dbs_duty = "must"', 'strand.dbs_duty = "not"', "dbs_duty"),
        (DUTIES, 'settlement in ["offered", "refused", "signed"]', 'settlement = "never"', "settlement"),
        (DUTIES, 'strand.held_anyway = "yes"', "false", "what_was_held_already"),
        (DUTIES, '"ofsted_early_years" in strand.bodies then', "false then", "duties_chased"),
        (EMPLOYER, 'measure_reviewed = "no"', "false", "suspension"),
        (EMPLOYER, "strand.measure_alternatives = null", "false", "suspension"),
        (EMPLOYER, 'strand.adult_answer = "waiting"', "false", "time_to_answer"),
        ("processes/police_strand.bpmn", "strand.hold_until &lt; strand.next_update_on", "false", "police_course"),
        (ENGAGED, 'engagement.basis in ["self_employed", "childminder"]', "false", "special_routes"),
        (ENGAGED, "s.engagement = engagement.id", "false", "decisions_followed_up"),
    ],
)  # fmt: skip
def test_a_fault_in_the_procedure_makes_its_story_fail(path: str, old: str, new: str, feature: str):
    text = files()[f"features/procedure/{feature}.feature"].decode()
    results = rehearsal.rehearse(changed(path, old, new), {feature: text})
    assert not all(each.passed for each in results)


def test_a_procedure_plays_the_stories_that_it_brings():
    own = {path: data for path, data in files().items() if not path.endswith(".feature")}
    own["features/procedure/advice_call.feature"] = story = files()["features/procedure/advice_call.feature"]
    results = rehearsal.of_files(own)
    assert len(results) == story.count(b"Scenario:") > 0
    assert all(each.passed for each in results)


def test_a_case_that_needs_repair_fails_its_story():
    broken = changed("processes/closing.bpmn", 'camunda:topic="close_case"', 'camunda:topic="fly_away"')
    fails(CALL.replace("Referral: opens a case", "Advice and information"), "needs repair", procedure=broken)


# --- refusals and warnings of forms

YOUNG = {"type": "text", "id": "young", "text": "An adult is older.", "properties": {"warns": "yes"},
         "conditional": {"hide": '=decision != "referral"'}}  # fmt: skip


def stopping(form: str, **said: object) -> Procedure:
    """The shipped procedure with words that stop on one of its forms."""
    path = f"forms/{form}.form"
    schema = json.loads(files()[path])
    schema["components"].append({**YOUNG, **said})
    return Procedure({**files(), path: json.dumps(schema).encode()})


def test_a_step_that_warns_is_held_up_until_the_story_stands_by_it():
    warning = stopping("threshold")
    done = DECIDE.replace("completes", "completes").strip()
    asked = CALL + SEARCH + 'Then completing "Decide the threshold" by the LADO {}\n' + DECIDE.split("\n", 2)[2]
    passes(asked.format("warns"), warning)
    passes(asked.format('warns because "adult is older"'), warning)
    fails(asked.format('warns because "child"'), "warns, but because", procedure=warning)
    fails(asked.format("is refused"), "is not refused", procedure=warning)
    fails(asked.format("warns"), "does not warn: it is saved")
    fails(CALL + SEARCH + done, "An adult is older", "This is right as it stands", procedure=warning)
    passes(CALL + SEARCH + done + "\n  | This is right as it stands | Yes |\n", warning)


def test_a_step_that_is_refused_does_not_warn():
    refusing = stopping("threshold", properties={"refuses": "yes"})
    asked = CALL + SEARCH + 'Then completing "Decide the threshold" by the LADO {}\n' + DECIDE.split("\n", 2)[2]
    passes(asked.format('is refused because "adult is older"'), refusing)
    fails(asked.format("warns"), "does not warn", procedure=refusing)


def test_what_is_refused_and_what_is_only_asked_are_told_apart():
    path = "forms/threshold.form"
    schema = json.loads(stopping("threshold").files[path])
    schema["components"].append({**YOUNG, "id": "old", "text": "A child is older.", "properties": {"refuses": "yes"}})
    both = Procedure({**files(), path: json.dumps(schema).encode()})
    said = "is refused: A child is older. It also warns: An adult is older. Answer “This is right as it stands”"
    fails(CALL + SEARCH + DECIDE, said, procedure=both)


def test_what_a_party_did_is_taken_in_spite_of_a_refusal():
    refusing = stopping(
        "police_start", properties={"refuses": "yes"}, conditional={"hide": '=police_will != "investigate"'}
    )
    said = """
When the Police completes "Say what police will do"
  | question    | answer      |
  | police_will | investigate |
"""
    fails(REFERRAL + said, "warns: An adult is older", procedure=refusing)
    passes(REFERRAL + said + "  | This is right as it stands | Yes |\n", refusing)


# --- recorded before its step was offered, and how an answer came into the record

UPDATE = """
When it is 5 March 2026 at 10:00
And it happened 3 March 2026
And the LADO completes "Give a police update" on behalf of Police, told by DC Laing by phone
  | question                             | answer                |
  | Where does your investigation stand? | Finished: charged     |
"""


def test_a_step_that_is_not_offered_yet_is_recorded_for_its_party_and_marked():
    said = UPDATE.replace("Finished: charged", "finished")
    marked = "Then the record says\n  | of | question | answer | mark |\n  | Police | police_state | Finished | {} |\n"
    passes(REFERRAL + said + marked.format("recorded before its step was offered"))
    passes(REFERRAL + said + marked.format("recorded for Police (DC Laing, by phone)"))
    passes(REFERRAL + said + marked.format("recorded later"))
    fails(REFERRAL + said + marked.format("corrected"), "is not marked “corrected”", "recorded later")


def test_a_step_of_ours_or_one_that_is_not_drawn_in_an_open_strand_is_not_recorded_early():
    early = 'When the LADO completes "{}" on behalf of {}, told by phone\n'
    fails(REFERRAL + early.format("Report the employer's result", "Employer"), "is not open")
    fails(REFERRAL + early.format("Agree each outcome", "LADO"), "is not open")


def test_an_answer_may_be_the_beginning_of_a_label_that_only_one_has():
    choices = CALL.replace("Referral: opens a case", "Referral")
    passes(choices)
    fails(CALL.replace("Referral: opens a case", "Refer"), "is no answer to")


# --- what is undone

ADVICE = """
And the LADO completes "Decide the threshold"
  | question     | answer                 |
  | decision     | Advice and information |
  | advice_given | Keep her away          |
"""
UNDOES = 'When the LADO undoes "Decide the threshold"\n'


def test_a_step_is_undone_and_answered_again():
    asked = 'Then "Decide the threshold" is {}offered to the LADO\n'
    advised = CALL + SEARCH + ADVICE
    passes(advised + asked.format("not ") + UNDOES + asked.format(""))
    passes(
        advised + UNDOES + "Then the record says\n  | question | answer |\n  | decision | Referral: opens a case |\n"
    )
    passes(advised + UNDOES + DECIDE + 'Then "Say what police will do" is offered to the Police\n')


def test_what_has_been_gone_on_with_and_what_was_never_done_is_not_undone():
    fails(REFERRAL + UNDOES, "has gone on since")
    fails(CALL + SEARCH + ADVICE + "When 11 minutes pass\n" + UNDOES, "10 minutes")
    fails(CALL + SEARCH + UNDOES, "has not completed “Decide the threshold”")
    fails(CALL + 'When the LADO undoes "Decide"\n', "no step “Decide”")


# --- chronologies, links, the lead, what a mail says

EARLIER = """Given earlier records
  | adult          | born     | of            | received   | decision            |
  | Dawn Pritchard | 3/4/1988 | Hollin Park   | 12/5/2024  | Advice and information |
"""


def test_the_chronology_of_an_adult_has_the_earlier_records_and_that_it_was_opened_is_known():
    opened = "When the LADO opens the chronology of Dawn Pritchard\n"
    record = "Then the record says\n  | question | answer |\n  | chronology_opened_at | {} |\n"
    passes(EARLIER + CALL + record.format("(nothing)"))
    passes(EARLIER + CALL + opened + record.format("2 March 2026"))
    passes(EARLIER + CALL + opened + "  | Dawn Pritchard |\n")
    fails(EARLIER + CALL + opened + "  | Joel Barrett |\n", "does not have “Joel Barrett”", "Dawn Pritchard")
    fails(CALL + "When the Police opens the chronology of Dawn Pritchard\n", "may not open")


def test_a_case_is_linked_to_those_of_the_same_contact():
    both = """When the Employer of Fernhill Nursery reports
  | question                 | answer           |
  | Adult 1: name            | Dawn Pritchard   |
  | Adult 1: Job 1: employer | Fernhill Nursery |
  | Adult 2: name            | Joel Barrett     |
  | Adult 2: Job 1: employer | Fernhill Nursery |
"""
    linked = 'Then the case of Dawn Pritchard is linked to the case of Joel Barrett as "{}"\n'
    passes(both + linked.format("same contact"))
    fails(both + linked.format("joined"), "is linked to that of Joel Barrett as: “same contact”")
    fails(CALL + CALL.replace("Dawn Pritchard", "Joel Barrett") + linked.format("same contact"), "as: nothing")


def test_the_lead_is_ours_until_another_authority_has_accepted():
    passes(CALL + "Then the lead is Marlshire\n")
    fails(CALL + "Then the lead is Northdale\n", "The lead is Marlshire")


def test_what_a_mail_says_can_be_checked_and_what_it_must_not_say():
    sent = 'Then the Police was {}sent "Say what police will do"\n  | {} |\n'
    passes(REFERRAL + sent.format("", "Something waits for your answer"))
    passes(REFERRAL + sent.format("not ", "Dawn Pritchard"))
    fails(REFERRAL + sent.format("", "Dawn Pritchard"), "does not say “Dawn Pritchard”")
    fails(REFERRAL + sent.format("not ", "Marlshire Council"), "The mail says “Marlshire Council”")
    fails(REFERRAL + sent.format("", "x").replace("Say what", "Think what"), "was not sent")


def test_a_step_for_several_adults_is_one_sitting_and_each_has_its_own_answers() -> None:
    story = """Feature: Two coaches
      Scenario: One page
        Given today is Monday 2 March 2026 at 09:15
        When the Public reports on the public form
          | question      | answer              |
          | what_happened | Left a child behind |
          | Adult 1: name | Ada Ash             |
          | Adult 2: name | Ben Birch           |
        And the LADO business support completes "Check who it is about" for Ada Ash and Ben Birch
          | question                                  | answer               |
          | Where have you searched?                  | Our own LADO records |
          | What did you find about the adult?        | Nobody found         |
          | Ben Birch: What did you find about the adult? | Too little to search with |
        Then the record says
          | of        | question                           | answer                    |
          | Ada Ash   | What did you find about the adult? | Nobody found              |
          | Ben Birch | What did you find about the adult? | Too little to search with |
          | Ben Birch | Where have you searched?           | Our own LADO records      |
        And it took at most {number} sittings
    """
    shipped = Procedure.from_folder(ROOT)
    enough, too_few = (rehearsal.rehearse(shipped, {"two.feature": story.format(number=n)})[0] for n in (2, 1))
    assert enough.passed, enough.why
    assert not too_few.passed and "It took 2 sittings." in str(too_few.why)


def test_a_partners_step_for_several_adults_says_that_each_has_a_line_of_its_own() -> None:
    told_of = """
When the Public reports on the public form
  | question      | answer              |
  | what_happened | Left a child behind |
  | Adult 1: name | Ada Ash             |
  | Adult 2: name | Ben Birch           |
And the LADO business support completes "Check who it is about" for Ada Ash and Ben Birch
  | question      | answer       |
  | What did you find about the adult? | Nobody found |
And the LADO completes "Decide the threshold" for Ada Ash and Ben Birch
  | question      | answer   |
  | decision      | referral |
  | criteria      | offence  |
  | police_wanted | Yes      |
And the Police completes "Say what police will do" for Ada Ash and Ben Birch
"""
    fails(told_of, "does not stand on one page", "Write a line for each adult")


def test_a_request_that_is_answered_is_no_case_that_is_closed():
    """What is counted until an adult's case is closed goes on beside it."""
    text = (ROOT / "features/procedure/information_request.feature").read_text("utf-8")
    counting = rehearsal.Counting()
    result = rehearsal.play(shipped(), rehearsal.read(text)[0], counting=counting)
    assert result.passed, result.why
    assert (counting.closed, counting.courses) == (False, ())
    assert counting.sat == {"LADO business support": 2, "LADO": 1}


def test_a_case_is_counted_until_it_is_closed():
    advice = CALL.replace("Referral: opens a case", "Advice and information")
    story = f"Feature: F\nScenario: S\n{advice}{CALL}"
    counting = rehearsal.Counting()
    result = rehearsal.play(shipped(), rehearsal.read(story)[0], counting=counting)
    assert result.passed, result.why
    assert (counting.closed, counting.sat) == (True, {"LADO": 1})
    assert [(course.level, course.closed) for course in counting.courses] == [("advice", True), ("not_decided", False)]


def test_a_fact_that_two_forms_ask_is_put_into_words_with_the_choices_of_both():
    """A call decides with fewer choices than the threshold; what the threshold chose is shown by its label too."""
    procedure = shipped()
    decision = procedure.fields["decision"]
    assert decision.label == "7. Decision"
    told = [value_words(decision, code, procedure.lists) for code in ("advice_nfa", "redirect_lado")]
    assert told == ["Advice and information", "Send to another LADO"]


# --- the page that teaches it


def test_the_examples_that_teach_stories_pass_as_they_stand():
    """docs/scenarios.md: at least fifteen events each, played from the page itself."""
    examples = re.findall(r"```gherkin\n(.*?)```", (ROOT / "docs/scenarios.md").read_text(), re.DOTALL)
    assert len(examples) == 2
    for example in examples:
        (result,) = rehearsal.rehearse(shipped(), {"docs/scenarios.md": example})
        assert result.passed, f"{result.line}: {result.why}"
        assert len(re.findall(r"\b(?:reports|completes|happens|pass|it is)\b", example)) >= 15


def test_every_phrase_of_the_vocabulary_is_on_the_page():
    samples = re.findall(r"`([^`\n]+)`", (ROOT / "docs/scenarios.md").read_text())
    for pattern, _ in vocabulary._KNOWN:
        taught = any(pattern.fullmatch(sample) for sample in samples)
        assert taught, f"docs/scenarios.md has no line like “{pattern.pattern}”"


def test_another_row_is_added_beside_those_that_are_there():
    further = """
When "A further employer" happens, told by Police
  | question                | answer             |
  | Another job: employer   | Castle Hill School |
  | Another job: tell       | Tell               |
Then the Employer of Castle Hill School inbox has
  | task                    |
  | Decide interim measures |
And the record says
  | of    | question | answer           |
  | Job 1 | employer | Fernhill Nursery |
"""
    passes(REFERRAL + further)


def test_stories_that_would_take_hours_are_refused_in_words() -> None:
    head, rows = "Feature: A\n  Scenario Outline: B\n", "    | 1 |\n" * 9_000
    outline = f"{head}    Given <x>\n    Given <x>\n    Examples:\n      | x |\n{rows}"
    with pytest.raises(rehearsal.BadStory, match="27,000 lines, examples spelt out"):
        rehearsal.read(outline, "x.feature")
    with pytest.raises(rehearsal.BadStory, match=r"more than 20,000 lines\. Divide it"):
        rehearsal.read(head + rows * 3, "x.feature")
    with pytest.raises(rehearsal.BadStory, match="3,000 scenarios; the most is 2,000"):
        rehearsal.rehearse(shipped(), {"x.feature": "Feature: A\n" + "  Scenario: B\n    Given c\n" * 3_000})


# --- where a story failed, for a page


TRIED = """Feature: Looking

  Background:
    Given we are Marlshire
    And today is Monday 2 March 2026 at 09:15

  Scenario: A call is looked at
    When the LADO business support reports by phone
      | question      | answer       |
      | What happened | A push       |
      | Adult 1: Name | Joel Barrett |
    Then the LADO inbox has
      | task      |
      | Look away |
    And the LADO inbox has nothing
"""


def failure(text: str) -> dict[str, Any]:
    (result,) = rehearsal.rehearse(Procedure(desk.files()), {"look.feature": text})
    assert not result.passed
    return asdict(result)


def test_a_story_that_fails_is_told_line_by_line():
    failed = failure(TRIED)
    lines = telling.told(TRIED, failed)
    assert [(line.number, line.state) for line in lines] == [
        (4, "held"), (5, "held"), (8, "held"), (12, "failed"), (15, "later"),
    ]  # fmt: skip
    assert lines[3].words == "Then the LADO inbox has" and lines[3].rows == (("task",), ("Look away",))
    assert failed["said"] == "the LADO inbox has" and failed["held"] == 3
    assert telling.told(TRIED.replace("A call is", "It is"), failed) == []


def test_nothing_holds_in_a_story_with_a_line_that_is_not_understood():
    text = TRIED.replace("the LADO inbox has nothing", "the moon is full")
    failed = failure(text)
    assert not failed["understood"] and failed["line"] == 15
    assert [line.state for line in telling.told(text, failed)] == ["later"] * 4 + ["failed"]


def test_lines_that_nobody_understands_are_known_before_a_story_is_played():
    assert telling.slips(TRIED) == []
    text = TRIED.replace("the LADO inbox has nothing", "the moon is full")
    ((number, words),) = telling.slips(text)
    assert number == 15 and "the moon is full" in words
    ((number, words),) = telling.slips(f"{TRIED}  nothing like a line\n")
    assert number == 16 and "does not belong here" in words
    assert telling.slips("")[0][0] == 1
