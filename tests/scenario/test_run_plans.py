"""Tables of run plans."""

from pathlib import Path

import pytest

from solver.domain.problem import ScenarioError
from solver.domain.run_plan import LoadedRuns
from solver.domain.scenario import Scenario
from solver.domain.week import Day
from solver.scenario.plan_weeks import week_tree
from solver.scenario.reader import scenario_from
from solver.scenario.run_plans import parse_run_plans, read_run_plans

PUBLISHED = Path(__file__).parents[3] / "shared" / "data" / "run_plans" / "run_plans.csv"
HEADER = "plan,week,day,run_type,distance_km,minutes\n"
PLAN = (
    HEADER
    + """\
own,1,1,rest,,
own,1,2,tempo,8,
own,1,3,cross,10,
own,1,4,strength,,30
own,1,6,walk_run,,25
own,1,7,race,10,
own,2,1,race_pace,,40
own,2,2,hills,,45
own,2,7,long,16,
own,3,7,race,21.1,
"""
)


def loaded(text: str) -> LoadedRuns:
    return parse_run_plans(text, file="plan.csv")


def test_run_types_become_kinds() -> None:
    """Tempo, race pace, intervals and hills are quality; walk and cross are easy other sport."""
    (plan,) = loaded(PLAN).plans
    first, second, _ = plan.weeks
    assert first.mon.activities == ()
    assert first.tue.run is not None and first.tue.run.kind == "quality" and first.tue.run.distance_km == 8
    assert [(sport.sport, sport.minutes, sport.hard) for sport in first.wed.all_other] == [
        ("cross-training", 60, False)
    ]
    assert first.sat.run is not None and (first.sat.run.kind, first.sat.run.minutes) == ("easy", 25)
    assert [second.day(name).all_runs[0].kind for name in ("mon", "tue", "sun")] == [
        "quality",
        "quality",
        "long",
    ]


def test_strength_is_left_out_and_told() -> None:
    """What is left out on purpose is a note, not a problem."""
    found = loaded(PLAN)
    assert found.problems == ()
    assert [note.line for note in found.notes] == [5]
    assert found.plans[0].weeks[0].thu.activities == ()


def test_the_last_race_is_the_goal() -> None:
    """Races before the last one are tune-ups."""
    (plan,) = loaded(PLAN).plans
    assert [
        week.sun.all_runs[0].race_priority for week in plan.weeks if week.sun.all_runs[0].kind == "race"
    ] == [
        "C",
        "A",
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("own,x,1,easy,5,", "not a week"),
        ("own,1,8,easy,5,", "not a day"),
        ("own,1,1,eazy,5,", "did you mean 'easy'"),
        ("own,1,1,easy,-5,", "not an amount"),
        ("own,1,1,easy,nan,", "not an amount"),
        (",1,1,easy,5,", "no name"),
        ("own,1,1,race,,50", "needs its distance_km"),
    ],
)
def test_a_bad_line_is_told_and_loses_no_other(line: str, said: str) -> None:
    """The line is named; all others are there."""
    found = loaded(f"{PLAN}{line}\n")
    assert [problem.line for problem in found.problems] == [12]
    assert said in str(found.problems[0])
    assert found.plans[0].weeks[1:] == loaded(PLAN).plans[0].weeks[1:]


def test_a_week_without_rows_is_told() -> None:
    """A gap stays a week without runs."""
    found = loaded(HEADER + "own,1,1,easy,5,\nown,3,1,easy,5,\n")
    assert len(found.plans[0].weeks) == 3
    assert "no row for week 2" in found.problems[0].message


def test_another_table_is_refused() -> None:
    """A table without the columns is none of run plans."""
    with pytest.raises(ScenarioError, match="no column plan"):
        loaded("a,b\n1,2\n")


def test_weeks_take_neighbours_and_the_last_race_from_the_plan() -> None:
    """A week of a plan follows the one before, not itself."""
    (plan,) = loaded(PLAN).plans
    base = Scenario.model_validate({"strength_minutes": 30, "week": {"tue": {"strength": {"minutes": 20}}}})
    second = scenario_from(week_tree(base, plan, 2))
    assert second.previous_day is not None and second.previous_day.all_runs[0].kind == "race"
    assert second.next_day is not None and second.next_day.activities == ()
    assert second.last_race is not None and (second.last_race.days_ago, second.last_race.distance_km) == (
        1,
        10,
    )
    assert second.week.tue.strength is not None and second.week.tue.strength.minutes == 20
    with pytest.raises(ValueError, match="weeks 1 to 3"):
        week_tree(base, plan, 4)


def test_weeks_of_a_plan_keep_the_runners_other_sport_and_vest() -> None:
    """Only the runs are the plan's: the ride, the ruck and the vest stay on their days."""
    (plan,) = loaded(HEADER + "own,1,1,easy,5,\nown,1,1,tempo,5,\nown,1,3,race,10,\nown,2,1,easy,5,\n").plans
    ruck = {"sport": "ruck", "vest": True}
    vested = {"run": {"kind": "easy", "vest": {"minutes": 20}}}
    week = {"mon": vested, "tue": vested, "wed": vested, "sun": {"other": ruck}}
    first = scenario_from(week_tree(Scenario.model_validate({"week": week}), plan, 1)).week
    assert [run.vest_minutes for run in first.mon.all_runs] == [20, 0]
    assert first.tue == Day()
    assert first.wed.all_runs[0].vest_minutes == 0
    assert [sport.sport for sport in first.sun.all_other] == ["ruck"]
    second = scenario_from(week_tree(Scenario.model_validate({"week": week}), plan, 2))
    assert second.previous_day is not None and second.previous_day.all_other == first.sun.all_other


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published plans are not here")
def test_all_published_plans_are_understood() -> None:
    """Seventeen plans, every row taken or left out on purpose."""
    found = read_run_plans(PUBLISHED)
    assert len(found.plans) == 17
    assert found.problems == ()
    assert {note.value for note in found.notes} == {"'strength'"}
