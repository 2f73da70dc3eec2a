"""What people in the demonstration say when their story does not say it: texts and usual answers by the key of the question."""

from datetime import date
from typing import Any

from engine.demonstration.filling import Answer, Scene

_SHOWN = (
    "Two accounts agree, and the rota puts {adult} there at the time",
    "What {child} told a trusted adult, written down the same day",
    "The employer’s first account, and what a colleague saw",
)


def _people(scene: Scene) -> list[dict[str, Any]]:
    """Who sits at the table."""
    names = scene.names
    return [
        {"name": names["officer"], "role": "Child abuse unit", "agency": "Police", "came": "came"},
        {"name": names["social_worker"], "role": "Team manager", "agency": "Children’s social care", "came": "came"},
        {"name": names["manager"], "role": "Senior manager", "agency": names["employer"], "came": "came"},
        {"name": "Moira Lennox", "role": "Minute-taker", "agency": "LADO service", "came": "came"},
    ]


def _actions(scene: Scene) -> list[dict[str, Any]]:
    names = scene.names
    return [
        {"text": "Send the rota and the first written account to the LADO", "owner": names["manager"],
         "due": scene.working(3), "done": "no"},
        {"text": "Agree with the employer what {adult} is told".format(**names), "owner": names["lado"],
         "due": scene.working(2), "done": "no"},
    ]  # fmt: skip


def _told(scene: Scene) -> list[dict[str, Any]]:
    names = scene.names
    return [
        {"person_kind": "adult", "person_name": names["adult"], "told_on": scene.day,
         "told_by_whom": "{manager}, by letter; copy seen".format(**names)},
        {"person_kind": "parents", "person_name": "Parents of {child}".format(**names), "told_on": scene.day,
         "told_by_whom": "{social_worker}, in person".format(**names)},
        {"person_kind": "child", "person_name": names["child"], "told_on": scene.day,
         "told_by_whom": "With the parents, at home"},
    ]  # fmt: skip


def _notice(scene: Scene) -> list[dict[str, Any]]:
    return [
        {
            "body": _body(scene),
            "kind": "notice",
            "sent_on": scene.day,
            "reference": f"N-{scene.rng.randint(10400, 98900)}",
        }
    ]


def _body(scene: Scene) -> str:
    return scene.names.get("body") or "ofsted_early_years"


def _chance(scene: Scene) -> list[dict[str, Any]]:
    return [{"sent_on": scene.working(-2), "sent_how": "By letter, handed over at a meeting",
             "reply_by": scene.day, "replied_on": scene.day}]  # fmt: skip


def _placements(scene: Scene) -> list[dict[str, Any]]:
    return [{"child_name": scene.names["child"], "placement": "stays", "decided_by": "{fostering}, with the child’s social worker".format(**scene.names),
             "why": "Visited daily; {child} feels safe and wants to stay".format(**scene.names)}]  # fmt: skip


def _crime(scene: Scene) -> str:
    return f"MP/{scene.day.year % 100}/{scene.rng.randint(411, 9800):06}"


def _dbs(scene: Scene) -> str:
    return f"DBS-{scene.day.year % 100}-{scene.rng.randint(10200, 48900)}"


def _searches(scene: Scene) -> list[str]:
    return ["lado_index", "case_system", "police"] if scene.rng.random() < 0.7 else ["lado_index", "case_system"]


def _review(scene: Scene) -> date:
    return scene.days(27)


def _update(scene: Scene) -> date:
    return scene.days(14)


def _week(scene: Scene) -> date:
    return scene.days(7)


BANK: dict[str, Answer] = {
    # Ways in
    "action_so_far": (
        "{adult} is working elsewhere in the building for now. Parents of {child} were told the same day.",
        "Nothing has been said to {adult} yet. The first account was written down and signed.",
        "We have separated {adult} from the group and kept the notes and the camera recording.",
    ),
    "asked_for": "referral",
    "immediate_danger": "no",
    "channel": "online_form",
    "other_work": "not_known",
    "own_children": "not_known",
    "previous_concerns": "no",
    "knows": "no",
    "child_named": "yes",
    "criteria_suggested": lambda scene: ["harmed"],
    # Search and threshold
    "searches": _searches,
    "searched_at": lambda scene: scene.at,
    "search_result": "nobody",
    "match_reason": "Same name, same date of birth and same setting as an earlier contact",
    "search_notes": (
        "{child} is not known to social care. {employer}: no earlier contact in two years.",
        "No open work with the family. Two earlier contacts about the setting, both advice.",
        "Nothing known of the child. The setting is known to us and works with us well.",
    ),
    "non_recent": "no",
    "works_with_children": "yes",
    "harmed_shows": _SHOWN,
    "offence_shows": ("Force was used, and somebody saw it", "What is described may be an offence against a child"),
    "police_consulted": "answered",
    "police_consultation": (
        "{officer}, by telephone: they want to be part of the meeting",
        "{officer} has looked at it and wants to be kept informed",
    ),
    "risk_shows": (
        "Was warned about the same thing before, and did it again",
        "The way it was done, with several children near",
    ),
    "suitability_shows": (
        "What happened at home raises a question about work with children",
        "A pattern of poor judgement that may carry over to work",
    ),
    "risk_level": "medium",
    "reason": (
        "Weighed against the four criteria with what the employer knows so far. Two accounts agree.",
        "The description meets the threshold; {adult} works with children every day.",
        "Talked through with {manager}. The account is first-hand and detailed.",
    ),
    "advice_given": (
        "Keep the notes, do not interview anybody, and ring us before {adult} is told.",
        "Write down who saw what, with times. Do not question {child}. Ring us with any change.",
        "Deal with it under your own code of conduct, keep a record, and tell us of anything further.",
    ),
    "advice_reason": ("practice_issue", "no_safeguarding_concern"),
    "history_considered": "Read both earlier contacts; each was different in kind, and a year or more apart",
    "information_missing": "The date, who was there, and whether {child} is safe at home. {manager} has it.",
    "missing_due": lambda scene: scene.working(3),
    "information_received": "{manager}: a colleague was in the room, and gives a date and a time",
    "information_complete": "yes",
    "lead_authority": "ours",
    "conflict_of_interest": "no",
    "employer_agrees": "yes",
    "police_wanted": "no",
    "police_told_on": lambda scene: scene.day,
    "police_told_details": "{officer}, child abuse unit",
    "social_care_wanted": "no",
    "social_care_referred_on": lambda scene: scene.day,
    "social_care_reference": "{social_worker}, assessment team",
    "may_tell_adult": "yes",
    "next_review_on": _review,
    "already_done": "no",
    "danger_notes": "{child} is with a parent tonight, and {adult} has been sent home",
    "sent_to": "Duty LADO, Northdale Council",
    "sent_on": lambda scene: scene.day,
    "sent_legal_basis": "public_task",
    "sent_content": "The contact as we received it, with the caller’s name and number",
    "sent_accepted": "yes",
    "sent_accepted_details": "Duty LADO of Northdale, by secure e-mail the same day",
    "late_raised_with": "{manager}",
    "late_raised_on": lambda scene: scene.day,
    "late_reason": (
        "They wanted to find out more first, and did not know that we must hear within one working day.",
        "The senior manager was on leave, and nobody else knew whom to ring.",
    ),
    "late_agreed": "They ring us on the day, and a deputy is named for absences",
    # Employers
    "tell": "yes",
    "tell_reason": ("It reported the matter and must act", "It employs {adult} with children and must act"),
    "tell_legal_basis": "public_task",
    "employer_contact": "{manager}",
    "works_with_adults_at_risk": "no",
    "learned_from": "{manager} mentioned it by telephone",
    # Meetings
    "meeting_on": lambda scene: scene.day,
    "meeting_times": ("10:00 to 11:15", "14:00 to 15:10", "09:30 to 10:30"),
    "meeting_type": "initial",
    "meeting_place": ("Online", "Marlshire House, room 3", "Online"),
    "chair": "{lado}",
    "minute_taker": "Moira Lennox",
    "confidentiality_read": True,
    "attendees[]": _people,
    "actions[]": _actions,
    "police_strand_details": "{officer}",
    "social_care_strand_details": "{social_worker}",
    "hold_reason": ("{officer}: {child} is to be interviewed first", "{officer}: a witness has not been heard yet"),
    "hold_until": lambda scene: scene.days(14),
    "tell_adult_by": "{manager}",
    "tell_adult_what": "That an allegation was made, and who looks into it; no details yet",
    "adult_knows": "no",
    "measure_advised": "other_work",
    "child_views": (
        "{child} wants it to stop and wants to stay with the same friends",
        "“I like coming, I just don’t want to be shouted at,” said {child}",
        "{child} has told the story once and does not want to tell it again",
    ),
    "allegation_discussed": "What was reported was gone through point by point; {manager} gave the setting’s account",
    "adult_history": ("Trained each year; nothing on file", "One earlier word about tone, two years ago"),
    "setting_history": ("Two advice contacts in three years", "No contact in three years"),
    "other_children": "Nobody else is named. The group’s key workers have been asked to listen.",
    "support": "{child} has a named adult; {adult} has a contact at work and the union’s number",
    "rereferral_triggers": "Any further account from a child of the group",
    "measure_reviewed": "yes",
    "decide_now": "no",
    "decide_now_reason": "The court date is months away, and everything else is known",
    "decide_now_agreed": "yes",
    "decide_now_agreed_reason": "The record is complete but for the court",
    "new_information": "A second parent has rung: their child saw it too",
    "new_information_from": "{manager}",
    "new_information_on": lambda scene: scene.day,
    "information_needs": "nothing_more",
    "information_reason": "It fits what is known and is already looked into",
    "step_in_action": "spoke",
    "step_in_reason": (
        "Spoke with {lado}: two urgent matters came on one day. It is done today.",
        "The diary was full. Cover was arranged, and it is being dealt with.",
    ),
    "step_in_date": lambda scene: scene.working(2),
    "chase_result": ("left_message", "promised", "no_change"),
    "chase_contact": ("{manager}, by telephone", "{officer}, by telephone", "Left word with the office"),
    "chase_notes": "They know what is wanted and by when",
    # Police
    "officer": "{officer}",
    "unit": "Child abuse unit",
    "crime_reference": _crime,
    "police_will": "investigate",
    "police_plan": "{child} is interviewed jointly with social care. Nothing is said to {adult} before that.",
    "hold": "proceed",
    "embargo": "no",
    "embargo_until": lambda scene: scene.days(10),
    "police_state": "open",
    "police_stage": ("child_interview", "witnesses", "voluntary_interview", "devices"),
    "police_result": "nfa_evidential",
    "police_result_reason": "Looked at with a supervisor; the evidence does not reach the standard for a charge",
    "police_news": (
        "{child} was interviewed on video with a social worker. Two colleagues are still to be heard.",
        "Two witnesses were heard. {adult} comes in for a voluntary interview next.",
        "The file is with a supervisor for a decision.",
    ),
    "after_police_on": lambda scene: scene.day,
    "after_police_agreed": "{manager} goes on with the employer’s own enquiry on the balance of probabilities",
    "after_police_material": "A summary of the two statements, with the witnesses’ consent",
    # Social care
    "social_worker": "{social_worker}",
    "strategy_discussion_on": lambda scene: scene.day,
    "social_care_decision": "section_47",
    "social_care_plan": "{child} is seen at home and at school this week; brothers and sisters are considered too",
    "social_care_state": "finished",
    "social_care_result": "s47_no_further",
    "social_care_news": (
        "{child} was seen twice and is safe at home.",
        "Both parents were visited; {child} spoke freely.",
    ),
    "child_seen_on": lambda scene: scene.working(-1),
    "child_voice": "“I want to stay in my class,” said {child}",
    "other_children_considered": "Nobody else in the household is thought to be at risk",
    # Employer
    "measure": "other_work",
    "suspended": "no",
    "suspended_on": lambda scene: scene.day,
    "measure_decided_by": "{manager}, on the day",
    "measure_reason": "Children are safe with it, and {adult} stays in work",
    "measure_alternatives": "Another group: all children of that age know each other. Leave: not needed.",
    "named_contact": "Deputy manager",
    "support_offered": "Union, occupational health and a named contact",
    "next_update_on": _update,
    "suspension_confirmed_on": lambda scene: scene.day,
    "suspension_reasons_given": "yes",
    "suspension_contact": "The deputy, by telephone each Friday",
    "agreed_on": lambda scene: scene.day,
    "employer_route": "investigation",
    "agreed_details": "Agreed with {manager} by telephone and confirmed by secure e-mail",
    "investigating_officer": (
        "Helen Marsh, deputy head of another site",
        "An HR adviser of the trust",
        "Carl Denby, area manager",
    ),
    "investigator_independent": "yes",
    "reported_on": lambda scene: scene.day,
    "report_summary": (
        "Five people were heard. Three saw it and agree on what was done; {adult} accepts most of it.",
        "The camera recording and two accounts agree. {adult} says there was a danger and acted on it.",
    ),
    "adult_heard": "yes",
    "hearing_needed": "yes",
    "hearing_decided_on": lambda scene: scene.day,
    "hearing_decision_reason": "If it is right, it may be gross misconduct",
    "hearing_on": lambda scene: scene.day,
    "hearing_attended": "yes",
    "hearing_decision": "Heard by three governors. A written warning, and a year of supervision.",
    "employer_result": "first_warning",
    "employer_result_on": lambda scene: scene.day,
    "employer_finding": "unsubstantiated",
    "employer_finding_reason": "On what was heard and seen",
    "left": "no",
    "left_how": "resigned",
    "left_on": lambda scene: scene.working(-1),
    "removed": "no",
    "would_have_been_removed": "no",
    "represented": "yes",
    "appealed": "no",
    "end_state": ("Back at work with supervision", "At work as before"),
    "lessons": "Everybody has had the training on physical contact again",
    "completed_by": "{manager}",
    "employer_news": (
        "{adult} is at work away from the group. A colleague has been heard.",
        "The enquiry goes on; two more people are to be heard next week.",
        "No change. {adult} is supported by the union and keeps to what was agreed.",
    ),
    "settlement": "no",
    "adult_told_on": lambda scene: scene.day,
    "adult_told_how": "{manager}, in person, with a letter signed for",
    "adult_told_what": "What is alleged, by which agency it is looked into, and where to find support",
    "chances[]": _chance,
    "adult_answer": "answered",
    "adult_account": (
        "Regrets the tone, and says that the child was about to run into the road",
        "Says that it did not happen like that, and names a colleague who was there",
        "Accepts what was seen, and is sorry",
    ),
    "adult_no_answer_reason": "Asked for time to talk with the union first",
    "union_advised": "Union representative named; occupational health offered",
    "notices[]": _notice,
    "notices_person": "{manager}",
    "regulated_activity": "yes",
    "removal_ground": "not_removed",
    "belief": "none",
    "dbs_reason": "On what the investigation found",
    "dbs_referred": "yes",
    "dbs_referred_on": lambda scene: scene.day,
    "dbs_reference": _dbs,
    # Fostering
    "fostering_kind": "own",
    "supervising_social_worker": "Beth Carrow",
    "placements[]": _placements,
    "review_needed": "yes",
    "no_new_placements": "yes",
    "independent_support": "Foster carers’ independent support service",
    "fostering_news": ("The carers are visited each week; {child} is settled", "The review is being prepared"),
    "fostering_review_on": lambda scene: scene.day,
    "fostering_review_chair": "Independent reviewing officer of another team",
    "fostering_review_independent": "yes",
    "concern_kind": "allegation",
    "fostering_recommendation": "approval_continues",
    "fostering_result": "approval_continues",
    "fostering_result_on": lambda scene: scene.day,
    "decision_maker": "Agency decision maker",
    # Outcome and closing
    "outcome_on": lambda scene: scene.day,
    "agreed_by": "{lado}, {manager} and the agencies that took part",
    "outcome": "unsubstantiated",
    "overall_outcome": "unsubstantiated",
    "deliberate_deception": "yes",
    "entirely_false": "yes",
    "outcome_reason": (
        "Weighed on the balance of probabilities, with what {adult} said",
        "The accounts were compared point by point; this is where they lead",
    ),
    "evidence_for": _SHOWN,
    "evidence_against": ("Nobody else saw it, and the room was busy", "{adult}’s account, and one colleague’s"),
    "adult_chance": "yes",
    "adult_account_considered": "What {adult} said was read out and weighed",
    "child_voice_considered": "What {child} said was read out and weighed",
    "one_agency_majority": "no",
    "risk_remains": "no",
    "help_needed": "no",
    "dbs_referral_confirmed": "yes",
    "dbs_confirmed_date": lambda scene: scene.day,
    "dbs_confirmed_reference": _dbs,
    "council_refers": "no",
    "council_refers_reason": "The employer has no duty, and nothing found would add to what the DBS knows",
    "exception_agreed": "yes",
    "exception_reason": "The employer has closed; the council refers instead",
    "feedback[]": _told,
    "feedback_complete": "yes",
    "file_instruction": "not_applicable",
    "closure_reason": "concluded",
    "actions_done": "yes",
    "adult_contact_now": "yes",
    "final_summary": (
        "The allegation was looked into by those concerned, an outcome was agreed, and everybody was told.",
        "Looked into and concluded. The setting has changed how it works, and {child} is doing well.",
    ),
    "learning": ("Settings ask whom to ring first: our leaflet says it now", "Early telephone contact helped"),
    "retention_class": "review_10_years",
    "closure_agreed": "yes",
    "closure_check_reason": "The record is complete, and everybody has been told",
    "reopen_reason": "A colleague has come forward who saw it and had not been asked",
    "reopen_from": "{manager}",
    "reopened_on": lambda scene: scene.day,
    "reopen_kind": "new_evidence",
    "reopen_needs": "a_review",
}
