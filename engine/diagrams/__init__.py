"""Diagrams, tables and forms as files: one door, the check, the outline in words, the comparison; runs nothing."""

from engine.diagrams.model import Diagram, Event, Flow, Lane, Process, Repeat, Step, load, read
from engine.diagrams.outline import OutlineItem, items, lines
from engine.diagrams.words import Words
from engine.diagrams.xml import parse

__all__ = [
    "Diagram",
    "Event",
    "Flow",
    "Lane",
    "OutlineItem",
    "Process",
    "Repeat",
    "Step",
    "Words",
    "items",
    "lines",
    "load",
    "parse",
    "read",
]
