"""Whatever is thrown at the reader: a scenario or a ScenarioError, nothing else."""

import json
import string
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solver.domain.problem import ScenarioError
from solver.domain.scenario import Scenario
from solver.scenario.reader import parse_scenario, read_scenario, scenario_from
from tests.scenario.helpers import GOOD, row, table

_RELAXED = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])

_SIGNS = st.sampled_from(
    [
        *"[]{}:,-?!&*#|>@`'\"%~<>\\\n\t \r",
        "---",
        "...",
        "<<",
        "!!",
        ": ",
        "- ",
        "\n  ",
        "\ufeff",
        "\u2028",
        "\x85",
        "null",
    ]
)
_NAMES = st.sampled_from(
    [*Scenario.model_fields, "mon", "run", "kind", "easy", "vest", "minutes", "squat_bw", "40"]
)
_YAMLISH = st.lists(_SIGNS | _NAMES | st.text(string.printable, max_size=4), max_size=40).map("".join)
_JSONISH = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6) | _NAMES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(_NAMES | st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=20,
)


def survives(text: str, format: Any) -> None:
    try:
        parse_scenario(text, file="f", format=format)
    except ScenarioError as error:
        assert error.problems
        for problem in error.problems:
            assert str(problem).isprintable()
            assert len(problem.message) + len(problem.hint or "") < 500
            problem.model_dump_json()


@_RELAXED
@given(_YAMLISH)
def test_yamlish_text(text: str) -> None:
    """Signs of YAML in any order."""
    survives(text, "yaml")
    survives(text, "json")


@_RELAXED
@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    """Any characters at all."""
    survives(text, "yaml")
    survives(text, "json")


@_RELAXED
@given(_JSONISH)
def test_any_document(data: Any) -> None:
    """Readable documents of any shape, as text and as objects."""
    survives(json.dumps(data), "json")
    survives(json.dumps(data), "yaml")
    try:
        scenario_from(data)
    except ScenarioError as error:
        assert error.problems


@_RELAXED
@given(st.integers(0, len(GOOD)), st.integers(0, 12), _YAMLISH | st.text(max_size=8))
def test_a_good_scenario_with_a_hole(start: int, length: int, patch: str) -> None:
    """Slips of the finger in an otherwise good scenario."""
    survives(GOOD[:start] + patch + GOOD[start + length :], "yaml")


@_RELAXED
@given(st.sampled_from(sorted(row())), st.text(max_size=12) | _SIGNS)
def test_any_cell_of_a_table(tmp_path_factory: Any, column: str, cell: str) -> None:
    """Anything in a cell of an exercise table."""
    folder: Path = tmp_path_factory.mktemp("table")
    file = folder / "own.csv"
    file.write_text(table(row(**{column: cell})), encoding="utf-8", errors="replace", newline="")
    (folder / "week.yaml").write_text("exercises_file: own.csv", encoding="utf-8")
    try:
        read_scenario(folder / "week.yaml")
    except ScenarioError as error:
        assert error.problems


@_RELAXED
@given(st.binary(max_size=200), st.sampled_from(["week.yaml", "week.json", "own.csv"]))
def test_any_bytes_in_a_file(tmp_path_factory: Any, data: bytes, name: str) -> None:
    """Garbage in the place of a file."""
    folder: Path = tmp_path_factory.mktemp("bytes")
    (folder / name).write_bytes(data)
    (folder / "good.yaml").write_text("exercises_file: own.csv", encoding="utf-8")
    try:
        read_scenario(folder / ("good.yaml" if name == "own.csv" else name))
    except ScenarioError as error:
        assert error.problems
