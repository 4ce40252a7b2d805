"""Boundaries of the rule pain."""

import pytest

from solver.specification import ParameterError
from tests.rules.said import said
from tests.support.weeks import allows, plan, scenario

KNEE = {1: "squat_bw", 2: "squat_goblet", 3: "squat_slant_bw"}
ACHILLES = {0: "pushup", 1: "calf_raise_bi", 2: "calf_raise_sl", 3: "calf_raise_sl_fw"}


@pytest.mark.parametrize(("severity", "least"), [("mild", 3), ("moderate", 2), ("severe", 1)])
def test_severity_excludes_from_a_stress(severity: str, least: int) -> None:
    """Mild pain excludes stress 3, moderate 2 and more, severe 1 and more."""
    week = scenario(athlete={"level": "intermediate", "pain": {"knee": severity}})
    for stress, form in KNEE.items():
        assert allows("pain", week, plan(mon=[form])) is (stress < least)
    assert allows("pain", week, plan(mon=["pushup"]))


@pytest.mark.parametrize(
    ("severity", "allowed"),
    [("mild", [0, 1, 2, 3]), ("moderate", [0, 1, 2]), ("severe", [0])],
)
def test_calf_work_stays_with_achilles_pain(severity: str, allowed: list[int]) -> None:
    """Mild Achilles pain leaves all calf work, moderate all but stress 3, severe none."""
    week = scenario(athlete={"level": "intermediate", "pain": {"achilles": severity}})
    assert [s for s, form in ACHILLES.items() if allows("pain", week, plan(mon=[form]))] == allowed


@pytest.mark.parametrize("form", ["pogo_hop", "squat_jump", "step_up_drive"])
def test_contacts_go_with_mild_achilles_pain(form: str) -> None:
    """Ground contacts are excluded by mild Achilles pain, also where the stress is only 1 or 2."""
    athlete = {"level": "intermediate"}
    week = scenario(athlete=athlete, policy={"power": True})
    sore = scenario(athlete={**athlete, "pain": {"achilles": "mild"}}, policy={"power": True})
    assert allows("pain", week, plan(mon=[form]))
    assert not allows("pain", sore, plan(mon=[form]))


@pytest.mark.parametrize(("severity", "allowed"), [("mild", True), ("moderate", False)])
def test_explosive_work_loads_the_whole_leg(severity: str, allowed: bool) -> None:
    """Moderate pain in the ankle excludes the swing, which has no ankle stress of its own."""
    athlete = {"level": "intermediate", "pain": {"ankle": severity}}
    week = scenario(athlete=athlete, policy={"power": True})
    assert allows("pain", week, plan(mon=["kb_swing"])) is allowed


def test_every_joint_counts() -> None:
    """Two pains exclude what either excludes."""
    week = scenario(athlete={"level": "intermediate", "pain": {"knee": "moderate", "wrist": "moderate"}})
    assert [allows("pain", week, plan(mon=[f])) for f in ("squat_goblet", "pushup", "squat_bw")] == [
        False,
        False,
        True,
    ]


def test_cannot_be_switched_off() -> None:
    """Pain is a safety rule: switching it off is an error."""
    with pytest.raises(ParameterError, match="safety rule"):
        allows("pain", scenario(rules={"pain": {"enabled": False}}), plan(mon=["pushup"]))


def test_words_name_the_joint_that_excludes() -> None:
    """Each exercise with the joints that speak against it; all of them with every joint."""
    week = scenario(athlete={"level": "intermediate", "pain": {"knee": "moderate", "shoulder": "severe"}})
    assert said("pain", week, "pushup", "squat_goblet") == (
        "“Push-up” is too much for you with severe shoulder pain. "
        "“Goblet squat” is too much for you with moderate knee pain."
    )
    assert said("pain", week, "all") == (
        "With moderate knee pain and severe shoulder pain, whatever loads it too much is left out."
    )
