"""Edits of a scenario by path, the way repairs, wishes and worth change it."""

from collections.abc import Iterable
from typing import Any

from solver.domain.explanation import Patch
from solver.domain.scenario import Scenario


def edited(scenario: Scenario, patches: Iterable[Patch]) -> Scenario:
    """Return the scenario with each patch applied; None as a value takes an entry away.

    A step of a path that goes into a list is a number, from 0.

    Raises
    ------
    pydantic.ValidationError
        When the edited document is not a scenario.
    """
    document: dict[str, Any] = scenario.model_dump(mode="json", exclude_unset=True)
    for patch in patches:
        *path, last = patch.path.split(".")
        inside = document
        for step in path:
            inside = _entered(inside, step)
        if patch.value is None:
            inside.pop(last, None)
        else:
            inside[last] = list(patch.value) if isinstance(patch.value, tuple) else patch.value
    return Scenario.model_validate(document)


def without_pin(scenario: Scenario, day: str, form: str) -> Patch:
    """Return the patch that takes a pinned exercise, or the whole day's pin, away."""
    pinned = {str(name): forms for name, forms in scenario.pins.items()}.get(day, ())
    left = tuple(one for one in pinned if one != form) if form and isinstance(pinned, tuple) else ()
    return Patch(path=f"pins.{day}", value=left or None)


def _entered(inside: Any, step: str) -> Any:
    """Return what lies behind a step, made if it is not there."""
    if isinstance(inside, list):
        return inside[int(step)]
    if not isinstance(inside.get(step), (dict, list)):
        inside[step] = {}
    return inside[step]
