"""The list of rules and goals."""

import json
from typing import Annotated

from pydantic import Field

from solver.domain.base import Noun
from solver.report.console import printed
from solver.report.document import data_json
from solver.report.specification import (
    Definitions,
    Specification,
    specification_data,
    specification_view,
)


class Shared(Noun):
    enabled: bool = True


class VestParameters(Shared):
    minutes: Annotated[int, Field(ge=1)] = 10
    """From so many minutes on."""
    by_level: tuple[int, ...] = (10, 12, 14)


class GoalParameters(Shared):
    tier: int = 2
    weight: int = 3


class Vest:
    id = "vest_day"
    words = "no strength on a day in a weight vest."
    source = "Source text."
    parameters = VestParameters
    safety = False


class Pain(Vest):
    id = "pain"
    safety = True


class Missing:
    id = "missing"
    words = "Sessions missing."
    source = "Ours."
    parameters = GoalParameters


SHARED = Definitions("definitions", "What words mean.", VestParameters)
SPECIFICATION = Specification([Vest(), Pain()], [Missing()], SHARED, {2: "patterns"})


def test_rules_and_goals_are_shown_with_all_that_belongs_to_them() -> None:
    text = " ".join(printed(specification_view(SPECIFICATION)).split())
    assert "vest_day No strength on a day in a weight vest. Parameters: minutes = 10, by_level = " in text
    assert "[10, 12, 14] Source: Source text." in text
    assert "pain (safety, cannot be switched off)" in text
    assert "TIER 2: PATTERNS missing (weight 3) Sessions missing. Source: Ours." in text


def test_data_holds_defaults_and_their_words() -> None:
    data = json.loads(data_json(specification_data(SPECIFICATION)))
    vest, goal = data["rules"][0], data["goals"][0]
    assert vest["safety"] is False
    assert vest["parameters"]["minutes"]["default"] == 10
    assert vest["parameters"]["by_level"]["default"] == [10, 12, 14]
    assert (goal["tier"], goal["tier_name"], goal["weight"]) == (2, "patterns", 3)
    assert data["definitions"]["parameters"]["minutes"]["default"] == 10
