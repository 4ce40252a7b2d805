"""The list of exercises."""

from solver.domain.exercise import Exercise
from solver.report.console import printed
from solver.report.exercises import exercise_words, exercises_data, exercises_view

SQUAT = Exercise.model_validate(
    {
        "id": "squat_goblet",
        "name": "Goblet squat",
        "family": "squat",
        "family_rank": 3,
        "category": "lower_compound",
        "pattern": "squat",
        "chain": "anterior",
        "dominance": "knee",
        "laterality": "bilateral",
        "equipment_sets": [["dumbbells"], ["kettlebells", "rack"]],
        "modality": "free_weights",
        "primary_muscles": ["quads", "glute_max"],
        "secondary_muscles": ["adductors"],
        "level": "beginner",
        "contraction": "dynamic",
        "dose_unit": "reps",
        "default_sets": 3,
        "default_amount": 10,
        "amount_min": 6,
        "amount_max": 12,
        "sec_per_unit": 3.5,
        "setup_s": 45,
        "rest_class": "moderate",
        "fatigue_cost": 2,
        "in_source_text": True,
        "source_text_name": "Squats",
    }
)


def test_an_exercise_is_said_in_words() -> None:
    assert exercise_words(SQUAT) == (
        "squat 3; beginner; free weights, needs dumbbells or kettlebells and rack; 3x10 reps (6-12); "
        "quads, glutes (with adductors); source text: Squats"
    )


def test_bodyweight_needs_nothing() -> None:
    bodyweight = SQUAT.model_copy(update={"equipment_sets": ((),), "modality": "bodyweight"})
    assert "; bodyweight; 3x10" in exercise_words(bodyweight)


def test_open_days_are_said() -> None:
    other = SQUAT.model_copy(update={"id": "squat_other"})
    text = printed(exercises_view([SQUAT, other], {"squat_goblet": ("mon", "thu")}))
    assert text.startswith(" 1 of 2 exercises open in this week.\n")
    assert "Open on Monday and Thursday." in text
    assert "Closed this week." in text


def test_data_is_the_catalogue() -> None:
    data = exercises_data([SQUAT], "2026.11.1", {"squat_goblet": ("mon",)})
    assert data["catalogue"] == "2026.11.1"
    row = data["exercises"][0]  # type: ignore[index]
    assert (row["id"], row["open_days"]) == ("squat_goblet", ["mon"])  # type: ignore[call-overload,index]
