"""Sets per muscle as bars and words."""

import pytest

from solver.domain.plan import MuscleDose, Weekly
from solver.report.weekly import bar, coverage_lines, dose_words, free_days_line


def muscle(sets: float, floor: float = 4, target: float = 8, cap: float = 12) -> MuscleDose:
    return MuscleDose(group="quads", sets=sets, floor=floor, target=target, cap=cap)


@pytest.mark.parametrize(
    ("sets", "drawn", "said"),
    [
        (0, "·······|····", "4 below floor"),
        (3.5, "███▌···|····", "0.5 below floor"),
        (6.5, "██████▌|····", "1.5 short of target"),
        (7.5, "███████▌····", "0.5 short of target"),
        (8, "████████····", "target met"),
        (12, "████████████", "target met"),
        (13.5, "█████████████▌", "1.5 over cap"),
    ],
)
def test_a_bar_shows_where_the_sets_lie(sets: float, drawn: str, said: str) -> None:
    assert bar(muscle(sets)) == drawn
    assert dose_words(muscle(sets)) == said


def test_a_muscle_without_a_target_is_met() -> None:
    assert dose_words(muscle(0, floor=0, target=0)) == "target met"


def test_an_empty_week_is_said_too() -> None:
    weekly = Weekly(muscles=(), coverage=(), balance=(), free_days=())
    assert coverage_lines(weekly) == []
    assert free_days_line(weekly) == "No day is free of everything."
