"""Pydantic's findings in plain words: what is wrong, what is allowed, what to try."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, get_args

from solver.domain.problem import Problem
from solver.domain.wording import did_you_mean, nearest, pointer_to, shown
from solver.scenario.document import MAX_PROBLEMS
from solver.scenario.findings import Finding, Path
from solver.scenario.shapes import (
    Shape,
    annotation_of,
    choices_of,
    is_noun,
    keys_of,
    nouns_in,
    origin_of,
    phrase,
    shape_at,
    words_of,
)

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_CLOCK = re.compile(r"([0-9]{1,3}):([0-5][0-9])")
_SAID_BOOLS = {"yes": "true", "on": "true", "true": "true", "no": "false", "off": "false", "false": "false"}


def worded(found: Iterable[Finding], root: Shape, base: Path = ()) -> list[Problem]:
    """Return the findings as problems.

    Parameters
    ----------
    found : findings about a value of shape ``root``
    root : annotation, usually a noun
    base : path of that value in the document
    """
    # Finding the nearest name costs time, so a hostile document does not get it without end.
    first = list(found)[: MAX_PROBLEMS + 1]
    return [_worded(finding, root, base) for finding in first]


def _worded(finding: Finding, root: Shape, base: Path) -> Problem:
    pointer = pointer_to((*base, *finding.path))
    if finding.type == "missing":
        return _missing(finding, root, pointer)
    if finding.type == "extra_forbidden" or finding.is_key:
        return _unknown_key(finding, root, pointer)
    if finding.type == "value_error":
        said = str(finding.entry.get("ctx", {}).get("error", finding.entry["msg"]))
        return Problem(pointer=pointer, message=said, code="inconsistent")
    return _wrong_value(finding, root, pointer)


def _missing(finding: Finding, root: Shape, pointer: str) -> Problem:
    name = finding.path[-1]
    shape = shape_at(root, finding.path)
    allowed = phrase(shape) if shape is not None else None
    return Problem(pointer=pointer, message=f"'{name}' is missing", code="missing", allowed=allowed)


def _unknown_key(finding: Finding, root: Shape, pointer: str) -> Problem:
    key = finding.path[-1]
    around = shape_at(root, finding.path[:-1])
    names = keys_of(around) or tuple(_key_words(around))
    return Problem(
        pointer=pointer,
        message=f"the key {shown(key)} is not known here",
        code="unknown_key",
        value=shown(key),
        allowed=", ".join(names) or "letters, digits, _ and -",
        hint=did_you_mean(key, names) or _belongs_elsewhere(key, finding.path, root),
    )


def _key_words(shape: Shape) -> Iterator[str]:
    for choice in choices_of(shape):
        if origin_of(choice) is dict:
            yield from words_of(get_args(choice)[0])


def _belongs_elsewhere(key: str | int, path: Path, root: Shape) -> str | None:
    """Name the part of the document that has this key."""
    if not is_noun(root):
        return None
    if len(path) > 1 and key in root.model_fields:
        return f"'{key}' belongs at the top of the document"
    homes = [name for name, field in root.model_fields.items() if key in keys_of(annotation_of(field))]
    return f"'{key}' belongs under '{homes[0]}'" if homes else None


def _wrong_value(finding: Finding, root: Shape, pointer: str) -> Problem:
    value: Any = finding.entry["input"]
    shape = shape_at(root, finding.path)
    if shape is None:
        return Problem(pointer=pointer, message=finding.entry["msg"], value=shown(value))
    return Problem(
        pointer=pointer,
        message=_rejection(value),
        value=shown(value),
        allowed=phrase(shape),
        hint=_hint(value, shape, finding.path, root),
    )


def _rejection(value: Any) -> str:
    if value is None:
        return "nothing is written here"
    if isinstance(value, (list, tuple)):
        return f"a list of {len(value)} is not allowed"
    return f"{shown(value)} is not allowed"


def _hint(value: Any, shape: Shape, path: Path, root: Shape) -> str | None:
    """Guess what was meant."""
    if value is None:
        return "leave the key out, or write a value after it"
    if isinstance(value, str):
        return _text_hint(value, shape)
    if isinstance(value, list):
        several = f"{path[-1]}s" if path else ""
        return did_you_mean(several, keys_of(shape_at(root, path[:-1]))) if several else None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _number_hint(value, shape)
    return None


def _number_hint(value: float, shape: Shape) -> str | None:
    if "minutes" in keys_of(shape):
        return f"did you mean {{minutes: {shown(value)}}}?"
    return "put it in quotes" if str in choices_of(shape) else None


def _text_hint(value: str, shape: Shape) -> str | None:
    choices = list(choices_of(shape))
    word = nearest(value, words_of(shape))
    if word:
        return f"did you mean '{word}'?"
    if bool in choices and value.casefold() in _SAID_BOOLS:
        return f"write {_SAID_BOOLS[value.casefold()]}"
    if (int in choices or float in choices) and len(value) < 40:
        return _number_in_text(value, float in choices)
    return _shape_hint(value, shape, choices)


def _number_in_text(value: str, fractions: bool) -> str | None:
    if _NUMBER.fullmatch(value):
        return f"write it without quotes: {value}"
    clock = _CLOCK.fullmatch(value)
    if not clock:
        return None
    whole, part = int(clock[1]), int(clock[2])
    if fractions:
        return f"write {round(whole + part / 60, 2)} for {value}"
    return f"write {60 * whole + part} for {whole} h {part} min"


def _shape_hint(value: str, shape: Shape, choices: list[Shape]) -> str | None:
    """Say how the same thing is written as a mapping or as a list."""
    for noun in nouns_in(shape):
        for name, field in noun.model_fields.items():
            word = nearest(value, words_of(annotation_of(field)))
            if word:
                return f"did you mean {{{name}: {word}}}?"
    takes_list = any(origin_of(choice) is tuple for choice in choices)
    is_name = len(value) <= 60 and value.isidentifier()
    return f"write a list: [{value}]" if takes_list and is_name else None
