"""What the tests of the scenario reader share."""

import csv
import io
from importlib.resources import files
from pathlib import Path

import pytest

from solver.domain.problem import Problem, ScenarioError
from solver.scenario.reader import parse_scenario, read_scenario

GOOD = """\
name: Half-marathon build with a vest hike
athlete:
  level: intermediate
  age: 38
  weeks_lifting: 40
  mastered: [squat_bw, pushup]
  ladder: {squat_goblet: 2}
  pain: {knee: moderate}
  prefer: [step_up_fw]
  avoid: [pullup]
equipment: [dumbbells, long_band, step_box]
places: {gym: [barbell, rack, bench, pull_up_bar]}
format: full_body
sessions: {min: 1, target: 2, max: 3}
strength_minutes: 30
week:
  mon: {strength: {minutes: 40}}
  tue: {run: {kind: quality, minutes: 60}, strength: {minutes: 35, place: gym, hours_after_run: 8}}
  wed: {run: {kind: easy, minutes: 45}, strength: {minutes: 30}}
  thu: {strength: {minutes: 40}}
  fri: {run: {kind: easy, minutes: 40}, other: {sport: yoga, minutes: 30}}
  sat: {run: {kind: easy, minutes: 70, vest: {minutes: 20}}, other: [{sport: ruck, vest: true}]}
  sun: {run: {kind: long, minutes: 110}}
policy: {consolidation: neutral, modality: one_per_session, pairing: true, power: false}
last_week: [squat_goblet, row_fw]
last_race: {days_ago: 4, distance_km: 21.1}
pins: {thu: [deadlift_kb], tue: session}
rules: {vest_day: {enabled: false}}
"""


def problems_in(text: str, **options: str) -> tuple[Problem, ...]:
    """Return the problems of a text; fail when there are none."""
    with pytest.raises(ScenarioError) as caught:
        parse_scenario(text, **options)  # type: ignore[arg-type]
    assert caught.value.problems, "a ScenarioError names its problems"
    return caught.value.problems


def problem_in(text: str, **options: str) -> Problem:
    """Return the only problem of a text."""
    problems = problems_in(text, **options)
    assert len(problems) == 1, "\n".join(map(str, problems))
    return problems[0]


def problems_of_file(path: Path, exercises_file: Path | None = None) -> tuple[Problem, ...]:
    """Return the problems of a file; fail when there are none."""
    with pytest.raises(ScenarioError) as caught:
        read_scenario(path, exercises_file)
    assert caught.value.problems
    return caught.value.problems


def row(**changes: str) -> dict[str, str]:
    """Return the first row of the shipped catalogue, changed, as an exercise of somebody's own."""
    text = files("solver.catalogue").joinpath("exercises.csv").read_text(encoding="utf-8")
    shipped = next(csv.DictReader(io.StringIO(text)))
    return {**shipped, "id": "own_squat", "name": "Own squat", "family": "own", **changes}


def table(*rows: dict[str, str]) -> str:
    """Return rows as the text of a CSV file."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
