"""What a value must keep to, in words when it does not; answers.py calls broken() for every answer shown."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal

from engine import dates
from engine.forms.items import ONE_OF, SEVERAL_OF, Field
from engine.forms.messages import subject
from engine.forms.patterns import NAMED


def broken(
    field: Field, value: object, *, codes: Collection[str], context: Mapping[str, object], now: datetime
) -> str | None:
    """The first rule that the value breaks, in words."""
    if isinstance(value, str) and field.kind in ONE_OF:
        return None if value in codes else f"Choose one of the answers given for “{field.label or field.key}”"
    if isinstance(value, list) and field.kind in SEVERAL_OF:
        known = all(code in codes for code in value)
        return None if known else f"Choose among the answers given for “{field.label or field.key}”"
    if isinstance(value, str):
        return _text(field, value)
    if isinstance(value, Decimal):
        return _number(field, value)
    if isinstance(value, date):
        return _date(field, value, context, now)
    return None


def _text(field: Field, text: str) -> str | None:
    shortest = field.limits.min_length
    if shortest is not None and len(text.strip()) < shortest:
        return f"{subject(field)} must be {dates.count_words(shortest, 'character', figures=True)} or more"
    pattern = NAMED.get(field.limits.pattern)
    if pattern and not pattern.matches(text):
        return f"{subject(field)} must be {pattern.noun}, like {pattern.example}"
    return None


def _number(field: Field, number: Decimal) -> str | None:
    limits, places = field.limits, -int(number.as_tuple().exponent)
    if limits.decimals is not None and places > limits.decimals:
        if limits.decimals == 0:
            return f"{subject(field)} must be a whole number"
        return f"{subject(field)} must have {dates.count_words(limits.decimals, 'figure')} at most after the point"
    if limits.least is not None and number < limits.least:
        return f"{subject(field)} must be {limits.least:f} or more"
    if limits.most is not None and number > limits.most:
        return f"{subject(field)} must be {limits.most:f} or less"
    return None


def _date(field: Field, value: date, context: Mapping[str, object], now: datetime) -> str | None:
    day, today, limits = dates.local_day(value), dates.local_day(now), field.limits
    named_today = f"today, {dates.day_words(today, year=True)}"
    later = value > now if isinstance(value, datetime) else day > today
    wrong = {
        "past": (day >= today, f"must be before {named_today}"),
        "not_future": (later, f"must be {named_today}, or earlier"),
        "not_past": (day < today, f"must be {named_today}, or later"),
        "future": (day <= today, f"must be after {named_today}"),
    }.get(limits.when)
    if wrong and wrong[0]:
        return f"{subject(field)} {wrong[1]}"
    if limits.earliest and day < limits.earliest:
        return f"{subject(field)} must be {dates.day_words(limits.earliest, year=True)} or later"
    if limits.latest and day > limits.latest:
        return f"{subject(field)} must be {dates.day_words(limits.latest, year=True)} or earlier"
    return _order(field, value, context)


def _order(field: Field, value: date, context: Mapping[str, object]) -> str | None:
    floor = context.get(field.limits.not_before) if field.limits.not_before else None
    if not isinstance(floor, date):
        return None
    both_moments = isinstance(floor, datetime) and isinstance(value, datetime)
    early = value < floor if both_moments else dates.local_day(value) < dates.local_day(floor)
    return f"{subject(field)} must be {dates.when_words(floor, year=True)} or later" if early else None
