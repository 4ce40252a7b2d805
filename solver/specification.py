"""Rules, goals and definitions together: their ids, and the parameters a scenario may override."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import ValidationError

from solver.catalogue.case import Case
from solver.catalogue.definitions import DEFINITIONS_ID, Definitions
from solver.domain.base import Noun
from solver.domain.scenario import Scenario
from solver.goals import GOALS
from solver.goals.base import Goal
from solver.rules import RULES
from solver.rules.base import Rule


class ParameterError(ValueError):
    """A scenario overrides a parameter that does not exist or with a value that is not allowed.

    Attributes
    ----------
    problems : pairs of location (``rules``, id, parameter, ...) and message
    """

    def __init__(self, problems: list[tuple[tuple[str | int, ...], str]]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{'/'.join(map(str, where))}: {what}" for where, what in problems))


@cache
def parameter_models() -> Mapping[str, type[Noun]]:
    """Return the parameters of every rule, goal and of the definitions, by id."""
    models: dict[str, type[Noun]] = {DEFINITIONS_ID: Definitions}
    parts: list[Rule[Any] | Goal[Any]] = [*RULES, *GOALS]
    for part in parts:
        if part.id in models:
            raise AssertionError(f"two rules or goals are called {part.id!r}")
        models[part.id] = part.parameters
    return models


@cache
def _safety_rules() -> frozenset[str]:
    return frozenset(rule.id for rule in RULES if rule.safety)


@cache
def _defaults() -> Mapping[str, Noun]:
    return {name: model() for name, model in parameter_models().items()}


def parameters_of(scenario: Scenario) -> Mapping[str, Noun]:
    """Return all parameters with the scenario's overrides applied.

    Raises
    ------
    ParameterError
        With every wrong id, name and value at once.
    """
    parameters = dict(_defaults())
    problems: list[tuple[tuple[str | int, ...], str]] = []
    for name, overrides in scenario.rules.items():
        if name not in parameters:
            problems.append((("rules", name), f"no rule or goal is called {name!r}"))
            continue
        if name in _safety_rules() and overrides.get("enabled") is False:
            message = (
                f"{name} is a safety rule and cannot be switched off; its other parameters can be changed"
            )
            problems.append((("rules", name, "enabled"), message))
        try:
            parameters[name] = parameter_models()[name].model_validate(overrides)
        except ValidationError as error:
            problems += [(("rules", name, *entry["loc"]), entry["msg"]) for entry in error.errors()]
    if problems:
        raise ParameterError(problems)
    return parameters


def case_of(scenario: Scenario, yardstick: Case | None = None) -> Case:
    """Return the scenario ready for planning or judging, measured by what ``yardstick`` wants if given.

    Raises
    ------
    ParameterError
        When an override is wrong.
    """
    return Case(scenario, parameters_of(scenario), yardstick)
