"""Diagrams, tables and forms as files: one door, the check, the outline in words, the comparison; runs nothing."""

from engine.diagrams.model import Diagram, Event, Flow, Lane, Process, Repeat, Step, load, read
from engine.diagrams.xml import parse

__all__ = ["Diagram", "Event", "Flow", "Lane", "Process", "Repeat", "Step", "load", "parse", "read"]
