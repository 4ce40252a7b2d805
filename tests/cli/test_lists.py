"""``strongstride rules``, ``exercises`` and ``schema``."""

import json
from collections.abc import Callable

from typer.testing import Result

from solver.catalogue.reader import CATALOGUE_VERSION, shipped
from solver.goals import GOALS
from solver.rules import RULES
from tests.cli.conftest import Face
from tests.report.samples import scenario, steering

Run = Callable[..., Result]


def test_every_rule_and_goal_is_listed(run: Run) -> None:
    text = run("rules").stdout
    for name in [*(rule.id for rule in RULES), *(goal.id for goal in GOALS)]:
        assert f"\n {name}" in text
    assert not steering(text)


def test_rules_as_json(run: Run) -> None:
    data = json.loads(run("rules", "--json").stdout)
    assert [rule["id"] for rule in data["rules"]] == [rule.id for rule in RULES]
    assert all(rule["words"] and rule["source"] for rule in data["rules"])
    assert [goal["id"] for goal in data["goals"]] == [goal.id for goal in GOALS]


def test_every_exercise_is_listed(run: Run) -> None:
    text = run("exercises").stdout
    assert all(f"\n {exercise.id}  " in text for exercise in shipped().values())


def test_exercises_as_json(run: Run) -> None:
    data = json.loads(run("exercises", "--json").stdout)
    assert data["catalogue"] == CATALOGUE_VERSION
    assert len(data["exercises"]) == len(shipped())
    assert "open_days" not in data["exercises"][0]


def test_a_scenario_says_what_is_open_when(face: Face, run: Run) -> None:
    face.scenario = scenario(
        equipment=[],
        places={},
        week={
            "mon": {"strength": {"minutes": 40}},
            "sat": {"run": {"kind": "long"}, "strength": {"minutes": 40}},
        },
    )
    data = json.loads(run("exercises", "--scenario", "w.yaml", "--json").stdout)
    days = {exercise["id"]: exercise["open_days"] for exercise in data["exercises"]}
    assert days["pushup"] == ["mon"]  # a long run closes Saturday, no minutes the other days
    assert days["squat_back_bb"] == []  # no barbell
    assert "open in this week" in run("exercises", "--scenario", "w.yaml").stdout


def test_own_exercises_need_a_scenario(run: Run) -> None:
    assert run("exercises", "--exercises", "own.csv").exit_code == 2


def test_the_schema_is_a_json_schema(run: Run) -> None:
    schema = json.loads(run("schema").stdout)
    assert schema["properties"]["athlete"]
