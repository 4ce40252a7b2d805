"""Random weeks and random plans, of which model and judge say the same."""

import random
from typing import Any

import pytest

from solver.catalogue.reader import shipped
from solver.domain.base import DAYS
from solver.goals import GOALS
from solver.specification import case_of
from tests.support.weeks import (
    ALL_EQUIPMENT,
    EASY_RUN,
    LONG_RUN,
    QUALITY_RUN,
    Named,
    every_rule,
    findings,
    judge_value,
    model_allows,
    model_value,
    plan,
    race,
    scenario,
)

FORMS = sorted(shipped())
#: The judge alone knows doses, and nothing is to be unlike of.
RULES = sorted({*every_rule()} - {"prescription", "unlike"})
JOINTS = ("knee", "hip", "low_back", "achilles", "shoulder", "wrist", "ankle")
SPORT: tuple[dict[str, Any], ...] = (
    {},
    {},
    EASY_RUN,
    QUALITY_RUN,
    LONG_RUN,
    {"run": {"kind": "easy", "minutes": 30, "vest": {"minutes": 9}}},
    {"run": {"kind": "easy", "minutes": 30, "vest": True}},
    {"other": {"sport": "bike", "minutes": 149, "hard": True}},
    {"other": {"sport": "bike", "minutes": 150}},
)


def some_day(pick: random.Random) -> dict[str, Any]:
    day = (
        race(pick.choice("ABC"), pick.choice((5, 10, 21.1, 42.2)))
        if pick.random() < 0.06
        else pick.choice(SPORT)
    )
    if pick.random() < 0.5:
        return {
            **day,
            "strength": {"minutes": pick.choice((0, 15, 25, 60)), "hours_after_run": pick.choice((0, 1, 3))},
        }
    return day


def some_week(pick: random.Random) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "athlete": {
            "level": pick.choice(("beginner", "intermediate", "advanced")),
            "age": pick.choice((None, 15, 55)),
            "weeks_lifting": pick.choice((None, 0, 60)),
            "mastered": pick.sample(FORMS, 20),
            "ladder": {form: pick.randint(0, 4) for form in pick.sample(FORMS, 15)},
            "prefer": pick.sample(FORMS, 2),
            "avoid": pick.sample(FORMS, 2),
            "pain": {
                joint: pick.choice(("mild", "moderate", "severe"))
                for joint in pick.sample(JOINTS, pick.randint(0, 1))
            },
        },
        "equipment": pick.choice((ALL_EQUIPMENT, pick.sample(ALL_EQUIPMENT, 8))),
        "format": pick.choice(("full_body", "little_and_often")),
        "policy": {
            "power": pick.random() < 0.4,
            "pairing": pick.random() < 0.7,
            "modality": pick.choice(("one_per_session", "mixed", "free_weights", "bands")),
            "consolidation": pick.choice(("neutral", "hard_days", "easy_days")),
        },
        "last_week": pick.choice((None, pick.sample(FORMS, 40))),
        **{day: some_day(pick) for day in DAYS},
    }
    for neighbour in ("previous_day", "next_day"):
        if pick.random() < 0.2:
            fields[neighbour] = some_day(pick)
    return fields


def some_sessions(pick: random.Random, fields: dict[str, Any]) -> dict[str, list[Named]]:
    """Return sessions of forms that no safety rule closes, with sets within their dose."""
    week = case_of(scenario(**fields))
    doses = {
        form.id: week.doses[form.id]
        for form in week.catalogue.values()
        if not week.hurts(form) and not form.is_power
    }
    sets = {form: dose.max_sets for form, dose in doses.items() if dose}
    forms = pick.sample(sorted(sets), 14)
    return {
        day: [(form, pick.randint(2, sets[form])) for form in pick.sample(forms, pick.randint(2, 7))]
        for day in pick.sample(DAYS, pick.randint(1, 4))
    }


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(300))
def test_model_and_judge_agree(seed: int) -> None:
    """A plan is allowed by both or by neither, and every goal has one value."""
    pick = random.Random(seed)
    fields = some_week(pick)
    planned = plan(**some_sessions(pick, fields))
    week, free = scenario(*pick.sample(RULES, pick.choice((1, 2, 4))), **fields), scenario("ladder", **fields)
    found = findings(week, planned)
    assert model_allows(week, planned) == (not found), found
    if not findings(free, planned):
        for goal in pick.sample(GOALS, 6):
            assert model_value(free, planned, goal.id) == judge_value(free, planned, goal.id), goal.id
