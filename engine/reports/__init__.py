"""The annual report: counted tables for any period, and the same totals counted a second way.

Called by the report page and the `report` command for `annual`, and by `ladoflow verify` for `faults`. Everything is
counted by what happened, from rows as they are stored; nothing is kept.
"""

from engine.reports.annual import IDS, Report, annual
from engine.reports.faults import faults
from engine.reports.periods import EndsBeforeItStarts, Period, year_so_far
from engine.reports.tables import Column, Table

__all__ = ["IDS", "Column", "EndsBeforeItStarts", "Period", "Report", "Table", "annual", "faults", "year_so_far"]
