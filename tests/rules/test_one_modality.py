"""Boundaries of the rule one_modality."""

import pytest

from tests.rules.said import said
from tests.support.weeks import Named, allows, plan, scenario


def verdict(policy: str, *forms: Named) -> bool:
    week = scenario("one_modality", policy={"modality": policy})
    return allows("one_modality", week, plan(mon=list(forms)))


@pytest.mark.parametrize(
    ("other", "allowed"),
    [
        ("row_fw", True),
        ("row_band", False),
        ("split_squat_band", False),
        ("pushup", True),
        ("leg_press", True),
        ("band_pull_apart", True),
        ("pallof_band", True),
    ],
)
def test_one_kind_of_load_in_a_session(other: str, allowed: bool) -> None:
    """Next to a goblet squat no band is used, save for accessories and core."""
    assert verdict("one_per_session", "squat_goblet", other) is allowed


def test_each_session_chooses() -> None:
    """Weights on one day and bands on the next are fine."""
    assert allows("one_modality", scenario("one_modality"), plan(mon=["row_fw"], tue=["row_band"]))


@pytest.mark.parametrize("policy", ["one_per_session", "mixed"])
def test_mixed(policy: str) -> None:
    """The policy mixed allows both in a session."""
    assert verdict(policy, "squat_goblet", "row_band") is (policy == "mixed")


@pytest.mark.parametrize(("policy", "allowed"), [("free_weights", "row_fw"), ("bands", "row_band")])
def test_a_named_modality_is_the_only_one(policy: str, allowed: str) -> None:
    """A policy that names one modality closes the other all week, bodyweight stays."""
    assert [form for form in ("row_fw", "row_band") if verdict(policy, form)] == [allowed]
    assert verdict(policy, "pushup", "leg_press")


@pytest.mark.parametrize("form", ["band_pull_apart", "suitcase_carry", "pallof_band"])
@pytest.mark.parametrize("policy", ["free_weights", "bands"])
def test_a_named_modality_leaves_accessories_and_core(policy: str, form: str) -> None:
    """Accessories and core may use what the policy does not name."""
    assert verdict(policy, form)


def test_words_leave_out_what_is_exempt() -> None:
    """Core, explosive and small exercises may use what the policy does not name."""
    week = scenario("one_modality", policy={"modality": "bands"})
    assert said("one_modality", week, "week") == (
        "You want bands, not free weights, in the main exercises (all but core, explosive and small ones)."
    )
