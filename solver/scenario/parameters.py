"""The ``rules`` part of a scenario: ids of rules and goals, and their parameters."""

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from pydantic import ValidationError

from solver.domain.base import Noun
from solver.domain.problem import Problem
from solver.domain.scenario import Scenario
from solver.domain.wording import did_you_mean, pointer_to, shown
from solver.scenario.document import MAX_PROBLEMS
from solver.scenario.findings import findings
from solver.scenario.messages import worded
from solver.specification import ParameterError, parameter_models, parameters_of


def parameter_problems(scenario: Scenario) -> list[Problem]:
    """Return every unknown rule or goal and every parameter that is unknown or not allowed."""
    # Finding the nearest name costs time, so a hostile scenario does not get it without end.
    problems = list(islice(_problems(scenario), MAX_PROBLEMS + 1))
    return problems + list(_remaining(scenario, problems))


def _problems(scenario: Scenario) -> Iterator[Problem]:
    models = parameter_models()
    for name, overrides in scenario.rules.items():
        if name in models:
            yield from _override_problems(name, overrides, models[name])
        else:
            yield _unknown_rule(name, models)


def _unknown_rule(name: str, models: Mapping[str, type[Noun]]) -> Problem:
    homes = [rule for rule, model in models.items() if name in model.model_fields and name != "enabled"]
    elsewhere = f"'{name}' is a parameter of {', '.join(homes[:3])}" if homes else None
    hint = did_you_mean(name, models) or elsewhere
    return Problem(
        pointer=pointer_to(("rules", name)),
        message=f"no rule or goal is called {shown(name)}",
        code="unknown_key",
        value=shown(name),
        # There are many of them: with a good guess the list would only hide it.
        allowed="the id of a rule or goal" if hint else ", ".join(models),
        hint=hint,
    )


def _override_problems(name: str, overrides: Mapping[str, Any], model: type[Noun]) -> list[Problem]:
    try:
        model.model_validate_json(json.dumps(overrides, default=_plain), strict=True)
    except ValidationError as error:
        return worded(findings(error, overrides), model, ("rules", name))
    except (TypeError, ValueError):
        # Only from Python: a document has been through this already.
        message = "the parameters are not something JSON can say"
        return [Problem(pointer=pointer_to(("rules", name)), message=message)]
    return []


def _plain(value: Any) -> Any:
    if isinstance(value, Noun):
        return value.model_dump(mode="json")
    raise TypeError


def _remaining(scenario: Scenario, known: list[Problem]) -> Iterator[Problem]:
    """Yield what the specification finds beyond the models, such as a safety rule switched off."""
    seen = {_parameter_of(problem.pointer) for problem in known}
    try:
        parameters_of(scenario)
    except ParameterError as error:
        for where, said in error.problems[: MAX_PROBLEMS + 1]:
            pointer = pointer_to(where)
            if _parameter_of(pointer) not in seen and pointer_to(where[:2]) not in seen:
                yield Problem(pointer=pointer, message=said)


def _parameter_of(pointer: str) -> str:
    """Cut a pointer behind the rule and its parameter."""
    return "/".join(pointer.split("/")[:4])
