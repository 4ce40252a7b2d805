"""Plans as CSV."""

import csv
from io import StringIO

import pytest

from solver.report.table import CSV_COLUMNS, plan_csv, safe_cell
from tests.report.samples import THURSDAY, TUESDAY, hostile, infeasible, plan, steering


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text)))


def test_one_row_per_exercise_in_order() -> None:
    found = rows(plan_csv(plan(sessions=[THURSDAY, TUESDAY])))
    assert [row["day"] for row in found] == ["tue"] * 6 + ["thu"] * 5
    assert [row["order"] for row in found[:6]] == ["1", "2", "3", "4", "5", "6"]
    assert list(found[0]) == list(CSV_COLUMNS)


def test_cells_hold_figures_in_the_units_of_their_columns() -> None:
    row = rows(plan_csv(plan()))[1]
    assert (row["sets"], row["amount"], row["unit"], row["per_side"]) == ("3", "8", "reps", "true")
    assert (row["rpe"], row["rest_seconds"], row["session_minutes"], row["pair"]) == ("7", "90", "34", "A")
    assert row["name"] == "Single-leg deadlift, dumbbell/kettlebell"
    assert rows(plan_csv(plan()))[0]["primary_muscles"] == "quads|glute_max"


def test_no_week_is_a_header() -> None:
    assert plan_csv(infeasible()) == ",".join(CSV_COLUMNS) + "\n"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "\x1b[1m="])
def test_no_cell_is_a_formula(start: str) -> None:
    assert safe_cell(f"{start}cmd()").startswith("'")


@pytest.mark.parametrize(
    ("value", "cell"), [(None, ""), (True, "true"), (3, "3"), (12.5, "12.5"), ("a", "a")]
)
def test_plain_cells_stay_plain(value: object, cell: str) -> None:
    assert safe_cell(value) == cell


def test_hostile_names_do_nothing() -> None:
    text = plan_csv(hostile())
    assert not steering(text)
    assert [row["name"][:2] for row in rows(text)] == ["'=", "'="]
    assert rows(text)[1]["serves"].startswith("'=")
