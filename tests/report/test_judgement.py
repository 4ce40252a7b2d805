"""What the judge says, as text."""

from solver.domain.judgement import Judgement
from solver.report.console import printed
from solver.report.judgement import judgement_view, verdict_line
from tests.report.samples import HOSTILE, TIERS, WEEKLY, steering

FINDINGS = [
    {"rule": "vest_day", "subject": "sat", "message": "A session stands on a vest day."},
    {"rule": "vest_day", "subject": "wed/squat_goblet", "message": "Another one."},
]
MISMATCHES = [{"pointer": "/sessions/0/minutes", "printed": "34", "recomputed": "36"}]


def judgement(**changes: object) -> Judgement:
    document = {"verdict": "clean", "findings": [], "mismatches": [], "tiers": TIERS, "weekly": WEEKLY}
    return Judgement.model_validate({**document, **changes})


def test_a_clean_plan_is_called_clean() -> None:
    text = printed(judgement_view(judgement()))
    assert text.startswith(" Clean: every rule is kept, and every figure in the plan is right.\n")
    assert "Rule" not in text


def test_every_finding_and_mismatch_is_listed() -> None:
    found = judgement(verdict="violations", findings=FINDINGS, mismatches=MISMATCHES)
    text = " ".join(printed(judgement_view(found)).split())
    assert verdict_line(found) == "Not clean: 2 violations of 1 rule and 1 wrong figure."
    assert "vest_day Saturday A session stands on a vest day." in text
    assert "Wednesday, squat_goblet Another one." in text
    assert "/sessions/0/minutes 34 36" in text


def test_goals_are_shown_with_what_they_count() -> None:
    text = " ".join(printed(judgement_view(judgement())).split())
    assert "3 Placement 4 legs before vest 2 2 4" in text
    assert "consecutive days" not in text


def test_hostile_plans_do_nothing() -> None:
    findings = [{"rule": HOSTILE, "subject": HOSTILE, "message": HOSTILE}]
    text = printed(judgement_view(judgement(verdict="violations", findings=findings)))
    assert not steering(text)
