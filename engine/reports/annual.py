"""The annual report: its tables in order, each with its unit, total, check and notes. Pages and commands call it."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from engine.reports import labels, second
from engine.reports.counts import MANAGED, NOT_SAID, Counts
from engine.reports.periods import Period
from engine.reports.tables import Check, Table, compared
from engine.reports.timeliness import Timeliness

IDS = ("R1", "R2", "R3", "R4", "R5", "R6", "R8", "R9", "M1", "M3", "M4")
"""As procedure.md 6.1 and 6.4 number them."""
BY_CASE = (
    "One case is one adult. A contact about three adults counts three times. Counted by the day the contact came, "
    "at the level the case has now."
)
ADULTS = "R2, R3 and R4 need not add up to R1: a contact that names two adults is one contact and two cases."
NOT_HERE = "and are not in this table: it does not add up to R3 and R4."
BY_ALLEGATION = (
    "One allegation is one thing alleged, in one case. Counted are the allegations of consultations and referrals, by "
    "the day the contact came."
)


@dataclass(frozen=True)
class Report:
    """All tables of a period, and the numbers of the procedure versions in use."""

    period: Period
    versions: tuple[int, ...]
    tables: tuple[Table, ...]
    counted_at: datetime

    @property
    def json(self) -> dict[str, Any]:
        """As `ladoflow report annual --format json` prints it."""
        return {
            "period": self.period.json,
            "version": list(self.versions),
            "tables": [table.json for table in self.tables],
        }

    @property
    def json_text(self) -> str:
        """The same as text."""
        return json.dumps(self.json, ensure_ascii=False, indent=2) + "\n"

    @property
    def csv(self) -> str:
        """All tables below each other: id, title and unit, the table, its notes, an empty line."""
        return "\r\n".join(table.csv_with_words for table in self.tables)

    def table(self, id: str) -> Table | None:
        """The table with this id, in any case of letters."""
        return next((table for table in self.tables if table.id == id.upper()), None)


def annual(session: Session, authority_id: str, period: Period, *, now: datetime) -> Report:
    """Count one council's period. What is late is judged as of `now`."""
    counting = _Counting(Counts(session, authority_id), period)
    timeliness = Timeliness(counting.counts, now)
    tables = (*counting.tables(), *timeliness.tables(period))
    return Report(period, tuple(counting.counts.numbers_in_use(period)), tables, now)


class _Counting:
    """The tables of one period beside the same days of earlier years."""

    def __init__(self, counts: Counts, period: Period) -> None:
        self.counts, self.period = counts, period
        self.three = (period.before(2), period.before(), period)
        self.two = self.three[1:]
        self.levels = [counts.levels(each) for each in self.three]

    def tables(self) -> list[Table]:
        """R1 to R6, R8 and R9, as procedure.md 6.1 has them."""
        return [
            self._contacts(),
            self._level("R2", "advice", "Advice and information"),
            self._level("R3", "consultation", "Consultations"),
            self._level("R4", "referral", "Referrals"),
            self._meetings(),
            self._sectors(),
            self._outcomes(),
            self._categories(),
        ]

    def _contacts(self) -> Table:
        numbers = [Counter(all=self.counts.contacts(each)) for each in self.two]
        now = self.levels[-1]
        without = self.counts.without_case(self.period)
        return Table(
            "R1", "All contacts", "contact",
            "One contact is what somebody told us once, however many adults it names. Counted by the day it came.",
            *compared("Contacts", self.two, numbers, {"all": "All contacts"}),
            Check(*self._against_history(numbers[-1]["all"])),
            (
                f"{numbers[-1]['all'] - without} contacts opened {now.total()} cases, {without} opened none. {ADULTS}",
                f"The cases by level: {_listed(now)}.",
            ),
        )  # fmt: skip

    def _against_history(self, number: int) -> tuple[str, bool]:
        told = second.contacts_in_history(self.counts, self.period)
        return f"the record of what happened has {told} contacts that came in this period.", told == number

    def _level(self, id: str, level: str, title: str) -> Table:
        now = self.levels[-1]
        other = {code: n for code, n in now.items() if code not in ("advice", *MANAGED)}
        return Table(
            id, title, "case", BY_CASE,
            *compared("Level", self.two, self.levels[1:], {level: title}),
            Check(*self._against_facts(level)),
            (f"In none of R2, R3 and R4: {_listed(other)}.",) if other else (),
        )  # fmt: skip

    def _against_facts(self, level: str) -> tuple[str, bool]:
        told = second.levels_by_decision(self.counts, self.period)[level]
        return f"the decisions as recorded give {told}.", told == self.levels[-1][level]

    def _meetings(self) -> Table:
        held = [self.counts.meetings(each) for each in self.two]
        kinds = [Counter(meeting.kind for meeting in each) for each in held]
        cases = len({meeting.case_id for meeting in held[-1]})
        columns, rows, total = compared("Meeting", self.two, kinds, labels.MEETINGS)
        of_them = f"the meetings of each of {cases} cases add up to {len(held[-1])}."
        per_case = Counter(meeting.case_id for meeting in held[-1]).total()
        return Table(
            "R5", "Meetings held", "meeting",
            "One meeting is one sitting about one case. Counted by the day on which it took place, whenever it was "
            "recorded and whenever the contact came.",
            columns, rows, total, Check(of_them, per_case == total[-3]),
            ("Discussions that were recorded as a meeting are counted as one.",),
        )  # fmt: skip

    def _sectors(self) -> Table:
        found = [self.counts.sectors(each) for each in self.three]
        names = labels.with_others(labels.SECTORS, _codes(found))
        if NOT_SAID in names:
            names[NOT_SAID] = "Not recorded yet"
        managed = [sum(each[level] for level in MANAGED) for each in self.levels]
        sums = [each.total() for each in found]
        words = (
            "the settings add up to the consultations and referrals of R3 and R4 in each period: "
            f"{_series(sums)} and {_series(managed)}."
        )
        return Table(
            "R6", "Consultations and referrals by kind of setting", "case", BY_CASE,
            *compared("Kind of setting", self.three, found, names), Check(words, sums == managed),
            ("A case with several jobs or roles is counted under the first.",),
        )  # fmt: skip

    def _outcomes(self) -> Table:
        found = [self.counts.outcomes(each) for each in self.two]
        for each in found:
            each["unknown"] += each.pop(NOT_SAID, 0)
        names = labels.with_others(labels.OUTCOMES, _codes(found))
        return Table(
            "R8", "Outcomes", "allegation", BY_ALLEGATION,
            *compared("Outcome", self.two, found, names), self._agreed(found[-1].total()),
            (
                "An allegation that is part of two adults’ cases has an outcome in each and is counted in each.",
                "Not yet known: no outcome was agreed, or it says not concluded, no further action or passed on.",
                *self._unnamed(),
            ),
        )  # fmt: skip

    def _categories(self) -> Table:
        found = [self.counts.categories(each) for each in self.two]
        names = labels.with_others(labels.CATEGORIES, _codes(found))
        return Table(
            "R9", "Category of abuse", "allegation", BY_ALLEGATION,
            *compared("Category", self.two, found, names), self._agreed(found[-1].total()),
            ("Sexual includes what is said to have happened long ago.", *self._unnamed()),
        )  # fmt: skip

    def _agreed(self, number: int) -> Check:
        told = second.allegations(self.counts, self.period)
        return Check(
            f"consultations and referrals of the period have {told} allegations, in R8 and R9 alike.", told == number
        )

    def _unnamed(self) -> list[str]:
        without = self.counts.without_allegation(self.period)
        managed = sum(self.levels[-1][level] for level in MANAGED)
        words = f"{without} of {managed} consultations and referrals have no allegation recorded as such, {NOT_HERE}"
        return [words] if without else []


def _codes(found: Iterable[Counter[str]]) -> list[str]:
    return sorted({code for each in found for code in each})


def _listed(levels: dict[str, int]) -> str:
    named = [f"{levels[code]} {words}" for code, words in labels.LEVELS.items() if levels.get(code)]
    named += [f"{number} {code.replace('_', ' ')}" for code, number in levels.items() if code not in labels.LEVELS]
    return ", ".join(named) or "none"


def _series(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))
