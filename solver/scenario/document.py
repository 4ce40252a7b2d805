"""A document as it was written: plain values, and the line and column of every key and value."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, NoReturn

from solver.domain.problem import Problem, ProblemCode, ScenarioError
from solver.domain.wording import pointer_to, shown

#: Limits of a document, far above any real week: they bound the time that a hostile one can cost.
MAX_BYTES = 1024 * 1024
MAX_DEPTH = 40
MAX_NODES = 20_000
MAX_LINES = 20_000
MAX_PROBLEMS = 100
#: What is said of NaN, of infinity, and of 1e999, which is read as infinity.
NOT_FINITE = "this number is infinite, undefined or far too large"
_MOST_BITS = 1000
_WHOLE_FLOATS = 2.0**53


class Place(NamedTuple):
    """Where something was written, counted from 1; all None for a document without text."""

    file: str | None = None
    line: int | None = None
    column: int | None = None


class Broken:
    """Stands where a value could not be read; its problem is already known."""


BROKEN = Broken()


@dataclass
class Document:
    """What a reader made of a text: JSON-like values, places by JSON pointer, problems so far."""

    file: str | None = None
    tree: Any = BROKEN
    values: dict[str, Place] = field(default_factory=dict)
    keys: dict[str, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place_of(self, problem: Problem) -> Place:
        """Return where ``problem`` is: at the key, the value, or the nearest thing around it."""
        on_key = problem.code in ("unknown_key", "duplicate_key")
        first, second = (self.keys, self.values) if on_key else (self.values, self.keys)
        pointer = problem.pointer
        while pointer and pointer not in first and pointer not in second:
            pointer = pointer.rpartition("/")[0]
        return first.get(pointer) or second.get(pointer) or Place(self.file)

    def located(self, problem: Problem) -> Problem:
        """Return ``problem`` with its file, line and column, unless it is from another file."""
        if problem.file is not None or problem.line is not None:
            return problem
        return problem.model_copy(update=self.place_of(problem)._asdict())

    def in_order(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return the problems with their places, in the order of the document, the first hundred."""
        placed = sorted(map(self.located, problems), key=self._rank)
        if len(placed) <= MAX_PROBLEMS:
            return tuple(placed)
        more = f"{len(placed) - MAX_PROBLEMS} more problems are not shown: correct these first"
        return (*placed[:MAX_PROBLEMS], Problem(pointer="", message=more, file=self.file))

    def _rank(self, problem: Problem) -> tuple[bool, int, int]:
        return problem.file != self.file, problem.line or 0, problem.column or 0


def whole_document_error(
    message: str, code: ProblemCode, place: Place, hint: str | None = None
) -> ScenarioError:
    """Return the error of a document that cannot be read at all."""
    problem = Problem(pointer="", message=message, code=code, hint=hint, **place._asdict())
    return ScenarioError((problem,))


@dataclass
class _Open:
    """A list or mapping that is being read."""

    content: list[Any] | dict[str, Any]
    path: tuple[str | int, ...] | None
    """None inside something that is read but thrown away."""
    key: str | None = None
    key_place: Place | None = None
    dropped: bool = False
    """Whether the value of ``key`` is thrown away, because it is there already."""


class Builder:
    """Puts a `Document` together from what a parser meets, in the order of the text.

    It holds what YAML, JSON and Python objects have in common: limits, duplicate keys, numbers that
    are none, text that is no text.
    """

    def __init__(self, file: str | None) -> None:
        self.document = Document(file)
        self._open: list[_Open] = []
        self._nodes = 0

    @property
    def expects_key(self) -> bool:
        """Whether the next thing is a key of a mapping."""
        return bool(self._open) and isinstance(self._open[-1].content, dict) and self._open[-1].key is None

    @property
    def has_started(self) -> bool:
        """Whether anything has been read."""
        return self._nodes > 0

    @property
    def path(self) -> tuple[str | int, ...]:
        """Path of the innermost list or mapping."""
        return (self._open[-1].path if self._open else None) or ()

    @property
    def key_place(self) -> Place | None:
        """Where the key stands whose value comes next."""
        return self._open[-1].key_place if self._open and self._open[-1].key is not None else None

    def key(self, name: str, place: Place, drop: bool = False) -> None:
        """Take a key of the innermost mapping; with ``drop`` its value is thrown away."""
        top = self._open[-1]
        top.key, top.key_place, top.dropped = name, place, drop
        if top.path is None:
            return
        path = (*top.path, name)
        pointer = pointer_to(path)
        if name in top.content:
            top.dropped = True
            self._duplicate(path, pointer, place)
        else:
            self.document.keys[pointer] = place
            if not is_text(name):
                top.dropped = True
                self.problem("the key holds half a character (a lone surrogate)", place, path)

    def _duplicate(self, path: tuple[str | int, ...], pointer: str, place: Place) -> None:
        first = self.document.keys.get(pointer, Place()).line
        lines = f": here and in line {first}" if first is not None else ""
        message = f"the key {shown(path[-1])} is written twice{lines}"
        self.problem(message, place, path, "duplicate_key", hint="keep one of them")

    def enter(
        self, content: list[Any] | dict[str, Any], place: Place, refused: tuple[str, str] | None = None
    ) -> None:
        """Open a list or a mapping; one that is ``refused`` (message, hint) is read and thrown away."""
        if refused:
            self.broken(refused[0], place, refused[1])
        path = None if refused else self._put(content, place)
        self._open.append(_Open(content, path))
        if len(self._open) > MAX_DEPTH:
            self.stop(f"lists and mappings are nested deeper than {MAX_DEPTH}", place, "too_large")

    def leave(self) -> None:
        """Close the innermost list or mapping."""
        self._open.pop()

    def leaf(self, value: Any, place: Place) -> None:
        """Take a value that holds no others; a number that is none becomes a problem."""
        if _is_no_number(value):
            self.broken(NOT_FINITE, place)
        elif isinstance(value, str) and not is_text(value):
            self.broken("the text holds half a character (a lone surrogate)", place)
        elif isinstance(value, float) and value.is_integer() and abs(value) < _WHOLE_FLOATS:
            # JSON has one kind of number: 40.0 minutes are 40 minutes.
            self._put(int(value), place)
        else:
            self._put(value, place)

    def broken(self, message: str, place: Place, hint: str | None = None) -> None:
        """Take a value that cannot be used, with the reason."""
        path = self._put(BROKEN, place)
        if path is not None:
            self.problem(message, place, path, hint=hint)

    def problem(
        self,
        message: str,
        place: Place,
        path: tuple[str | int, ...] = (),
        code: ProblemCode = "not_allowed",
        hint: str | None = None,
    ) -> None:
        """Note a problem and go on."""
        found = Problem(pointer=pointer_to(path), message=message, code=code, hint=hint, **place._asdict())
        self.document.problems.append(found)

    def stop(
        self, message: str, place: Place, code: ProblemCode = "syntax", hint: str | None = None
    ) -> NoReturn:
        """Give up: nothing after this place can be understood."""
        self.problem(message, place, code=code, hint=hint)
        raise ScenarioError(self.document.in_order(self.document.problems)) from None

    def _put(self, value: Any, place: Place) -> tuple[str | int, ...] | None:
        """Store a value where it belongs; return its path, None when it is thrown away."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self.stop(f"more than {MAX_NODES} values", place, "too_large", "split the document")
        path = self._attach(value)
        if path is not None:
            self.document.values[pointer_to(path)] = place
        return path

    def _attach(self, value: Any) -> tuple[str | int, ...] | None:
        if not self._open:
            self.document.tree = value
            return ()
        top = self._open[-1]
        if isinstance(top.content, list):
            top.content.append(value)
            return None if top.path is None else (*top.path, len(top.content) - 1)
        assert top.key is not None, "a value in a mapping follows its key"
        key, top.key = top.key, None
        if top.dropped or top.path is None:
            return None
        top.content[key] = value
        return (*top.path, key)


def _is_no_number(value: Any) -> bool:
    if isinstance(value, float):
        return not math.isfinite(value)
    return isinstance(value, int) and value.bit_length() > _MOST_BITS


def is_text(text: str) -> bool:
    """Whether ``text`` can be written as UTF-8."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
