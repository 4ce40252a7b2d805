"""Boundaries of the rule power_dose.

A set has these ground contacts: rope 20, A-skip 16, pogo hops 15, squat jump 5, step-up drive 5 a side.
"""

from typing import Any

import pytest

from solver.domain.plan import Plan
from solver.specification import ParameterError
from tests.rules.said import said
from tests.support.weeks import allows, plan, scenario


def verdict(planned: Plan, level: str = "intermediate", power: bool = True, **changes: Any) -> bool:
    rules = {"power_dose": changes} if changes else None
    week = scenario(athlete={"level": level}, policy={"power": power}, rules=rules)
    return allows("power_dose", week, planned)


@pytest.mark.parametrize(
    ("level", "power", "allowed"),
    [
        ("beginner", True, False),
        ("intermediate", False, False),
        ("intermediate", True, True),
        ("advanced", True, True),
    ],
)
def test_wanted_and_earned(level: str, power: bool, allowed: bool) -> None:
    """Explosive work is for athletes past beginners whose policy asks for it."""
    assert verdict(plan(mon=["squat_jump"]), level, power) is allowed


def test_contacts_of_a_session() -> None:
    """3 x 20 rope turns are the 60 contacts an intermediate session may have, 70 are too many."""
    assert verdict(plan(mon=[("jump_rope", 3)]))
    assert not verdict(plan(mon=[("jump_rope", 3), ("squat_jump", 2)]))
    assert not verdict(plan(mon=[("jump_rope", 3)]), session_intermediate=59)


def test_contacts_of_an_advanced_session() -> None:
    """60 and 2 x 15 are the 90 contacts an advanced session may have, 48 and 45 are too many."""
    assert verdict(plan(mon=[("jump_rope", 3), ("pogo_hop", 2)]), "advanced")
    assert not verdict(plan(mon=[("a_skip", 3), ("pogo_hop", 3)]), "advanced")


@pytest.mark.parametrize(("most", "allowed"), [(20, True), (19, False)])
def test_both_sides_land(most: int, allowed: bool) -> None:
    """A step-up drive of 2 x 5 has 20 contacts, since it is done on both sides."""
    assert verdict(plan(mon=[("step_up_drive", 2)]), session_intermediate=most) is allowed


@pytest.mark.parametrize(("most", "allowed"), [(120, True), (119, False)])
def test_contacts_of_a_week(most: int, allowed: bool) -> None:
    """60 contacts on two days are 120 in the week."""
    planned = plan(mon=[("jump_rope", 3)], thu=[("jump_rope", 3)])
    assert verdict(planned, week_intermediate=most) is allowed


@pytest.mark.parametrize(("level", "sets"), [("intermediate", 2), ("advanced", 3)])
def test_contacts_of_a_week_by_level(level: str, sets: int) -> None:
    """A week has 160 or 240 contacts: rope of 20 a set, 2 or 3 sets on four days."""
    days = {day: [("jump_rope", sets)] for day in ("mon", "tue", "wed", "thu")}
    assert verdict(plan(**days), level, sessions=7)
    assert not verdict(plan(**days, fri=[("squat_jump", 2)]), level, sessions=7)


def test_two_sessions_with_explosive_work() -> None:
    """Two sessions may have explosive work, three may not, with or without contacts."""
    assert verdict(plan(mon=["kb_swing"], wed=["squat_jump"]))
    assert not verdict(plan(mon=["kb_swing"], wed=["squat_jump"], fri=["kb_swing"]))


def test_cannot_be_switched_off() -> None:
    """A safety rule stays on."""
    with pytest.raises(ParameterError, match="safety rule"):
        verdict(plan(mon=["squat_jump"]), enabled=False)


def test_words_say_what_concerns_the_athlete() -> None:
    """Not for beginners, not asked for, or how much."""
    beginner = scenario(athlete={"level": "beginner"}, policy={"power": True})
    assert said("power_dose", beginner, "squat_jump") == (
        "“Squat jump” is explosive work, not for beginners."
    )
    assert said("power_dose", scenario(), "all") == (
        "Explosive work is only for those who ask for it (power: true in the policy)."
    )
    asked = scenario(policy={"power": True}, rules={"power_dose": {"sessions": 1}})
    assert said("power_dose", asked, "all") == (
        "Explosive work comes in at most 1 session a week, with at most 60 ground contacts in one and 160 "
        "in all."
    )
