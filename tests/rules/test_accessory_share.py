"""Boundaries of the rule accessory_share."""

from typing import Any

import pytest

from tests.support.weeks import Named, allows, plan, scenario

MAIN: list[Named] = [("pushup", 3), ("squat_bw", 3), ("row_fw", 3)]
#: 4 sets of accessories.
ACCESSORIES: list[Named] = [("wall_sit", 2), ("tib_raise", 2)]


@pytest.mark.parametrize(("planks", "allowed"), [(3, True), (2, False)])
def test_a_quarter_of_the_sets(planks: int, allowed: bool) -> None:
    """4 of 16 sets may be accessories, 4 of 15 may not."""
    planned = plan(mon=[*MAIN, ("plank_forearm", planks), *ACCESSORIES])
    assert allows("accessory_share", scenario("accessory_share"), planned) is allowed


def test_the_share_is_of_the_week() -> None:
    """Accessories may stand in one session and the other sets in another."""
    planned = plan(mon=[*MAIN, ("plank_forearm", 3)], thu=ACCESSORIES)
    assert allows("accessory_share", scenario("accessory_share"), planned)


def wall_sits(*sets: int, **changes: Any) -> bool:
    """Return whether wall sits of so many sets on the first days are allowed among plenty of work."""
    rules = {"accessory_share": {"one_in": 1, **changes}}
    days = {day: [("wall_sit", n)] for day, n in zip(("mon", "wed", "fri"), sets, strict=False)}
    return allows("accessory_share", scenario("accessory_share", rules=rules), plan(**days))


def test_four_sets_of_one_accessory() -> None:
    """One accessory comes with 4 sets in the week, not with 5."""
    assert wall_sits(2, 2)
    assert not wall_sits(3, 2)
    assert wall_sits(3, 2, sets=5)


def test_two_sessions_of_one_accessory() -> None:
    """One accessory comes in two sessions, not in three."""
    assert wall_sits(2, 2, sets=9)
    assert not wall_sits(2, 2, 2, sets=9)
    assert wall_sits(2, 2, 2, sets=9, sessions=3)


def test_calf_raises_are_no_accessories() -> None:
    """A calf raise rests like an accessory and is none."""
    planned = plan(mon=[("calf_raise_bi", 3)], wed=[("calf_raise_bi", 3)], fri=[("calf_raise_bi", 3)])
    assert allows("accessory_share", scenario("accessory_share"), planned)
