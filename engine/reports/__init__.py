"""The annual report: counted tables for any period, and the same totals counted a second way.

Called by the report page and the `report` command for `annual`, and by `ladoflow verify` for `faults`; the page of the
work by LADO asks for `work`. Everything is counted by what happened, from rows as they are stored; nothing is kept.
"""

from engine.reports.annual import IDS, Report, annual
from engine.reports.faults import faults
from engine.reports.periods import EndsBeforeItStarts, Period, year_so_far
from engine.reports.tables import Column, Table
from engine.reports.work import Work, work
from engine.reports.work import table as work_table

__all__ = [
    "IDS", "Column", "EndsBeforeItStarts", "Period", "Report", "Table", "Work", "annual", "faults", "work",
    "work_table", "year_so_far",
]  # fmt: skip
