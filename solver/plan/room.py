"""What the rules leave of a week before anything is planned: its open days, and why others are closed."""

from solver.catalogue.case import Case
from solver.domain.base import DAYS
from solver.domain.room import Room
from solver.domain.scenario import Scenario
from solver.rules import RULES
from solver.specification import case_of


def room(scenario: Scenario) -> Room:
    """Return which days of a week can hold strength; nothing is solved.

    A day is closed by what a single rule says about the day alone.

    Raises
    ------
    ParameterError
        When the scenario overrides a rule wrongly.
    """
    case = case_of(scenario)
    closing = {name: _closing(case, day) for day, name in enumerate(DAYS)}
    is_open = tuple(name for name, rules in closing.items() if not rules)
    return Room(
        closed={name: rules for name, rules in closing.items() if rules},
        open=is_open,
        legs=tuple(name for name in is_open if not case.is_light_day(DAYS.index(name))),
    )


def _closing(case: Case, day: int) -> tuple[str, ...]:
    return tuple(rule.id for rule in RULES if rule.of(case).enabled and rule.closes_day(case, day))
