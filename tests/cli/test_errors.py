"""Errors in plain words, and their exit codes."""

from collections.abc import Callable

import pytest
from typer.testing import Result

from solver.domain.problem import Problem, Refusal, ScenarioError
from tests.cli.conftest import Face

Run = Callable[..., Result]
PROBLEMS = (
    Problem(
        pointer="/week/tue/run/kind", message="'tempo' is not a kind of run", hint="did you mean quality?"
    ),
    Problem(pointer="/sessions/max", message="9 is too many", file="w.yaml", line=3, column=8),
)


def test_every_problem_is_listed(face: Face, run: Run) -> None:
    face.error = ScenarioError(PROBLEMS)
    result = run("solve", "w.yaml")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.splitlines() == [str(problem) for problem in PROBLEMS]
    assert "Traceback" not in result.output


def test_a_refusal_is_bad_input(face: Face, run: Run) -> None:
    face.error = Refusal([Problem(pointer="/athlete", message="See a clinician first.", code="refused")])
    result = run("solve", "w.yaml")
    assert (result.exit_code, result.stderr) == (2, "athlete: See a clinician first.\n")


def test_problems_steer_no_terminal(face: Face, run: Run) -> None:
    face.error = ScenarioError([Problem(pointer="/name", message="\x1b[31mred\x1b[0m\r\nnext")])
    assert run("solve", "w.yaml").stderr == "name: red next\n"


def test_a_missing_file_is_bad_input(face: Face, run: Run) -> None:
    face.error = FileNotFoundError(2, "No such file or directory", "w.yaml")
    result = run("solve", "w.yaml")
    assert (result.exit_code, result.stderr) == (2, "w.yaml: No such file or directory\n")


def test_input_in_another_encoding_is_bad_input(face: Face, run: Run) -> None:
    face.error = UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")
    assert run("solve", "w.yaml").exit_code == 2


def test_our_own_fault_is_ours(face: Face, run: Run) -> None:
    face.error = KeyError("secret knee pain")
    result = run("solve", "w.yaml")
    assert result.exit_code == 1
    assert result.stderr.startswith("Sorry, Strongstride itself failed (KeyError).")
    assert "knee" not in result.output


def test_debugging_shows_the_error(face: Face, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STRONGSTRIDE_DEBUG", "1")
    face.error = KeyError("where")
    assert isinstance(run("solve", "w.yaml").exception, KeyError)


@pytest.mark.parametrize("arguments", [["solve"], ["fly"], ["solve", "w.yaml", "--loud"], ["rules", "extra"]])
def test_wrong_usage_is_bad_input(run: Run, arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize("arguments", [["--help"], ["solve", "-h"], ["check", "--help"], ["--version"]])
def test_help_is_short_and_free(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) < 45


@pytest.mark.parametrize("command", ["solve", "check", "rules", "exercises", "schema"])
def test_every_command_shows_an_example(run: Run, command: str) -> None:
    assert f"Example: strongstride {command}" in run(command, "--help").stdout
