"""Puts expressions, clocks and disclosures into a process owner's words; called by outline and diff."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_CLOCK = re.compile(r'clock\(\s*"([^"]*)"\s*,\s*((?:[^()]++|\(\))*+)\)')
_CLOSED = re.compile(r'(?<![\w."])(?:not\((closed)\)|closed(\s*=\s*false)?)(?![\w(."])')
_PATH = r"(?<![\w.])([A-Za-z_][\w.]*+)"  # No pattern looks at a text twice: what is drawn may be made to be slow.
_NOT_NULL = re.compile(rf"{_PATH}\s*!=\s*null\b")
_NULL = re.compile(rf"{_PATH}\s*=\s*null\b")
_LISTED = re.compile(rf'{_PATH}\s+in\s*\[((?:\s*"[^"]*"(?:\s*,)?)++)\s*\]')
_EQUAL = re.compile(rf'{_PATH}\s*(!?=)\s*"([^"]*)"')
_ELSE = re.compile(rf"\bif\s+{_PATH}\s*!=\s*null\s+then\s+\1\s+else\s+")
_IF_NULL = re.compile(rf"\bif\s+{_PATH}\s*=\s*null\s+then\s+([a-z_][\w.]*+)\s+else\s+\1(?![\w.])")
_WHOLE = re.compile(r"[A-Za-z_][\w.]*+")
_CODE = re.compile(r'"([^"]*)"')
_NAME = re.compile(r"(?<![“\w])(?<!\w\.)[a-z][a-z0-9_]*+(?:\.[a-z0-9_]++)*+(?![\w”(])")
COMPUTED = {
    "received_at": "when the contact came",
    "opened_at": "when the case was opened",
    "closed_at": "when the case was closed",
    "now()": "now",
    "today()": "today",
}
"""What the service itself knows, in words."""


@dataclass(frozen=True)
class Words:
    """What keys, codes, clocks and forms are called; empty where the files that say so are not given."""

    labels: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    clocks: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)
    processes: Mapping[str, str] = field(default_factory=dict)

    def key(self, path: str) -> str:
        """A fact in words: its question's label, else its key with blanks for underscores."""
        last = path.rpartition(".")[2]
        if path in self.labels:
            return self._labelled(path)
        if "." not in path and last in self.labels:
            return self._labelled(last)
        if path in COMPUTED:
            return COMPUTED[path]
        return path.replace("_", " ").replace(".", "'s ")

    def _labelled(self, path: str) -> str:
        """A question by its words; one of a single word, like Day, with what it is about."""
        label = self.labels[path]
        return f"“{label}”" if " " in label else f"“{label}” ({path.replace('_', ' ')})"

    def code(self, path: str, code: str) -> str:
        """One answer of a choice in words."""
        return f"“{self.choices.get(path.rpartition('.')[2], {}).get(code, code.replace('_', ' '))}”"

    def expression(self, text: str) -> str:
        """A FEEL expression as near to English as patterns bring it; what they do not know stays as written."""
        text = " ".join(text.split())
        text = _CLOSED.sub(lambda found: f"the case is {'open' if found[1] or found[2] else 'closed'}", text)
        text = _ELSE.sub(r"\1, or else ", text)
        text = _IF_NULL.sub(r"\1, or else \2", text)
        text = _CLOCK.sub(self._clock, text)
        text = _LISTED.sub(self._listed, text)
        text = _EQUAL.sub(self._equal, text)
        text = _NOT_NULL.sub(lambda found: f"{self.key(found[1])} is answered", text)
        text = _NULL.sub(lambda found: f"{self.key(found[1])} is not answered", text)
        return _NAME.sub(lambda found: self.key(found[0]) if {"_", "."} & set(found[0]) else found[0], text)

    def disclosed(self, item: str) -> str:
        """One entry of what a step shows: `adult.name` is "adult: name"."""
        if item.startswith("documents:"):
            return f"documents: {item.removeprefix('documents:').strip()}"
        thing, _, key = item.partition(".")
        if key == "*":
            return f"{thing}: everything"
        return f"{thing}: {self.labels.get(item) or key.replace('_', ' ')}" if key else item

    def form(self, name: str) -> str:
        """A form's title, else its name."""
        return self.forms.get(name) or name.replace("_", " ")

    def process(self, name: str) -> str:
        """A called diagram's name as drawn, else its id."""
        return self.processes.get(name) or name.replace("_", " ")

    def _clock(self, found: re.Match[str]) -> str:
        length = self.clocks.get(found[1], f"the clock {found[1]}")
        start = found[2].strip()
        known = _WHOLE.fullmatch(start) or start in COMPUTED
        return f"{length} {'as' if length.startswith('the same') else 'from'} {self.key(start) if known else start}"

    def _listed(self, found: re.Match[str]) -> str:
        codes = [self.code(found[1], code) for code in _CODE.findall(found[2])]
        return f"{self.key(found[1])} is {' or '.join(codes)}"

    def _equal(self, found: re.Match[str]) -> str:
        verb = "is" if found[2] == "=" else "is not"
        return f"{self.key(found[1])} {verb} {self.code(found[1], found[3])}"
