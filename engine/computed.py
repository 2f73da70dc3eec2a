"""Facts that ladoflow works out itself, so that no form asks them; the checks of forms and of drawings ask here."""

from collections.abc import Mapping
from dataclasses import dataclass

STRANDS = ("police", "social_care", "employer", "fostering", "no_employer")
LEVELS = ("not_decided", "advice", "low_level", "consultation", "referral", "sent_elsewhere")
RESERVED = frozenset(
    ["csrf_token", "version", "happened", "on_behalf_of", "told_by", "told_how", "applies_to", "as_it_stands"]
) | {"id", "now", "item"}
"""What a page or an expression calls by these names is its own: no question and no table's result has them."""


@dataclass(frozen=True)
class Computed:
    """What kind of value it has, in FEEL's words, and which codes it can have; none where it is no code."""

    kind: str
    codes: tuple[str, ...] = ()


_MOMENT = Computed("date and time")
COMPUTED: Mapping[str, Computed] = {
    "received_at": _MOMENT,
    "opened_at": _MOMENT,
    "closed": Computed("yes/no"),
    "closed_at": _MOMENT,
    "chronology_opened_at": _MOMENT,
    "same_as": Computed("list"),
    "different_from": Computed("list"),
    "not_sure_of": Computed("list"),
    "level": Computed("text", LEVELS),
    "names_of_advice": Computed("text", ("recorded", "left_out")),
    "strand.kind": Computed("text", STRANDS),
    "strand.status": Computed("text", ("open", "finished", "not_opened")),
    "strand.engagement": Computed("text"),
    "strand.opened_on": _MOMENT,
    "strand.finished_on": _MOMENT,
    "engagement.strand": Computed("text", ("open", "finished", "not_opened")),
}
"""By path: of the case, or of a thing."""


def _by_key() -> dict[str, tuple[Computed, ...]]:
    found: dict[str, tuple[Computed, ...]] = {}
    for path, computed in COMPUTED.items():
        key = path.rpartition(".")[2]
        found[key] = (*found.get(key, ()), computed)
    return found


BY_KEY: Mapping[str, tuple[Computed, ...]] = _by_key()
"""By the last part of the path: expressions may speak of any thing that has it."""


def of(kind: str, key: str) -> bool:
    """Whether this key of the case, or of a thing of this kind, is worked out."""
    return (key if kind == "case" else f"{kind}.{key}") in COMPUTED
