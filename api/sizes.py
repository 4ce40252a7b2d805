"""Refuses scenarios whose model would be too large, before anything is built."""

from typing import Any

import solver
from solver import Problem, Scenario, ScenarioError

#: Exercise and day: each may become some variables. The catalogue over a week has about 900; building
#: takes about a millisecond for each, in Python, where no limit of the search counts.
MOST_PLACES = 2500
_DAYS = 7


def readable(document: dict[str, Any]) -> Scenario:
    """Return the scenario of a document, when it is one and not too large.

    Raises
    ------
    solver.ScenarioError
        With everything that is wrong.
    """
    scenario = solver.scenario_from(document)
    most = MOST_PLACES // _DAYS - len(solver.exercises())
    if len(scenario.exercises) > most:
        message = (
            f"{len(scenario.exercises)} exercises of one's own make a model that takes too long to build; "
            f"{most} are the most here"
        )
        hint = "leave out those that nobody has the equipment for, or use the command line"
        raise ScenarioError([Problem(pointer="/exercises", message=message, code="too_large", hint=hint)])
    return scenario
