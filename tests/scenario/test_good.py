"""What is right is read, and means the same in every form."""

import json
from pathlib import Path

import numpy
import pytest

from solver.domain.athlete import Athlete
from solver.domain.problem import ScenarioError
from solver.domain.scenario import Scenario
from solver.domain.week import Vest
from solver.scenario.reader import parse_scenario, read_scenario, scenario_from, validate
from tests.scenario.helpers import GOOD


def test_the_same_document_means_the_same_everywhere(tmp_path: Path) -> None:
    """YAML, JSON, a file, a dictionary and a noun give equal scenarios."""
    scenario = parse_scenario(GOOD)
    said = scenario.model_dump(mode="json", exclude_unset=True)
    file = tmp_path / "week.yaml"
    file.write_text(GOOD, encoding="utf-8")
    assert scenario == parse_scenario(json.dumps(said), format="json")
    assert scenario == parse_scenario(json.dumps(said, indent=2), format="yaml")
    assert scenario == read_scenario(file) == read_scenario(str(file)) == scenario_from(said)


def test_values_arrive_as_they_were_written() -> None:
    """Nothing of the example in the product's description is lost or changed."""
    scenario = parse_scenario(GOOD)
    assert scenario.athlete.age == 38
    assert scenario.week.sat.run is not None
    assert scenario.week.sat.run.vest == Vest(minutes=20)
    assert scenario.pins == {"thu": ("deadlift_kb",), "tue": "session"}
    assert scenario.rules == {"vest_day": {"enabled": False}}


@pytest.mark.parametrize(
    "text", ["{}", "week: {}", "# only a comment\nweek: {mon: {}}\n", "---\nweek: {}\n...\n"]
)
def test_little_is_enough(text: str) -> None:
    """Everything has a default."""
    assert parse_scenario(text) == Scenario()


def test_a_byte_order_mark_is_skipped(tmp_path: Path) -> None:
    """Editors on Windows write one; it moves no column."""
    file = tmp_path / "week.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert read_scenario(file) == parse_scenario(GOOD) == parse_scenario("\ufeff" + GOOD)
    file.write_bytes(b"\xef\xbb\xbfsesions: {}")
    with pytest.raises(ScenarioError) as caught:
        read_scenario(file)
    assert (caught.value.problems[0].line, caught.value.problems[0].column) == (1, 1)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_do_not_matter(ending: str) -> None:
    """Unix, Windows and old Macintosh files are the same."""
    assert parse_scenario(GOOD.replace("\n", ending)) == parse_scenario(GOOD)


def test_words_that_yaml_1_1_would_turn_into_something_else_stay_words() -> None:
    """A name like NO, 5:30, 1_000 or a date is a name."""
    for word in ("NO", "off", "y", "5:30", "1_000", "2026-11-02", "1e", "0b1", "+.", "0o9"):
        assert parse_scenario(f"name: {word}").name == word


def test_whole_numbers_may_be_written_with_a_point() -> None:
    """JSON knows one kind of number, so 40.0 minutes are 40 minutes."""
    assert parse_scenario("strength_minutes: 40.0").strength_minutes == 40
    assert parse_scenario('{"strength_minutes": 4e1}', format="json").strength_minutes == 40
    assert parse_scenario("strength_minutes: 0x28").strength_minutes == 40


def test_text_outside_ascii_is_kept() -> None:
    """Names are people's own, also in JSON's escapes."""
    assert parse_scenario("name: Füße 👟").name == "Füße 👟"
    assert parse_scenario('{"name": "\\ud83d\\udc5f"}', format="json").name == "👟"


def test_notebook_objects_are_taken() -> None:
    """Nouns, tuples and numpy's numbers may stand in a dictionary."""
    scenario = scenario_from(
        {
            "athlete": Athlete(level="advanced", age=40),
            "strength_minutes": numpy.int64(30),
            "pace_min_per_km": numpy.float64(5.5),
            "policy": {"power": numpy.bool_(True)},
            "equipment": ("dumbbells",),
            "last_week": numpy.array(["squat_bw"]),
        }
    )
    assert scenario.athlete == Athlete(level="advanced", age=40)
    assert (scenario.strength_minutes, scenario.pace_min_per_km, scenario.policy.power) == (30, 5.5, True)
    assert (scenario.equipment, scenario.last_week) == (("dumbbells",), ("squat_bw",))


def test_a_scenario_built_in_python_is_checked_as_strictly() -> None:
    """Validate passes what the reader would, and names the same problems."""
    validate(parse_scenario(GOOD))
    with pytest.raises(ScenarioError) as caught:
        validate(Scenario(equipment=("dumbells",), rules={"vest_dy": {}}))
    assert [problem.pointer for problem in caught.value.problems] == ["/equipment/0", "/rules/vest_dy"]
