"""The axes of a sweep: points with labels and overrides, and the cells they span."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod
from typing import Any

from solver.domain.sweep import Label
from solver.scenario.sweep_shape import SweepFile

_LONGEST_LABEL = 40
_LONGEST_ID = 300


@dataclass(frozen=True)
class Point:
    """One value of an axis: what it is called there, and what it changes.

    Attributes
    ----------
    at : coordinate -> label
    """

    at: Mapping[str, Label]
    changes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Axis:
    """One axis of a sweep."""

    name: str
    points: tuple[Point, ...]

    def __post_init__(self) -> None:
        labels = [json.dumps(dict(point.at), sort_keys=True) for point in self.points]
        if twice := sorted({label for label in labels if labels.count(label) > 1}):
            raise ValueError(
                f"the axis {self.name!r} has {twice[0]} twice: every value needs a label of its own"
            )


def label_of(value: Any) -> Label:
    """Return what a value is called: itself when it is short, else its start and a hash of it.

    >>> label_of(40), label_of(["long_band", "table"]), label_of(None)
    (40, 'long_band+table', 'none')
    """
    if isinstance(value, bool | int | float):
        return value
    if value is None:
        return "none"
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        text = "+".join(value)
    else:
        text = value if isinstance(value, str) else json.dumps(value, sort_keys=True, separators=(",", ":"))
    if 0 < len(text) <= _LONGEST_LABEL:
        return text
    return f"{text[: _LONGEST_LABEL - 9]}~{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def override_axes(shape: SweepFile) -> list[Axis]:
    """Return the axes that change the scenario by path, in the order variants, cells, zipped, grid."""
    axes = [
        Axis(name, tuple(Point({name: label}, changes) for label, changes in variants.items()))
        for name, variants in shape.variants.items()
    ]
    if shape.cells is not None:
        axes.append(Axis("cells", tuple(Point({"cells": _cells_label(item)}, item) for item in shape.cells)))
    axes += [_zipped(name, paths) for name, paths in shape.zipped.items()]
    axes += [
        Axis(path, tuple(Point({path: label_of(value)}, {path: value}) for value in values))
        for path, values in shape.grid.items()
    ]
    return axes


def _cells_label(changes: Mapping[str, Any]) -> Label:
    return label_of(", ".join(f"{path}={label_of(value)}" for path, value in changes.items()) or "as it is")


def _zipped(name: str, paths: Mapping[str, Sequence[Any]]) -> Axis:
    rows = zip(*paths.values(), strict=True)
    return Axis(
        name, tuple(Point({name: _row_label(row)}, dict(zip(paths, row, strict=True))) for row in rows)
    )


def _row_label(values: Sequence[Any]) -> Label:
    """Return one label for values that change together; equal ones are said once."""
    labels = list(dict.fromkeys(map(label_of, values)))
    return labels[0] if len(labels) == 1 else label_of(", ".join(map(str, labels)))


def size(axes: Iterable[Axis]) -> int:
    """Return the number of cells that axes span."""
    return prod(len(axis.points) for axis in axes)


def combined(axes: Sequence[Axis]) -> Iterable[Point]:
    """Yield every combination of one point per axis; the last axis changes first."""
    for points in product(*(axis.points for axis in axes)):
        at: dict[str, Label] = {}
        changes: dict[str, Any] = {}
        for point in points:
            at |= point.at
            changes |= point.changes
        yield Point(at, changes)


def cell_id(at: Mapping[str, Label]) -> str:
    """Return the id of a cell: its coordinates and nothing else."""
    text = "/".join(f"{axis}={_word(label)}" for axis, label in at.items()) or "base"
    if len(text) <= _LONGEST_ID:
        return text
    return f"{text[: _LONGEST_ID - 17]}~{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def _word(label: Label) -> str:
    return ("true" if label else "false") if isinstance(label, bool) else str(label)
