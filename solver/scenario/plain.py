"""Reads Python objects - a decoded API body, a dictionary in a notebook - as a document."""

from collections.abc import Mapping
from numbers import Integral, Real
from typing import Any

from pydantic import BaseModel

from solver.domain.wording import shown
from solver.scenario.document import Builder, Document, Place

_NOWHERE = Place()


def read_plain(data: object) -> Document:
    """Turn mappings, sequences, numbers, text and nouns into a document without places.

    Raises
    ------
    ScenarioError
        When it is nested too deep or holds too much. Smaller problems are left in the document.
    """
    builder = Builder(None)
    _value(data, builder)
    return builder.document


def _value(data: Any, builder: Builder) -> None:
    if data is None or isinstance(data, (str, bool)):
        builder.leaf(data, _NOWHERE)
    elif isinstance(data, Mapping):
        _mapping(data, builder)
    elif isinstance(data, (list, tuple)):
        builder.enter([], _NOWHERE)
        for item in data:
            _value(item, builder)
        builder.leave()
    else:
        _other(data, builder)


def _mapping(data: Mapping[Any, Any], builder: Builder) -> None:
    builder.enter({}, _NOWHERE)
    for key, value in data.items():
        if isinstance(key, str):
            builder.key(key, _NOWHERE)
            _value(value, builder)
        else:
            builder.problem(f"the key {shown(key)} is not text", _NOWHERE, builder.path)
    builder.leave()


def _other(data: Any, builder: Builder) -> None:
    """Take nouns, and the numbers and arrays of numpy, which notebooks are full of."""
    if isinstance(data, BaseModel):
        _value(data.model_dump(mode="json", exclude_unset=True), builder)
    elif type(data).__module__ == "numpy" and hasattr(data, "tolist"):
        _value(data.tolist(), builder)
    elif isinstance(data, Integral):
        builder.leaf(int(data), _NOWHERE)
    elif isinstance(data, Real):
        builder.leaf(float(data), _NOWHERE)
    else:
        builder.broken(f"{shown(data)} is not something JSON can say", _NOWHERE)
