"""Reads JSON (RFC 8259) from strangers: strict, bounded, and quick to say where and what is wrong.

The standard library decodes, in C. What it lets through is caught around it: the last of two equal
keys wins, NaN and 1e999 are numbers, half a surrogate pair is text, UTF-16 is guessed, and nesting
recurses. All checks are linear in the length of the text; a text is walked in Python only to find the
place of a fault that is already known.
"""

import json
import math
import re
from dataclasses import replace
from typing import Any, NoReturn

from api.edge.json_bounds import Bounds, check_size
from api.edge.json_error import JsonError, not_json, not_utf8
from api.edge.json_places import flattened, key_of, place_of, tokens
from api.edge.text import clean

#: What every JSON reader can hold exactly (RFC 8259, section 6).
MAX_INTEGER = 2**53 - 1
_LONGEST_NUMBER = 100
_USUAL = Bounds()


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
        not_utf8(body, error.start)
    if "\x00" in text:
        not_utf8(body, 0)
    text = text.removeprefix("\ufeff")
    flat = flattened(text)
    check_size(text, flat, bounds)
    _check_escapes(text, flat)
    try:
        return _DECODER.decode(text)
    except _Odd as odd:
        _located(odd, text, flat)
    except json.JSONDecodeError as error:
        not_json(error, text)


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
        raise JsonError(f"{what}: found an escape of it", "not_allowed", place_of(text, at), hint=hint)


def _located(odd: _Odd, text: str, flat: str) -> NoReturn:
    """Raise the error with its place."""
    if isinstance(odd, _Twice):
        _twice(text, flat)
    for token in tokens(flat):
        if flat.startswith(odd.token, token.start) and token.end - token.start == len(odd.token):
            place = place_of(text, token.start)
            raise JsonError(odd.message, "not_allowed", place, token.pointer(text), odd.hint)
    raise JsonError(odd.message, "not_allowed", hint=odd.hint)


def _twice(text: str, flat: str) -> NoReturn:
    seen: list[dict[str, int]] = []
    for token in tokens(flat):
        del seen[token.depth :]
        while len(seen) < token.depth:
            seen.append({})
        if not token.is_key and flat[token.start] in "{[":
            # A new mapping on this level: forget its elder sibling's keys.
            seen[token.depth - 1] = {}
        elif token.is_key:
            key = key_of(text, (token.start, token.end))
            if key in seen[-1]:
                first = place_of(text, seen[-1][key])[0]
                message = f"the key '{clean(key, 60)}' is written twice, first in line {first}"
                place = place_of(text, token.start)
                raise JsonError(message, "duplicate_key", place, token.pointer(text), "keep one of the two")
            seen[-1][key] = token.start
    raise JsonError("a key is written twice", "duplicate_key")
