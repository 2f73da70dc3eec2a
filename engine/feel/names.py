"""Which facts an expression reads, as dotted paths; the check of a procedure asks it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.feel import tree

# What a local name stands for: the path whose elements it takes in turn, or None where that cannot be said.
Locals = Mapping[str, str | None]


def readings(node: tree.Node) -> frozenset[tuple[str, ...]]:
    """Every path read; where a bare name in a filter may be of the element or a fact, both, the element's first."""
    return frozenset(_read(node, {}, ()))


def _read(node: tree.Node, local: Locals, within: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    match node:
        case tree.Name() | tree.Path() if (found := _path(node, local, within)) is not None:
            yield from found
            if isinstance(node, tree.Path):
                yield from _read(node.whole, local, within)
        case tree.Filter(source, condition):
            yield from _read(source, local, within)
            inner = _source(source, local, within)
            scope = {**local, "item": inner}
            yield from _read(condition, scope, (*within, inner) if inner else (*within, ""))
        case tree.For(loops, result, _):
            yield from _looped(loops, result, {**local, "partial": None}, within)
        case tree.Quantified(_, loops, condition):
            yield from _looped(loops, condition, local, within)
        case tree.Sorted(source, names, precedes):
            yield from _read(source, local, within)
            yield from _read(precedes, {**local, **dict.fromkeys(names, _source(source, local, within))}, within)
        case tree.Context(entries):
            inside = dict(local)
            for key, entry in entries:
                yield from _read(entry, inside, within)
                inside[key] = None
        case _:
            for child in tree.children(node):
                yield from _read(child, local, within)


def _looped(
    loops: tuple[tree.Turns, ...], result: tree.Node, local: Locals, within: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    inside = dict(local)
    for turn in loops:
        yield from _read(turn.start, inside, within)
        if turn.end is not None:
            yield from _read(turn.end, inside, within)
        inside[turn.name] = _source(turn.start, inside, within) if turn.end is None else None
    yield from _read(result, inside, within)


def _path(node: tree.Node, local: Locals, within: tuple[str, ...]) -> list[tuple[str, ...]] | None:
    """The readings of a name or a dotted chain of names; None for a path over anything else."""
    parts = _chain(node)
    if parts is None:
        source = _source(node, local, within)
        return [(source,)] if source else None
    head, *rest = parts
    if head == "?":
        return []
    if head in local:
        root = local[head]
        return [(".".join([root, *rest]),)] if root and rest else []
    whole = ".".join(parts)
    inner = [f"{place}.{whole}" for place in reversed(within) if place]
    return [(*inner, whole)] if len(parts) == 1 else [(whole, *inner)]


def _chain(node: tree.Node) -> list[str] | None:
    if isinstance(node, tree.Name):
        return [node.name]
    if isinstance(node, tree.Path):
        before = _chain(node.whole)
        return None if before is None else [*before, node.part]
    return None


def _source(node: tree.Node, local: Locals, within: tuple[str, ...]) -> str | None:
    """The path whose elements a list is made of, where that can be said."""
    match node:
        case tree.Filter(source, _):
            return _source(source, local, within)
        case tree.Path(whole, part):
            before = _source(whole, local, within)
            return f"{before}.{part}" if before else None
        case tree.Name(name):
            return local.get(name, name)
    return None
