"""The page for the wall."""

import re

import pytest
from rich.console import Console

from solver.domain.base import DAY_WORDS
from solver.report.console import printed
from solver.report.text import plan_text, plan_view
from solver.report.verdict import proof
from tests.report.samples import (
    NOTES,
    PROVENANCE,
    THURSDAY,
    TIERS,
    TUESDAY,
    hostile,
    hostile_scenario,
    infeasible,
    plan,
    scenario,
    steering,
)


@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_lines_keep_to_the_width_and_have_no_trailing_blanks(width: int) -> None:
    lines = plan_text(plan(), scenario(), width).splitlines()
    assert max(map(len, lines)) <= width
    assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize("width", [80, 120])
def test_everything_a_coach_needs_is_there(width: int) -> None:
    text = " ".join(plan_text(plan(), scenario(), width).split())
    for words in (
        "Half-marathon build with a vest hike",
        "2 strength sessions on Tuesday and Thursday, 72 minutes in all.",
        "Quality run 60 min",
        "Easy run 70 min, vest 45 min",
        "Bike 90 min, hard",
        "TUESDAY · 34 min · gym · 8 h after the run · free weights · leg fatigue 20.5",
        "Warm-up: Easy cycling, 2 min; Bodyweight squat, 10; Two lighter sets of the first lift.",
        "A2 ┘ Pull-up, negative 3x6 @ RPE 8 90 s",
        "A1/A2 and B1/B2 alternate set by set.",
        "Hip abductors 1.5 █▌·|········ 2 4 12 0.5 below floor",
        "Too seldom: anti-rotation 0 of 1",
        "Push 6, pull 6 sets: in balance (band 2:3 to 3:2)",
        "7 half-sets outside",
        "not asked, one side has no exercise that is open",
        "Calves get 3 of 8 sets",
        "one_modality is switched off by the scenario.",
        "3 placement at 4, the least possible",
        "Not medical advice",
    ):
        assert words in text


def test_days_and_sessions_are_in_order() -> None:
    text = plan_text(plan(sessions=[THURSDAY, TUESDAY]), scenario())
    assert re.findall(r"^ (\w+day)", text, re.MULTILINE)[:7] == list(DAY_WORDS.values())
    assert text.index("TUESDAY") < text.index("THURSDAY")
    names = [exercise["name"] for exercise in TUESDAY["exercises"]]
    assert sorted(names, key=text.index) == names


def test_muscles_are_shown_where_there_is_room() -> None:
    assert "Trains" not in plan_text(plan(), scenario(), 80)
    assert "hamstrings" in plan_text(plan(), scenario(), 120)


def test_without_a_scenario_only_strength_is_shown() -> None:
    text = plan_text(plan())
    assert "Run and other sport" not in text
    assert "34 min, gym, 8 h after the run" in text


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        (
            {},
            "Proved optimal: no better week exists under these rules; ortools 9.15.6755, 0.4 s; "
            "request 1a2b3c4d5e6f.",
        ),
        ({"outcome": "feasible"}, "Not proved best, but every rule is kept; ortools"),
        ({"outcome": "unknown", "sessions": []}, "Not known: the search ended without a week and"),
        ({"outcome": None, "provenance": None}, "Nothing proved: this plan carries no outcome."),
        (
            {"timing": None},
            "Proved optimal: no better week exists under these rules; ortools 9.15.6755; request 1a2b",
        ),
    ],
)
def test_the_last_line_is_the_proof(changes: dict[str, object], line: str) -> None:
    assert plan_text(plan(**changes), scenario(), 120).splitlines()[-1].startswith(f" {line}")


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_proof_is_one_line_at_any_width(width: int) -> None:
    assert plan_text(plan(), scenario(), width).splitlines()[-1].startswith(" Proved optimal")


def test_a_plan_that_the_clock_ended_says_so() -> None:
    ended = plan(outcome="feasible", provenance={**PROVENANCE, "reproducible": False})
    assert proof(ended).endswith("request 1a2b3c4d5e6f; not reproducible.")
    assert proof(ended, 80) == "Not proved best, but every rule is kept; 0.4 s, 1a2b3c4d, not reproducible."


def test_an_unproved_tier_shows_its_bound() -> None:
    tiers = [{**TIERS[0], "value": 3, "bound": 1}]
    assert "1 sessions at 3, proved not below 1" in plan_text(plan(tiers=tiers))


def test_no_week_is_said_with_its_reasons_and_the_runs() -> None:
    text = plan_text(infeasible(), scenario())
    assert "Why no week is possible\n - Monday: vest_day leaves no room for strength." in text
    assert "Quality run 60 min" in text
    assert text.splitlines()[-1].startswith(" Proved impossible: no week keeps all of these rules")


def test_safety_comes_before_the_plan() -> None:
    note = {"kind": "safety", "about": "pain", "text": "Severe knee pain: see a clinician first."}
    text = plan_text(plan(notes=[*NOTES, note]), scenario())
    assert text.index("see a clinician first") < text.index("Monday")


def test_a_plan_by_hand_needs_nothing_else() -> None:
    bare = {"outcome": None, "tiers": None, "weekly": None, "notes": None, "provenance": None, "timing": None}
    text = plan_text(
        plan(**bare, sessions=[{"day": "mon", "exercises": [{"exercise": "pushup", "sets": 3}]}])
    )
    assert re.search(r"pushup +3 sets", text)


def test_hostile_names_do_nothing() -> None:
    text = plan_text(hostile(), hostile_scenario())
    assert not steering(text)
    assert "[red]markup[/red]" in text


def test_colour_changes_no_character() -> None:
    console = Console(width=80, color_system="standard", force_terminal=True, _environ={})
    with console.capture() as captured:
        console.print(plan_view(plan(), scenario()))
    coloured = captured.get()
    assert "\x1b[" in coloured
    plain = re.sub(r"\x1b\[[\d;]*m", "", coloured)
    assert [line.rstrip() for line in plain.splitlines()] == plan_text(plan(), scenario()).splitlines()


def test_an_encoding_without_blocks_gets_plain_characters() -> None:
    text = printed(plan_view(plan(), scenario()), 80, "cp437")
    assert text.encode("cp437")
    text = printed(plan_view(plan(), scenario()), 80, "ascii")
    assert "#+.|........" in text
    assert "?" not in text


def test_what_goes_without_saying_is_not_said() -> None:
    usual = {**THURSDAY, "place": "usual place", "start": "any time"}
    assert "THURSDAY · 38 min · bands · leg fatigue 12\n" in plan_text(plan(sessions=[usual]))


def test_the_plans_own_word_on_medical_advice_is_said_once() -> None:
    note = {"kind": "safety", "about": "medical", "text": "Not medical advice at all."}
    text = plan_text(plan(notes=[note]))
    assert text.splitlines()[-2] == " Not medical advice at all."
    assert text.count("medical advice") == 1
    assert "Before you start" not in text
