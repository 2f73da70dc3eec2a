"""What a story says of who stands together: a further adult, a case that is split off or joined; registers phrases."""

from sqlalchemy.orm import Session

from engine import dates, regrouping
from engine.models import Case
from engine.rehearsal import acts
from engine.rehearsal.stage import Stage
from engine.rehearsal.standing import the_case
from engine.rehearsal.story import Line, Unmet
from engine.rehearsal.vocabulary import ABOUT, role, says
from engine.rehearsal.words import Who

Said = dict[str, str]
ASKED = ("name", "born", "employer", "role", "description", "reason")


@says(rf"(?P<who>.+?) names a further adult{ABOUT}")
def _further(stage: Stage, line: Line, said: Said) -> None:
    told = {row["question"].lower(): row["answer"] for row in line.only("question", "answer")}
    if unknown := sorted(set(told) - set(ASKED)):
        raise Unmet(f"A further adult is not asked {', '.join(unknown)}. Asked: {', '.join(ASKED)}.")
    reason = told.pop("reason", "Not said")
    born = dates.parse_date(told.pop("born")) if "born" in told else None
    learned = acts.take_happened(stage) or stage.now
    with stage.acting() as session:
        case, by = the_case(stage, session, said.get("about")), _person(stage, session, role(stage, said))
        further = regrouping.Further(**{"name": "Not known", **told}, born=born)
        stage.case_id = regrouping.add_adult(
            session, case.id, further, learned=learned, reason=reason, by=by, now=stage.now
        )


@says(r"(?P<who>.+?) splits off the case of (?P<about>.+?) because \"(?P<why>[^\"]+)\"")
def _split(stage: Stage, _line: Line, said: Said) -> None:
    with stage.acting() as session:
        case, by = the_case(stage, session, said["about"]), _person(stage, session, role(stage, said))
        regrouping.split(session, case.id, reason=said["why"], by=by, now=stage.now)


@says(r"(?P<who>.+?) joins the cases of (?P<one>.+?) and (?P<other>.+?) because \"(?P<why>[^\"]+)\"")
def _join(stage: Stage, _line: Line, said: Said) -> None:
    with stage.acting() as session:
        one, other = (the_case(stage, session, said[name]) for name in ("one", "other"))
        by = _person(stage, session, role(stage, said))
        regrouping.join(session, one.id, other.id, reason=said["why"], by=by, now=stage.now)


@says(r"the cases of (?P<one>.+?) and (?P<other>.+?) (?P<not>do not )?stand together")
def _stand_together(stage: Stage, _line: Line, said: Said) -> None:
    with stage.looking() as session:
        one, other = (the_case(stage, session, said[name]) for name in ("one", "other"))
        if _together(one, other) == ("not" in said):
            raise Unmet(f"They {'stand' if 'not' in said else 'do not stand'} together.")


def _together(one: Case, other: Case) -> bool:
    return one.group_id == other.group_id


def _person(stage: Stage, session: Session, who: Who) -> str:
    people = stage.cast(session, who)
    if not people or not stage.roles[who.role].casework:
        raise Unmet(f"{who} may not change who stands together.")
    return people[0].id
