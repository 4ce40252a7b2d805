"""``strongstride check``."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

import solver
from solver.domain.judgement import Judgement
from tests.cli.conftest import Face
from tests.report.samples import WEEKLY, plan

Run = Callable[..., Result]
FINDING = {"rule": "vest_day", "subject": "sat", "message": "A session stands on a vest day."}


def judged(monkeypatch: pytest.MonkeyPatch, *findings: dict[str, str]) -> dict[str, Any]:
    asked: dict[str, Any] = {}
    document: dict[str, Any] = {
        "verdict": "violations" if findings else "clean",
        "findings": findings,
        "mismatches": [],
        "tiers": [],
        "weekly": WEEKLY,
    }

    def check(*arguments: object) -> Judgement:
        asked["check"] = arguments
        return Judgement.model_validate(document)

    def read_plan(path: Path) -> object:
        asked["plan"] = path
        return plan()

    monkeypatch.setattr(solver, "check", check, raising=False)
    monkeypatch.setattr(solver, "read_plan", read_plan, raising=False)
    return asked


def test_a_clean_plan(face: Face, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = judged(monkeypatch)
    result = run("check", "plan.json", "--scenario", "week.yaml")
    assert result.exit_code == 0
    assert result.stdout.startswith(" Clean: every rule is kept")
    assert asked == {"plan": Path("plan.json"), "check": (plan(), face.scenario)}
    assert face.asked["path"] == Path("week.yaml")


def test_violations_have_an_exit_code_of_their_own(
    face: Face, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged(monkeypatch, FINDING)
    result = run("check", "plan.json", "--scenario", "week.yaml")
    assert result.exit_code == 5
    assert "A session stands on a vest day." in result.stdout


def test_json_is_the_judgement(face: Face, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    judged(monkeypatch, FINDING)
    result = run("check", "plan.json", "--scenario", "-", "--json", stdin="name: x")
    assert json.loads(result.stdout)["findings"] == [FINDING]
    assert face.asked["text"] == "name: x"


def test_the_scenario_is_needed(run: Run) -> None:
    assert run("check", "plan.json").exit_code == 2
