"""What a rule says of a week."""

from solver.domain.scenario import Scenario
from solver.rules import RULES
from solver.specification import case_of


def said(rule: str, week: Scenario, *subjects: str) -> str:
    """Return the sentence of a rule about subjects."""
    return next(one for one in RULES if one.id == rule).because(case_of(week), subjects)
