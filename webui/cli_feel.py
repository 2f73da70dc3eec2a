"""`ladoflow feel` and `ladoflow decide`: expressions and decisions at the command line; `cli` lists them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import click

from engine import clock, feel
from engine.errors import LadoflowError, Unreadable


@click.command("feel")
@click.option("--context", "context", default="{}", help="The facts, as a JSON object.")
@click.option("--now", "now", default=None, help="The time it is, in ISO format.")
@click.option("--unary", is_flag=True, help="Read tests of a table's cell; what is tested is `?` of the context.")
@click.option("--batch", is_flag=True, help="Read one JSON object a line from standard input.")
@click.argument("expression", required=False)
def feel_command(context: str, now: str | None, expression: str | None, *, unary: bool, batch: bool) -> None:
    """Work out an expression; the answer is a JSON value."""
    if batch:
        _batch()
        return
    if expression is None:
        raise click.UsageError("Write the expression after --, or use --batch.")
    _instant_or_stop(now)
    answer = _answer({"expression": expression, "context": _object(context), "now": now, "unary": unary}, _warn)
    if "refused" in answer:
        _say(answer["refused"])
        sys.exit(1)
    _say(_json(answer["result"]))


def _batch() -> None:
    for line in sys.stdin:
        if line.strip():
            _say(_json(_answer_line(line)))


def _answer_line(line: str) -> dict[str, object]:
    try:
        asked = _loaded(line)
    except ValueError:
        return {"refused": "This line is no JSON object."}
    return _answer(asked, _warn) if isinstance(asked, dict) else {"refused": "This line is no JSON object."}


def _answer(asked: dict[str, object], warn: Callable[[str], None]) -> dict[str, object]:
    try:
        return {"result": feel.to_json(_evaluated(asked, warn))}
    except LadoflowError as wrong:
        return {"refused": _one_line(wrong)}
    except (ValueError, TypeError, RecursionError):
        return {"refused": "The context or the time cannot be read."}


def _evaluated(asked: dict[str, object], warn: Callable[[str], None]) -> object:
    text = str(asked.get("expression", ""))
    context = feel.from_json(asked.get("context") or {})
    if not isinstance(context, dict):
        raise feel.Refused("The context is no JSON object.")
    parsed = feel.parse_unary(text) if asked.get("unary") else feel.parse(text)
    return parsed.evaluate(
        context, now=_moment(asked.get("now")), functions=_functions(), value=context.get("?"), warn=warn
    )


@click.command("decide")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("decision")
@click.option("--context", "context", default="{}", help="The facts, as a JSON object.")
@click.option("--now", "now", default=None, help="The time it is, in ISO format.")
def decide_command(file: Path, decision: str, context: str, now: str | None) -> None:
    """Decide over these facts; DECISION is an id or a name."""
    given = _object(context)
    _instant_or_stop(now)
    try:
        outcome = _decided(file, decision, given, now)
    except Unreadable as wrong:
        click.echo(_one_line(wrong), err=True)
        sys.exit(2)
    except LadoflowError as wrong:
        _say(_one_line(wrong))
        sys.exit(1)
    _say(_json(outcome))


def _decided(file: Path, name: str, given: dict[str, object], now: str | None) -> dict[str, object]:
    from engine import decisions
    from engine.diagrams import xml

    try:
        data = file.read_bytes()
    except OSError as wrong:
        raise Unreadable(f"{file.name} cannot be read.") from wrong
    decision = decisions.find(xml.parse(data, file.name), name)
    context = decision.coerce(_facts(given))
    outcome = decision.decide(context, now=_moment(now), functions=_functions(), warn=_warn)
    return {"result": feel.to_json(outcome.result), "rows": outcome.rows}


def _facts(given: dict[str, object]) -> dict[str, object]:
    facts = feel.from_json(given)
    return facts if isinstance(facts, dict) else {}


def _functions() -> dict[str, Callable[..., object]]:
    """England's working days and the clocks as shipped; a case has its authority's own."""
    from engine import deadlines

    calendar = deadlines.Calendar()

    def working_days(start: date | datetime, end: date | datetime) -> object:
        return deadlines.working_days(start, end, calendar)

    return {"working days": working_days}


def _object(text: str) -> dict[str, object]:
    try:
        found = _loaded(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise click.UsageError('--context takes a JSON object, such as \'{"level": "referral"}\'.')
    return found


def _loaded(text: str) -> object:
    loaded: object = json.loads(text, parse_float=Decimal, parse_constant=_no_number)
    return loaded


def _no_number(name: str) -> object:
    raise ValueError(name)


def _moment(text: object) -> datetime:
    if text is None:
        return clock.now()
    moment = datetime.fromisoformat(str(text))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _instant_or_stop(text: str | None) -> None:
    try:
        _moment(text)
    except ValueError:
        raise click.UsageError("--now takes an instant, such as 2026-03-05T09:20+00:00.") from None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _one_line(wrong: Exception) -> str:
    return " ".join(str(wrong).split())


def _say(text: object) -> None:
    click.echo(str(text))


def _warn(text: str) -> None:
    click.echo(text, err=True)
