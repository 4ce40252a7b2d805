"""Changes to a scenario's document by path: ``week.tue.strength.minutes``, ``week.sat.runs[1].kind``."""

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

_STEP = re.compile(r"([A-Za-z_][A-Za-z0-9_\-]*)((?:\[[0-9]{1,3}\])*)")
_MAX_STEPS = 12

Path = tuple[str | int, ...]


def path_of(text: str) -> Path:
    """Return the steps of a dotted path.

    >>> path_of("week.sat.runs[1].kind")
    ('week', 'sat', 'runs', 1, 'kind')

    Raises
    ------
    ValueError
        When it is no path.
    """
    steps: list[str | int] = []
    for part in text.split("."):
        found = _STEP.fullmatch(part)
        if found is None:
            raise ValueError(
                f"{text!r} is no path: write keys with dots between, as in week.tue.strength.minutes"
            )
        steps += [found[1], *(int(number) for number in re.findall(r"[0-9]+", found[2]))]
    if len(steps) > _MAX_STEPS:
        raise ValueError(f"{text!r} is no path: it has more than {_MAX_STEPS} steps")
    return tuple(steps)


def overridden(tree: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return a copy of a scenario's document with values changed by path.

    Mappings on the way are made when they are missing; null takes the value away. What comes out
    is checked by whoever reads it as a scenario.

    Raises
    ------
    ValueError
        When a path is none, or leads into something that is no mapping or list.
    """
    copy: dict[str, Any] = deepcopy(dict(tree))
    for text, value in changes.items():
        *way, last = path_of(text)
        _put(_walk(copy, way, text), last, deepcopy(value), text)
    return copy


def _walk(node: Any, way: list[str | int], text: str) -> Any:
    for step in way:
        if isinstance(step, int):
            node = _item(node, step, text)
        elif isinstance(node, dict):
            node = node.setdefault(step, {})
        else:
            raise ValueError(f"{text!r} leads into something that has no key {step!r}")
    return node


def _item(node: Any, index: int, text: str) -> Any:
    if not isinstance(node, list) or index >= len(node):
        size = f"a list of {len(node)}" if isinstance(node, list) else "no list"
        raise ValueError(f"{text!r} asks for entry [{index}], counted from 0, of {size}")
    return node[index]


def _put(node: Any, step: str | int, value: Any, text: str) -> None:
    if isinstance(step, int):
        _item(node, step, text)
        if value is None:
            del node[step]
        else:
            node[step] = value
    elif not isinstance(node, dict):
        raise ValueError(f"{text!r} leads into something that has no key {step!r}")
    elif value is None:
        node.pop(step, None)
    else:
        node[step] = value
