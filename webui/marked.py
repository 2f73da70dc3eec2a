"""Text as our guides and the manual are written (headings, lists, tables, code) as HTML; used by the desk's pages."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup, escape

HEADING, FENCE, ROW, ITEM, TEXT, BLANK = "heading", "fence", "row", "item", "text", "blank"
_MARKS = (
    (re.compile(r"\*\*([^*]+)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"(?<![\w*])\*([^\s*][^*]*[^\s*]|[^\s*])\*(?![\w*])"), r"<em>\1</em>"),
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
)
Line = tuple[str, str]


def html(text: str) -> Markup:
    """The text without its first heading, which is the page's own."""
    lines = [line for line in _kinds(text) if not line[1].startswith("# ")]
    slugs = {_slug(words.lstrip("# ")) for kind, words in lines if kind == HEADING}
    return Markup("\n").join(part for kind, some in groupby(_parted(lines), lambda each: each[0])
                             for part in _block(kind, [words for _, words in some], slugs))  # fmt: skip


def chapter(text: str, heading: str) -> str:
    """What stands under a heading, up to the next of its kind."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def _kinds(text: str) -> Iterator[Line]:
    """Each line with what it is; what goes on with an item of a list belongs to it."""
    fenced, before = False, BLANK
    for line in text.splitlines():
        if line.startswith("```") or fenced:
            fenced = fenced != line.startswith("```")
            kind = FENCE
        else:
            kind = _kind(line, before)
        yield kind, line
        before = kind


def _kind(line: str, before: str) -> str:
    bare = line.lstrip()
    if not bare:
        return BLANK
    if bare.startswith("- ") or (before == ITEM and line[0] == " "):
        return ITEM
    return HEADING if re.match("#{1,6} ", line) else ROW if line.startswith("|") else TEXT


def _parted(lines: Sequence[Line]) -> Iterator[Line]:
    """With what begins anew parted from what stands before it."""
    for kind, line in lines:
        if kind == HEADING or line.startswith("```"):
            yield BLANK, ""
        yield kind, line


def _block(kind: str, lines: list[str], slugs: set[str]) -> Iterator[Markup]:
    if kind == HEADING:
        for line in lines:
            marks, _, words = line.partition(" ")
            level = min(len(marks), 6)
            yield Markup('<h{} class="govuk-heading-{}" id="{}">{}</h{}>').format(
                level, "m" if level < 3 else "s", _slug(words), _inline(words), level
            )
    if kind == FENCE and (code := [line for line in lines if not line.startswith("```")]):
        yield Markup('<pre class="desk-code">{}</pre>').format("\n".join(code))
    if kind == ROW:
        yield _table([[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines])
    if kind == ITEM:
        items = re.split(r"\n(?=\s*- )", "\n".join(lines))
        yield Markup('<ul class="govuk-list govuk-list--bullet">{}</ul>').format(
            Markup("").join(_item(item, slugs) for item in items)
        )
    if kind == TEXT:
        deep = (len(lines[0]) - len(lines[0].lstrip())) // 3
        yield Markup('<p class="govuk-body marked-{}">{}</p>').format(min(deep, 4), _inline(" ".join(lines)))


def _item(text: str, slugs: set[str]) -> Markup:
    deep = (len(text) - len(text.lstrip())) // 2
    words = text.strip().removeprefix("- ")
    said = _inline(words)
    if _slug(words) in slugs:
        said = Markup('<a class="govuk-link" href="#{}">{}</a>').format(_slug(words), said)
    return Markup('<li class="marked-{}">{}</li>').format(min(deep, 4), said)


def _table(rows: list[list[str]]) -> Markup:
    head, *body = [row for row in rows if not all(re.fullmatch(":?-+:?", cell) for cell in row)]
    heads = Markup("").join(Markup('<th scope="col">{}</th>').format(_inline(cell)) for cell in head)
    lines = Markup("").join(
        Markup("<tr>{}</tr>").format(Markup("").join(Markup("<td>{}</td>").format(_inline(cell)) for cell in row))
        for row in body
    )
    return Markup('<div class="desk-scroll"><table class="desk-marked"><thead><tr>{}</tr></thead>'
                  "<tbody>{}</tbody></table></div>").format(heads, lines)  # fmt: skip


def _inline(text: str) -> Markup:
    """Code, bold, slanted; a link to another guide keeps its words."""
    parts = re.split(r"`([^`]+)`", " ".join(text.split()))
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if n % 2 else Markup(_marked(str(escape(part))))  # noqa: S704 - escaped
        for n, part in enumerate(parts)
    )


def _marked(escaped: str) -> str:
    for pattern, said in _MARKS:
        escaped = pattern.sub(said, escaped)
    return escaped


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
