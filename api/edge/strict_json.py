"""Reads JSON (RFC 8259) from strangers: strict, bounded, and quick to say where and what is wrong.

The standard library decodes, in C. What it lets through is caught around it: the last of two equal
keys wins, NaN and 1e999 are numbers, half a surrogate pair is text, UTF-16 is guessed, and nesting
recurses. All checks are linear in the length of the text; a text is walked in Python only to find the
place of a fault that is already known.
"""

import json
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, islice
from typing import Any, NoReturn

from api.edge.text import clean

#: What every JSON reader can hold exactly (RFC 8259, section 6).
MAX_INTEGER = 2**53 - 1
_LONGEST_NUMBER = 100
_SHOWN_STEPS = 12
#: Values that the standard library may decode before it hands over to other threads.
MOST_AT_ONCE = 100_000
#: Characters looked at before other threads get their turn.
_PIECE = 65_536


@dataclass(frozen=True)
class Bounds:
    """How much one document may hold.

    Attributes
    ----------
    depth : brackets within brackets
    values : texts, numbers, words, lists and mappings together, keys not counted
    text : length of one text as written
    """

    depth: int = 64
    values: int = 100_000
    text: int = 200_000


#: For documents with thousands of scenarios.
LARGE = Bounds(values=10_000_000)
_USUAL = Bounds()


class JsonError(ValueError):
    """A text is not the JSON that is read here.

    Attributes
    ----------
    message : what is wrong and what is allowed, without any value of the document
    code : ``syntax``, ``too_large``, ``duplicate_key`` or ``not_allowed``
    line, column : the place, from 1; None when it is the whole document
    pointer : JSON pointer to the value, where it is known
    hint : what to try
    """

    def __init__(
        self,
        message: str,
        code: str = "syntax",
        place: tuple[int, int] | None = None,
        pointer: str = "",
        hint: str | None = None,
    ) -> None:
        where = f"line {place[0]}, column {place[1]}: " if place else ""
        super().__init__(where + message)
        self.message = where + message
        self.code = code
        self.line = place[0] if place else None
        self.column = place[1] if place else None
        self.pointer = pointer
        self.hint = hint


def decode(body: bytes, *, max_depth: int | None = None, bounds: Bounds = _USUAL) -> Any:
    """Return what a JSON text says.

    Parameters
    ----------
    body : UTF-8; a byte order mark is passed over
    max_depth : brackets within brackets, in place of that of ``bounds``
    bounds : how much it may hold

    Raises
    ------
    JsonError
        With line and column.
    """
    if max_depth is not None:
        bounds = replace(bounds, depth=max_depth)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        _not_utf8(body, error.start)
    if "\x00" in text:
        _not_utf8(body, 0)
    text = text.removeprefix("\ufeff")
    # Escaped quotes and backslashes go first, each for two blanks: then a quote is a text's end, and
    # every place is still where it was.
    flat = text.replace("\\\\", "  ").replace('\\"', "  ") if "\\" in text else text
    _check_size(text, flat, bounds)
    _check_escapes(text, flat)
    try:
        return _DECODER.decode(text)
    except _Odd as odd:
        _located(odd, text, flat)
    except json.JSONDecodeError as error:
        _not_json(error, text)


class _Odd(Exception):  # noqa: N818 - not yet an error: its place is missing
    """Something the standard library takes and we do not; ``token`` is how it is written."""

    def __init__(self, message: str, token: str = "", hint: str | None = None) -> None:
        self.message = message
        self.token = token
        self.hint = hint


class _Twice(_Odd):
    """A mapping with two equal keys."""


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Twice("a key is written twice")
    return found


def _integer(token: str) -> int:
    if len(token) <= 17 and -MAX_INTEGER <= (number := int(token)) <= MAX_INTEGER:
        return number
    message = f"a whole number is too large; allowed: from -{MAX_INTEGER} to {MAX_INTEGER}"
    raise _Odd(message, token, "write an id or a code as a text, in quotes")


def _fraction(token: str) -> float:
    if len(token) > _LONGEST_NUMBER:
        raise _Odd(f"a number is too long; allowed: {_LONGEST_NUMBER} characters", token)
    number = float(token)
    if math.isinf(number):
        raise _Odd("a number is too large; allowed: up to about 1.8e308", token)
    return number


def _constant(token: str) -> NoReturn:
    raise _Odd("NaN and Infinity are no numbers in JSON", token, "write null, or leave the key out")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_mapping, parse_int=_integer, parse_float=_fraction, parse_constant=_constant
)
_TEXT = re.compile(r'"[^"]*"')
_BRACKET = re.compile(r"[^\[\]{}]+")
_STEP: Callable[[str], int] = {"[": 1, "{": 1, "]": -1, "}": -1}.__getitem__
#: Looked at first, so that a tower of brackets is called deep and not large.
_FIRST = 10_000


def _check_size(text: str, flat: str, bounds: Bounds) -> None:
    """Raise when a document is too deep or holds too much, before anything recurses."""
    if _depth(_TEXT.sub("", flat[:_FIRST]).partition('"')[0]) > bounds.depth:
        _too_deep(text, flat, bounds.depth)
    too_many = JsonError(f"the document holds too much; allowed: {bounds.values} values", "too_large")
    # Each value has a text of its own at most, and a key: two quotes each.
    if flat.count('"') > 4 * bounds.values + 1:
        raise too_many
    bare = _bare(flat)
    # A list of n values has n - 1 commas; an empty one has none, but then its own bracket counts.
    if bare.count(",") + bare.count("[") + bare.count("{") + 1 > bounds.values:
        raise too_many
    if _depth(bare) > bounds.depth:
        _too_deep(text, flat, bounds.depth)
    # Mappings are made by ours, and other threads get their turn; lists are made without a pause.
    if bounds.values > MOST_AT_ONCE and any(
        one.count(",") + one.count("[") > MOST_AT_ONCE for one in bare.split("}") if len(one) > MOST_AT_ONCE
    ):
        message = f"a list holds too much; allowed: {MOST_AT_ONCE} values without a mapping among them"
        raise JsonError(message, "too_large")
    if len(text) > bounds.text and any(
        found.end() - found.start() - 2 > bounds.text for found in _TEXT.finditer(flat)
    ):
        message = f"a text is too long; allowed: {bounds.text} characters"
        for token in _tokens(flat):
            if flat[token.start] == '"' and token.end - token.start - 2 > bounds.text:
                raise JsonError(message, "too_large", _place(text, token.start), token.pointer(text))
        raise JsonError(message, "too_large")


def _bare(flat: str) -> str:
    """Return a document without its texts; piece by piece, so that other threads get their turn."""
    found, is_text = [], False
    for start in range(0, len(flat), _PIECE):
        parts = flat[start : start + _PIECE].split('"')
        found += parts[is_text::2]
        is_text ^= len(parts) % 2 == 0
    return "".join(found)


def _depth(bare: str) -> int:
    """Return how deep a document is; piece by piece as well."""
    deepest = depth = 0
    for start in range(0, len(bare), _PIECE):
        brackets = _BRACKET.sub("", bare[start : start + _PIECE])
        steps = list(accumulate(map(_STEP, brackets), initial=depth))
        deepest, depth = max(deepest, max(steps)), steps[-1]
    return deepest


def _too_deep(text: str, flat: str, limit: int) -> NoReturn:
    deepest = next((token for token in _tokens(flat) if token.depth > limit), None)
    message = f"brackets are nested too deep; allowed: {limit} within each other"
    raise JsonError(message, "too_large", _place(text, deepest.start) if deepest else None)


#: An escape that is whole: half a surrogate pair is not, nor is the character that ends C strings.
_WHOLE_ESCAPE = re.compile(
    r"\\(?:[^u]|u(?![dD][89a-fA-F])(?!0000)|u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})",
    re.DOTALL,
)
_SUSPECT = re.compile(r"\\u(?:[dD][89a-fA-F]|0000)")


def _check_escapes(text: str, flat: str) -> None:
    # In the flat text an escaped backslash is blank, so what looks like an escape is one.
    if not _SUSPECT.search(flat):
        return
    rest = _WHOLE_ESCAPE.sub(lambda found: "_" * len(found.group()), flat)
    at = rest.find("\\")
    if at >= 0:
        nul = flat.startswith("\\u0000", at)
        what = "the character U+0000 cannot be kept" if nul else "half a surrogate pair is no character"
        hint = None if nul else "write the character itself in UTF-8, or both halves"
        raise JsonError(f"{what}: found an escape of it", "not_allowed", _place(text, at), hint=hint)


def _place(text: str, at: int) -> tuple[int, int]:
    """Return line and column, from 1."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


@dataclass(frozen=True, slots=True)
class _Token:
    """A value, key or opening bracket, and the way there: keys as spans of the text, indices as numbers.

    The way is the walker's own list: it is right until the walk goes on.
    """

    start: int
    end: int
    depth: int
    path: list[int | tuple[int, int] | None]
    is_key: bool = False

    def pointer(self, text: str) -> str:
        """Return the JSON pointer; keys are cut short."""
        steps = [_key(text, step) if isinstance(step, tuple) else str(step) for step in self.path]
        steps = [clean(step, 40).replace("~", "~0").replace("/", "~1") for step in steps]
        return "".join("/" + step for step in steps[:_SHOWN_STEPS])


_TOKEN = re.compile(r'"[^"]*"|[\[\]{}:,]|[^\s\[\]{}:,"]+')


#: So many signs and values are walked through for a place; in a larger document it is left out.
_LONGEST_WALK = 500_000


def _tokens(flat: str) -> Iterator[_Token]:
    """Walk through a document as far as it is well-formed."""
    path: list[int | tuple[int, int] | None] = []
    for found in islice(_TOKEN.finditer(flat), _LONGEST_WALK):
        start, end = found.span()
        first = flat[start]
        if first in "[{":
            yield _Token(start, end, len(path) + 1, path)
            path.append(0 if first == "[" else None)
        elif first in "]}":
            if path:
                path.pop()
        elif first == ",":
            if path:
                path[-1] = path[-1] + 1 if isinstance(path[-1], int) else None
        elif first == '"' and path and path[-1] is None:
            path[-1] = (start, end)
            yield _Token(start, end, len(path), path, is_key=True)
        elif first != ":":
            yield _Token(start, end, len(path), path)


def _key(text: str, span: tuple[int, int]) -> str:
    written = text[slice(*span)]
    try:
        return str(json.loads(written)) if "\\" in written else written[1:-1]
    except json.JSONDecodeError:
        return written[1:-1]


def _located(odd: _Odd, text: str, flat: str) -> NoReturn:
    """Raise the error with its place."""
    if isinstance(odd, _Twice):
        _twice(text, flat)
    for token in _tokens(flat):
        if flat.startswith(odd.token, token.start) and token.end - token.start == len(odd.token):
            place = _place(text, token.start)
            raise JsonError(odd.message, "not_allowed", place, token.pointer(text), odd.hint)
    raise JsonError(odd.message, "not_allowed", hint=odd.hint)


def _twice(text: str, flat: str) -> NoReturn:
    seen: list[dict[str, int]] = []
    for token in _tokens(flat):
        del seen[token.depth :]
        while len(seen) < token.depth:
            seen.append({})
        if not token.is_key and flat[token.start] in "{[":
            # A new mapping on this level: forget its elder sibling's keys.
            seen[token.depth - 1] = {}
        elif token.is_key:
            key = _key(text, (token.start, token.end))
            if key in seen[-1]:
                first = _place(text, seen[-1][key])[0]
                message = f"the key '{clean(key, 60)}' is written twice, first in line {first}"
                place = _place(text, token.start)
                raise JsonError(message, "duplicate_key", place, token.pointer(text), "keep one of the two")
            seen[-1][key] = token.start
    raise JsonError("a key is written twice", "duplicate_key")


def _not_utf8(body: bytes, at: int) -> NoReturn:
    if body.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in body[:4]:
        raise JsonError("the document is not UTF-8: it looks like UTF-16 or UTF-32", hint="send UTF-8")
    start = body.rfind(b"\n", 0, at) + 1
    column = len(body[start:at].decode("utf-8", "replace").removeprefix("\ufeff")) + 1
    place = (body.count(b"\n", 0, at) + 1, column)
    raise JsonError("these bytes are not UTF-8", place=place, hint="save or send the document as UTF-8")


_COMMA = "a comma before a closing bracket, or one too few, is the usual reason"
#: The standard library's words, ours, and what to try.
_SYNTAX = (
    ("Expecting value", "a value is expected", "texts need double quotes; take out a last comma"),
    ("Expecting property name", "a key in double quotes is expected", _COMMA),
    ("Illegal trailing comma", "a comma stands before a closing bracket", "take out the comma"),
    ("Expecting ',' delimiter", "a comma or a closing bracket is expected", _COMMA),
    ("Expecting ':' delimiter", "a ':' is expected after the key", None),
    ("Extra data", "something follows the end of the document", "send one document"),
    ("Unterminated string", "a text begins here and does not end", "close it with a double quote"),
    ("Invalid control character", "a text holds a line break, tab or control sign", r"write \n or \t"),
    ("Invalid \\", "a backslash is not followed by an escape that JSON knows", r"write \\ for a backslash"),
)


def _not_json(error: json.JSONDecodeError, text: str) -> NoReturn:
    if not text.strip(" \t\r\n"):
        raise JsonError("the document is empty", hint="send a JSON document")
    for theirs, ours, hint in _SYNTAX:
        if error.msg.startswith(theirs):
            raise JsonError(ours, place=(error.lineno, error.colno), hint=hint)
    raise JsonError("this is not JSON", place=(error.lineno, error.colno))
