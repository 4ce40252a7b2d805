"""Scenario files that extend one another."""

from pathlib import Path

import pytest

from solver.domain.problem import ScenarioError
from solver.scenario.extends import MAX_EXTENDS
from solver.scenario.reader import parse_scenario, read_scenario

BASE = """\
name: Base
athlete: {level: intermediate, prefer: [pushup]}
strength_minutes: 30
week:
  tue: {run: {kind: easy, minutes: 40}}
  sun: {run: {kind: long, minutes: 90}}
"""


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder / "own.yaml"


def problems(path: Path) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        read_scenario(path)
    return [str(problem) for problem in caught.value.problems]


def test_mappings_are_merged_and_the_rest_is_replaced(tmp_path: Path) -> None:
    """A key says only what differs, a list replaces the one of the base."""
    own = "extends: base.yaml\nathlete: {prefer: [squat_bw]}\nweek: {tue: {run: {minutes: 50}}}\n"
    scenario = read_scenario(write(tmp_path, base=BASE, own=own))
    assert scenario.athlete.level == "intermediate"
    assert scenario.athlete.prefer == ("squat_bw",)
    assert scenario.week.tue.run is not None
    assert (scenario.week.tue.run.kind, scenario.week.tue.run.minutes) == ("easy", 50)
    assert scenario.name == "Base"


def test_null_takes_a_key_away(tmp_path: Path) -> None:
    """What the base says and this one does not want is written as null."""
    scenario = read_scenario(
        write(tmp_path, base=BASE, own="extends: base.yaml\nweek: {sun: null}\nstrength_minutes: null\n")
    )
    assert not scenario.week.sun.activities
    assert scenario.strength_minutes is None


def test_a_problem_names_the_file_it_is_written_in(tmp_path: Path) -> None:
    """A mistake of the base is shown in the base, one of the file itself there."""
    base = BASE.replace("kind: easy", "kind: eazy")
    own = "extends: base.yaml\nathlete: {level: intermediat}\n"
    found = "\n".join(problems(write(tmp_path, base=base, own=own)))
    assert "own.yaml:2:" in found and "base.yaml:5:" in found


def test_a_replaced_mistake_is_no_problem(tmp_path: Path) -> None:
    """What is replaced does not have to be right."""
    own = "extends: base.yaml\nathlete: {level: beginner}\n"
    base = BASE.replace("level: intermediate", "level: 7")
    assert read_scenario(write(tmp_path, base=base, own=own)).athlete.level == "beginner"


@pytest.mark.parametrize("name", ["../base.yaml", "/etc/base.yaml", "C:\\base.yaml", "base.txt", "", "7"])
def test_nothing_outside_the_folder_is_read(tmp_path: Path, name: str) -> None:
    """A scenario of somebody else reads nothing but its own folder."""
    folder = tmp_path / "scenarios"
    folder.mkdir()
    (tmp_path / "base.yaml").write_text(BASE, encoding="utf-8")
    found = problems(write(folder, own=f"extends: '{name}'\nweek: {{}}\n"))
    assert len(found) == 1 and "extends" in found[0]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    """A symbolic link is no way out either."""
    folder = tmp_path / "scenarios"
    folder.mkdir()
    (tmp_path / "secret.yaml").write_text(BASE, encoding="utf-8")
    (folder / "base.yaml").symlink_to(tmp_path / "secret.yaml")
    assert "leads out" in problems(write(folder, own="extends: base.yaml\nweek: {}\n"))[0]


def test_a_file_that_extends_itself_ends(tmp_path: Path) -> None:
    """A circle is told, with how deep files may extend one another."""
    found = problems(write(tmp_path, own="extends: own.yaml\nweek: {}\n"))
    assert any(f"more than {MAX_EXTENDS} files" in problem for problem in found)


def test_a_missing_base_is_told_with_its_name(tmp_path: Path) -> None:
    """The nearest name is offered."""
    found = problems(write(tmp_path, base=BASE, own="extends: bas.yaml\nweek: {}\n"))
    assert "no such file" in found[0] and "base.yaml" in found[0]


def test_a_chain_goes_through(tmp_path: Path) -> None:
    """The base may extend another one."""
    middle = "extends: base.yaml\nname: Middle\n"
    scenario = read_scenario(write(tmp_path, base=BASE, middle=middle, own="extends: middle.yaml\n"))
    assert scenario.name == "Middle" and scenario.strength_minutes == 30


def test_text_alone_extends_nothing() -> None:
    """An API body or a notebook's text reads no file."""
    with pytest.raises(ScenarioError, match="only a scenario file"):
        parse_scenario("extends: base.yaml\nweek: {}\n")
