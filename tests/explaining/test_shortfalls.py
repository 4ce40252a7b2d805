"""The clauses that say which part of a goal changed."""

import pytest

from solver.domain.plan import Balance, Coverage, MuscleDose, Weekly
from solver.goals import GOALS
from solver.plan.nouns import NOUNS, THERE
from solver.plan.shortfalls import Figures, changes, counted, shortfalls


def weekly(pull: int = 2, hamstrings: float = 6.0, push_sets: float = 4.0, outside: int = 0) -> Weekly:
    return Weekly(
        muscles=(MuscleDose(group="hamstrings", sets=hamstrings, floor=3, target=6, cap=12),),
        coverage=(Coverage(what="pull", reached=pull, wanted=2), Coverage(what="power", reached=1, wanted=1)),
        balance=(
            Balance(
                what="push_pull",
                sides=("push", "pull"),
                sets=(push_sets, 4.0),
                band="2:3 to 3:2",
                outside=outside,
                open=True,
            ),
        ),
        free_days=(),
    )


BEST = Figures({}, weekly())


@pytest.mark.parametrize(
    ("goals", "now", "words"),
    [
        ({"pattern_exposures": 1}, {"pull": 1}, ["pulling exercises in 1 of 2 sessions instead of 2"]),
        (
            {"muscle_floor": 1, "dose_target": 4},
            {"hamstrings": 2.0},
            [
                "hamstrings 2 sets instead of 6 (minimum 3)",
                "hamstrings 2 sets instead of 6 (target 6)",
            ],
        ),
        (
            {"push_pull": 4},
            {"push_sets": 8.0, "outside": 4},
            ["pushing to pulling 8 : 4 sets instead of 4 : 4 (2:3 to 3:2 is balanced)"],
        ),
        ({"muscle_floor": 1}, {"hamstrings": 2.5}, ["hamstrings 2.5 sets instead of 6 (minimum 3)"]),
        ({"sessions_target": 1}, {}, ["1 session fewer"]),
        ({"free_day": 2}, {}, ["2 days fully off fewer"]),
        ({"shared_exercises": 1}, {}, ["1 exercise fewer that all sessions share"]),
        ({"consecutive_days": 1}, {}, ["1 more pair of sessions on days in a row"]),
    ],
)
def test_changes(goals: dict[str, int], now: dict[str, float], words: list[str]) -> None:
    """Each changed part is one short clause, worse by its number of units."""
    after = Figures(goals, weekly(**now))  # type: ignore[arg-type]
    found = changes(BEST, after)
    assert [clause.words for clause in found] == words
    assert sum(clause.by for clause in found) == sum(goals.values())
    assert sum(clause.by for clause in changes(after, BEST)) == -sum(goals.values())


def test_shortfalls_fall_back_on_the_noun() -> None:
    """Without weekly figures, or with figures that do not add up, the goal's noun is counted."""
    assert [c.words for c in shortfalls("consecutive_days", Figures({"consecutive_days": 2}, None))] == [
        "2 pairs of sessions on days in a row"
    ]
    assert [c.words for c in shortfalls("dose_target", Figures({"dose_target": 3}, weekly()))] == [
        "3 sets below a muscle group's target"
    ]
    assert shortfalls("dose_target", BEST) == []


def test_what_is_there_again_is_more() -> None:
    """A goal that counts what is missing falls when there is more of it."""
    before = Figures({"sessions_target": 2, "leg_sessions": 1}, None)
    assert [clause.words for clause in changes(before, BEST)] == ["2 sessions more", "1 leg session more"]


def test_no_day_off() -> None:
    """Without a free day there is none; with one of two wanted, one is too few."""
    none = Figures({"free_day": 1}, weekly())
    one = Figures({"free_day": 1}, weekly().model_copy(update={"free_days": ("sun",)}))
    assert [clause.words for clause in shortfalls("free_day", none)] == ["no day is fully off"]
    assert [clause.words for clause in shortfalls("free_day", one)] == ["1 day fully off too few"]


def test_every_goal_has_a_noun() -> None:
    """One of it and several, different words."""
    assert set(NOUNS) == {goal.id for goal in GOALS} > set(THERE)
    assert all(one != several for one, several in NOUNS.values())
    assert (counted(1, ("set", "sets")), counted(0, ("set", "sets"))) == ("1 set", "0 sets")
