"""``strongstride solve``."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import icalendar
import pytest
from typer.testing import Result

from tests.cli.conftest import Face
from tests.report.samples import hostile, infeasible, plan, steering

Run = Callable[..., Result]


def test_it_prints_the_plan_and_nothing_else(face: Face, run: Run) -> None:
    result = run("solve", "week.yaml")
    assert result.exit_code == 0
    assert result.stdout.startswith(" Half-marathon build with a vest hike\n")
    assert result.stderr == ""
    assert face.asked["path"] == Path("week.yaml")
    assert face.asked["on_progress"] is None  # nobody looks: stderr is not a terminal
    assert not face.asked["cancel"].is_set()


def test_stdin_is_read_for_a_dash(face: Face, run: Run) -> None:
    run("solve", "-", stdin="name: Zoë")
    assert face.asked["file"] == "stdin"
    assert face.asked["text"] == "name: Zoë"


def test_limits_and_exercises_are_handed_on(face: Face, run: Run) -> None:
    run("solve", "w.yaml", "--time-limit", "2.5", "--wall-limit", "9", "--exercises", "own.csv")
    assert face.asked["limits"].deterministic_seconds == 2.5
    assert face.asked["limits"].wall_seconds == 9
    assert face.asked["exercises_file"] == Path("own.csv")


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "soon"])
def test_a_limit_is_a_number_of_seconds(face: Face, run: Run, seconds: str) -> None:
    result = run("solve", "w.yaml", "--time-limit", seconds)
    assert result.exit_code == 2
    assert "limits" not in face.asked


def test_json_is_the_plan(face: Face, run: Run) -> None:
    result = run("solve", "w.yaml", "--json")
    assert json.loads(result.stdout)["sessions"][0]["day"] == "tue"
    assert result.stderr.startswith("Proved optimal: no better week exists under these rules; ortools")


@pytest.mark.parametrize(
    ("flag", "start"), [("--markdown", "# Half"), ("--csv", "day,place"), ("--ics", "BEGIN:VCALENDAR\r\n")]
)
def test_other_forms(face: Face, run: Run, flag: str, start: str) -> None:
    result = run("solve", "w.yaml", flag, "--quiet")
    assert result.stdout_bytes.decode().startswith(start)
    assert result.stderr == ""


def test_two_forms_are_one_too_many(face: Face, run: Run) -> None:
    result = run("solve", "w.yaml", "--json", "--csv")
    assert result.exit_code == 2
    assert "choose one of --json, --csv" in result.stderr


@pytest.mark.parametrize(
    ("name", "start"),
    [("w.json", "{"), ("w.md", "# "), ("w.csv", "day,"), ("w.ics", "BEGIN"), ("w.txt", " Half")],
)
def test_the_suffix_of_the_file_chooses_the_form(
    face: Face, run: Run, tmp_path: Path, name: str, start: str
) -> None:
    result = run("solve", "w.yaml", "-o", tmp_path / name)
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
    assert result.stdout == ""
    assert "Proved optimal" in result.stderr


def test_a_flag_goes_before_the_suffix(face: Face, run: Run, tmp_path: Path) -> None:
    run("solve", "w.yaml", "--csv", "-o", tmp_path / "plan.json")
    assert (tmp_path / "plan.json").read_text().startswith("day,")


def test_a_file_that_cannot_be_written_is_said(face: Face, run: Run, tmp_path: Path) -> None:
    result = run("solve", "w.yaml", "-o", tmp_path / "no" / "plan.json")
    assert result.exit_code == 2
    assert "No such file or directory" in result.stderr


def test_the_calendar_starts_on_the_monday(face: Face, run: Run) -> None:
    result = run("solve", "w.yaml", "--ics", "--monday", "2026-11-23")
    event = icalendar.Calendar.from_ical(result.stdout_bytes).events[0]
    assert event.start == date(2026, 11, 24)


@pytest.mark.parametrize("monday", ["2026-11-24", "23.11.2026", "2026-02-30"])
def test_a_monday_is_a_monday(face: Face, run: Run, monday: str) -> None:
    assert run("solve", "w.yaml", "--ics", "--monday", monday).exit_code == 2


@pytest.mark.parametrize(
    ("outcome", "code"), [("optimal", 0), ("feasible", 0), ("infeasible", 3), ("unknown", 4)]
)
def test_the_exit_code_is_the_outcome(face: Face, run: Run, outcome: str, code: int) -> None:
    face.plan = plan(outcome=outcome)
    assert run("solve", "w.yaml").exit_code == code


def test_a_plan_that_is_not_proved_says_so(face: Face, run: Run) -> None:
    face.plan = plan(outcome="feasible")
    assert "Not proved best" in run("solve", "w.yaml").stdout


def test_no_week_says_why_in_every_form(face: Face, run: Run, tmp_path: Path) -> None:
    face.plan = infeasible()
    assert "Monday: vest_day" in run("solve", "w.yaml").stdout
    result = run("solve", "w.yaml", "-o", tmp_path / "w.ics")
    assert result.exit_code == 3
    assert "Why no week is possible:\n- Monday: vest_day" in result.stderr
    assert not (tmp_path / "w.ics").exists()


def test_hostile_names_reach_no_terminal(face: Face, run: Run) -> None:
    face.plan = hostile()
    for flags in ([], ["--json"], ["--markdown"], ["--csv"], ["--ics"]):
        result = run("solve", "w.yaml", *flags)
        assert not steering(result.output.replace("\r\n", "\n"))


def test_stdin_has_no_folder_for_exercises(face: Face, run: Run) -> None:
    assert run("solve", "-", "--exercises", "own.csv", stdin="").exit_code == 2
