"""One running workflow on SpiffWorkflow, values in and values out; casework is its only caller."""

from .parser import Definition, fingerprint, parse
from .running import OverBudget, Running, StepNotWaiting, Timer, Trigger, Unreadable, Waiting, triggers_of
from .world import Keys, World

__all__ = [
    "Definition",
    "Keys",
    "OverBudget",
    "Running",
    "StepNotWaiting",
    "Timer",
    "Trigger",
    "Unreadable",
    "Waiting",
    "World",
    "fingerprint",
    "parse",
    "triggers_of",
]
