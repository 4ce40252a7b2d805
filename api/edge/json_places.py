"""Finds places in a JSON text: line and column, and the JSON pointer to a value.

This alone walks through a text in Python, and only when a fault is known whose place is wanted. What it
walks through is the flat text, see `flattened`.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from api.edge.text import clean

_SHOWN_STEPS = 12
#: So many signs and values are walked through for a place; in a larger document it is left out.
_LONGEST_WALK = 500_000
_TOKEN = re.compile(r'"[^"]*"|[\[\]{}:,]|[^\s\[\]{}:,"]+')


def flattened(text: str) -> str:
    """Return a document with two blanks for each escaped quote and backslash.

    Then a quote is a text's end, and every place is still where it was.
    """
    return text.replace("\\\\", "  ").replace('\\"', "  ") if "\\" in text else text


def place_of(text: str, at: int) -> tuple[int, int]:
    """Return line and column, from 1."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


@dataclass(frozen=True, slots=True)
class Token:
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
        steps = [key_of(text, step) if isinstance(step, tuple) else str(step) for step in self.path]
        steps = [clean(step, 40).replace("~", "~0").replace("/", "~1") for step in steps]
        return "".join("/" + step for step in steps[:_SHOWN_STEPS])


def tokens(flat: str) -> Iterator[Token]:
    """Walk through a flat document as far as it is well-formed."""
    path: list[int | tuple[int, int] | None] = []
    for found in islice(_TOKEN.finditer(flat), _LONGEST_WALK):
        start, end = found.span()
        first = flat[start]
        if first in "[{":
            yield Token(start, end, len(path) + 1, path)
            path.append(0 if first == "[" else None)
        elif first in "]}":
            if path:
                path.pop()
        elif first == ",":
            if path:
                path[-1] = path[-1] + 1 if isinstance(path[-1], int) else None
        elif first == '"' and path and path[-1] is None:
            path[-1] = (start, end)
            yield Token(start, end, len(path), path, is_key=True)
        elif first != ":":
            yield Token(start, end, len(path), path)


def key_of(text: str, span: tuple[int, int]) -> str:
    """Return the key that stands between two positions, its quotes included; as written when it is broken."""
    written = text[slice(*span)]
    try:
        return str(json.loads(written)) if "\\" in written else written[1:-1]
    except json.JSONDecodeError:
        return written[1:-1]
