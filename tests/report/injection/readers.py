"""Reads reports back with parsers that are not ours; each returns the shape, in which names play no part."""

import csv
import re
from collections import Counter
from html.parser import HTMLParser
from io import StringIO
from typing import Any
from xml.etree import ElementTree

import icalendar
from markdown_it import MarkdownIt
from markdown_it.token import Token

_FORMULA = re.compile(r"\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"-?[0-9.]+")
#: Signs that steer terminals, turn text around, or are not seen.
STEERING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_BARE_LINK = re.compile(r"(?<!\\)://|(?<!\\)@(?=\w)|www(?<!\\)\.", re.IGNORECASE)
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def csv_rows(text: str) -> list[list[str]]:
    """Return the rows of a CSV file, none of which holds a formula."""
    rows = list(csv.reader(StringIO(text, newline=""), strict=True))
    for row in rows:
        for cell in row:
            assert not _FORMULA.match(cell) or _NUMBER.fullmatch(cell), cell
    return rows


def csv_shape(text: str) -> list[int]:
    """Return the cells of each row; a row is a line, whatever reads it."""
    assert not STEERING.search(text)
    rows = csv_rows(text)
    assert text.count("\n") == len(rows)
    return [len(row) for row in rows]


def calendar_shape(text: str) -> list[list[str]]:
    """Return the names of the properties of each component."""
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert not STEERING.search(text.replace("\r\n", ""))
    assert "\n" not in text.replace("\r\n", "")
    names = [line.split(":")[0].split(";")[0] for line in text.replace("\r\n ", "").split("\r\n")]
    parsed = icalendar.Calendar.from_ical(text)
    return [names, *([part.name or "", *part.keys()] for part in parsed.walk())]


def calendar_text(text: str) -> str:
    """Return what a person reads in a calendar."""
    events = icalendar.Calendar.from_ical(text).events
    return "\n".join(str(event.get(name, "")) for event in events for name in ("description", "location"))


def markdown_shape(text: str) -> list[str]:
    """Return the kinds of the blocks and of the markup in them."""
    assert not STEERING.search(text)
    assert not _BARE_LINK.search(text)
    return [token.type for token in _tokens(text) if token.type not in ("text", "text_special")]


def markdown_text(text: str) -> str:
    """Return what a person reads in Markdown."""
    parts = []
    for token in _MARKDOWN.parse(text):
        children = token.children or []
        parts.append("".join(child.content for child in children if child.type in ("text", "text_special")))
    return "\n".join(parts)


def _tokens(text: str) -> list[Token]:
    tokens = _MARKDOWN.parse(text)
    return [one for token in tokens for one in (token, *(token.children or ()))]


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[Any] = []
        self.scripts: list[str] = []
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, sorted(name for name, _ in attrs)))
        self._in_script = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(f"/{tag}")
        self._in_script = False

    def handle_comment(self, data: str) -> None:
        self.tags.append("!--")

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.scripts.append(data)


def html_shape(text: str) -> list[Any]:
    """Return the tags with the names of their attributes, and comments."""
    page = _Page()
    page.feed(text)
    page.close()
    return page.tags


def html_script(text: str) -> str:
    """Return the last script of a page."""
    page = _Page()
    page.feed(text)
    page.close()
    # A browser leaves a script's end unseen behind these two.
    last = page.scripts[-1]
    assert "<!--" not in last and "<script" not in last.lower()
    return last


def svg_shape(text: str) -> Counter[str]:
    """Return how many elements of each kind there are."""
    return Counter(element.tag for element in ElementTree.fromstring(text).iter())


def lines_shape(text: str) -> int:
    """Return the number of lines."""
    assert not STEERING.search(text), STEERING.findall(text)
    return text.count("\n")
