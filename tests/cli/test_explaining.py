"""``explain``, ``why-not``, ``worth``, ``alternatives`` and ``compare``, on a week of their own."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

import solver
from solver.domain.plan import Plan
from solver.domain.scenario import Scenario
from tests.cli.conftest import Face

Run = Callable[..., Result]

VEST = """
strength_minutes: 30
week:
  mon: {run: {kind: easy, minutes: 40, vest: true}}
  tue: {strength: {minutes: 0}}
  wed: {run: {kind: easy, minutes: 40, vest: true}}
  thu: {run: {kind: easy, minutes: 40, vest: true}}
  fri: {run: {kind: easy, minutes: 40, vest: true}}
  sat: {run: {kind: easy, minutes: 40, vest: true}}
  sun: {run: {kind: long, minutes: 100}}
"""
EASY = """
athlete: {weeks_lifting: 0}
week:
  mon: {strength: {minutes: 20}}
  thu: {strength: {minutes: 20}}
"""


@pytest.fixture
def vest(tmp_path: Path) -> Path:
    (tmp_path / "vest.yaml").write_text(VEST)
    return tmp_path / "vest.yaml"


@pytest.fixture
def easy(tmp_path: Path) -> Path:
    (tmp_path / "easy.yaml").write_text(EASY)
    return tmp_path / "easy.yaml"


def test_an_impossible_week_is_explained(run: Run, vest: Path) -> None:
    """The conflict line by line, then the ways out; the question was answered, so the code is 0."""
    result = run("explain", vest)
    assert result.exit_code == 0, result.stderr
    assert " No week keeps all of this together:\n - You want at least 1 session" in result.stdout
    assert "Checked: proved impossible, and each line is needed." in result.stdout
    assert "Leave the vest at home on Monday, Wednesday, Thursday, Friday or Saturday." in " ".join(
        result.stdout.split()
    )
    assert max(map(len, result.stdout.splitlines())) <= 100


def test_explanations_as_json(run: Run, vest: Path) -> None:
    """Data for programs: members, patches, tiers."""
    data = json.loads(run("explain", vest, "--json").stdout)
    (found,) = data["explanations"]
    assert found["about"] == "infeasible" and found["conflict"]["verified"]
    assert found["repairs"][0]["patch"][0]["path"].startswith("week.")
    assert data["reasons"] == []


def test_too_little_time_is_code_4(run: Run, vest: Path) -> None:
    """What was not settled is said, and scripts can tell."""
    result = run("explain", vest, "--time-limit", "0.000001")
    assert result.exit_code == 4
    assert "not settled" in result.stdout


def test_one_budget_for_the_plan_and_its_explanation(
    run: Run, easy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The time limit is that of the whole answer."""
    totals = []
    own = solver.explain

    def explain(*args: Any, **options: Any) -> Any:
        totals.append(options["total"].deterministic_seconds)
        return own(*args, **options)

    monkeypatch.setattr(solver, "explain", explain)
    run("explain", easy, "--time-limit", "5")
    assert 0 < totals[0] < 5


@pytest.mark.parametrize("command", ["explain", "why-not"])
def test_the_example_of_the_help_is_there(run: Run, command: str) -> None:
    """A scenario of ours that the help names can be read."""
    named = re.findall(r"scenarios/\S+\.yaml", run(command, "--help").stdout)
    assert all((Path(__file__).parents[2] / name).exists() for name in named)
    assert named or command == "why-not"


def test_goals_and_reasons(run: Run, easy: Path) -> None:
    """A week with a plan: what falls short, and what each exercise is there for."""
    result = run("explain", easy)
    assert result.exit_code == 0
    assert "pulling exercises in 0 of 2 sessions" in " ".join(result.stdout.split())
    assert "What each exercise is there for" in result.stdout


def test_why_not(run: Run, easy: Path) -> None:
    """A wish that is possible has a price and a list of changes; one that is not has a conflict."""
    possible = run("why-not", easy, "--sessions", "1")
    assert possible.exit_code == 0
    assert "A week with 1 session is possible, at this price:" in possible.stdout
    assert "Number of sessions, 1 weighted point worse: 1 session fewer." in possible.stdout
    forbidden = run("why-not", easy, "--exercise", "squat_goblet", "--day", "thu")
    assert forbidden.exit_code == 0
    assert "There is no week with “Goblet squat” on Thursday:" in forbidden.stdout
    assert json.loads(run("why-not", easy, "--day", "tue", "--session", "--json").stdout)["possible"] is False


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "a wish names"),
        (["--session"], "names its day"),
        (["--exercise", "sqat_bw"], "did you mean 'squat_bw'"),
        (["--exercise", "nosuch"], "strongstride exercises"),
        (["--sessions", "9"], "not in the range 0<=x<=7"),
        (["--time-limit", "-1", "--sessions", "1"], "above 0"),
    ],
)
def test_a_wrong_wish_is_code_2(run: Run, easy: Path, arguments: list[str], said: str) -> None:
    """Wishes that mean nothing are refused in words."""
    result = run("why-not", easy, *arguments)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.replace("│", " ").split())


def test_worth(run: Run, easy: Path) -> None:
    """Changes that would help, and those that would change nothing, together."""
    result = run("worth", easy)
    assert result.exit_code == 0
    assert "Add equipment: table" in " ".join(result.stdout.split())
    assert "Would change nothing" in result.stdout


def test_alternatives_and_compare(run: Run, easy: Path, vest: Path, tmp_path: Path) -> None:
    """Alternatives say how far apart they are; plans and scenarios can be compared."""
    result = run("alternatives", easy, "-k", "1", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["finished"] is True
    longer = tmp_path / "longer.yaml"
    longer.write_text(EASY.replace("minutes: 20", "minutes: 30"))
    plan = tmp_path / "plan.json"
    plan.write_text(run("solve", easy, "--json").stdout)
    compared = run("compare", plan, longer)
    assert compared.exit_code == 0
    assert "plan" in compared.stdout.splitlines()[0]
    assert run("compare", easy, easy).stdout.startswith(" Both plans are equally good.")


def test_what_is_a_plan(run: Run, easy: Path, tmp_path: Path) -> None:
    """A file with a list of sessions is a plan, whoever wrote it and in whichever form."""
    solved = json.loads(run("solve", easy, "--json").stdout)
    whole, by_hand = tmp_path / "whole.json", tmp_path / "by_hand.yaml"
    whole.write_text(json.dumps({name: part for name, part in solved.items() if name != "provenance"}))
    by_hand.write_text("sessions: [{day: mon, exercises: [{exercise: squat_bw, sets: 2}]}]")
    compared = run("compare", whole, easy)
    assert compared.exit_code == 0, compared.stderr
    assert compared.stdout.startswith(" Both plans are equally good.")
    unweighed = run("compare", by_hand, whole)
    assert unweighed.exit_code == 0, unweighed.stderr
    assert unweighed.stdout.startswith(" One of the plans carries no points")
    assert "squat_bw" in unweighed.stdout


def test_compare_says_what_is_wrong_with_a_file(run: Run, easy: Path, tmp_path: Path) -> None:
    """A file that is neither, or that there is not, is a scenario with an error."""
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("sessions: {min: [")
    assert run("compare", wrong, easy).exit_code == 2
    assert "no such file" in run("compare", easy, tmp_path / "none.yaml").stderr


def test_compare_knows_exercises_of_ones_own(run: Run, face: Face, tmp_path: Path) -> None:
    """``--exercises`` as with its sisters."""
    own = tmp_path / "own.csv"
    result = run("compare", tmp_path / "a.yaml", tmp_path / "b.yaml", "--exercises", own)
    assert result.exit_code == 0, result.stderr
    assert face.asked["exercises_file"] == own


def test_one_limit_for_both_weeks(
    run: Run, face: Face, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the first week leaves is the second one's; together they stay within the limit."""
    given: list[float] = []
    spent = face.plan.provenance
    assert spent is not None

    def solve(scenario: Scenario, **options: Any) -> Plan:
        given.append(options["limits"].deterministic_seconds)
        used = spent.model_copy(update={"deterministic_time": 1.0 if len(given) == 1 else given[-1]})
        return face.plan.model_copy(update={"provenance": used})

    monkeypatch.setattr(solver, "solve", solve, raising=False)
    run("compare", tmp_path / "a.yaml", tmp_path / "b.yaml", "--time-limit", "8")
    assert given == [4.0, 7.0]


def test_no_plan_is_not_as_good_as_a_plan(run: Run, vest: Path, easy: Path) -> None:
    """An impossible week has no verdict, no alternatives, and nothing changes it but what helps."""
    assert run("compare", vest, easy).stdout.startswith(" The first week has no plan: it is impossible.")
    alternatives = run("alternatives", vest)
    assert (alternatives.exit_code, "no week to vary" in alternatives.stdout) == (0, True)


def test_hardly_any_time(run: Run, easy: Path) -> None:
    """Code 4 and no claim from the commands that weigh."""
    for command in ("worth", "alternatives"):
        result = run(command, easy, "--time-limit", "0.0001")
        assert result.exit_code == 4
        assert "Not finished" in result.stdout
        assert "nothing\n" not in result.stdout and "Only" not in result.stdout
