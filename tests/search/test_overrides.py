"""Unusual overrides, each a scenario that once fooled the search or the judge."""

from solver import Limits, Plan, Scenario, check, scenario_from, solve
from solver.catalogue.reader import shipped
from tests.support.random_scenarios import Document

LIMITS = Limits(deterministic_seconds=1.0, wall_seconds=60)


def three_days(**more: object) -> Document:
    """Return three free days of forty minutes at home."""
    days = {name: {"strength": {"minutes": 40}} for name in ("mon", "wed", "fri")}
    document: Document = {"week": days, "equipment": ["dumbbells", "long_band", "step_box"]}
    document["sessions"] = {"min": 3, "target": 3, "max": 3}
    return document | more


def is_clean(document: Document) -> bool:
    """Whether there is a plan, and the judge passes it."""
    scenario = scenario_from(document)
    plan = solve(scenario, limits=LIMITS)
    return bool(plan.sessions) and check(plan, scenario).verdict == "clean"


def test_fewer_exercises_for_more_sessions() -> None:
    """A third session may also allow fewer distinct exercises, not only more."""
    rules = {"simple_week": {"two_sessions": 17, "more_sessions": 6}}
    assert is_clean(three_days(athlete={"level": "intermediate"}, rules=rules))


def test_less_effort_for_young_athletes() -> None:
    """A lower effort for a young athlete closes the forms that need more."""
    athlete = {"level": "advanced", "age": 16}
    assert is_clean(three_days(athlete=athlete, rules={"young_athlete": {"max_rpe": 7}}))


TEN = ["squat_bw", "good_morning_bw", "glute_bridge_bw", "split_squat_iso", "hip_abd_side"]
TEN += ["plank_forearm", "dead_bug", "side_plank_knees", "bear_hold", "pushup_incline"]


def ten_exercises(minutes: int) -> Scenario:
    """Return a day with ten pinned exercises, which the scenario's own rules allow."""
    off = ("leg_recovery", "weekly_cap", "accessory_share", "ladder", "simple_week")
    rules: Document = {name: {"enabled": False} for name in off}
    rules |= {"session_shape": {"full_body_max": 10}}
    return scenario_from(
        {
            "athlete": {"level": "beginner", "weeks_lifting": 0},
            "week": {"mon": {"strength": {"minutes": minutes}}},
            "sessions": {"min": 1, "target": 1, "max": 1},
            "pins": {"mon": TEN},
            "rules": rules,
        }
    )


def written(exercises: list[str]) -> Plan:
    """Return a plan that a person wrote: exercises and sets on Monday."""
    chosen = [{"exercise": name, "sets": 2} for name in exercises]
    return Plan.model_validate({"sessions": [{"day": "mon", "exercises": chosen}]})


def test_five_pairs_in_a_session() -> None:
    """Where a session may have ten exercises, all five pairs count."""
    scenario = ten_exercises(27)
    assert check(written(TEN), scenario).verdict == "clean"
    assert solve(scenario, limits=LIMITS).outcome == "optimal"


def test_a_long_session_is_judged() -> None:
    """A session of forty exercises is judged; looking at every pairing of them would never end."""
    forms = [form.id for form in shipped().values() if form.pair_class is not None][:40]
    judgement = check(written(forms), ten_exercises(40))
    assert judgement.verdict == "violations"
