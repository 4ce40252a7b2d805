"""Comparisons, alternatives and worth on a page."""

from typing import Any

import pytest

from solver.domain.explanation import Comparison, Cost, Moved, TierChange, Worth, WorthItem
from solver.domain.plan import Outcome
from solver.report.comparison import comparison_view, worth_view
from solver.report.console import printed

BETTER = Cost(
    verdict="better",
    changes=(TierChange(tier=1, name="sessions", before=1, after=0, words=("1 fewer missing session",)),),
    words="Number of sessions, 1 point better: 1 fewer missing session.",
)


def comparison(**changes: Any) -> Comparison:
    """Return a comparison of two plans."""
    document: dict[str, Any] = {
        "outcomes": ("optimal", "optimal"),
        "same_goals": True,
        "cost": BETTER,
        "days": (("mon",), ("tue",)),
        "kept": (),
        "changed": (),
        "added": (),
        "dropped": (),
        "dose": {},
        "distance": 4,
        "names": {"lunge": "Lateral lunge, bodyweight", "pushup": "Push-up"},
    }
    return Comparison(**{**document, **changes})


def shown(**changes: Any) -> str:
    return " ".join(printed(comparison_view(comparison(**changes))).split())


@pytest.mark.parametrize(
    ("outcomes", "said"),
    [
        (("infeasible", "optimal"), "The first week has no plan: it is impossible."),
        (("optimal", "unknown"), "The second week has no plan: none was found in the time there was."),
        (("infeasible", "infeasible"), "Neither week has a plan: it is impossible."),
        (("infeasible", "unknown"), "impossible. The second week has no plan: none was found"),
        ((None, "optimal"), "One of the plans carries no points"),
    ],
)
def test_without_a_plan_there_is_no_verdict(
    outcomes: tuple[Outcome | None, Outcome | None], said: str
) -> None:
    text = shown(cost=None, outcomes=outcomes)
    assert said in text
    assert "good" not in text and "better" not in text


def test_goals_of_their_own_give_no_verdict() -> None:
    text = shown(cost=None, same_goals=False)
    assert text.startswith("Each plan is measured by its own week's goals, so the points cannot be compared.")
    assert "Days: Tuesday instead of Monday" in text


def test_names_with_commas_can_be_told_apart() -> None:
    text = shown(added=("lunge", "pushup"), moved_along=("pushup", "lunge"))
    assert "New: “Lateral lunge, bodyweight”, “Push-up”" in text
    assert "Only moved with its day: “Push-up”, “Lateral lunge, bodyweight”" in text


def test_changed_exercises_keep_their_own_lines() -> None:
    moved = Moved(exercise="pushup", name="Push-up", before="2x8 on Monday", after="3x8 on Tuesday")
    assert "Push-up: 3x8 on Tuesday (before 2x8 on Monday)" in shown(changed=(moved,))


def item(what: str, words: str, cost: Cost | None, outcome: Outcome = "optimal") -> WorthItem:
    return WorthItem(
        what=what,
        patch=(),
        gives="more",
        outcome=outcome,
        cost=cost,
        solved=True,
        words=f"{what}: {words}",
    )


def test_changes_with_the_same_effect_share_a_row() -> None:
    """Days of one kind of change, with the same words: one row; other effects keep theirs."""
    days = [item(f"30 minutes on {day}", BETTER.words, BETTER) for day in ("Friday", "Monday", "Tuesday")]
    other = item("30 minutes on Sunday", "Number of sessions, 2 points better.", BETTER)
    text = " ".join(printed(worth_view(Worth(items=(*days, other), finished=True)), 200).split())
    assert text.count("30 minutes on") == 2
    assert "30 minutes on Monday, Tuesday and" in text
    assert text.count("1 fewer missing session") == 1
    assert "30 minutes on Sunday Number of sessions, 2 points better." in text
