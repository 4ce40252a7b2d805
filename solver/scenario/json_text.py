"""Reads JSON (RFC 8259) with the place of every key and value.

The standard library's reader gives no places, lets the last of two equal keys win, takes NaN for a
number, and recurses. Numbers and strings are still decoded by it.
"""

import json
import re
from bisect import bisect_right
from typing import Any, NoReturn

from solver.domain.wording import shown
from solver.scenario.document import NOT_FINITE, Builder, Document, Place

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_STRING = re.compile(r'"[^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*"')
_WORD = re.compile(r"-?[^\s,:\[\]{}\"]+")
_CONSTANTS = {"true": True, "false": False, "null": None}
_NOT_NUMBERS = ("NaN", "Infinity", "-Infinity")
_LONGEST_NUMBER = 100
_COMMA = "take out the comma before it"
_HINTS = {
    "'": "JSON wants double quotes",
    "#": "JSON has no comments: take it out, or use YAML",
    "/": "JSON has no comments: take it out, or use YAML",
    "]": _COMMA,
}


def read_json(text: str, file: str | None = None) -> Document:
    """Read one JSON document.

    Raises
    ------
    ScenarioError
        When the text is not JSON or beyond a limit. Smaller problems are left in the document.
    """
    return _Reader(text, Builder(file)).document()


class _Reader:
    """Walks through the text once; nesting is limited by the builder, so recursion is."""

    def __init__(self, text: str, builder: Builder) -> None:
        self._text = text
        self._builder = builder
        self._at = 0
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]

    def document(self) -> Document:
        if not self._next():
            self._builder.stop("the document is empty", self._place(), hint='start with {"week": {')
        self._value()
        if self._next():
            self._fail("something follows the end of the document")
        return self._builder.document

    def _place(self) -> Place:
        line = bisect_right(self._lines, self._at)
        return Place(self._builder.document.file, line, self._at - self._lines[line - 1] + 1)

    def _next(self) -> str:
        """Skip white space and return the next character, empty at the end."""
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._text[self._at : self._at + 1]

    def _fail(self, message: str, hint: str | None = None) -> NoReturn:
        character = self._text[self._at : self._at + 1]
        found = shown(character) if character else "the end"
        self._builder.stop(f"{message}: found {found}", self._place(), hint=hint or _HINTS.get(character))

    def _value(self) -> None:
        start = self._next()
        if start == "{":
            self._mapping()
        elif start == "[":
            self._list()
        elif start == '"':
            place = self._place()
            self._builder.leaf(self._string(), place)
        else:
            self._word()

    def _mapping(self) -> None:
        self._builder.enter({}, self._place())
        more = self._step_in("}")
        while more:
            start = self._next()
            if start != '"':
                hint = _COMMA if start == "}" else None
                self._fail("a key in double quotes is expected", hint)
            place = self._place()
            self._builder.key(self._string(), place)
            if self._next() != ":":
                self._fail("a ':' is expected after the key")
            self._at += 1
            self._value()
            more = self._goes_on("}")
        self._builder.leave()

    def _list(self) -> None:
        self._builder.enter([], self._place())
        more = self._step_in("]")
        while more:
            self._value()
            more = self._goes_on("]")
        self._builder.leave()

    def _step_in(self, end: str) -> bool:
        """Pass the opening bracket; say whether anything is inside."""
        self._at += 1
        if self._next() != end:
            return True
        self._at += 1
        return False

    def _goes_on(self, end: str) -> bool:
        """Pass a comma or the closing bracket; say whether it was a comma."""
        found = self._next()
        if found not in (",", end) or not found:
            self._fail(f"a comma or '{end}' is expected")
        self._at += 1
        return found == ","

    def _string(self) -> str:
        found = _STRING.match(self._text, self._at)
        if not found:
            self._builder.stop("a text that does not end on its line, or holds a tab", self._place())
        try:
            decoded: str = json.loads(found.group())
        except json.JSONDecodeError as error:
            self._builder.stop(f"a text is written wrongly: {error.msg}", self._place())
        self._at = found.end()
        return decoded

    def _word(self) -> None:
        """Read a number, true, false or null."""
        place, found = self._place(), _WORD.match(self._text, self._at)
        word = found.group() if found else ""
        if word in _NOT_NUMBERS:
            self._builder.broken(NOT_FINITE, place)
        elif word in _CONSTANTS:
            self._builder.leaf(_CONSTANTS[word], place)
        elif _NUMBER.fullmatch(word):
            self._builder.leaf(_number(word), place)
        else:
            self._fail("a value is expected")
        self._at += len(word)


def _number(word: str) -> Any:
    if len(word) > _LONGEST_NUMBER:
        return float(word)
    return int(word) if word.lstrip("-").isdecimal() else float(word)
