"""Fronts: exact, proved, equal to trying everything."""

from itertools import combinations, product
from typing import Any

import pytest

from solver.domain.explanation import Patch
from solver.domain.front import FrontPoint
from solver.domain.plan import Plan
from solver.domain.scenario import Scenario
from solver.explaining.edits import edited
from solver.explaining.front import front, marked, non_dominated, only
from solver.explaining.measures import chains, gain_called
from solver.explaining.sensitivity import sensitivity
from solver.judging.judge import judge
from solver.scenario.reader import scenario_from
from solver.search.limits import Limits
from solver.search.solve import solve
from solver.specification import case_of

LIMITS = Limits(20, 60)
WEEK: dict[str, Any] = {
    "sessions": {"min": 1, "target": 2, "max": 2},
    "week": {"mon": {"strength": {"minutes": 24}}, "thu": {"strength": {"minutes": 24}}},
}


def point(cost: int, shortfall: int) -> FrontPoint:
    return FrontPoint(cost=cost, shortfall=shortfall, proved=True, settings={})


def tried(scenario: Scenario, cost: str, gain: str) -> list[tuple[int, int]]:
    """Return the front by solving every setting there is."""
    found = []
    for chain in chains(scenario, cost):
        for settings in chain:
            changed = edited(scenario, [Patch(path=p, value=v) for p, v in settings.changes.items()])
            plan = solve(only(changed, gain_called(gain).goals), limits=LIMITS)
            if plan.outcome == "optimal":
                assert plan.tiers is not None
                found.append(point(settings.cost, plan.tiers[0].value))
    return [(p.cost, p.shortfall) for p in non_dominated(found)]


@pytest.mark.parametrize(
    ("cost", "gain"),
    [
        ("session_minutes", "dose"),
        pytest.param("week_minutes", "coverage", marks=pytest.mark.slow),
        ("sessions", "balance"),
    ],
)
def test_equal_to_every_setting_solved(cost: str, gain: str) -> None:
    """Halving stretches finds what solving each setting finds."""
    scenario = scenario_from(WEEK)
    found = front(scenario, cost, gain, limits=LIMITS)
    assert found.proved
    assert [(p.cost, p.shortfall) for p in found.points] == tried(scenario, cost, gain)


FORMS = ("squat_bw", "glute_bridge", "pushup", "plank_forearm", "dead_bug", "calf_raise_sl_bw")


def small() -> Scenario:
    """Return a week so small that every plan can be written down: a day, six exercises."""
    everything = scenario_from({"week": {"mon": {"strength": {"minutes": 12}}}})
    others = sorted(set(case_of(everything).catalogue) - set(FORMS))
    return scenario_from(
        {
            "format": "little_and_often",
            "sessions": {"min": 1, "target": 1, "max": 1},
            "athlete": {"avoid": others},
            "week": {"mon": {"strength": {"minutes": 12}}},
        }
    )


def test_equal_to_every_plan_there_is() -> None:
    """Judging every plan of a small week gives the same front between two goals."""
    scenario = small()
    case = case_of(scenario)
    judged: list[FrontPoint] = []
    for size in (2, 3, 4):
        for forms in combinations(FORMS, size):
            for sets in product((2, 3), repeat=size):
                exercises = [{"exercise": f, "sets": s} for f, s in zip(forms, sets, strict=True)]
                plan = Plan.model_validate({"sessions": [{"day": "mon", "exercises": exercises}]})
                judgement = judge(plan, case)
                if judgement.verdict == "clean":
                    values = {g.id: g.value for tier in judgement.tiers for g in tier.goals}
                    judged.append(point(values["few_exercises"], values["dose_target"]))
    found = front(scenario, "few_exercises", "dose", limits=LIMITS)
    weight = 2
    assert judged, "no plan keeps the rules: the case is too small"
    assert [(p.cost, p.shortfall) for p in found.points] == [
        (p.cost, weight * p.shortfall) for p in non_dominated(judged)
    ]
    assert found.proved


def test_no_point_beats_another() -> None:
    """What costs more misses less."""
    points = non_dominated([point(3, 5), point(1, 9), point(2, 9), point(4, 5), point(1, 10)])
    assert [(p.cost, p.shortfall) for p in points] == [(1, 9), (3, 5)]


def test_the_knee_is_where_it_bends() -> None:
    """The point furthest below the line between the ends is marked; a straight front has none."""
    knees = [p.cost for p in marked([point(0, 10), point(2, 2), point(5, 1), point(10, 0)]) if p.knee]
    assert knees == [2]
    assert not any(p.knee for p in marked([point(0, 2), point(1, 1), point(2, 0)]))
    assert not any(p.knee for p in marked([point(0, 2), point(2, 0)]))


def test_what_is_no_measure_is_told() -> None:
    """A name that nobody knows lists those that there are."""
    with pytest.raises(ValueError, match="did you mean 'dose'"):
        front(Scenario(), "sessions", "doze")
    with pytest.raises(ValueError, match="week_minutes"):
        front(Scenario(), "hours", "dose")
    with pytest.raises(ValueError, match="two different"):
        front(Scenario(), "dose_target", "dose")


def test_a_week_that_cannot_be_has_no_point() -> None:
    """Without room there is no front."""
    assert (
        front(scenario_from({"sessions": {"min": 1}, "week": {}}), "sessions", "dose", limits=LIMITS).points
        == ()
    )


def test_sensitivity_starts_from_the_week_as_it_is() -> None:
    """Each value is a step, held against the base."""
    found = sensitivity(scenario_from(WEEK), "sessions.max", [2], limits=LIMITS)
    assert [(step.value, step.is_base) for step in found.steps] == [("as it was", True), ("2", False)]
    assert found.steps[0].tiers == found.steps[1].tiers
