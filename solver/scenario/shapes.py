"""What the domain allows at a place, in words: read from the annotations of its nouns."""

import types
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from solver.domain.base import Noun

Shape = Any
"""A type annotation: a noun, ``tuple[...]``, ``Literal[...]``, ``Annotated[...]`` and so on."""

_MANY = 30
_WORDS: dict[object, str] = {bool: "true or false", str: "text", float: "a number", int: "a whole number"}


def origin_of(shape: Shape) -> Any:
    """Return what a generic annotation was made from: ``tuple``, ``Literal``, ``Union`` and so on."""
    return get_origin(shape)


def shape_at(shape: Shape, path: tuple[str | int, ...]) -> Shape | None:
    """Return the annotation at ``path`` inside ``shape``, None when it allows nothing there."""
    if not path:
        return shape
    steps = (_step(choice, path[0]) for choice in choices_of(shape))
    found = (shape_at(step, path[1:]) for step in steps if step is not None)
    return next((one for one in found if one is not None), None)


def _step(shape: Shape, part: str | int) -> Shape | None:
    if is_noun(shape):
        fields = shape.model_fields
        return annotation_of(fields[part]) if part in fields else None
    arguments = get_args(shape)
    if origin_of(shape) is tuple and isinstance(part, int):
        return arguments[0]
    return arguments[1] if origin_of(shape) is dict and isinstance(part, str) else None


def annotation_of(field: FieldInfo) -> Shape:
    """Return a field's annotation with the limits that pydantic keeps beside it."""
    if not field.metadata:
        return field.annotation
    return Annotated[(field.annotation, *field.metadata)]


def choices_of(shape: Shape) -> Iterator[Shape]:
    """Yield the alternatives of a shape without None, each without its limits."""
    if origin_of(shape) is Annotated:
        yield from choices_of(get_args(shape)[0])
    elif origin_of(shape) in (Union, types.UnionType):
        for choice in get_args(shape):
            yield from choices_of(choice)
    elif shape is not types.NoneType:
        yield shape


def is_noun(shape: Shape) -> bool:
    """Whether ``shape`` is a class of the domain."""
    return isinstance(shape, type) and issubclass(shape, Noun)


def nouns_in(shape: Shape) -> tuple[type[Noun], ...]:
    """Return the nouns among the alternatives of ``shape``."""
    return tuple(choice for choice in choices_of(shape) if is_noun(choice))


def keys_of(shape: Shape) -> tuple[str, ...]:
    """Return the keys that a mapping of this shape may have."""
    return tuple(key for noun in nouns_in(shape) for key in noun.model_fields)


def words_of(shape: Shape) -> tuple[str, ...]:
    """Return the fixed words among the alternatives of ``shape``."""
    literals = (choice for choice in choices_of(shape) if origin_of(choice) is Literal)
    return tuple(word for literal in literals for word in get_args(literal) if isinstance(word, str))


def phrase(shape: Shape) -> str:
    """Say what ``shape`` allows, for instance ``a whole number from 0 to 7``."""
    if origin_of(shape) is Annotated:
        inner, *limits = get_args(shape)
        return _limited(phrase(inner), limits)
    if origin_of(shape) in (Union, types.UnionType):
        parts = [phrase(choice) for choice in get_args(shape) if choice is not types.NoneType]
        return ", or ".join(dict.fromkeys(parts))
    return _plain_phrase(shape)


def _plain_phrase(shape: Shape) -> str:
    if is_noun(shape):
        return f"a mapping with {_list(tuple(shape.model_fields))}"
    if origin_of(shape) is Literal:
        return _list(tuple(map(str, get_args(shape))))
    if origin_of(shape) is tuple:
        return f"a list, each entry {phrase(get_args(shape)[0])}"
    if origin_of(shape) is dict:
        key, value = get_args(shape)
        return "a mapping" if value is Any else f"a mapping {{{phrase(key)}: {phrase(value)}}}"
    return _WORDS.get(shape, "any value")


def _list(words: tuple[str, ...]) -> str:
    more = ", ..." if len(words) > _MANY else ""
    return ", ".join(words[:_MANY]) + more


def _limited(words: str, limits: Iterable[Any]) -> str:
    flat = [one for limit in limits for one in (limit.metadata if isinstance(limit, FieldInfo) else [limit])]
    if any(getattr(limit, "pattern", None) for limit in flat):
        return "an id of letters, digits, _ and -"
    names = ("ge", "gt", "le", "lt", "min_length", "max_length")
    bounds = {name: getattr(limit, name) for limit in flat for name in names if hasattr(limit, name)}
    return _with_bounds(words, {name: bound for name, bound in bounds.items() if bound is not None})


def _with_bounds(words: str, bounds: dict[str, Any]) -> str:
    if "max_length" in bounds:
        least, most = bounds.get("min_length", 0), bounds["max_length"]
        if words.startswith("a list"):
            return words.replace("a list", f"a list of {least} to {most}", 1)
        return f"{words} of {least} to {most} characters"
    if "ge" in bounds and "le" in bounds:
        return f"{words} from {bounds['ge']} to {bounds['le']}"
    signs = {"ge": "from", "gt": "above", "le": "up to", "lt": "below"}
    return words + "".join(f" {signs[name]} {bounds[name]}" for name in signs if name in bounds)
