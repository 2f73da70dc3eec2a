"""Rows and dates that people write down without thinking: who came, what was agreed, who was told; used by words."""

from datetime import date, datetime
from typing import Any

from engine.demonstration.filling import Scene


def people(scene: Scene) -> list[dict[str, Any]]:
    """Who sits at the table."""
    names = scene.names
    return [
        {"name": names["officer"], "role": "Child abuse unit", "agency": "Police", "came": "came"},
        {"name": names["social_worker"], "role": "Team manager", "agency": "Children’s social care", "came": "came"},
        {"name": names["manager"], "role": "Senior manager", "agency": names["employer"], "came": "came"},
        {"name": "Moira Lennox", "role": "Minute-taker", "agency": "LADO service", "came": "came"},
    ]


def deciders(scene: Scene) -> list[dict[str, Any]]:
    """Who agrees the outcome, none of them in the majority."""
    names = scene.names
    said = ((names["lado"], "lado"), (names["manager"], "employer"), (names["social_worker"], "social_care"))
    return [{"decider_name": name, "decided_for": agency, "decider_view": "agrees"} for name, agency in said]


def actions(scene: Scene) -> list[dict[str, Any]]:
    """Who does what by when."""
    names = scene.names
    return [
        {"text": "Send the rota and the first written account to the LADO", "owner": names["manager"],
         "due": scene.working(3), "done": "no"},
        {"text": "Agree with the employer what {adult} is told".format(**names), "owner": names["lado"],
         "due": scene.working(2), "done": "no"},
    ]  # fmt: skip


def employer_steps(scene: Scene) -> list[dict[str, Any]]:
    """What the employer did, with its day."""
    return [{"step_taken": "meeting", "step_on": scene.day}]


def told(scene: Scene) -> list[dict[str, Any]]:
    """Who was told the outcome."""
    names = scene.names
    return [
        {"person_kind": "adult", "person_name": names["adult"], "told_on": scene.day,
         "told_by_whom": "{manager}, by letter; copy seen".format(**names)},
        {"person_kind": "parents", "person_name": "Parents of {child}".format(**names), "told_on": scene.day,
         "told_by_whom": "{social_worker}, in person".format(**names)},
        {"person_kind": "child", "person_name": names["child"], "told_on": scene.day,
         "told_by_whom": "With the parents, at home"},
    ]  # fmt: skip


def notice(scene: Scene) -> list[dict[str, Any]]:
    """The notice that the law asks for."""
    return [
        {
            "body": scene.names["body"],
            "kind": "notice",
            "sent_on": scene.day,
            "reference": f"N-{scene.rng.randint(10400, 98900)}",
        }
    ]


def chance(scene: Scene) -> list[dict[str, Any]]:
    """How the adult was asked."""
    return [{"sent_on": scene.working(-2), "sent_how": "By letter, handed over at a meeting",
             "reply_by": scene.day, "replied_on": scene.day}]  # fmt: skip


def placements(scene: Scene) -> list[dict[str, Any]]:
    """Where the child stays meanwhile."""
    names = scene.names
    return [
        {"child_name": names["child"], "placement": "stays", "why": "Visited daily, feels safe and wants to stay",
         "decided_by": "{fostering}, with the child’s social worker".format(**names)},
    ]  # fmt: skip


def crime(scene: Scene) -> str:
    """A crime reference."""
    return f"MP/{scene.day.year % 100}/{scene.rng.randint(411, 9800):06}"


def dbs(scene: Scene) -> str:
    """A reference of the DBS."""
    return f"DBS-{scene.day.year % 100}-{scene.rng.randint(10200, 48900)}"


def searches(scene: Scene) -> list[str]:
    """Where business support has looked."""
    return ["lado_index", "case_system", "police"] if scene.rng.random() < 0.7 else ["lado_index", "case_system"]


def review(scene: Scene) -> date:
    """The next review: within 28 days."""
    return scene.days(27)


def update(scene: Scene) -> date:
    """The next update: in a fortnight."""
    return scene.days(14)


def day(scene: Scene) -> date:
    """The day of the sitting."""
    return scene.day


def moment(scene: Scene) -> datetime:
    """The time of the sitting."""
    return scene.at
