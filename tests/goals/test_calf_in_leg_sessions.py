"""Boundaries of the goal calf_in_leg_sessions."""

import pytest

from tests.support.weeks import Named, plan, scenario, value


@pytest.mark.parametrize(
    ("forms", "missing"),
    [
        (["squat_goblet", "rdl_db"], 1),  # 8 points
        ([("squat_goblet", 3)], 0),  # 6 points are no leg session
        (["squat_goblet", "rdl_db", "calf_raise_bi"], 0),
        (["squat_goblet", "rdl_db", "soleus_sl"], 0),
        (["squat_goblet", "rdl_db", "tib_raise"], 1),  # the shin is no calf
    ],
)
def test_leg_sessions_without_calf_work(forms: list[Named], missing: int) -> None:
    """A session above 6 points without a calf exercise counts."""
    assert value("calf_in_leg_sessions", scenario(), plan(mon=forms)) == missing


def test_each_session() -> None:
    """Calf work in another session does not help."""
    legs: list[Named] = ["squat_goblet", "rdl_db"]
    planned = plan(mon=legs, wed=[*legs, "calf_raise_bi"], fri=legs)
    assert value("calf_in_leg_sessions", scenario(), planned) == 2


def test_hops_are_no_calf_exercise() -> None:
    """Explosive work does not count."""
    week = scenario(policy={"power": True})
    assert value("calf_in_leg_sessions", week, plan(mon=["squat_goblet", "rdl_db", "pogo_hop"])) == 1
