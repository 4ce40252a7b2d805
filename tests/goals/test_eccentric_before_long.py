"""Boundaries of the goal eccentric_before_long."""

import pytest

from tests.support.weeks import LONG_RUN, plan, scenario, value


@pytest.mark.parametrize(("day", "count"), [("wed", 0), ("thu", 1), ("fri", 1), ("sat", 1), ("mon", 0)])
def test_three_days_before(day: str, count: int) -> None:
    """Heavy eccentric work counts on the three days before a long run, not on the fourth or after."""
    assert value("eccentric_before_long", scenario(sun=LONG_RUN), plan(**{day: ["rdl_db"]})) == count


@pytest.mark.parametrize(
    ("form", "count"),
    [
        ("rdl_db", 1),
        ("lunge_walking_fw", 1),
        ("hamstring_slider_curl", 1),
        ("copenhagen_short", 1),
        ("deadlift_kb", 0),
        ("squat_goblet", 0),
        ("rdl_band", 0),
    ],
)
def test_which_forms(form: str, count: int) -> None:
    """Romanian deadlift, walking lunge, slider curl and Copenhagen are heavy eccentric work."""
    assert value("eccentric_before_long", scenario(sun=LONG_RUN), plan(sat=[form])) == count


def test_sessions_are_counted() -> None:
    """Two such exercises in one session count once, in two sessions twice."""
    week = scenario(sun=LONG_RUN)
    assert value("eccentric_before_long", week, plan(fri=["rdl_db", "lunge_walking_fw"])) == 1
    assert value("eccentric_before_long", week, plan(thu=["rdl_db"], sat=["lunge_walking_fw"])) == 2


def test_around_the_end_of_the_week() -> None:
    """Before a long run on Monday the days of a repeating week count; the days are a parameter."""
    assert value("eccentric_before_long", scenario(mon=LONG_RUN), plan(fri=["rdl_db"])) == 1
    week = scenario(mon=LONG_RUN, rules={"eccentric_before_long": {"days": 2}})
    assert value("eccentric_before_long", week, plan(fri=["rdl_db"])) == 0
