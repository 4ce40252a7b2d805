"""Sweep files: axes, ids, sizes, mistakes."""

from pathlib import Path

import pytest

from solver.domain.problem import ScenarioError
from solver.domain.scenario import Scenario
from solver.domain.sweep import Sweep
from solver.scenario.axes import label_of
from solver.scenario.reader import scenario_from
from solver.scenario.sweeps import make_sweep, read_sweep

SHIPPED = sorted((Path(__file__).parents[2] / "scenarios" / "sweeps").glob("*.yaml"))
BASE = "strength_minutes: 30\nweek: {tue: {run: {kind: easy, minutes: 40}}}\n"
PLAN = "plan,week,day,run_type,distance_km,minutes\nown,1,2,easy,5,\nown,1,7,long,12,\nown,2,7,race,10,\n"
WEEK = {"strength_minutes": 30, "week": {"tue": {"run": {"kind": "easy", "minutes": 40}}}}


def sweep_of(folder: Path, text: str, **files: str) -> Sweep:
    sweeps = folder / "sweeps"
    sweeps.mkdir()
    (folder / "base.yaml").write_text(BASE, encoding="utf-8")
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_text(content, encoding="utf-8")
    (sweeps / "own.yaml").write_text(text, encoding="utf-8")
    return read_sweep(sweeps / "own.yaml")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_sweeps_read_without_problems(path: Path) -> None:
    """Every cell of the sweeps that come with the project is a scenario."""
    found = read_sweep(path)
    assert found.cells and not found.invalid


def test_every_axis_is_combined_with_every_other(tmp_path: Path) -> None:
    """Variants, cells, zipped and grid axes span their product, in that order."""
    found = sweep_of(
        tmp_path,
        """\
base: base.yaml
variants:
  load:
    bands: {equipment: [long_band]}
    weights: {equipment: [dumbbells], athlete.level: intermediate}
cells:
  - {strength_minutes: 20}
  - {}
zipped:
  sessions: {sessions.target: [1, 2], sessions.max: [1, 3]}
grid:
  policy.pairing: [true, false]
limits: {deterministic_seconds: 5}
""",
    )
    assert found.axes == {"load": 2, "cells": 2, "sessions": 2, "policy.pairing": 2}
    assert len(found.cells) == 16 and not found.invalid
    last = found.cells[-1]
    assert last.id == "load=weights/cells=as it is/sessions=2, 3/policy.pairing=false"
    assert last.scenario is not None
    assert (last.scenario.sessions.target, last.scenario.sessions.max) == (2, 3)
    assert last.scenario.equipment == ("dumbbells",) and not last.scenario.policy.pairing
    assert found.limits.deterministic_seconds == 5


def test_ids_do_not_change_when_cells_come_and_go() -> None:
    """An id is made of coordinates, not of places."""
    base = scenario_from(WEEK)
    few = make_sweep(base, grid={"sessions.target": [2]})
    more = make_sweep(base, grid={"sessions.target": [1, 2, 3]})
    assert few.cells[0].id == more.cells[1].id == "sessions.target=2"


def test_athletes_and_weeks_of_a_run_plan(tmp_path: Path) -> None:
    """A sweep repeats over athletes and over the weeks of a plan."""
    text = "athletes: {a: base.yaml, b: base.yaml}\nweeks: {run_plan: own.csv, first: 2}\n"
    found = sweep_of(tmp_path, text, own_csv=PLAN)
    assert found.axes == {"athlete": 2, "plan": 1, "week": 1}
    assert [cell.id for cell in found.cells] == ["athlete=a/plan=own/week=2", "athlete=b/plan=own/week=2"]
    scenario = found.cells[0].scenario
    assert scenario is not None and scenario.week.sun.all_runs[0].kind == "race"
    assert scenario.previous_day is not None and scenario.previous_day.all_runs[0].kind == "long"


def test_a_cell_that_is_no_scenario_is_told_and_not_fatal() -> None:
    """One wrong value loses its own cell."""
    found = make_sweep(scenario_from(WEEK), grid={"athlete.level": ["beginner", "expert"]})
    assert [cell.id for cell in found.invalid] == ["athlete.level=expert"]
    assert "advanced" in str(found.invalid[0].problems[0])


def test_a_sweep_of_which_no_cell_is_a_scenario_is_an_error() -> None:
    """A path that is wrong everywhere is told before anything is solved."""
    with pytest.raises(ScenarioError, match="none of the 2 cells"):
        make_sweep(scenario_from(WEEK), grid={"athlete.lvl": [1, 2]})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("grid: {}", "base or from athletes"),
        ("base: base.yaml\nathletes: [base.yaml]", "base or from athletes"),
        ("base: bas.yaml", "no such file"),
        ("base: ../../base.yaml", "leads out"),
        ("base: base.yaml\nzipped: {a: {x: [1], y: [1, 2]}}", "one length"),
        ("base: base.yaml\ngrid: {sessions.target: []}", "sessions.target"),
        ("base: base.yaml\ngrid: {sessions.target: [1, 1]}", "twice"),
        ("base: base.yaml\ngird: {}", "did you mean 'grid'"),
        ("base: base.yaml\nweeks: {run_plan: own.csv, plan: other}\n", "no such plan"),
        ("[]", "not a sweep"),
    ],
)
def test_mistakes_of_a_sweep_file(tmp_path: Path, text: str, said: str) -> None:
    """What is wrong is said in words, with what is allowed."""
    with pytest.raises(ScenarioError, match=said):
        sweep_of(tmp_path, text, own_csv=PLAN)


def test_too_many_cells_are_refused_with_their_number() -> None:
    """The size is known before anything is solved."""
    grid = {f"rules.weekly_cap.{name}": list(range(200)) for name in ("a", "b")}
    with pytest.raises(ScenarioError, match="40000 cells"):
        make_sweep(scenario_from(WEEK), grid=grid)


def test_long_values_have_short_labels() -> None:
    """A label is at most forty characters and differs where values do."""
    one, other = label_of(["a" * 50]), label_of(["a" * 51])
    assert one != other and len(str(one)) == 40


def test_a_sweep_of_one() -> None:
    """Without axes there is the base."""
    assert [cell.id for cell in make_sweep(Scenario()).cells] == ["base"]
