"""How much a JSON text may hold, and a look at it before anything is decoded.

Counting is done by the standard library's functions on texts, in C, piece by piece.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from typing import NoReturn

from api.edge.json_error import JsonError
from api.edge.json_places import place_of, tokens

#: Values that the standard library may decode before it hands over to other threads.
MOST_AT_ONCE = 100_000
#: Characters looked at before other threads get their turn.
_PIECE = 65_536
#: Looked at first, so that a tower of brackets is called deep and not large.
_FIRST = 10_000
_TEXT = re.compile(r'"[^"]*"')
_BRACKET = re.compile(r"[^\[\]{}]+")
_STEP: Callable[[str], int] = {"[": 1, "{": 1, "]": -1, "}": -1}.__getitem__


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


def check_size(text: str, flat: str, bounds: Bounds) -> None:
    """Let a document pass that keeps within its bounds, before anything recurses.

    Parameters
    ----------
    text : the document
    flat : what `flattened` makes of it

    Raises
    ------
    JsonError
        ``too_large``
    """
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
        for token in tokens(flat):
            if flat[token.start] == '"' and token.end - token.start - 2 > bounds.text:
                raise JsonError(message, "too_large", place_of(text, token.start), token.pointer(text))
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
    deepest = next((token for token in tokens(flat) if token.depth > limit), None)
    message = f"brackets are nested too deep; allowed: {limit} within each other"
    raise JsonError(message, "too_large", place_of(text, deepest.start) if deepest else None)
