"""What is wrong with a procedure, in words for its owner; called by the desk, publication, imports and the command."""

from collections.abc import Collection, Iterator, Mapping

from engine.diagrams import check_answers, check_calls, check_drawing, check_expressions, check_paths, check_tokens
from engine.diagrams.problem import Problem, of_file
from engine.diagrams.reading import Began, kept, read
from engine.diagrams.vocabulary import Procedure

__all__ = ["Problem", "problems"]

MOST_FILES = 500


def problems(
    files: Mapping[str, bytes],
    roles: Collection[str] | None = None,
    *,
    whole: bool = False,
    began: Began = lambda _path: None,
) -> list[Problem]:
    """Every problem, in order of files and steps; none means that the procedure may be published.

    `files` are contents by path, together one procedure. `roles` are the authority's; None leaves lanes' names alone.
    With `whole`, everything named must be there; without it, what a kind of file of which none is given would say is
    not asked for, so that one file can be checked by itself. `began` is told of each file before it is read. Untrusted
    files go through `guarded.problems`, which limits time and memory.
    """
    if len(files) > MOST_FILES:
        return [of_file(min(files), f"There are {len(files):,} files; the most is {MOST_FILES}. Split the procedure.")]
    procedure, found = read(files, began, kept)
    found += _meaning(procedure, roles, whole=whole, alone=len(files) == 1 and not whole)
    return sorted(set(found))


def _meaning(procedure: Procedure, roles: Collection[str] | None, *, whole: bool, alone: bool) -> Iterator[Problem]:
    diagrams = procedure.diagrams.values()
    vocabulary = procedure.vocabulary()
    forms = whole or bool(procedure.forms) or bool(procedure.broken)
    for diagram in diagrams:
        yield from check_drawing.problems(diagram, roles)
    yield from check_calls.problems(diagrams, alone=alone)
    yield from check_paths.problems(diagrams)
    yield from check_tokens.problems(diagrams)
    yield from check_expressions.problems(procedure, vocabulary)
    yield from check_answers.problems(procedure, vocabulary, forms=forms, tables=not alone)
