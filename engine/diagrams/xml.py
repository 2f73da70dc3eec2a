"""The one hardened XML parse function of the product; called by model, check, decisions and every import."""

import codecs
import re
from xml.parsers import expat  # Counts only, on text without a DOCTYPE: nothing is expanded or fetched.

from lxml import etree

from engine.errors import LadoflowError, Refused, Unreadable

MEGABYTE = 1_000_000
MOST_BYTES = 2 * MEGABYTE
MOST_DEPTH = 100
MOST_ELEMENTS = 2_000
MOST_XML_ELEMENTS = 20_000  # With shapes, arrows' way points and table cells, which are many to each drawn element.
MOST_ATTRIBUTES = 60
MOST_ATTRIBUTE = 10_000
MOST_TEXT = 100_000
MOST_NAME = 200

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
XINCLUDE = "http://www.w3.org/2001/XInclude"

_REFERENCES = {"incoming", "outgoing", "flowNodeRef", "extensionElements"}
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*?\?>", re.DOTALL)
_ENCODING = re.compile(rb"""^\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._-]*)["']""", re.DOTALL)
_BOMS = (
    (codecs.BOM_UTF32_LE, ""),
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAFE = {"utf-8": "utf-8", "utf8": "utf-8", "us-ascii": "ascii", "ascii": "ascii"}


class TooMuch(Refused):
    """This file is larger or deeper than ladoflow reads. Split it into several files."""


class NotXml(Unreadable):
    """This is not XML, so it cannot be read. Save it again from the editor."""


def parse(data: bytes, name: str = "") -> etree._Element:
    """The root element of a BPMN or DMN file; `name` is noted on the error.

    Raises Unreadable (not XML, an unknown encoding) or Refused (a DOCTYPE, an include, over a limit) in words.
    """
    try:
        return _parse(data)
    except LadoflowError as wrong:
        wrong.add_note(f"in {name}")
        raise


def _parse(data: bytes) -> etree._Element:
    if len(data) > MOST_BYTES:
        raise TooMuch("This file is larger than 2 MB. Split it into several files.")
    text = _text(data)
    _refuse_declarations(text)
    plain = text.encode("utf-8")
    _Counter().count(plain)
    return _build(plain)


def _build(plain: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(plain, parser)
    except (etree.XMLSyntaxError, ValueError) as wrong:
        raise NotXml(f"This is not sound XML ({_first_line(wrong)}). Save it again from the editor.") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused("This file has a DOCTYPE, which is never read. Save it again from the editor.")
    return root


def _text(data: bytes) -> str:
    """The file as text without its XML declaration; UTF-8 and UTF-16 only, decoded strictly."""
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise NotXml("This file is empty. Save it again from the editor.")
    encoding, body = _encoding(data)
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable("This file is not written in the encoding that it names. Save it as UTF-8.") from None
    declared = _DECLARATION.match(text)
    rest = text[declared.end() :] if declared else text
    if _DECLARATION.match(rest):
        raise NotXml("This file declares itself to be XML twice. Save it again from the editor.")
    return rest


def _encoding(data: bytes) -> tuple[str, bytes]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            if not encoding:
                raise Unreadable("This file is written in UTF-32. Save it as UTF-8.")
            return encoding, data[len(mark) :]
    if data[:4] in (b"<\x00?\x00", b"<\x00b\x00", b"<\x00d\x00"):
        return "utf-16-le", data
    if data[:4] in (b"\x00<\x00?", b"\x00<\x00b", b"\x00<\x00d"):
        return "utf-16-be", data
    named = _ENCODING.match(data[:1000])
    label = named.group(1).decode("ascii").lower() if named else "utf-8"
    if label not in _SAFE:
        raise Unreadable(f"This file is written in {label or 'no named encoding'}. Save it as UTF-8.")
    return _SAFE[label], data


def _refuse_declarations(text: str) -> None:
    lowered = text.lower()
    for mark, word in (
        ("<!doctype", "DOCTYPE"),
        ("<!entity", "ENTITY"),
        ("<!attlist", "ATTLIST"),
        ("<!element", "ELEMENT"),
    ):
        if mark in lowered:
            raise Refused(f"This file has a {word} declaration, which is never read. Save it again from the editor.")


def _first_line(wrong: Exception) -> str:
    return str(wrong).splitlines()[0][:200] if str(wrong) else "no reason given"


class _Counter:
    """Walks the file once without building anything, and stops at the first limit that is passed."""

    def __init__(self) -> None:
        self.depth = self.elements = self.drawn = self.text = 0
        self.parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartNamespaceDeclHandler = self._namespace

    def count(self, plain: bytes) -> None:
        try:
            self.parser.Parse(plain, True)
        except (expat.ExpatError, ValueError) as wrong:
            raise NotXml(f"This is not sound XML ({_first_line(wrong)}). Save it again from the editor.") from None

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        self.text = 0
        space, _, local = tag.rpartition(" ")
        self.drawn += space == BPMN and local not in _REFERENCES
        if space == XINCLUDE:
            raise Refused("This file includes another file (XInclude), which is never read. Take it out.")
        self._limits(local, attributes)

    def _limits(self, local: str, attributes: dict[str, str]) -> None:
        if self.depth > MOST_DEPTH:
            raise TooMuch(f"Elements stand more than {MOST_DEPTH} deep inside each other. Draw it flatter.")
        if self.drawn > MOST_ELEMENTS:
            raise TooMuch(f"This drawing has more than {MOST_ELEMENTS:,} elements. Split it into called diagrams.")
        if self.elements > MOST_XML_ELEMENTS:
            raise TooMuch(f"This file has more than {MOST_XML_ELEMENTS:,} elements. Split it into several files.")
        if len(attributes) > MOST_ATTRIBUTES:
            raise TooMuch(f"An element has more than {MOST_ATTRIBUTES} attributes. Save it again from the editor.")
        for name, value in attributes.items():
            if len(value) > MOST_ATTRIBUTE or len(name) > MOST_NAME:
                raise TooMuch(f"An attribute has more than {MOST_ATTRIBUTE:,} characters. Shorten it.")
        if len(local) > MOST_NAME:
            raise TooMuch(
                f"The name of an element has more than {MOST_NAME} characters. Save it again from the editor."
            )

    def _end(self, _tag: str) -> None:
        self.depth -= 1
        self.text = 0

    def _characters(self, data: str) -> None:
        self.text += len(data)
        if self.text > MOST_TEXT:
            raise TooMuch(f"A text has more than {MOST_TEXT:,} characters. Shorten it.")

    def _namespace(self, prefix: str | None, address: str | None) -> None:
        if len(prefix or "") > MOST_NAME or len(address or "") > MOST_NAME * 10:
            raise TooMuch("A namespace has a name that is too long. Save it again from the editor.")
