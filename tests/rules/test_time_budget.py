"""Boundaries of the rule time_budget, in seconds worked by hand.

An intermediate's sets, rest included: goblet squat 8 x 3.5 + 90 = 118, back squat 8 x 3.5 + 180 = 208,
push-up 10 x 3 + 60 = 90, side plank 2 x 20 + 8 + 45 = 93. Half of a pair takes 0.67 of it, rounded up:
goblet squat 80, push-up 61, side plank 63. The warm-up takes 240.
"""

from typing import Any

import pytest

from solver.catalogue.reader import shipped
from solver.domain.base import DAYS
from tests.rules.said import said
from tests.support.weeks import Named, allows, judge_allows, plan, scenario

ALONE = {"pairing": False}
#: 3 x 118 + 2 x 93 = 540, with the warm-up 780 seconds or 13 minutes.
THIRTEEN: list[Named] = [("squat_goblet", 3), ("side_plank", 2)]


def fits(minutes: int, *forms: Named, **fields: Any) -> bool:
    week = scenario("time_budget", strength_minutes=minutes, **fields)
    return allows("time_budget", week, plan(mon=list(forms)))


def with_setup(form: str, seconds: int) -> list[dict[str, Any]]:
    """Return the user's own exercises: ``form``, which takes so long to set up."""
    return [shipped()[form].model_copy(update={"setup_s": seconds}).model_dump()]


def test_exactly_as_long() -> None:
    """780 seconds fit into 13 minutes; with one second of set-up beyond the 45 of rest they do not."""
    assert fits(13, *THIRTEEN, policy=ALONE, exercises=with_setup("side_plank", 45))
    assert not fits(13, *THIRTEEN, policy=ALONE, exercises=with_setup("side_plank", 46))
    assert fits(14, *THIRTEEN, policy=ALONE, exercises=with_setup("side_plank", 46))


def test_one_set_less() -> None:
    """Without the third squat set 662 seconds still need 12 minutes."""
    assert not fits(11, "squat_goblet", "side_plank", policy=ALONE)
    assert fits(12, "squat_goblet", "side_plank", policy=ALONE)


def test_paired_exactly_as_long() -> None:
    """240 + 3 x 80 + 2 x 61 + 58 of set-up are 660 seconds, 11 minutes; set-up is not shortened."""
    forms: list[Named] = [("squat_goblet", 3), ("pushup", 2)]
    assert fits(11, *forms, exercises=with_setup("pushup", 60 + 58))
    assert not fits(11, *forms, exercises=with_setup("pushup", 60 + 59))
    assert not fits(11, *forms, exercises=with_setup("pushup", 60 + 58), policy=ALONE)


def test_a_pair_is_two() -> None:
    """Of squat, deadlift and push-up one leg exercise stays alone: 240 + 2 x (80 + 118 + 61) = 758."""
    assert fits(13, "squat_goblet", "deadlift_kb", "pushup")
    assert not fits(12, "squat_goblet", "deadlift_kb", "pushup")


def test_exercises_of_one_kind_do_not_pair() -> None:
    """Squat and deadlift are both leg exercises: 240 + 4 x 118 = 712 seconds."""
    assert fits(12, "squat_goblet", "deadlift_kb")
    assert not fits(11, "squat_goblet", "deadlift_kb")


def test_the_best_pairs_are_taken() -> None:
    """Squat with push-up saves more than with the plank: 240 + 3 x 80 + 3 x 61 + 3 x 75 = 888 seconds.

    The plank with either leaves at least 240 + 3 x 51 + 3 x 80 + 3 x 90 = 903 seconds, over 15 minutes.
    """
    assert fits(15, ("squat_goblet", 3), ("pushup", 3), ("plank_forearm", 3))


def test_four_sets_are_done_alone() -> None:
    """Four sets at phase 4 take 4 x (3.5 x 6 + 90) = 444: 240 + 444 + 180 = 864 seconds, unpaired."""
    athlete = {"level": "intermediate", "ladder": {"squat": 4}}
    assert fits(15, ("squat_goblet", 4), "pushup", athlete=athlete)
    assert not fits(14, ("squat_goblet", 4), "pushup", athlete=athlete)
    # three sets pair: 240 + 3 x 75 + 2 x 61 = 587
    assert fits(10, ("squat_goblet", 3), "pushup", athlete=athlete)


def test_heavy_lifts_ramp_and_are_done_alone() -> None:
    """240 + 2 x 208 + 60 of ramp + 2 x 90 = 896 seconds, and no pair shortens them."""
    assert fits(15, "squat_back_bb", "pushup")
    assert not fits(14, "squat_back_bb", "pushup")


@pytest.mark.parametrize(("hours", "minutes"), [(0.0, 11), (0.5, 11), (0.6, 13)])
def test_warm_from_a_run(hours: float, minutes: int) -> None:
    """Up to half an hour after a run the warm-up takes 120 seconds: 660 in all, else 780."""
    day = {"run": {"kind": "easy"}, "strength": {"hours_after_run": hours}}
    assert fits(minutes, *THIRTEEN, policy=ALONE, mon=day)
    assert not fits(minutes - 1, *THIRTEEN, policy=ALONE, mon=day)


def test_the_cap_of_full_body() -> None:
    """6 x 3 x 118 = 2124 and the warm-up are 2364 seconds; 75 more are over 40 minutes, whatever there is."""
    six: list[Named] = [
        (form, 3)
        for form in ("squat_goblet", "rdl_db", "row_fw", "leg_press", "deadlift_kb", "floor_press_fw")
    ]
    hold: list[Named] = [("plank_forearm", 2)]
    assert fits(90, *six, policy=ALONE)
    assert not fits(90, *six, *hold, policy=ALONE)
    assert fits(90, *six, *hold, policy=ALONE, rules={"time_budget": {"full_body": 42}})
    assert not fits(41, *six, *hold, policy=ALONE, rules={"time_budget": {"full_body": 50}})


def test_the_cap_of_little_and_often() -> None:
    """One phase heavier, 6 x 3.5 + 90 = 111: 3 x 3 x 111 + 240 = 1239 seconds are over 20 minutes."""
    three: list[Named] = [(form, 3) for form in ("squat_goblet", "row_fw", "floor_press_fw")]
    assert not fits(60, *three, policy=ALONE, format="little_and_often")
    # 8 sets: 8 x 111 + 240 = 1128
    assert fits(60, *three[:2], "floor_press_fw", policy=ALONE, format="little_and_often")


def test_days_have_their_own_minutes() -> None:
    """A day that says nothing has the scenario's minutes, one without any has no session."""
    week = scenario("time_budget", strength_minutes=13, policy=ALONE, tue={"strength": {"minutes": 12}})
    assert allows("time_budget", week, plan(mon=THIRTEEN))
    assert not allows("time_budget", week, plan(tue=THIRTEEN))
    assert not allows("time_budget", scenario("time_budget", strength_minutes=None), plan(mon=["tib_raise"]))


@pytest.mark.parametrize(
    ("first", "second", "allowed"),
    [
        (("squat_goblet", 3), ("pushup", 3), True),
        (("squat_goblet", 3), ("pushup", 2), True),
        (("squat_goblet", 3), ("deadlift_kb", 3), False),  # both leg
        (("squat_back_bb", 2), ("pushup", 2), False),  # heavy
        (("kb_swing", 2), ("pushup", 2), False),  # explosive
        (("sled_drag_fwd", 2), ("pushup", 2), False),  # leg and calf at once
        (("squat_goblet", 4), ("pushup", 3), False),  # four sets
        (("pushup", 2), ("ohp_fw", 2), False),  # both push, and they share the triceps
        (("squat_goblet", 3), ("pushup", 1), False),  # two sets apart
    ],
)
def test_pairs_as_written(first: tuple[str, int], second: tuple[str, int], allowed: bool) -> None:
    """A pair that was written down is of two kinds, neither heavy nor explosive, sets one apart."""
    week = scenario("time_budget", policy={"power": True})
    planned = plan(mon=[(*first, {"pair": "A"}), (*second, {"pair": "A"})])
    assert judge_allows(week, planned, "time_budget") is allowed


def test_pairs_are_pairs_and_wanted() -> None:
    """Three exercises are no pair, one is none, and the policy may want none."""
    trio: list[Named] = [(form, 2, {"pair": "A"}) for form in ("squat_goblet", "pushup", "row_fw")]
    assert not judge_allows(scenario("time_budget"), plan(mon=trio))
    assert not judge_allows(scenario("time_budget"), plan(mon=trio[:1]))
    assert judge_allows(scenario("time_budget"), plan(mon=trio[:2]))
    assert not judge_allows(scenario("time_budget", policy=ALONE), plan(mon=trio[:2]))


def test_five_pairs() -> None:
    """Ten exercises make five pairs: 240 + 2 x (6 x 80 + 3 x 104 + 89) = 2002 seconds, 34 minutes.

    On both sides a set of split squat, supported row and press takes 2 x 28 + 8 + 90 = 154, paired 104;
    a set of pull-down 12 x 3.5 + 90 = 132, paired 89. Four pairs take at least 2154.
    """
    legs: list[Named] = ["squat_goblet", "deadlift_kb", "rdl_db", "leg_press", "split_squat_fw"]
    arms: list[Named] = ["row_fw", "row_supported_fw", "floor_press_fw", "ohp_fw", "pulldown_band"]
    assert not judge_allows(scenario("time_budget", strength_minutes=33), plan(mon=[*legs, *arms]))
    assert fits(34, *legs, *arms)


@pytest.mark.parametrize(
    ("fri", "days", "words"),
    [
        (8, "mon tue fri", "You have no time for strength on Monday and Tuesday, and 8 minutes on Friday."),
        (0, "mon fri", "You have no time for strength on Monday and Friday."),
        (1, "fri", "You have 1 minute for strength on Friday."),
        (60, "fri", "You have 60 minutes for strength on Friday; a session may take 40 minutes at most."),
        (40, "fri", "You have 40 minutes for strength on Friday."),
    ],
)
def test_words_say_the_minutes_that_bind(fri: int, days: str, words: str) -> None:
    """No minutes are no time, and the cap is said where it is the shorter."""
    week = scenario("time_budget", strength_minutes=0, fri={"strength": {"minutes": fri}})
    assert said("time_budget", week, *days.split()) == words


def test_words_of_a_whole_week() -> None:
    """Seven days are every day, or none."""
    assert said("time_budget", scenario(strength_minutes=8), *DAYS) == (
        "You have 8 minutes for strength on every day."
    )
    assert said("time_budget", scenario(strength_minutes=0), *DAYS) == (
        "You have no time for strength on any day."
    )
