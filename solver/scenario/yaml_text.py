"""Reads YAML 1.2, as much of it as a scenario needs, with the place of every key and value.

Only ruamel's event stream is used. Its composer recurses, so that a file of brackets would end in a
RecursionError, and it resolves more types than a scenario has: here a plain word is null, true or
false, a number, or text, by the core schema of YAML 1.2. ``5:30`` and ``NO`` are text.
"""

import re
from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from solver.domain.problem import ScenarioError
from solver.domain.wording import shown
from solver.scenario.document import MAX_LINES, Builder, Document, Place

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_TAG_HINT = "write the plain value"
_LONGEST_NUMBER = 100
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

#: What ruamel says, and what it means to somebody who wrote a scenario.
_SYNTAX = (
    ("'\\t' that cannot start", "a tab stands where YAML wants spaces", "indent with spaces"),
    ("mapping values are not allowed", "a ':' stands where no key can be", "check the indentation"),
    ("expected ',' or", "a bracket or brace is not closed, or a comma is missing", "check [ ] and { }"),
    ("could not find expected ':'", "a key without ':'", "write 'key: value'"),
    ("<document start>", "something follows the end of the document", "check brackets and indentation"),
    ("but found '-'", "a list starts where it does not belong", "check the indentation"),
    ("expected <block end>", "the indentation does not fit what is above", "align the keys of one mapping"),
    ("end of stream", "a quote is not closed", 'close it with the same sign, \' or "'),
    ("undefined alias", "the alias has no anchor", "write the value out"),
    ("cannot start any token", "a character that cannot start a value", "put the value in quotes"),
)  # fmt: skip


def read_yaml(text: str, file: str | None = None) -> Document:
    """Read one YAML document.

    Raises
    ------
    ScenarioError
        When the text is not YAML or beyond a limit. Smaller problems are left in the document.
    """
    builder = Builder(file)
    control = _CONTROL.search(text)
    if control:
        message = f"the character {shown(control.group())} cannot be part of a text file"
        builder.stop(message, _place_at(text, control.start(), file), "unreadable")
    if text.count("\n") > MAX_LINES:
        builder.stop(f"the document has more than {MAX_LINES} lines", Place(file), "too_large")
    for event in _events(text, builder):
        _take(event, builder)
    if builder.document.tree is None or not builder.has_started:
        builder.stop("the document is empty", Place(file, 1, 1), hint="start with 'week:'")
    return builder.document


def _place_at(text: str, offset: int, file: str | None) -> Place:
    return Place(file, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def _events(text: str, builder: Builder) -> Iterator[Event]:
    """Yield ruamel's events; whatever its scanner stumbles over becomes a ScenarioError."""
    place = Place(builder.document.file, 1, 1)
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            place = _place(event.start_mark, builder)
            yield event
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        words, hint = _plain_words(str(error.problem or error.context))
        builder.stop(words, _place(mark, builder) if mark else place, hint=hint)
    except ScenarioError:
        raise
    except (YAMLError, ValueError, OverflowError):
        # What ruamel 0.19 lets through for escapes beyond Unicode and for odd directives.
        builder.stop("this is not YAML, shortly after this place", place)


def _plain_words(said: str) -> tuple[str, str | None]:
    for sign, words, hint in _SYNTAX:
        if sign in said:
            return words, hint
    return f"this is not YAML: {said if said.isprintable() else 'odd characters'}"[:200], None


def _place(mark: Any, builder: Builder) -> Place:
    return Place(builder.document.file, mark.line + 1, mark.column + 1)


def _take(event: Event, builder: Builder) -> None:
    place = _place(event.start_mark, builder)
    if isinstance(event, (MappingEndEvent, SequenceEndEvent)):
        builder.leave()
    elif isinstance(event, (MappingStartEvent, SequenceStartEvent)):
        _collection(event, builder, place)
    elif isinstance(event, ScalarEvent):
        _scalar(event, builder, place)
    elif isinstance(event, AliasEvent):
        _alias(event, builder, place)
    elif isinstance(event, DocumentStartEvent) and builder.has_started:
        builder.stop("a second document starts here", place, hint="keep one scenario in one document")


def _collection(event: Any, builder: Builder, place: Place) -> None:
    if builder.expects_key:
        builder.stop("a list or mapping stands where a key is expected", place, hint="write 'key: value'")
    refused = None if event.ctag is None else (_tag_words(event), _TAG_HINT)
    builder.enter({} if isinstance(event, MappingStartEvent) else [], place, refused)


def _scalar(event: Any, builder: Builder, place: Place) -> None:
    if builder.expects_key:
        _key(event.value, builder, place)
    elif event.ctag is not None:
        builder.broken(_tag_words(event), place, _TAG_HINT)
    elif event.style is None:
        # Nothing after a key: ruamel's mark is already at whatever comes next.
        builder.leaf(plain_value(event.value), place if event.value else builder.key_place or place)
    else:
        builder.leaf(event.value, place)


def _tag_words(event: Any) -> str:
    return f"the tag {shown(str(event.tag))} is not allowed"


def _key(name: str, builder: Builder, place: Place) -> None:
    if name == "<<":
        builder.key(name, place, drop=True)
        builder.problem("merging with '<<' is not allowed", place, builder.path, hint="write the keys out")
    else:
        builder.key(name, place)


def _alias(event: Any, builder: Builder, place: Place) -> None:
    """Aliases are refused: a few lines of them can stand for millions of values."""
    if builder.expects_key:
        builder.stop("an alias stands where a key is expected", place, hint="write 'key: value'")
    builder.broken(f"the alias {shown('*' + event.anchor)} is not allowed", place, "write the value out")


def plain_value(word: str) -> bool | int | float | str | None:
    """Return what an unquoted word is by the core schema of YAML 1.2.

    >>> plain_value("40"), plain_value("5:30"), plain_value("NO"), plain_value("~")
    (40, '5:30', 'NO', None)
    """
    if word in _WORDS:
        return _WORDS[word]
    if len(word) > _LONGEST_NUMBER:
        return word
    if _INTEGER.fullmatch(word):
        return int(word)
    if _BASED.fullmatch(word):
        return int(word, 0)
    if _FLOAT.fullmatch(word):
        return float(word)
    return float(word.replace(".", "")) if _NOT_FINITE.fullmatch(word) else word
