"""Boundaries of the goal dose_excess: targets of an intermediate and 3 sets more cost nothing."""

import pytest

from solver.domain.base import DAYS
from tests.support.weeks import Named, plan, scenario, value


def week_of(form: str, sets: list[int]) -> dict[str, list[Named]]:
    return {day: [(form, n)] for day, n in zip(DAYS, sets, strict=False)}


@pytest.mark.parametrize(("sets", "excess"), [([3, 3, 3, 2], 0), ([3, 3, 3, 3], 1), ([3, 3, 3, 3, 2], 3)])
def test_eleven_sets_of_calves(sets: list[int], excess: int) -> None:
    """Calves want 8 sets; 11 are fine, 12 are one too many."""
    assert value("dose_excess", scenario(), plan(**week_of("calf_raise_bi", sets))) == excess


@pytest.mark.parametrize(("sets", "excess"), [(2, 1), (3, 2)])
def test_half_sets_are_rounded_up(sets: int, excess: int) -> None:
    """11 sets of quads and 2 or 3 secondary ones are 1 or 1.5 sets beyond."""
    planned = plan(**week_of("leg_press", [3, 3, 3, 2]), sun=[("deadlift_kb", sets)])
    assert value("dose_excess", scenario(), planned) == excess


@pytest.mark.parametrize("form", ["glute_bridge_bw", "plank_forearm"])
def test_glutes_and_trunk_are_excepted(form: str) -> None:
    """18 sets of bridges or planks cost nothing, the hamstrings' 9 secondary sets being 3 beyond 6."""
    assert value("dose_excess", scenario(), plan(**week_of(form, [3] * 6))) == 0


def test_the_margin_is_a_parameter() -> None:
    """Without a margin 9 sets of calves are one too many."""
    week = scenario(rules={"dose_excess": {"beyond": 0}})
    assert value("dose_excess", week, plan(**week_of("calf_raise_bi", [3, 3, 3]))) == 1
