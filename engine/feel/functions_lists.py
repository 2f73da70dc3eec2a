"""The functions on lists; entered in the table of `calls`."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from engine.feel.calls import function, pure
from engine.feel.run import Run
from engine.feel.values import ARITHMETIC, Value, compare, equal, kind, matches, taken


def _has(run: Run, elements: Iterable[Value], wanted: Value) -> bool:
    for element in elements:
        run.tank.burn(3)
        if equal(taken(element), wanted, run.tank.burn) is True:
            return True
    return False


@function("list contains", "list", "any?")
def _contains(run: Run, elements: list[Value], wanted: Value) -> Value:
    return _has(run, elements, wanted) or any(matches(wanted, one) is True for one in elements if kind(one) == "range")


@pure("count", "list")
def _count(elements: list[Value]) -> Value:
    return Decimal(len(elements))


@function("min", "*")
def _min(run: Run, elements: list[Value]) -> Value:
    return _extreme(run, elements, -1)


@function("max", "*")
def _max(run: Run, elements: list[Value]) -> Value:
    return _extreme(run, elements, 1)


def _extreme(run: Run, elements: list[Value], sign: int) -> Value:
    if not elements:
        return None
    best = elements[0]
    for element in elements:
        order = compare(element, best)
        if order is None:
            return run.null("min() and max() take values of one kind that has an order")
        best = element if order == sign else best
    return best


def _numbers(run: Run, elements: list[Value]) -> list[Decimal] | None:
    if not elements or not all(isinstance(element, Decimal) for element in elements):
        run.null("this function takes numbers, and at least one")
        return None
    return [element for element in elements if isinstance(element, Decimal)]


def _total(numbers: list[Decimal]) -> Decimal:
    total = Decimal(0)
    for one in numbers:
        total = ARITHMETIC.add(total, one)
    return total


def _mean_of(numbers: list[Decimal]) -> Decimal:
    return ARITHMETIC.divide(_total(numbers), Decimal(len(numbers)))


@function("sum", "*")
def _sum(run: Run, elements: list[Value]) -> Value:
    numbers = _numbers(run, elements)
    return _total(numbers) if numbers else None


@function("mean", "*")
def _mean(run: Run, elements: list[Value]) -> Value:
    numbers = _numbers(run, elements)
    return _mean_of(numbers) if numbers else None


@function("product", "*")
def _product(run: Run, elements: list[Value]) -> Value:
    numbers = _numbers(run, elements)
    if not numbers:
        return None
    result = Decimal(1)
    for one in numbers:
        result = ARITHMETIC.multiply(result, one)
    return result


@function("median", "*")
def _median(run: Run, elements: list[Value]) -> Value:
    numbers = sorted(_numbers(run, elements) or [])
    if not numbers:
        return None
    half = len(numbers) // 2
    return numbers[half] if len(numbers) % 2 else _mean_of(numbers[half - 1 : half + 1])


@function("stddev", "*")
def _stddev(run: Run, elements: list[Value]) -> Value:
    numbers = _numbers(run, elements)
    if not numbers or len(numbers) < 2:
        return run.null("stddev() takes at least two numbers")
    mean = _mean_of(numbers)
    squares = [ARITHMETIC.power(ARITHMETIC.subtract(one, mean), 2) for one in numbers]
    return ARITHMETIC.sqrt(ARITHMETIC.divide(_total(squares), Decimal(len(numbers) - 1)))


@function("mode", "*")
def _mode(run: Run, elements: list[Value]) -> Value:
    if not elements:
        return []
    numbers = _numbers(run, elements)
    if numbers is None:
        return None
    counts: dict[Decimal, int] = {}
    for one in numbers:
        counts[one] = counts.get(one, 0) + 1
    most = max(counts.values())
    return sorted(one for one, times in counts.items() if times == most)


@function("all", "*")
def _all(run: Run, elements: list[Value]) -> Value:
    return _decided(run, elements, deciding=False)


@function("any", "*")
def _any(run: Run, elements: list[Value]) -> Value:
    return _decided(run, elements, deciding=True)


def _decided(run: Run, elements: list[Value], *, deciding: bool) -> Value:
    if any(element is deciding for element in elements):
        return deciding
    if all(isinstance(element, bool) for element in elements):
        return not deciding
    return run.null("all() and any() take a list of yes/no")


@function("sublist", "list", "number", "number?")
def _sublist(run: Run, elements: list[Value], start: Decimal, length: Decimal | None) -> Value:
    at = _position(run, elements, start, beyond=0)
    if at is None or (length is not None and (length < 0 or at + length > len(elements))):
        return run.null("sublist() asks for more than the list has")
    return elements[at:] if length is None else elements[at : at + int(length)]


def _position(run: Run, elements: list[Value], position: Decimal, *, beyond: int) -> int | None:
    whole = int(position)
    if whole == 0 or not -len(elements) <= whole <= len(elements) + beyond:
        run.null(f"there is no position {whole} in a list of {len(elements)}")
        return None
    return whole - 1 if whole > 0 else len(elements) + whole


@pure("append", "list", "rest")
def _append(elements: list[Value], more: list[Value]) -> Value:
    return [*elements, *more]


@function("concatenate", "rest")
def _concatenate(run: Run, lists: list[Value]) -> Value:
    joined: list[Value] = []
    for one in lists:
        if one is None:
            return run.null("concatenate() does not take null")
        joined += one if isinstance(one, list) else [one]
        run.sized(joined)
    return joined


@function("union", "rest")
def _union(run: Run, lists: list[Value]) -> Value:
    joined = _concatenate(run, lists)
    return _distinct(run, joined) if isinstance(joined, list) else None


@function("insert before", "list", "number", "any?")
def _insert(run: Run, elements: list[Value], position: Decimal, new: Value) -> Value:
    at = _position(run, elements, position, beyond=0)
    return None if at is None else [*elements[:at], new, *elements[at:]]


@function("remove", "list", "number")
def _remove(run: Run, elements: list[Value], position: Decimal) -> Value:
    at = _position(run, elements, position, beyond=0)
    return None if at is None else [*elements[:at], *elements[at + 1 :]]


@function("list replace", "list", "number", "any?")
def _replace(run: Run, elements: list[Value], position: Decimal, new: Value) -> Value:
    at = _position(run, elements, position, beyond=0)
    return None if at is None else [*elements[:at], new, *elements[at + 1 :]]


@pure("reverse", "list")
def _reverse(elements: list[Value]) -> Value:
    return elements[::-1]


@function("index of", "list", "any?")
def _index_of(run: Run, elements: list[Value], wanted: Value) -> Value:
    pay = run.tank.burn
    pay(len(elements))
    return [Decimal(at) for at, one in enumerate(elements, 1) if equal(taken(one), wanted, pay) is True]


@function("distinct values", "list")
def _distinct(run: Run, elements: list[Value]) -> Value:
    kept: list[Value] = []
    for element in elements:
        if not _has(run, kept, taken(element)):
            kept.append(element)
    return kept


@function("duplicate values", "list")
def _duplicates(run: Run, elements: list[Value]) -> Value:
    once: list[Value] = []
    twice: list[Value] = []
    for element in elements:
        if not _has(run, once, element):
            once.append(element)
        elif not _has(run, twice, element):
            twice.append(element)
    return twice


@function("flatten", "list")
def _flatten(run: Run, elements: list[Value]) -> Value:
    flat: list[Value] = []
    waiting = [iter(elements)]
    while waiting:
        run.tank.burn(1)
        for element in waiting[-1]:
            if isinstance(element, list):
                waiting.append(iter(element))
                break
            flat.append(element)
        else:
            waiting.pop()
    return flat


@function("partition", "list", "number")
def _partition(run: Run, elements: list[Value], size: Decimal) -> Value:
    if size < 1:
        return run.null("partition() takes a size of at least 1")
    step = int(size)
    return [elements[at : at + step] for at in range(0, len(elements), step)]
