"""Boundaries of the four balances: max(0, 2a - 3b, 2b - 3a) half-sets, core max(0, a - 2b, b - 2a)."""

from typing import Any

import pytest

from tests.support.weeks import Named, plan, scenario, value


@pytest.mark.parametrize(
    ("push", "pull", "outside"),
    [
        ([("pushup", 3)], [("row_fw", 2)], 0),  # 3:2 sets, 6 and 4 half-sets: 12 - 12
        ([("pushup", 2)], [("row_fw", 3)], 0),
        ([("pushup", 3), ("ohp_fw", 2)], [("row_fw", 3)], 2),  # 5:3, 10 and 6: 20 - 18
        ([("pushup", 3)], [("row_fw", 3), ("pulldown_band", 2)], 2),
        ([("pushup", 2), ("ohp_fw", 2)], [("row_fw", 2)], 4),  # 8 and 4: 16 - 12
        ([("pushup", 2)], [], 8),  # 4 and 0
        ([], [("row_fw", 2)], 8),
        ([("pushup", 2)], [("band_pull_apart", 2)], 8),  # an accessory is no pull
        ([], ["tib_raise"], 0),
    ],
)
def test_push_pull(push: list[Named], pull: list[Named], outside: int) -> None:
    """Push to pull costs nothing from 2:3 to 3:2."""
    assert value("push_pull", scenario(), plan(mon=[*push, *pull])) == outside


@pytest.mark.parametrize(
    ("forms", "outside"),
    [
        ([("squat_bw", 3), ("glute_bridge_bw", 2)], 0),
        ([("squat_bw", 3), ("step_up_bw", 2), ("glute_bridge_bw", 3)], 2),  # 10 and 6
        ([("squat_bw", 2), ("glute_bridge_bw", 2), ("lateral_lunge_bw", 3)], 0),  # half for each: 7 and 7
        ([("glute_bridge_bw", 2), ("lateral_lunge_bw", 2)], 6),  # 2 and 6: 12 - 6
        ([("squat_bw", 2), ("leg_curl_machine", 2)], 8),  # an accessory is no hip work
    ],
)
def test_knee_hip(forms: list[Named], outside: int) -> None:
    """Knee- to hip-dominant lower sets cost nothing from 2:3 to 3:2; lateral lunges are half each."""
    assert value("knee_hip", scenario(), plan(mon=forms)) == outside


@pytest.mark.parametrize(
    ("forms", "outside"),
    [
        ([("squat_bw", 3), ("row_fw", 2)], 0),
        ([("squat_bw", 3), ("plank_forearm", 2), ("row_fw", 3)], 2),  # 10 and 6: core counts too
        ([("squat_bw", 2), ("lunge_reverse_bw", 2)], 6),  # 4 + 2 and 2: 12 - 6
        ([("squat_bw", 2), ("lunge_reverse_bw", 2), ("row_fw", 2)], 0),  # 6 and 6
        ([("lunge_reverse_bw", 2), ("wall_sit", 3)], 0),  # 2 and 2, the accessory is left out
    ],
)
def test_anterior_posterior(forms: list[Named], outside: int) -> None:
    """Front to back costs nothing from 2:3 to 3:2; a lunge is half each."""
    assert value("anterior_posterior", scenario(), plan(mon=forms)) == outside


@pytest.mark.parametrize(
    ("forms", "outside"),
    [
        ([("plank_forearm", 2), ("side_plank", 2), ("dead_bug", 2)], 0),  # 8 and 4
        ([("plank_forearm", 3), ("side_plank", 2), ("dead_bug", 2)], 2),  # 10 and 4
        ([("plank_forearm", 2), ("dead_bug", 2), ("bird_dog", 2)], 0),
        ([("plank_forearm", 2), ("dead_bug", 3), ("bird_dog", 2)], 2),
        ([("plank_forearm", 2)], 4),
        ([("plank_forearm", 2), ("farmer_carry", 3)], 4),  # an accessory
    ],
)
def test_core_contractions(forms: list[Named], outside: int) -> None:
    """Core holds to core motion cost nothing from 1:2 to 2:1."""
    assert value("core_contractions", scenario(), plan(mon=forms)) == outside


def test_the_week_is_balanced_not_the_session() -> None:
    """A session of pushes and one of pulls balance each other."""
    assert value("push_pull", scenario(), plan(mon=[("pushup", 3)], thu=[("row_fw", 3)])) == 0


def test_explosive_work_does_not_count() -> None:
    """The swing is neither hip work nor posterior here."""
    week, planned = scenario(policy={"power": True}), plan(mon=[("kb_swing", 3)])
    assert [value(goal, week, planned) for goal in ("knee_hip", "anterior_posterior")] == [0, 0]


@pytest.mark.parametrize(("pain", "outside"), [({}, 8), ({"knee": "moderate"}, 8), ({"knee": "severe"}, 0)])
def test_nothing_is_asked_where_pain_closes_a_side(pain: dict[str, str], outside: int) -> None:
    """Two sets of bridges miss knee work as long as pain leaves any knee exercise."""
    week = scenario(athlete={"level": "intermediate", "pain": pain})
    assert value("knee_hip", week, plan(mon=["glute_bridge_bw"])) == outside


@pytest.mark.parametrize(("changes", "outside"), [({}, 4), ({"narrow": 1, "wide": 2}, 0)])
def test_bands_are_parameters(changes: dict[str, Any], outside: int) -> None:
    """Four sets to two are inside a band of 1:2 to 2:1."""
    week = scenario(rules={"push_pull": changes})
    assert value("push_pull", week, plan(mon=["pushup", "ohp_fw", "row_fw"])) == outside
