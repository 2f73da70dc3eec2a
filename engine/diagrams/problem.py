"""One thing that is wrong with a procedure, in a process owner's words; check makes it, desk and command show it."""

from dataclasses import dataclass

from engine.diagrams.model import Process, one_line

WHOLE = "(whole file)"
LONGEST_LABEL = 80


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong, where, and what to do. `step` is the step as drawn or "(whole file)"; `element_id` leads to it;
    `unreadable` says that the file could not be read at all."""

    file: str
    step: str
    message: str
    element_id: str = ""
    unreadable: bool = False

    @property
    def line(self) -> str:
        """The problem on one line, as the command prints it."""
        return one_line(f"{self.file}: {self.step}: {self.message}")


def named(text: str, fallback: str = "") -> str:
    """A label as quoted in a message: on one line, unprintable characters left out, shortened."""
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    plain = one_line(text) or fallback
    return plain if len(plain) <= LONGEST_LABEL else f"{plain[: LONGEST_LABEL - 1]}…"


def at_process(file: str, process: Process, message: str) -> Problem:
    """A problem of a whole process; `{}` in the message stands for its name in quotation marks."""
    label = named(process.label, process.id)
    return Problem(file, label or WHOLE, message.replace("{}", f'"{label}"', 1), process.id)


def of_file(file: str, message: str, *, unreadable: bool = False) -> Problem:
    """A problem of a file that belongs to no step."""
    return Problem(file, WHOLE, message, "", unreadable)
