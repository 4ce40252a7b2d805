"""How the week answers to one parameter of the scenario, value by value."""

import json
from collections.abc import Iterable
from typing import Any

from solver.domain.explanation import Patch
from solver.domain.front import Sensitivity, SensitivityStep
from solver.domain.scenario import Scenario
from solver.explaining.edits import edited
from solver.search.limits import Cancel, Limits
from solver.search.solve import solve


def sensitivity(
    scenario: Scenario,
    path: str,
    values: Iterable[Any],
    *,
    limits: Limits | None = None,
    cancel: Cancel | None = None,
) -> Sensitivity:
    """Solve the week as it is, and once for each value of a parameter.

    Parameters
    ----------
    path : dotted path, such as ``rules.leg_recovery.intermediate`` or ``week.tue.strength.minutes``
    values : what to put there
    limits : of each solve

    Returns
    -------
    Sensitivity
        The scenario as it was first, then the values in their order.

    Raises
    ------
    pydantic.ValidationError, ParameterError
        When a value makes no scenario.
    """
    steps = [_step(scenario, "as it was", True, limits, cancel)]
    for value in values:
        changed = edited(scenario, [Patch(path=path, value=value)])
        steps.append(_step(changed, json.dumps(value), False, limits, cancel))
    return Sensitivity(path=path, steps=tuple(steps))


def _step(
    scenario: Scenario, value: str, is_base: bool, limits: Limits | None, cancel: Cancel | None
) -> SensitivityStep:
    plan = solve(scenario, limits=limits, cancel=cancel)
    return SensitivityStep(
        value=value, is_base=is_base, outcome=plan.outcome or "unknown", tiers=plan.tiers or ()
    )
