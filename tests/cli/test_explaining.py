"""``explain``, ``why-not``, ``worth``, ``alternatives`` and ``compare``, on a week of their own."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

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
