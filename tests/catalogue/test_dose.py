"""The dose: ladder, effort, rest, fatigue and seconds, worked by hand."""

from typing import Any

import pytest

from solver.catalogue.dose import Dose, prescribe, set_fatigue
from solver.catalogue.reader import shipped
from solver.domain.athlete import Athlete
from solver.domain.scenario import Format


def dose(form: str, format: Format = "full_body", new: bool = False, **athlete: Any) -> Dose:
    fields = {"weeks_lifting": 10, "level": "intermediate", **athlete}
    found = prescribe(shipped()[form], Athlete.model_validate(fields), format, new)
    assert found is not None
    return found


def figures(found: Dose) -> tuple[int, int, int]:
    """Return most sets, amount and RPE."""
    return found.max_sets, found.amount, found.rpe


@pytest.mark.parametrize(
    ("level", "format", "wanted"),
    [
        ("beginner", "full_body", (3, 10, 7)),
        ("intermediate", "full_body", (3, 8, 7)),
        ("advanced", "full_body", (3, 6, 8)),
        ("beginner", "little_and_often", (3, 8, 7)),
        ("intermediate", "little_and_often", (3, 6, 8)),
        ("advanced", "little_and_often", (3, 4, 8)),
    ],
)
def test_default_phase(level: str, format: Format, wanted: tuple[int, int, int]) -> None:
    """Levels start at phase 1, 2 and 3; little-and-often one heavier with three sets at most."""
    assert figures(dose("squat_back_bb", format, level=level)) == wanted


@pytest.mark.parametrize(
    ("phase", "wanted"), [(0, (3, 10, 6)), (1, (3, 10, 7)), (2, (3, 8, 7)), (3, (3, 6, 8)), (4, (4, 4, 8))]
)
@pytest.mark.parametrize("name", ["squat", "squat_back_bb"])
def test_own_phase(phase: int, wanted: tuple[int, int, int], name: str) -> None:
    """The athlete's own phase counts, said of the form or of its family."""
    assert figures(dose("squat_back_bb", ladder={name: phase})) == wanted


def test_the_form_goes_before_the_family() -> None:
    """What is said of a form overrides what is said of its family; little-and-often adds nothing to it."""
    ladder = {"squat": 0, "squat_goblet": 3}
    assert figures(dose("squat_goblet", ladder=ladder)) == (3, 6, 8)
    assert figures(dose("squat_goblet", "little_and_often", ladder=ladder)) == (3, 6, 8)


@pytest.mark.parametrize(
    ("form", "phase", "amount"),
    [
        ("squat_goblet", 4, 6),  # 6 to 12 repetitions
        ("deadlift_bb", 0, 8),  # 3 to 8
        ("slrdl_bb", 4, 4),  # 4 to 8
        ("deadlift_kb", 4, 6),  # 6 to 12
    ],
)
def test_amounts_stay_in_the_range_of_the_form(form: str, phase: int, amount: int) -> None:
    """The ladder's repetitions are clamped to what suits the form."""
    assert dose(form, level="advanced", ladder={form: phase}).amount == amount


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        ("squat_bw", (3, 10, 7)),
        ("row_band_seated", (3, 12, 7)),
        ("calf_raise_bi", (3, 15, 7)),
        ("split_squat_iso", (3, 30, 7)),
        ("calf_hold_sl", (3, 30, 7)),
        ("plank_forearm", (3, 30, 7)),
        ("copenhagen_short", (2, 15, 7)),
        ("suitcase_carry", (3, 20, 7)),
        ("tib_raise", (2, 15, 7)),
        ("wall_sit", (3, 30, 7)),
        ("sled_drag_fwd", (4, 20, 7)),
        ("kb_swing", (3, 12, 6)),
        ("pogo_hop", (3, 15, 6)),
    ],
)
def test_doses_without_a_ladder(form: str, wanted: tuple[int, int, int]) -> None:
    """Bodyweight, bands, holds, carries, core, accessories and power have the catalogue's dose."""
    assert figures(dose(form)) == wanted


@pytest.mark.parametrize(
    ("form", "wanted"), [("plank_forearm", 6), ("tib_raise", 6), ("squat_bw", 7), ("squat_band", 7)]
)
def test_effort_of_beginners(form: str, wanted: int) -> None:
    """Beginners do core and accessories at RPE 6, main exercises at 7."""
    assert dose(form, level="beginner").rpe == wanted


@pytest.mark.parametrize(
    ("form", "wanted"),
    [("squat_bw", (2, 10, 6)), ("row_band_seated", (2, 12, 6)), ("plank_forearm", (2, 30, 6))],
)
def test_the_first_week_of_lifting(form: str, wanted: tuple[int, int, int]) -> None:
    """In the first week everything is two sets at RPE 6, whatever the ladder says."""
    assert figures(dose(form, weeks_lifting=0, ladder={form: 4})) == wanted


def test_new_forms_have_two_sets() -> None:
    """A new form gets two sets of the same repetitions."""
    assert figures(dose("squat_goblet", new=True)) == (2, 8, 7)


@pytest.mark.parametrize(
    ("form", "ladder", "wanted"),
    [
        ("squat_back_bb", 4, (3, 6, 8)),
        ("nordic_curl", None, (3, 6, 7)),  # 3 to 8 repetitions, 4 by default
        ("pullup_ecc", None, (3, 6, 7)),  # 3 to 6
        ("calf_raise_bi", None, (3, 15, 7)),
        ("plank_forearm", None, (3, 30, 7)),
    ],
)
def test_young_athletes(form: str, ladder: int | None, wanted: tuple[int, int, int]) -> None:
    """At 15 there are 6 to 15 repetitions, three sets at most; holds stay what they are."""
    own = {} if ladder is None else {form: ladder}
    assert figures(dose(form, level="advanced", age=15, ladder=own)) == wanted


@pytest.mark.parametrize(
    ("cost", "rpe", "new", "eighths"),
    [
        (0, 10, True, 0),
        (1, 7, False, 8),  # 1
        (2, 6, False, 16),  # 2
        (2, 8, False, 20),  # 2 x 1.25 = 2.5
        (2, 9, False, 20),
        (2, 10, False, 24),  # 2 x 1.5 = 3
        (1, 7, True, 12),  # 1 x 1.5
        (1, 8, True, 15),  # 1 x 1.25 x 1.5 = 1.875
        (3, 8, True, 45),  # 3 x 1.25 x 1.5 = 5.625
        (3, 10, True, 54),  # 3 x 1.5 x 1.5 = 6.75
    ],
)
def test_fatigue_of_a_set(cost: int, rpe: int, new: bool, eighths: int) -> None:
    """Points are cost x effort x novelty, kept times 8 without rounding."""
    form = shipped()["squat_goblet"].model_copy(update={"fatigue_cost": cost})
    assert set_fatigue(form, rpe, new) == eighths


@pytest.mark.parametrize(
    ("form", "athlete", "rest"),
    [
        ("squat_back_bb", {}, 180),
        ("squat_goblet", {}, 90),
        ("squat_bw", {}, 60),  # bodyweight up to RPE 7
        ("squat_band", {}, 90),
        ("calf_raise_bi", {}, 45),
        ("plank_forearm", {}, 45),
        ("kb_swing", {}, 90),
        ("squat_jump", {}, 60),  # bodyweight at RPE 6
    ],
)
def test_rest(form: str, athlete: dict[str, Any], rest: int) -> None:
    """Rest goes by class, with 60 s at most for easy bodyweight work."""
    assert dose(form, **athlete).rest == rest


@pytest.mark.parametrize(
    ("form", "one", "paired", "once"),
    [
        ("squat_goblet", 118, 80, 0),  # 8 x 3.5 + 90; 79.06; 45 of set-up within the rest
        ("squat_bw", 95, 64, 0),  # 10 x 3.5 + 60; 63.65
        ("squat_back_bb", 208, 140, 60),  # 8 x 3.5 + 180; a ramp
        ("lunge_reverse_bw", 124, 84, 0),  # 2 x 8 x 3.5 + 8 + 60; 83.08
        ("side_plank", 93, 63, 0),  # 2 x 20 + 8 + 45; 62.31
        ("bird_dog", 125, 84, 0),  # 2 x 6 x 6 + 8 + 45; 83.75
        ("tib_raise", 83, 56, 0),  # 15 x 2.5 + 45 = 82.5; 55.275
        ("mountain_climber_bw", 77, 52, 0),  # 2 x 10 x 1.2 + 8 + 45 = 77; 51.59
        ("suitcase_carry", 101, 68, 0),  # 2 x 20 x 1.2 + 8 + 45; 67.67
        ("row_inverted", 88, 59, 30),  # 8 x 3.5 + 60; 58.96; 90 of set-up - 60 of rest
        ("sled_drag_bwd", 118, 80, 0),  # 20 x 1.4 + 90
        ("hip_thrust_fw", 118, 80, 0),  # 75 of set-up within 90 of rest
    ],
)
def test_seconds_of_a_set(form: str, one: int, paired: int, once: int) -> None:
    """Work on both sides, 8 s to change sides, rest, each set rounded up; paired 0.67 of it."""
    found = dose(form)
    assert (found.set_seconds, found.paired_seconds, found.once_seconds) == (one, paired, once)


@pytest.mark.parametrize(
    ("form", "contacts"),
    [("pogo_hop", 15), ("squat_jump", 5), ("step_up_drive", 10), ("sl_hop_fwd", 10), ("kb_swing", 0)],
)
def test_contacts_of_a_set(form: str, contacts: int) -> None:
    """Contacts are counted on both sides."""
    assert dose(form, level="advanced").contacts == contacts
