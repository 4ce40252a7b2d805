"""A face without a solver behind it, so that only the command line is tested."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import solver
from solver.cli import app
from solver.domain.plan import Plan
from solver.domain.scenario import Scenario
from tests.report.samples import plan, scenario


@dataclass
class Limits:
    """What the command line may set."""

    deterministic_seconds: float = 60.0
    wall_seconds: float | None = None


@dataclass
class Face:
    """What the commands were asked for, and what they get back."""

    plan: Plan = field(default_factory=plan)
    scenario: Scenario = field(default_factory=scenario)
    error: Exception | None = None
    asked: dict[str, Any] = field(default_factory=dict)

    def read_scenario(self, path: Any, exercises_file: Any = None) -> Scenario:
        self.asked.update(path=path, exercises_file=exercises_file)
        return self.scenario

    def parse_scenario(self, text: str, **options: Any) -> Scenario:
        self.asked.update(text=text, **options)
        return self.scenario

    def solve(self, scenario: Scenario, **options: Any) -> Plan:
        self.asked.update(options)
        if self.error is not None:
            raise self.error
        return self.plan


@pytest.fixture
def face(monkeypatch: pytest.MonkeyPatch) -> Iterator[Face]:
    made = Face()
    for name in ("read_scenario", "parse_scenario", "solve"):
        monkeypatch.setattr(solver, name, getattr(made, name), raising=False)
    monkeypatch.setattr(solver, "Limits", Limits, raising=False)
    monkeypatch.delenv("STRONGSTRIDE_DEBUG", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    yield made


@pytest.fixture
def run() -> Callable[..., Result]:
    def invoke(*arguments: str | Path, stdin: str | None = None) -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)

    return invoke
