"""Our guides and a draft's manual as pages: how a story is written, and what the procedure asks, step by step."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from webui import drawn, marked

STORIES = Path(__file__).parents[1] / "docs" / "scenarios.md"
LINES = "What a line may say"


@lru_cache(maxsize=1)
def of_stories() -> Markup:
    """The guide to writing a story, as docs/scenarios.md has it."""
    return marked.html(STORIES.read_text("utf-8"))


@lru_cache(maxsize=1)
def lines_of_a_story() -> Markup:
    """Its chapter that stands beside a story while it is written."""
    return marked.html(marked.chapter(STORIES.read_text("utf-8"), LINES))


def manual(files: Mapping[str, bytes]) -> Markup:
    """Every step in its order, with its questions and their answers. Raises LadoflowError."""
    return marked.html("\n".join(drawn.manual(files)))
