"""Exercises of somebody's own, in a file beside the scenario or named on the command line."""

import json
from pathlib import Path

import pytest

from solver.catalogue.reader import shipped
from solver.scenario.reader import parse_scenario, read_scenario
from tests.scenario.helpers import problem_in, problems_of_file, row, table


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A scenario that names a file of exercises and one of them."""
    text = "exercises_file: own.csv\nlast_week: [own_squat]\n"
    (tmp_path / "week.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_table_beside_the_scenario_is_read(folder: Path) -> None:
    """Its exercises become the scenario's own, as if they stood in it."""
    (folder / "own.csv").write_text(table(row(), row(id="second")), encoding="utf-8")
    scenario = read_scenario(folder / "week.yaml")
    assert [exercise.id for exercise in scenario.exercises] == ["own_squat", "second"]
    expected = {**shipped()["squat_bw"].model_dump(), "id": "own_squat", "name": "Own squat", "family": "own"}
    assert scenario.exercises[0].model_dump() == expected


@pytest.mark.parametrize("name", ["own.json", "own.yaml", "own.yml"])
def test_a_list_in_yaml_or_json_is_read(tmp_path: Path, name: str) -> None:
    """The structured form of the same exercises."""
    own = {**shipped()["squat_bw"].model_dump(mode="json"), "id": "own_squat"}
    (tmp_path / name).write_text(json.dumps([own]), encoding="utf-8")
    (tmp_path / "week.json").write_text(json.dumps({"exercises_file": name}), encoding="utf-8")
    assert read_scenario(tmp_path / "week.json").exercises[0].id == "own_squat"
    wrong = json.dumps([{**own, "chain": "front"}], indent=1)
    (tmp_path / name).write_text(wrong, encoding="utf-8")
    (problem,) = problems_of_file(tmp_path / "week.json")
    assert problem.pointer == "/exercises/0/chain"
    assert problem.file == str(tmp_path / name)
    assert problem.line == next(n for n, line in enumerate(wrong.splitlines(), 1) if "front" in line)


def test_the_command_line_may_name_any_file(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """It takes the place of the one in the scenario."""
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "mine.csv"
    elsewhere.write_text(table(row()), encoding="utf-8")
    assert read_scenario(folder / "week.yaml", exercises_file=elsewhere).exercises[0].id == "own_squat"


def test_a_file_is_added_to_what_the_scenario_holds(folder: Path) -> None:
    """Equal names are found across both, and counted as one list."""
    own = {**shipped()["squat_bw"].model_dump(mode="json"), "id": "own_squat"}
    (folder / "week.yaml").write_text(
        json.dumps({"exercises_file": "own.csv", "exercises": [own]}), encoding="utf-8"
    )
    (folder / "own.csv").write_text(table(row(id="first"), row()), encoding="utf-8")
    (problem,) = problems_of_file(folder / "week.yaml")
    assert (problem.pointer, problem.code) == ("/exercises/2/id", "duplicate_name")
    assert (problem.file, problem.line) == (str(folder / "own.csv"), 3)


def test_wrong_cells_name_file_line_and_column(folder: Path) -> None:
    """Every wrong cell at once, and nothing about names that the table would have defined."""
    rows = [
        row(name="Two\nlines"),
        row(id="a", fatigue_cost="lots", level="novice"),
        row(id="b", accessory="maybe"),
        row(id="c", joint_stress="knee"),
    ]
    (folder / "own.csv").write_text(table(*rows), encoding="utf-8")
    found = problems_of_file(folder / "week.yaml")
    assert [(one.line, one.where) for one in found] == [
        (4, "exercises[1].level"),
        (4, "exercises[1].fatigue_cost"),
        (5, "exercises[2].accessory"),
        (6, "exercises[3].joint_stress.knee"),
    ]
    assert {one.file for one in found} == {str(folder / "own.csv")}
    assert "did you mean 'beginner'?" in str(found[0])
    assert "a whole number from 0 to 3" in str(found[1])


def test_wrong_columns_are_named_once(folder: Path) -> None:
    """Not once for every row."""
    rows = [
        {("famly" if key == "family" else key): cell for key, cell in row(id=name).items()} for name in "ab"
    ]
    (folder / "own.csv").write_text(table(*rows), encoding="utf-8")
    unknown, missing = problems_of_file(folder / "week.yaml")
    assert (unknown.message, unknown.hint) == ("no column is called 'famly'", "did you mean 'family'?")
    assert missing.message == "the column 'family' is missing"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "does not name the columns"),
        ("id;name;family\n", 1, "separate the columns with commas"),
        ('id,name\n"a\n', 2, "this is not a CSV table"),
        ("id,name\na,b,c\n", 2, "3 cells under 2 columns"),
        ("id,id,name\n", 1, "two columns are called 'id'"),
    ],
)
def test_tables_that_are_none(folder: Path, text: str, line: int, said: str) -> None:
    """Something else, or a slip, in the place of a table."""
    (folder / "own.csv").write_text(text, encoding="utf-8")
    found = problems_of_file(folder / "week.yaml")
    assert any(said in str(one) and one.line == line for one in found), "\n".join(map(str, found))


def test_spaces_and_a_byte_order_mark_do_not_matter(folder: Path) -> None:
    """Spreadsheets write both."""
    spaced = row(primary_muscles=" quads | glute_max ", joint_stress="knee: 1 | hip:1", level=" beginner ")
    (folder / "own.csv").write_text("\ufeff" + table(spaced) + "\n,,\n", encoding="utf-8")
    scenario = read_scenario(folder / "week.yaml")
    assert scenario.exercises[0].primary_muscles == ("quads", "glute_max")


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd.csv",
        "../own.csv",
        "sub/../../own.csv",
        "C:\\own.csv",
        "..\\own.csv",
        "\\\\host\\own.csv",
        "link.csv",
        "away/own.csv",
        "own.txt",
        "a\0b.csv",
        "",
    ],
)
def test_nothing_is_read_outside_the_folder(tmp_path: Path, name: str) -> None:
    """A scenario may come from somebody else."""
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    for place in (tmp_path, outside):
        (place / "own.csv").write_text(table(row()), encoding="utf-8")
    (inside / "link.csv").symlink_to(outside / "own.csv")
    (inside / "away").symlink_to(outside)
    (inside / "week.json").write_text(json.dumps({"exercises_file": name}), encoding="utf-8")
    (problem,) = problems_of_file(inside / "week.json")
    assert problem.pointer == "/exercises_file"
    assert problem.allowed is not None
    assert "in the folder of the scenario" in problem.allowed


def test_a_file_in_a_folder_below_is_read(tmp_path: Path) -> None:
    """Down is allowed."""
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "own.csv").write_text(table(row()), encoding="utf-8")
    (tmp_path / "week.yaml").write_text("exercises_file: tables/own.csv\n", encoding="utf-8")
    assert len(read_scenario(tmp_path / "week.yaml").exercises) == 1


def test_a_missing_file_is_said_beside_other_problems(folder: Path) -> None:
    """And the names it would have defined are not called unknown."""
    (folder / "week.yaml").write_text(
        "exercises_file: own.csv\nlast_week: [own_squat]\nfoo: 1\n", encoding="utf-8"
    )
    foo, missing = problems_of_file(folder / "week.yaml")
    assert foo.pointer == "/foo"
    assert missing.message == "there is no such file"
    assert missing.file == str(folder / "own.csv")


@pytest.mark.parametrize("value", ["5", "[own.csv]", "{}", "true"])
def test_the_file_is_named_as_text(folder: Path, value: str) -> None:
    """Anything else is one problem."""
    (folder / "week.yaml").write_text(f"exercises_file: {value}\n", encoding="utf-8")
    (problem,) = problems_of_file(folder / "week.yaml")
    assert problem.pointer == "/exercises_file"


def test_text_from_elsewhere_names_no_files() -> None:
    """An API body cannot make the server read its disk."""
    problem = problem_in("name: x\nexercises_file: own.csv\n", file="week.yaml")
    assert (problem.pointer, problem.line) == ("/exercises_file", 2)
    assert "nothing is read from disk" in problem.message
    assert parse_scenario("exercises: []") == parse_scenario("{}")
