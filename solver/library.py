"""What there is to know before planning: rules, goals, definitions and exercises, as plain data."""

from collections.abc import Mapping
from typing import Any

from solver.catalogue import definitions
from solver.catalogue.reader import CATALOGUE_VERSION, merged
from solver.domain.exercise import Exercise
from solver.goals import GOALS
from solver.goals.base import TIER_NAMES
from solver.report.specification import Definitions, Specification, specification_data
from solver.rules import RULES


def rule_book() -> Specification:
    """Return every rule and goal with the definitions they share."""
    shared = Definitions(definitions.DEFINITIONS_ID, definitions.DEFINITIONS_WORDS, definitions.Definitions)
    return Specification(RULES, GOALS, shared, TIER_NAMES)


def described() -> Mapping[str, Any]:
    """Return ``rules``, ``goals`` and ``definitions`` as plain data, parameters with their defaults."""
    return specification_data(rule_book())


def exercises() -> tuple[Exercise, ...]:
    """Return the catalogue, in its order."""
    return tuple(merged(()).values())


def catalogue_version() -> str:
    """Return the version of the catalogue."""
    return CATALOGUE_VERSION
