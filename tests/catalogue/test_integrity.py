"""The shipped catalogue: what CHANGES.md says always holds."""

from collections import Counter
from importlib.resources import files

import pytest

from solver.catalogue.dose import LADDER, prescribe
from solver.catalogue.reader import (
    CATALOGUE_VERSION,
    closed_under_prerequisites,
    integrity_problems,
    mastered_by_default,
    read_csv,
    shipped,
)
from solver.catalogue.references import equipment_words
from solver.domain.athlete import LEVELS, Athlete
from solver.domain.exercise import LOWER_MAIN_PATTERNS, Exercise
from solver.domain.scenario import Format

FORMS = tuple(shipped().values())
FORMATS: tuple[Format, ...] = ("full_body", "little_and_often")
EQUIPMENT = {
    "bodyweight", "mini_band", "long_band", "anchor", "dumbbells", "kettlebells", "barbell", "rack",
    "trap_bar", "bench", "step_box", "plyo_box", "pull_up_bar", "table", "sliders", "ab_wheel",
    "slant_board", "sled",
    "jump_rope", "foot_anchor", "back_ext_bench", "leg_press", "leg_curl_machine",
}  # fmt: skip
#: family, rank -> forms that are equal on purpose
TIES = {
    ("squat", 4): {"squat_back_bb", "squat_front_bb"},
    ("deadlift", 2): {"deadlift_bb", "deadlift_trap"},
    ("bridge", 2): {"hip_thrust_bw", "glute_bridge_sl"},
    ("bridge", 3): {"hip_thrust_band", "hip_thrust_sl"},
    ("slrdl", 2): {"slrdl_band", "rdl_kickstand_fw"},
    ("lateral_lunge", 3): {"lateral_lunge_fw", "lateral_lunge_slider"},
    ("split_squat", 3): {"split_squat_fw", "rfe_split_squat_bw"},
    ("calf_raise", 2): {"calf_raise_bi_fw", "calf_raise_sl", "calf_drop_step"},
    ("ohp", 2): {"ohp_fw", "pike_pushup"},
    ("pullup", 2): {"pullup_band", "pullup_ecc"},
    ("plank", 1): {"plank_forearm", "plank_straight"},
    ("plyo_ankle", 1): {"pogo_hop", "jump_rope"},
    ("plyo_vertical", 1): {"squat_jump", "box_jump"},
    ("band_row", 1): {"row_band_standing", "row_band_seated"},
}
HEAVY_ECCENTRIC = {
    "rdl_db", "rdl_bb", "rdl_kickstand_fw", "slrdl_fw", "slrdl_bb", "good_morning_bb", "nordic_curl",
    "hamstring_slider_curl", "lunge_walking_fw", "rfe_split_squat_fw", "copenhagen_short", "copenhagen_long",
    "calf_drop_step",
}  # fmt: skip


def ids(forms: tuple[Exercise, ...]) -> set[str]:
    return {form.id for form in forms}


def test_ids_and_names_are_unique() -> None:
    """Every row of the file is a form with an id and a name of its own."""
    rows = read_csv(files("solver.catalogue").joinpath("exercises.csv").read_text(encoding="utf-8"))
    assert len(rows) == len({row.id for row in rows}) == len({row.name for row in rows})


def test_version_and_number_are_told() -> None:
    """CHANGES.md begins with the version and the number of forms."""
    told = files("solver.catalogue").joinpath("CHANGES.md").read_text(encoding="utf-8")
    assert f"Version `{CATALOGUE_VERSION}`: {len(FORMS)} forms." in told


def test_prerequisites_exist_and_form_no_circle() -> None:
    """Every prerequisite is in the catalogue, not of a higher level, and nothing comes before itself."""
    assert integrity_problems(shipped()) == []


def test_a_circle_is_found() -> None:
    """A form that comes before its own prerequisite is a problem, and so is a missing or harder one."""
    squat, goblet = shipped()["squat_bw"], shipped()["squat_goblet"]
    circle = squat.model_copy(update={"prerequisite_id": ("squat_goblet",)})
    said = integrity_problems({"squat_bw": circle, "squat_goblet": goblet})
    assert said == ["squat_bw: is its own prerequisite", "squat_goblet: is its own prerequisite"]
    alone = integrity_problems({"squat_goblet": goblet})
    assert alone == ["squat_goblet: prerequisite 'squat_bw' is not in the catalogue"]
    hard = {"squat_bw": squat.model_copy(update={"level": "advanced"}), "squat_goblet": goblet}
    assert len(integrity_problems(hard)) == 1


def test_equal_ranks_are_the_meant_ones() -> None:
    """Two forms share a rank of their family only where CHANGES.md says so."""
    ranks: dict[tuple[str, int], set[str]] = {}
    for form in FORMS:
        ranks.setdefault((form.family, form.family_rank), set()).add(form.id)
    assert {at: forms for at, forms in ranks.items() if len(forms) > 1} == TIES


def test_equipment_vocabulary() -> None:
    """Every piece of equipment is one of the list in CHANGES.md, and each of them is asked for."""
    assert equipment_words(shipped()) == EQUIPMENT


def test_power_is_one_thing() -> None:
    """Category, rest class and is_power go together; only they have ground contacts."""
    power = ids(tuple(form for form in FORMS if form.is_power))
    assert power == ids(tuple(form for form in FORMS if form.category == "power"))
    assert power == ids(tuple(form for form in FORMS if form.rest_class == "power"))
    assert power >= ids(tuple(form for form in FORMS if form.contacts_per_unit))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_one_row(form: Exercise) -> None:
    """Lower mains tire, core has no dominance, holds last 15 s, joints are loaded, muscles differ."""
    if form.pattern in LOWER_MAIN_PATTERNS and not form.accessory:
        assert form.fatigue_cost >= 1
        assert form.dominance != "none"
    if form.category == "core":
        assert form.dominance == "none"
    if form.contraction == "isometric":
        assert form.dose_unit == "seconds"
        assert form.amount_min >= 15
    assert form.joint_stress
    assert form.primary_muscles
    assert form.equipment_sets
    assert form.in_source_text == bool(form.source_text_name)
    assert form.modality == "bodyweight" or () not in form.equipment_sets


def test_heavy_eccentric_forms() -> None:
    """The forms marked are those of CHANGES.md."""
    assert ids(tuple(form for form in FORMS if form.heavy_eccentric)) == HEAVY_ECCENTRIC


def test_families_rank_what_they_open() -> None:
    """Within a family a prerequisite is never of a higher rank than the form it opens."""
    for form in FORMS:
        for before in (shipped()[one] for one in form.prerequisite_id):
            assert before.family != form.family or before.family_rank < form.family_rank, form.id


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("age", [None, 15, 60])
@pytest.mark.parametrize("weeks", [0, 30])
def test_every_dose_is_in_the_range_of_its_form(level: str, age: int | None, weeks: int) -> None:
    """No ladder, format, level or age leaves the amounts of the form, two sets or RPE 6 to 8."""
    for form in FORMS:
        for phase in (None, *range(len(LADDER))):
            ladder = {} if phase is None else {form.family: phase}
            fields = {"level": level, "age": age, "weeks_lifting": weeks, "ladder": ladder}
            for format in FORMATS:
                dose = prescribe(form, Athlete.model_validate(fields), format, False)
                assert dose is not None
                assert form.amount_min <= dose.amount <= form.amount_max
                assert 2 <= dose.max_sets <= (3 if age == 15 or format != "full_body" else 4)
                assert 6 <= dose.rpe <= 8


def test_what_is_mastered_by_default() -> None:
    """A level has mastered every form of the levels below it, and nothing of its own."""
    levels = Counter(form.level for form in FORMS)
    assert mastered_by_default(0, shipped()) == set()
    assert len(mastered_by_default(1, shipped())) == levels["beginner"]
    assert len(mastered_by_default(2, shipped())) == levels["beginner"] + levels["intermediate"]


@pytest.mark.parametrize(
    ("mastered", "closed"),
    [
        ([], set()),
        (["squat_bw"], {"squat_bw"}),
        (["squat_front_bb"], {"squat_front_bb", "squat_bw"}),
        # push-up after incline push-up, pike push-up after push-up
        (["pike_pushup"], {"pike_pushup", "pushup", "pushup_incline"}),
        (["calf_raise_sl_fw"], {"calf_raise_sl_fw", "calf_raise_sl", "calf_raise_bi"}),
        # either way to the bar is taken as done
        (["pullup"], {"pullup", "pullup_band", "pullup_ecc", "row_inverted"}),
        (["no_such_form"], set()),
    ],
)
def test_mastery_is_closed_under_prerequisites(mastered: list[str], closed: set[str]) -> None:
    """Whoever masters a form masters what comes before it, at any remove."""
    assert closed_under_prerequisites(mastered, shipped()) == closed
