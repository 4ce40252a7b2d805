"""The scenario files that come with the project."""

import re
from pathlib import Path

import pytest

from solver.scenario.reader import read_scenario
from solver.specification import case_of

FOLDER = Path(__file__).parents[2] / "scenarios"
FILES = sorted(FOLDER.glob("*.yaml"))
SCHEMA_LINE = "# yaml-language-server: $schema=../solver/scenario/scenario.schema.json"

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def test_there_are_enough() -> None:
    assert len(FILES) >= 16


@each_file
def test_reads_without_problems(path: Path) -> None:
    case = case_of(read_scenario(path))
    assert case.scenario.week.days


@each_file
def test_starts_with_the_schema_and_a_comment(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == SCHEMA_LINE
    assert lines[1].startswith("# ") and lines[2].startswith("# ")
    assert any(line.startswith("# Expected: ") for line in lines)


@each_file
def test_file_name_is_snake_case(path: Path) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", path.stem)


def test_names_are_unique() -> None:
    # Those that leave the name out are the shortest ones, on purpose.
    named = [scenario.name for scenario in map(read_scenario, FILES) if "name" in scenario.model_fields_set]
    assert len(named) == len(set(named))
    assert len(named) >= len(FILES) - 2


def test_pins_and_overrides_are_shown() -> None:
    scenarios = [read_scenario(path) for path in FILES]
    assert sum(1 for scenario in scenarios if scenario.pins) >= 2
    assert sum(1 for scenario in scenarios if set(scenario.rules) - {"time_budget"}) >= 2
